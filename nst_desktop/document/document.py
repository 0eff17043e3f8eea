"""The document: the setup that the window works on, undoing, and what is current in it."""

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
from nst_desktop.images.formats import USUAL_DENSITY
from nst_desktop.images.load import load_picture
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.patches import Patch

MAX_STEPS = 100
MAX_PICTURES = 6  # kept in memory, so that undoing need not read them again


class Document(QObject):
    """Widgets show it and report what the user does; controllers edit it and listen to it.

    changed(frozenset[str]): these fields of the setup differ now, whatever the cause.
    artwork_changed(): another artwork is at hand, or it is in a file now. artwork_saved(Work).
    area_chosen(): another area is current. painted(): the pixels of the current mask changed.
    masks_lost(): the present pictures have other proportions than before; masks were emptied.
    faults_cleared(): nothing that was entered counts as wrong any more.
    restoring(): undoing or redoing begins. not_restored(list[Exception]): why pictures are missing
    afterwards.
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
        self._density = USUAL_DENSITY
        self._buffer: MaskBuffer | None = None
        self._faults: dict[str, ParameterError] = {}
        self._is_announcing = False
        self._waiting: list[tuple[str, dict[str, Any], object]] = []
        self._recent: OrderedDict[LoadedPicture, None] = OrderedDict()
        self.undo = QUndoStack(self)
        self.undo.setUndoLimit(MAX_STEPS)

    def setup(self) -> Setup:
        """As it is now; never changed in place."""
        return self._setup

    def edit(self, what: str, setup: Setup, gesture: object = None) -> None:
        """Make this the present setup, in one step of undoing.

        what: the change's name, for the menu. gesture: changes in a row whose gestures are equal
        are one step; None: one of its own.
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
        """Take all these parameters, such as a preset's, whatever has been entered."""
        self.clear_faults()
        self.edit(what, replace(self._setup, params=params, preset=preset), gesture)

    def put(self, setup: Setup) -> None:
        """Make this the present setup without a step of undoing."""
        self._put(setup)
        self._take_waiting()

    def paint(self, what: str, buffer: MaskBuffer, patches: tuple[Patch, Patch]) -> None:
        """Note what was painted on a mask. patches: the pixels before and after."""
        self.undo.push(MaskCommand(self, self._setup.regions, buffer, patches, what))
        self.painted.emit()

    def artwork(self) -> CurrentArtwork | None:
        """The artwork at hand."""
        return self._artwork

    def has_unsaved(self) -> bool:
        """Whether there is an artwork that is in no file yet."""
        return self._artwork is not None and self._artwork.is_unsaved

    def show_artwork(self, work: CurrentArtwork) -> None:
        """Have this artwork at hand, in place of the one before."""
        self._artwork = work
        self.artwork_changed.emit()

    def set_saved(self, work: CurrentArtwork, file: Path) -> None:
        """The user has this artwork in a file now."""
        work.file, work.is_unsaved = file, False
        if work is self._artwork:
            self.artwork_changed.emit()
        self.artwork_saved.emit(work)

    def density(self) -> int:
        """Of a print, in dots per inch."""
        return self._density

    def set_density(self, density: int) -> None:
        """How finely the artwork will be printed."""
        self._density = density

    def region(self) -> Region | None:
        """The current one, which is painted on: the first as long as none was chosen."""
        index = self.region_index()
        return None if index < 0 else self._setup.regions[index]

    def region_index(self) -> int:
        """The index of the current area; -1: there are none."""
        regions = self._setup.regions
        found = (index for index, region in enumerate(regions) if region.buffer is self._buffer)
        return next(found, 0 if regions else -1)

    def choose_region(self, index: int) -> None:
        """Make the area at this index the current one."""
        self._buffer = self._setup.regions[index].buffer
        self.region_chosen.emit()

    def edit_regions(self, what: str, regions: Regions, current: MaskBuffer | None) -> None:
        """Other areas, in one step of undoing. current: the mask of the one to be painted on."""
        self._buffer = current or self._buffer
        self.edit(what, replace(self._setup, regions=regions))

    def fault(self) -> ParameterError | None:
        """What is wrong with a parameter that was entered and not taken up."""
        return next(iter(self._faults.values()), None)

    def faulty(self) -> frozenset[str]:
        """The parameters for which something was entered that cannot be used."""
        return frozenset(self._faults)

    def set_fault(self, name: str, error: ParameterError | None) -> None:
        """What was entered for this parameter cannot be used; None: it can."""
        self._faults.pop(name, None)
        if error is not None:
            self._faults[name] = error

    def clear_faults(self) -> None:
        """Forget what was entered and could not be used."""
        if self._faults:
            self._faults.clear()
            self.faults_cleared.emit()

    def restore(self, values: dict[str, Any]) -> None:
        """Go back or forward to these values of the setup's fields, as undo.noted made them."""
        self.restoring.emit()
        setup, errors = restored(values, self._setup, self._read)
        self.clear_faults()
        self._put(setup.tidied())
        QTimer.singleShot(0, self, self._take_waiting)  # not before the stack has moved on
        if errors:
            self.not_restored.emit(errors)

    def put_mask(self, regions: Regions, buffer: MaskBuffer, patch: Patch) -> None:
        """Go back or forward to these pixels of a mask, among these areas."""
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
        """Edits that came while others were being announced, such as of a field that lost the
        focus by them."""
        waiting, self._waiting = self._waiting, []
        for what, changes, gesture in waiting:
            self.edit(what, replace(self._setup, **changes), gesture)

    def _keep_pictures(self) -> None:
        """The present pictures and recent ones stay in memory."""
        photograph = self._setup.photograph
        present = [] if photograph is None else [photograph]
        present += [each.loaded for each in self._setup.paintings]
        for loaded in present:
            self._recent[loaded] = None
            self._recent.move_to_end(loaded)
        while len(self._recent) > max(MAX_PICTURES, len(present)):
            self._recent.popitem(last=False)

    def recent_picture(self, path: Path, ground: str) -> LoadedPicture | None:
        """The picture of this file that was last in place, if it is in memory. ground: the colour
        that it must be laid on where it is transparent."""
        found = (
            loaded
            for loaded in reversed(self._recent)
            if loaded.picture.path == path
            and (loaded.picture.alpha is None or loaded.picture.ground == ground)
        )
        return next(found, None)

    def _read(self, path: Path, ground: str) -> LoadedPicture:
        return load(load_picture(path, ground=ground))
