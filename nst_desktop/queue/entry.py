"""One artwork of the queue: what it is made from, and what has become of it."""

from dataclasses import dataclass
from pathlib import Path

from nst_desktop.core.errors import UserError
from nst_desktop.making.job_record import JobRecord


class QueueError(UserError):
    """Something cannot be queued, or the queue cannot go on. The text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueEntry(JobRecord):
    """One artwork of the queue.

    id: unlike all others. weights: as load_weights takes them. file: where the artwork is, or
    where it goes as soon as it has begun; None before.
    """

    id: str
    weights: str
    file: Path | None = None
