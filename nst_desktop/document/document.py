"""The document: the current setup, its undo stack, and the current region and artwork."""

from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.params import StyleParams
from nst_desktop.document.current_artwork import CurrentArtwork
from nst_desktop.document.loaded_picture import LoadedPicture, load
from nst_desktop.document.regions import Region, Regions
from nst_desktop.document.setup import Setup
from nst_desktop.document.undo import MaskCommand, SetupCommand, differing, restored
from nst_desktop.images.formats import DEFAULT_DENSITY
from nst_desktop.images.load import load_picture
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.patches import Patch

MAX_STEPS = 100
MAX_PICTURES = 6  # kept in memory, so that undo rarely has to read a file


class Document(QObject):
    """State of the window. Controllers edit it and listen to its signals; widgets display it.

    Signals:
        changed(frozenset[str]): Fields of the setup have changed; the argument names them.
        artwork_changed(): Another artwork became current, or the current artwork was saved.
        artwork_saved(CurrentArtwork): The user saved this artwork.
        region_chosen(): Another region became current.
        painted(): Pixels in the current mask have changed.
        masks_lost(): Masks were cleared because a new picture has a different aspect ratio.
        faults_cleared(): Invalid input was discarded.
        restoring(): Undo or redo is about to begin.
        not_restored(list[Exception]): Pictures are missing after undo or redo, for these reasons.
    """

    changed = Signal(object)
    artwork_changed = Signal()
    artwork_saved = Signal(object)
    region_chosen = Signal()
    painted = Signal()
    masks_lost = Signal()
    faults_cleared = Signal()
    restoring = Signal()
    not_restored = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._setup = Setup()
        self._artwork: CurrentArtwork | None = None
        self._density = DEFAULT_DENSITY
        self._buffer: MaskBuffer | None = None
        self._faults: dict[str, ParameterError] = {}
        self._is_announcing = False
        self._waiting: list[tuple[str, dict[str, Any], object]] = []
        self._recent: OrderedDict[LoadedPicture, None] = OrderedDict()
        self.undo = QUndoStack(self)
        self.undo.setUndoLimit(MAX_STEPS)

    def setup(self) -> Setup:
        """Return the current setup, which is immutable."""
        return self._setup

    def edit(self, what: str, setup: Setup, gesture: object = None) -> None:
        """Replace the setup in one undo step.

        Args:
            what: Name of the change, for the Undo menu.
            setup: New setup.
            gesture: Key for merging. Consecutive edits with equal gestures become one step. If
                None, the edit is never merged.
        """
        old = self._setup
        changes = {name: getattr(setup, name) for name in differing(old, setup)}
        if self._is_announcing and changes:
            self._waiting.append((what, changes, gesture))
        elif changes:
            self._put(setup)
            self.undo.push(SetupCommand(self, old, self._setup, what, gesture))
            if setup.emptied:
                self.masks_lost.emit()
            self._take_waiting()

    def edit_params(
        self, what: str, params: StyleParams, preset: str = "", gesture: object = None
    ) -> None:
        """Set all parameters at once, for example from a preset, and discard invalid input."""
        self.clear_faults()
        self.edit(what, replace(self._setup, params=params, preset=preset), gesture)

    def put(self, setup: Setup) -> None:
        """Replace the setup without adding an undo step."""
        self._put(setup)
        self._take_waiting()

    def paint(self, what: str, buffer: MaskBuffer, patches: tuple[Patch, Patch]) -> None:
        """Add an undo step for a stroke. `patches` holds the pixels before and after the stroke."""
        self.undo.push(MaskCommand(self, self._setup.regions, buffer, patches, what))
        self.painted.emit()

    def artwork(self) -> CurrentArtwork | None:
        """Return the current artwork, if any."""
        return self._artwork

    def has_unsaved(self) -> bool:
        """Whether there is a current artwork that has not been saved."""
        return self._artwork is not None and self._artwork.is_unsaved

    def show_artwork(self, work: CurrentArtwork) -> None:
        """Make this artwork the current one."""
        self._artwork = work
        self.artwork_changed.emit()

    def set_saved(self, work: CurrentArtwork, file: Path) -> None:
        """Record that the user saved this artwork to a file."""
        work.file, work.is_unsaved = file, False
        if work is self._artwork:
            self.artwork_changed.emit()
        self.artwork_saved.emit(work)

    def density(self) -> int:
        """Return the print density in dots per inch."""
        return self._density

    def set_density(self, density: int) -> None:
        """Set the print density in dots per inch."""
        self._density = density

    def region(self) -> Region | None:
        """Return the region being painted. Until the user chooses one, this is the first."""
        index = self.region_index()
        return None if index < 0 else self._setup.regions[index]

    def region_index(self) -> int:
        """Return the index of the current region, or -1 if there are no regions."""
        regions = self._setup.regions
        current = (index for index, region in enumerate(regions) if region.buffer is self._buffer)
        return next(current, 0 if regions else -1)

    def choose_region(self, index: int) -> None:
        """Make the region at this index the current one."""
        self._buffer = self._setup.regions[index].buffer
        self.region_chosen.emit()

    def edit_regions(self, what: str, regions: Regions, current: MaskBuffer | None) -> None:
        """Replace the regions in one undo step. `current` is the mask to paint on afterwards."""
        self._buffer = current or self._buffer
        self.edit(what, replace(self._setup, regions=regions))

    def fault(self) -> ParameterError | None:
        """Return the error for one parameter with invalid input, or None if all input is valid."""
        return next(iter(self._faults.values()), None)

    def faulty(self) -> frozenset[str]:
        """Return the names of all parameters with invalid input."""
        return frozenset(self._faults)

    def set_fault(self, name: str, error: ParameterError | None) -> None:
        """Record why this parameter's input is invalid, or that it is valid if `error` is None."""
        self._faults.pop(name, None)
        if error is not None:
            self._faults[name] = error

    def clear_faults(self) -> None:
        """Discard invalid input."""
        if self._faults:
            self._faults.clear()
            self.faults_cleared.emit()

    def restore(self, values: dict[str, Any]) -> None:
        """Restore field values from undo.noted(), for undo or redo."""
        self.restoring.emit()
        setup, errors = restored(values, self._setup, self._read)
        self.clear_faults()
        self._put(setup.tidied())
        QTimer.singleShot(0, self, self._take_waiting)  # only once the stack has moved on
        if errors:
            self.not_restored.emit(errors)

    def put_mask(self, regions: Regions, buffer: MaskBuffer, patch: Patch) -> None:
        """Restore mask pixels and regions, for undo or redo."""
        self.restoring.emit()
        patch.put(buffer)
        self._buffer = buffer
        self._put(replace(self._setup, regions=regions).tidied())
        QTimer.singleShot(0, self, self._take_waiting)
        self.region_chosen.emit()
        self.painted.emit()

    def _put(self, setup: Setup) -> None:
        names = differing(self._setup, setup)
        self._setup = replace(setup, emptied=0)
        if names & {"photograph", "paintings"}:
            self._keep_pictures()
        if names:
            was, self._is_announcing = self._is_announcing, True
            self.changed.emit(names)
            self._is_announcing = was

    def _take_waiting(self) -> None:
        """Apply edits that arrived during `changed`, such as from a field that lost focus."""
        waiting, self._waiting = self._waiting, []
        for what, changes, gesture in waiting:
            self.edit(what, replace(self._setup, **changes), gesture)

    def _keep_pictures(self) -> None:
        """Keep the current pictures and the most recent ones in memory."""
        photograph = self._setup.photograph
        current = [] if photograph is None else [photograph]
        current += [painting.loaded for painting in self._setup.paintings]
        for loaded in current:
            self._recent[loaded] = None
            self._recent.move_to_end(loaded)
        while len(self._recent) > max(MAX_PICTURES, len(current)):
            self._recent.popitem(last=False)

    def recent_picture(self, path: Path, ground: str) -> LoadedPicture | None:
        """Return this file's picture if it is still in memory.

        Args:
            path: Path of the picture's file.
            ground: Background colour onto which a transparent picture must have been flattened.
        """
        pictures = (
            loaded
            for loaded in reversed(self._recent)
            if loaded.picture.path == path
            and (loaded.picture.alpha is None or loaded.picture.ground == ground)
        )
        return next(pictures, None)

    def _read(self, path: Path, ground: str) -> LoadedPicture:
        return load(load_picture(path, ground=ground))
