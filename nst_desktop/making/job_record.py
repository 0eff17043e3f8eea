"""Records of artworks to be made, in a batch or in the queue."""

from collections.abc import Collection, Iterable
from dataclasses import KW_ONLY, dataclass, field, replace
from enum import StrEnum
from typing import Self

from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.order import ArtworkMade
from nst_desktop.recipes.plan import Plan


class JobState(StrEnum):
    """State of a job. The values appear in the queue's file."""

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
        options: How the artwork's file is written; the format follows from its name.
        state: Current state.
        share: Share of the work that is done, 0..1.
        reason: Why it failed.
        width: Of the artwork, px; 0 if unknown.
        height: Of the artwork, px; 0 if unknown.
        seconds: Duration of the run; 0 if unknown.
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
        """Total work, in pixels times steps."""
        return float(self.plan.params.size**2 * self.plan.params.steps)

    @property
    def has_ended(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in (JobState.FINISHED, JobState.KEPT, JobState.FAILED)

    def waiting(self) -> Self:
        """Return the job waiting to be made from the start."""
        return replace(self, state=JobState.WAITING, share=0.0, reason="")

    def finished(self, made: ArtworkMade | None = None) -> Self:
        """Return the finished job, with the size and duration of the artwork if given."""
        job = replace(self, state=JobState.FINISHED, share=1.0)
        if made is None:
            return job
        return replace(job, width=made.width, height=made.height, seconds=made.seconds)

    def failed(self, reason: str) -> Self:
        """Return the failed job."""
        return replace(self, state=JobState.FAILED, share=1.0, reason=reason)


def work_left(jobs: Iterable[JobRecord]) -> float:
    """Return the work left, in pixels times steps."""
    return sum(job.work * (1 - job.share) for job in jobs)


def share_of(jobs: Collection[JobRecord]) -> float:
    """Return the share of all work that is done, 0..1."""
    total = sum(job.work for job in jobs)
    return 1 - work_left(jobs) / total if total else 1.0
