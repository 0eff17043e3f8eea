"""The queue in words."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from nst_desktop.images.picture_errors import shown_name
from nst_desktop.making.job_record import JobState
from nst_desktop.queue.queue import QueueEntry
from nst_desktop.ui.parts.durations import duration, time_left


class Situation(Enum):
    """What the queue is doing.

    TAKEN: another window has it. GOING: it works. FOR_RUN: it waits for the window's run.
    FINISHING: one artwork is still being made, then it pauses. HELD: one artwork waits where it
    is. PAUSED: nothing is being made. OVER: there is nothing left to make.
    """

    TAKEN = auto()
    GOING = auto()
    FOR_RUN = auto()
    FINISHING = auto()
    HELD = auto()
    PAUSED = auto()
    OVER = auto()


PAUSED = (Situation.FINISHING, Situation.HELD, Situation.PAUSED)


@dataclass(frozen=True, slots=True)
class Overview:
    """All of the queue. share: of the work that is done, 0..1. remaining: seconds, if known.
    fault: why it cannot go on; empty if it can."""

    situation: Situation
    finished: int = 0
    failed: int = 0
    count: int = 0
    share: float = 0.0
    remaining: float | None = None
    fault: str = ""


def title_of(entry: QueueEntry) -> str:
    """The file's name; before there is one, those of the pictures."""
    if entry.file is not None and entry.state is JobState.FINISHED:
        return shown_name(entry.file.name)
    return "  ×  ".join(shown_name(path.stem) for path in entry.plan.pictures)


def about(entry: QueueEntry) -> str:
    """How large it is or will be, and how it is made."""
    if entry.width and entry.height:
        return _tr("{0} × {1} px").format(entry.width, entry.height)
    params = entry.plan.params
    return _tr("{0} px  ·  {1} steps").format(params.size, params.steps)


def state_of(entry: QueueEntry, situation: Situation) -> str:
    """What has become of it."""
    match entry.state:
        case JobState.WAITING:
            return _tr("Waiting")
        case JobState.FINISHED if entry.seconds:
            return _tr("Finished in {0}").format(duration(entry.seconds))
        case JobState.FINISHED:
            return _tr("Finished")
        case JobState.FAILED:
            return _tr("Failed: {0}").format(entry.reason)
    percent = int(100 * entry.share)
    if situation is Situation.HELD:
        return _tr("Paused at {0} %").format(percent)
    if situation is Situation.FOR_RUN:
        return _tr("Waits at {0} % for the run to end").format(percent)
    return _tr("Being made, {0} %").format(percent)


def status_of(overview: Overview) -> str:
    """All of the queue in a sentence."""
    if overview.situation is Situation.TAKEN:
        return _tr("Another window of NST Desktop has the queue. Close that one to use it here.")
    if not overview.count:
        return _tr("Nothing is queued.")
    parts = [_doing(overview), _tr("{0} of {1} made").format(overview.finished, overview.count)]
    if overview.failed:
        parts.append(_tr("{0} failed").format(overview.failed))
    if overview.situation is Situation.GOING and overview.remaining is not None:
        parts.append(time_left(overview.remaining))
    return "  ·  ".join(parts)


def brief_status_of(overview: Overview) -> str:
    """The same for a button."""
    counts = _tr("{0} of {1}").format(overview.finished, overview.count)
    if overview.situation in PAUSED:
        return _tr("Queue {0}, paused").format(counts)
    if overview.situation is Situation.FOR_RUN:
        return _tr("Queue {0}, waits").format(counts)
    if overview.failed:
        return _tr("Queue {0}, {1} failed").format(counts, overview.failed)
    return _tr("Queue {0}").format(counts)


def _doing(overview: Overview) -> str:
    return {
        Situation.GOING: _tr("At work"),
        Situation.FOR_RUN: _tr("Waits until the run in the window has ended"),
        Situation.FINISHING: _tr("Pauses after this artwork"),
        Situation.HELD: _tr("Paused"),
        Situation.PAUSED: _tr("Paused"),
        Situation.OVER: _tr("Nothing left to make"),
    }[overview.situation]


def _tr(text: str) -> str:
    return QCoreApplication.translate("queue", text)
