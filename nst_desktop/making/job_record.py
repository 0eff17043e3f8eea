"""What is known of one artwork that is to be made, in a batch or in the queue."""

from collections.abc import Collection, Iterable
from dataclasses import KW_ONLY, dataclass, field, replace
from enum import StrEnum
from typing import Self

from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.order import ArtworkMade
from nst_desktop.recipes.plan import Plan


class JobState(StrEnum):
    """What has become of a job. The value is what the queue's file says."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    KEPT = "kept"  # an earlier batch has made it
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job, and how far it is.

    options: how the artwork's file is written; in which format, its name says. share: of the work
    that is done, 0..1. reason: why it failed. width, height: of the artwork, px, and seconds that
    it took; 0 where they are not known.
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
        """How much there is to do for it in all, as pixels times steps."""
        return float(self.plan.params.size**2 * self.plan.params.steps)

    @property
    def has_ended(self) -> bool:
        """Whether there is nothing more to do for it."""
        return self.state in (JobState.FINISHED, JobState.KEPT, JobState.FAILED)

    def waiting(self) -> Self:
        """It is to be made from the beginning."""
        return replace(self, state=JobState.WAITING, share=0.0, reason="")

    def finished(self, made: ArtworkMade | None = None) -> Self:
        """It is made. made: just now; None if that was known already."""
        ended = replace(self, state=JobState.FINISHED, share=1.0)
        if made is None:
            return ended
        return replace(ended, width=made.width, height=made.height, seconds=made.seconds)

    def failed(self, reason: str) -> Self:
        """It cannot be made."""
        return replace(self, state=JobState.FAILED, share=1.0, reason=reason)


def work_left(jobs: Iterable[JobRecord]) -> float:
    """How much is still to be done."""
    return sum(job.work * (1 - job.share) for job in jobs)


def share_of(jobs: Collection[JobRecord]) -> float:
    """How much of all the work is done, 0..1."""
    whole = sum(job.work for job in jobs)
    return 1 - work_left(jobs) / whole if whole else 1.0
