"""Protocols through which the window's features use one another.

No feature imports another; `controllers.py` passes each feature the controllers it needs. The
package that implements a protocol is given in parentheses.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, SignalInstance
from PySide6.QtGui import QImage

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import StyleJob
from nst_desktop.core.params import StyleParams
from nst_desktop.document.chosen_weights import UsedWeights
from nst_desktop.document.current_artwork import CurrentArtwork
from nst_desktop.document.setup import Setup
from nst_desktop.history.history_entry import HistoryEntry
from nst_desktop.history.moments import Moment
from nst_desktop.images.load import Picture
from nst_desktop.images.photo_details import PhotoDetails
from nst_desktop.queue.queue import QueueEntry
from nst_desktop.recipes.overwrite_guard import Inputs
from nst_desktop.recipes.plan import Plan
from nst_desktop.run.run_events import RunProgress
from nst_desktop.ui.parts.drops import Source


class Runs(Protocol):
    """The window's current or last run (`ui.run`)."""

    @property
    def began(self) -> SignalInstance:
        """Emitted with the Plan when a run has started."""

    @property
    def made(self) -> SignalInstance:
        """Emitted with a CurrentArtwork and the Outcome when a run has ended with a picture."""

    @property
    def ended(self) -> SignalInstance:
        """Emitted with the Outcome when a run has ended, after `made`."""

    def job(self) -> StyleJob:
        """Return the job that Start would run; raise ParameterError if the document is invalid."""

    def plan(self) -> Plan: ...
    def params(self) -> StyleParams: ...
    def progress(self) -> RunProgress | None: ...
    def details(self) -> PhotoDetails:
        """Return the photograph's metadata."""

    def weights(self) -> UsedWeights:
        """Return the chosen weights, which are loaded on first use."""

    def readiness(self) -> str:
        """Return a message that says whether a run can start."""

    def start(self, start: Picture | None = None) -> None:
        """Start a run for the document; if `start` is given, continue from that picture."""


class PictureReader(Protocol):
    """Loads pictures into the document (`ui.pictures`)."""

    @property
    def settled(self) -> SignalInstance:
        """Emitted when loading has ended, with True if everything could be loaded."""

    def is_busy(self) -> bool: ...
    def show(self, plan: Plan, put: Callable[[Setup], None]) -> None:
        """Load a plan's pictures and masks, then pass the resulting setup to `put`."""


class DropTarget(Protocol):
    """Opens pictures as a drop on the canvas does (`ui.pictures`)."""

    @property
    def settled(self) -> SignalInstance:
        """Emitted when loading has ended, with True if everything could be loaded."""

    def is_busy(self) -> bool: ...
    def open_dropped(self, sources: Sequence[Source]) -> None: ...


class QueueOwner(Protocol):
    """The queue, which belongs to one window at a time (`ui.queue`)."""

    def is_in_use(self) -> bool:
        """Return whether another window has the queue."""


class RecipeFolders(Protocol):
    """Folders that may contain a recipe's pictures (`ui.pictures`)."""

    def places(self) -> list[Path]: ...


class Artworks(Protocol):
    """Saves artworks (`ui.save`)."""

    def inputs(self) -> Inputs:
        """Return the files in use, which must not be overwritten."""

    def note(self, file: Path) -> None:
        """Remember this file as the last one written, for "Show in folder"."""

    def save_work(
        self, work: CurrentArtwork, then: Callable[[CurrentArtwork, Path], None] = ...
    ) -> bool:
        """Ask for a file and save the artwork to it; return whether the user chose a file."""


class Unsaved(Protocol):
    """Keeps an unsaved artwork on disk until the next start (`ui.save`)."""

    @property
    def set_aside(self) -> SignalInstance:
        """Emitted with the CurrentArtwork and whether it could be set aside."""

    def offer_recovery(self) -> None: ...


class Films(Protocol):
    """Makes films (`ui.film`)."""

    def film_entry(self, entry: HistoryEntry) -> None:
        """Open the film dialog for an artwork in the history."""


class Entries(Protocol):
    """Entries in the queue (`ui.queue`)."""

    def entries(self) -> tuple[QueueEntry, ...]: ...


class PresetValues(Protocol):
    """Presets, identified by name (`ui.parameters`)."""

    def titles(self) -> dict[str, str]:
        """Return a mapping from each preset's name to its displayed title."""

    def params_of(self, name: str) -> StyleParams: ...


class ParameterMarks(Protocol):
    """Marks parameters in the panel (`ui.parameters`)."""

    def set_error(self, error: ParameterError) -> None: ...
    def set_remark(self, name: str, text: str) -> None:
        """Show a note beside a parameter until its value changes; an empty string removes it."""

    def set_running(self, running: bool) -> None:
        """Lock the parameters that cannot change during a run."""


class RunStatus(Protocol):
    """Shows the run's status (`ui.run`)."""

    def set_status(self, text: str) -> None: ...
    def set_memory(self, used: int) -> None:
        """Show the memory in use, given in bytes; 0 means unknown."""


class CanvasStage(Protocol):
    """Decides which picture the canvas shows (`ui.canvas`)."""

    @property
    def moments_changed(self) -> SignalInstance: ...
    def begin_run(self) -> None:
        """Clear the timeline and show the run from now on."""

    def hold(self, image: QImage, size: QSize, label: str) -> None:
        """Show only this picture until let_go(); `size` is the size of the whole picture, in px."""

    def let_go(self) -> None:
        """Show the chosen pictures again."""

    def moment(self, index: int) -> Moment: ...
    def moments(self) -> Sequence[Moment]:
        """Return the timeline's moments, in order."""

    def pin(self, image: QImage, label: str) -> None:
        """Compare the displayed picture with this one."""

    def set_moments(self, moments: Sequence[Moment]) -> None: ...
    def set_sketch(self, sketch: QImage | None, at_once: bool = False) -> None:
        """Replace the sketch and, if `at_once`, show it."""

    def set_trial(self, sketch: QImage | None) -> None:
        """Show a sketch of what the user is pointing at; None goes back to the other pictures."""
