"""What the features of the window ask of each other.

A feature names here only what it needs; `controllers.py` hands it the controller that has it. No
feature imports another one.
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


class Runs(Protocol):
    """The one run of the window: `ui.run`."""

    @property
    def began(self) -> SignalInstance: ...
    @property
    def made(self) -> SignalInstance: ...
    @property
    def ended(self) -> SignalInstance: ...
    def job(self) -> StyleJob: ...
    def plan(self) -> Plan: ...
    def params(self) -> StyleParams: ...
    def progress(self) -> RunProgress | None: ...
    def details(self) -> PhotoDetails: ...
    def weights(self) -> UsedWeights: ...
    def readiness(self) -> str: ...
    def start(self, start: Picture | None = None) -> None: ...


class PictureReader(Protocol):
    """Reads pictures into the document: `ui.pictures`."""

    @property
    def settled(self) -> SignalInstance: ...
    def is_busy(self) -> bool: ...
    def show(self, plan: Plan, put: Callable[[Setup], None]) -> None: ...


class RecipeFolders(Protocol):
    """Where the pictures of a recipe may be: `ui.pictures`."""

    def places(self) -> list[Path]: ...


class Artworks(Protocol):
    """Saves artworks: `ui.save`."""

    def inputs(self) -> Inputs: ...
    def note(self, file: Path) -> None: ...
    def save_work(
        self, work: CurrentArtwork, then: Callable[[CurrentArtwork, Path], None] = ...
    ) -> bool: ...


class Unsaved(Protocol):
    """Keeps an unsaved artwork for the next start: `ui.save`."""

    @property
    def set_aside(self) -> SignalInstance: ...
    def offer_recovery(self) -> None: ...


class Films(Protocol):
    """Makes films: `ui.film`."""

    def film_entry(self, entry: HistoryEntry) -> None: ...


class Entries(Protocol):
    """The queue: `ui.queue`."""

    def entries(self) -> tuple[QueueEntry, ...]: ...


class PresetValues(Protocol):
    """The presets by name: `ui.parameters`."""

    def titles(self) -> dict[str, str]: ...
    def params_of(self, name: str) -> StyleParams: ...


class ParameterMarks(Protocol):
    """Marks parameters in their panel: `ui.parameters`."""

    def set_error(self, error: ParameterError) -> None: ...
    def set_remark(self, name: str, text: str) -> None: ...
    def set_running(self, running: bool) -> None: ...


class RunStatus(Protocol):
    """Shows how the run stands: `ui.run`."""

    def set_status(self, text: str) -> None: ...
    def set_memory(self, used: int) -> None: ...


class CanvasStage(Protocol):
    """Decides which picture the canvas shows: `ui.canvas`."""

    @property
    def moments_changed(self) -> SignalInstance: ...
    def begin_run(self) -> None: ...
    def hold(self, image: QImage, size: QSize, label: str) -> None: ...
    def let_go(self) -> None: ...
    def moment(self, index: int) -> Moment: ...
    def moments(self) -> Sequence[Moment]: ...
    def pin(self, image: QImage, label: str) -> None: ...
    def set_moments(self, moments: Sequence[Moment]) -> None: ...
