"""Records of the artworks to make in a batch or in the queue."""

from collections.abc import Collection, Iterable
from dataclasses import KW_ONLY, dataclass, field, replace
from enum import StrEnum
from typing import Self

from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.order import ArtworkMade
from nst_desktop.recipes.plan import Plan


class JobState(StrEnum):
    """State of a job. The queue's file contains these values."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    KEPT = "kept"  # already made by an earlier batch
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job and its progress.

    Attributes:
        plan: Files and parameters.
        options: Options for writing the artwork's file. The file name determines the format.
        state: Current state.
        share: Finished share of the work, 0..1.
        reason: Reason for the failure, if the job has failed.
        width: Width of the artwork in px; 0 if unknown.
        height: Height of the artwork in px; 0 if unknown.
        seconds: Duration of the run in s; 0 if unknown.
    """

    plan: Plan
    _: KW_ONLY
    options: SaveOptions = field(default_factory=SaveOptions)
    state: JobState = JobState.WAITING
    share: float = 0.0
    reason: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0

    @property
    def work(self) -> float:
        """Work at the last scale, in pixels times steps; it stands for the whole run's."""
        return float(self.plan.params.size**2 * self.plan.params.steps)

    @property
    def has_ended(self) -> bool:
        """Whether the job needs no further work."""
        return self.state in (JobState.FINISHED, JobState.KEPT, JobState.FAILED)

    def waiting(self) -> Self:
        """Return the job reset to the waiting state, so that it runs from the start."""
        return replace(self, state=JobState.WAITING, share=0.0, reason="")

    def finished(self, made: ArtworkMade | None = None) -> Self:
        """Return the job in the finished state, with the artwork's size and duration if given."""
        job = replace(self, state=JobState.FINISHED, share=1.0)
        if made is None:
            return job
        return replace(job, width=made.width, height=made.height, seconds=made.seconds)

    def failed(self, reason: str) -> Self:
        """Return the job in the failed state, with the reason."""
        return replace(self, state=JobState.FAILED, share=1.0, reason=reason)


def work_left(jobs: Iterable[JobRecord]) -> float:
    """Return the remaining work in pixels times steps."""
    return sum(job.work * (1 - job.share) for job in jobs)


def share_of(jobs: Collection[JobRecord]) -> float:
    """Return the finished share of all the jobs' work, 0..1."""
    total = sum(job.work for job in jobs)
    return 1 - work_left(jobs) / total if total else 1.0
