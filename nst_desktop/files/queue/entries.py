"""One artwork of the queue: what it is made from, and what has become of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from nst_desktop.core.errors import UserError
from nst_desktop.files.formats import SaveOptions
from nst_desktop.files.plans import Plan


class QueueError(UserError):
    """Something cannot be queued, or the queue cannot go on. The text says why."""


class State(StrEnum):
    """What has become of an entry. The value is what the file says."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One artwork of the queue.

    id: unlike all others. weights: as load_weights takes them. file: where the artwork is, or
    where it goes as soon as it has begun; None before. share: of its work that is done, 0..1.
    reason: why it failed. width, height: of the artwork, px, and seconds that it took; 0 where
    they are not known. options: how its file is written; the file says in which format.
    """

    id: str
    plan: Plan
    weights: str
    state: State = State.WAITING
    file: Path | None = None
    share: float = 0.0
    reason: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    options: SaveOptions = field(default_factory=SaveOptions)

    @property
    def work(self) -> float:
        """How much there is to do for it in all, as pixels times steps."""
        return float(self.plan.params.size**2 * self.plan.params.steps)

    @property
    def has_ended(self) -> bool:
        """Whether there is nothing more to do for it."""
        return self.state in (State.FINISHED, State.FAILED)

    @property
    def pictures(self) -> tuple[Path, ...]:
        """The photograph, if there is one, and the paintings."""
        first = () if self.plan.content is None else (self.plan.content,)
        return (*first, *(each.path for each in self.plan.styles))
