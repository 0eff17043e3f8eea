"""Masking: the areas of the window, which follow its pictures and go into its runs."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop import paths
from nst_desktop.core.arrays import Mask
from nst_desktop.core.job import Mode
from nst_desktop.files import masks
from nst_desktop.files.checksum import sha256_of
from nst_desktop.files.masks.areas import (
    Area,
    Areas,
    Kind,
    MaskFile,
    Masks,
    effective,
    followed,
    masks_of,
    moved,
)
from nst_desktop.files.masks.sheet import Sheet
from nst_desktop.run.task import Tasks
from nst_desktop.studio.opening import Opening
from nst_desktop.studio.pictures import Pictures
from nst_desktop.widgets.main_window import MainWindow
from nst_desktop.widgets.pixels import LoadedPicture

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Expected:
    """Areas that come with the next pictures, and the pictures that they belong to."""

    areas: Areas
    pictures: Pictures


class Masking(QObject):
    """Holds the areas. Their masks change in place; an area itself is never changed.

    changed(): there are other areas, another one is current, or the pictures below are others.
    """

    changed = Signal()

    def __init__(self, window: MainWindow, tasks: Tasks, opening: Opening, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._tasks = window, tasks
        self._areas: Areas = ()
        self._current: Sheet | None = None
        self._expected: _Expected | None = None
        self._kept: WeakKeyDictionary[Sheet, tuple[int, tuple[Path, str]]] = WeakKeyDictionary()
        opening.masks_read.connect(self._on_masks_read)

    def areas(self) -> Areas:
        """What there is, in order."""
        return self._areas

    def set_areas(self, areas: Areas, current: Sheet | None = None) -> None:
        """Others, in their place. current: the mask of the one that is current from now on."""
        self._areas = areas
        self._current = current or self._current
        self.changed.emit()

    def current(self) -> Area | None:
        """The one that is painted on: the first as long as none was chosen."""
        index = self.index()
        return None if index < 0 else self._areas[index]

    def index(self) -> int:
        """The place of the current area, -1: there are none."""
        found = (at for at, area in enumerate(self._areas) if area.sheet is self._current)
        return next(found, 0 if self._areas else -1)

    def choose(self, index: int) -> None:
        """Make the area at this place the current one."""
        self._current = self._areas[index].sheet
        self.changed.emit()

    def picture_of(self, area: Area) -> LoadedPicture | None:
        """The picture that the area's mask lies on."""
        if area.kind is not Kind.PART:
            return self._window.photograph.picture()
        entries = self._window.paintings.entries()
        return entries[area.painting].loaded if area.painting < len(entries) else None

    def new_area(self, kind: Kind, painting: int) -> Area | None:
        """An empty one; None if there is no picture for it."""
        area = Area(kind, painting, Sheet.empty(1, 1))
        picture = self.picture_of(area)
        if picture is None:
            return None
        height, width = picture.picture.pixels.shape[:2]
        return replace(area, sheet=Sheet.empty(width, height))

    def complete(self) -> None:
        """A region for each painting, and something to protect; empty, they change nothing."""
        wanted = [(Kind.REGION, place) for place in range(len(self._window.paintings.entries()))]
        there = {(area.kind, area.painting) for area in self._areas}
        missing = [each for each in [*wanted, (Kind.PROTECT, -1)] if each not in there]
        self._add_empty(missing)

    def follow(self, old: Pictures | None, new: Pictures) -> None:
        """Other pictures are in place: the areas go with their paintings, or go."""
        before, expected = self._areas, self._expected
        if expected is not None:
            places = followed(expected.pictures.paintings, new.paintings)
            self._expected, self._areas = None, moved(expected.areas, places)
        elif old is not None:
            places = followed(old.paintings, new.paintings)
            self._areas = moved(self._areas, places)
            if any(area.kind is Kind.REGION for area in self._areas):
                fresh = set(range(len(new.paintings))) - set(places.values())
                self._add_empty([(Kind.REGION, place) for place in sorted(fresh)])
        self._areas = self._fitting(self._areas)
        if self._areas != before:
            log.debug("%d areas in place of %d", len(self._areas), len(before))
        self.changed.emit()

    def is_used(self, mode: Mode) -> bool:
        """Whether anything that is painted matters in a run of this mode."""
        return bool(self._used(mode))

    def for_run(self, mode: Mode) -> Masks:
        """What a run of this mode needs of them, as they are now."""
        areas = self._used(mode)
        names = [self.tr("Region {0}").format(area.painting + 1) for area in areas]
        return masks_of(areas, names)

    def keep(
        self,
        mode: Mode,
        done: Callable[[tuple[MaskFile, ...]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Files of what a run of this mode needs, as it is now: done(files), at once if there are
        all of them already; failed(OSError) otherwise."""
        areas = self._used(mode)
        missing = [area.sheet for area in areas if self._file_of(area.sheet) is None]
        if not missing:
            done(self._files(areas))
            return
        revisions = [sheet.revision for sheet in missing]
        masks = [sheet.copy() for sheet in missing]

        def note(files: list[tuple[Path, str]]) -> None:
            for sheet, revision, file in zip(missing, revisions, files, strict=True):
                self._kept[sheet] = revision, file
            done(self._files(areas))

        self._tasks.start(partial(_keep, masks), note, failed)

    def files(self) -> tuple[MaskFile, ...]:
        """Files of all that is painted, written now where that has not happened yet."""
        areas = [area for area in self._areas if area.sheet.has_any()]
        try:
            for sheet in (area.sheet for area in areas):
                if self._file_of(sheet) is None:
                    [file] = _keep([sheet.mask])
                    self._kept[sheet] = sheet.revision, file
        except OSError as error:
            log.warning("the masks could not be kept: %s", error)
            return ()
        return self._files(areas)

    def _used(self, mode: Mode) -> Areas:
        if mode is Mode.TEXTURE:
            return ()
        areas = self._areas
        if mode is Mode.RECONSTRUCTION:
            areas = tuple(area for area in areas if area.kind is Kind.PROTECT)
        return effective(areas)

    def _files(self, areas: Sequence[Area]) -> tuple[MaskFile, ...]:
        return tuple(
            MaskFile(area.kind, area.painting, *self._kept[area.sheet][1]) for area in areas
        )

    def _file_of(self, sheet: Sheet) -> Path | None:
        revision, (path, _) = self._kept.get(sheet, (-1, (Path(), "")))
        return path if revision == sheet.revision and path.exists() else None

    def _add_empty(self, wanted: Sequence[tuple[Kind, int]]) -> None:
        made = filter(None, (self.new_area(kind, painting) for kind, painting in wanted))
        areas = (*self._areas, *made)
        self._areas = tuple(sorted(areas, key=_rank))

    def _fitting(self, areas: Areas) -> Areas:
        """Masks on pictures of another size are scaled, those of other proportions emptied."""
        fits, lost = [], False
        for area in areas:
            picture = self.picture_of(area)
            height, width = (
                area.sheet.mask.shape if picture is None else (picture.picture.pixels.shape[:2])
            )
            if masks.store.has_shape(area.sheet.mask, width, height):
                mask = masks.shapes.fitted(area.sheet.mask, width, height)
                same = mask is area.sheet.mask
                fits.append(area if same else replace(area, sheet=Sheet(mask)))
            else:
                lost = lost or area.sheet.has_any()
                fits.append(replace(area, sheet=Sheet.empty(width, height)))
        if lost:
            self._window.message.show_notice(
                self.tr(
                    "The picture has other proportions: its masks were emptied. "
                    "Undo brings picture and masks back."
                )
            )
        return tuple(fits)

    @Slot(object, object)
    def _on_masks_read(self, areas: Areas, pictures: Pictures) -> None:
        self._expected = _Expected(areas, pictures)


def _rank(area: Area) -> tuple[int, int]:
    return list(Kind).index(area.kind), area.painting


def _keep(pixels: Sequence[Mask]) -> list[tuple[Path, str]]:
    """Their files, each with its sha256."""
    files = [masks.store.keep_mask(mask, paths.masks_folder()) for mask in pixels]
    return [(file, sha256_of(file)) for file in files]
