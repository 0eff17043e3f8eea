"""Masks as files, for runs, the queue and the next start."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from nst_desktop import masks, paths
from nst_desktop.core.arrays import Mask
from nst_desktop.document.regions import Area, Areas, MaskFile
from nst_desktop.masks.mask_buffer import Sheet
from nst_desktop.run.task import Tasks
from nst_desktop.storage.checksum import sha256_of

log = logging.getLogger(__name__)


class MaskFiles:
    """Writes each mask once for as long as it does not change."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._written: WeakKeyDictionary[Sheet, tuple[int, tuple[Path, str]]] = WeakKeyDictionary()

    def write(
        self,
        areas: Areas,
        done: Callable[[tuple[MaskFile, ...]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Files of the areas' masks as they are now: done(files), at once if all of them are there
        already; failed(OSError) otherwise."""
        missing = [area.sheet for area in areas if self._file_of(area.sheet) is None]
        if not missing:
            done(self._files(areas))
            return
        revisions = [sheet.revision for sheet in missing]
        pixels = [sheet.copy() for sheet in missing]

        def note(files: list[tuple[Path, str]]) -> None:
            for sheet, revision, file in zip(missing, revisions, files, strict=True):
                self._written[sheet] = revision, file
            done(self._files(areas))

        self._tasks.start(partial(_write, pixels), note, failed)

    def write_now(self, areas: Areas) -> tuple[MaskFile, ...]:
        """The same without another thread, for what is painted only; () if that fails."""
        painted = [area for area in areas if area.sheet.has_any()]
        try:
            for sheet in (area.sheet for area in painted):
                if self._file_of(sheet) is None:
                    [file] = _write([sheet.mask])
                    self._written[sheet] = sheet.revision, file
        except OSError as error:
            log.warning("the masks could not be written: %s", error)
            return ()
        return self._files(painted)

    def _files(self, areas: Sequence[Area]) -> tuple[MaskFile, ...]:
        return tuple(
            MaskFile(area.kind, area.painting, *self._written[area.sheet][1]) for area in areas
        )

    def _file_of(self, sheet: Sheet) -> Path | None:
        revision, (path, _) = self._written.get(sheet, (-1, (Path(), "")))
        return path if revision == sheet.revision and path.exists() else None


def _write(pixels: Sequence[Mask]) -> list[tuple[Path, str]]:
    """Their files, each with its sha256."""
    files = [masks.mask_store.keep_mask(mask, paths.masks_folder()) for mask in pixels]
    return [(file, sha256_of(file)) for file in files]
