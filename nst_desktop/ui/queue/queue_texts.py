"""Texts that describe the queue and its entries."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from nst_desktop.images.picture_errors import printable_name
from nst_desktop.making.job_record import JobState
from nst_desktop.queue.queue import QueueEntry
from nst_desktop.ui.parts.durations import duration, time_left


class Situation(Enum):
    """Current activity of the queue."""

    IN_USE = auto()  # by another window
    RUNNING = auto()
    FOR_RUN = auto()  # waits for the window's run
    FINISHING = auto()  # finishes the current artwork, then pauses
    HELD = auto()  # paused in the middle of an artwork
    PAUSED = auto()  # paused between artworks
    OVER = auto()  # nothing left to do


PAUSED = (Situation.FINISHING, Situation.HELD, Situation.PAUSED)


@dataclass(frozen=True, slots=True)
class Overview:
    """Summary of the queue.

    Attributes:
        situation: Current activity of the queue.
        finished: Number of finished entries.
        failed: Number of failed entries.
        count: Number of all entries.
        share: Completed share of the work, 0..1.
        remaining: Estimated remaining time in seconds, or None if unknown.
        error: Reason why the queue cannot continue; empty if it can.
    """

    situation: Situation
    finished: int = 0
    failed: int = 0
    count: int = 0
    share: float = 0.0
    remaining: float | None = None
    error: str = ""


def title_of(entry: QueueEntry) -> str:
    """Return the finished file's name, or the pictures' names if there is no file yet."""
    if entry.file is not None and entry.state is JobState.FINISHED:
        return printable_name(entry.file.name)
    return "  ×  ".join(printable_name(path.stem) for path in entry.plan.pictures)


def about(entry: QueueEntry) -> str:
    """Return the artwork's size in pixels or, if unknown, the chosen size and number of steps."""
    if entry.width and entry.height:
        return _tr("{0} × {1} px").format(entry.width, entry.height)
    params = entry.plan.params
    return _tr("{0} px  ·  {1} steps").format(params.size, params.steps)


def state_of(entry: QueueEntry, situation: Situation) -> str:
    """Return the text for an entry's state."""
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
        return _tr("Waiting for the run to end, {0} % finished").format(percent)
    return _tr("In progress, {0} %").format(percent)


def status_of(overview: Overview) -> str:
    """Return the queue's status as one line of text."""
    if overview.situation is Situation.IN_USE:
        return _tr("The queue is in use by another window. Close that window to use it here.")
    if not overview.count:
        return _tr("The queue is empty.")
    parts = [
        _activity(overview),
        _tr("{0} of {1} finished").format(overview.finished, overview.count),
    ]
    if overview.failed:
        parts.append(_tr("{0} failed").format(overview.failed))
    if overview.situation is Situation.RUNNING and overview.remaining is not None:
        parts.append(time_left(overview.remaining))
    return "  ·  ".join(parts)


def brief_status_of(overview: Overview) -> str:
    """Return the queue's status as a brief text for a button."""
    counts = _tr("{0} of {1}").format(overview.finished, overview.count)
    if overview.situation in PAUSED:
        return _tr("Queue {0}, paused").format(counts)
    if overview.situation is Situation.FOR_RUN:
        return _tr("Queue {0}, waiting").format(counts)
    if overview.failed:
        return _tr("Queue {0}, {1} failed").format(counts, overview.failed)
    return _tr("Queue {0}").format(counts)


def _activity(overview: Overview) -> str:
    return {
        Situation.RUNNING: _tr("Running"),
        Situation.FOR_RUN: _tr("Waiting for the current run to finish"),
        Situation.FINISHING: _tr("Will pause after this artwork"),
        Situation.HELD: _tr("Paused"),
        Situation.PAUSED: _tr("Paused"),
        Situation.OVER: _tr("Done"),
    }[overview.situation]


def _tr(text: str) -> str:
    return QCoreApplication.translate("queue", text)
