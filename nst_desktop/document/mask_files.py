"""Mask files for runs, the queue and the next launch of the application."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from nst_desktop import masks, paths
from nst_desktop.core.arrays import Mask
from nst_desktop.document.regions import MaskFile, Region, Regions
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.run.task import Tasks
from nst_desktop.storage.checksum import sha256_of

log = logging.getLogger(__name__)


class MaskFiles:
    """Writes masks to files. Each mask is written only if it has changed."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._written: WeakKeyDictionary[MaskBuffer, tuple[int, tuple[Path, str]]] = (
            WeakKeyDictionary()
        )

    def write(
        self,
        regions: Regions,
        done: Callable[[tuple[MaskFile, ...]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Write the regions' current masks on another thread.

        Args:
            regions: Regions to write.
            done: Called with the files; immediately, if all of them already exist.
            failed: Called with an OSError if a mask cannot be written.
        """
        missing = [region.buffer for region in regions if self._file_of(region.buffer) is None]
        if not missing:
            done(self._files(regions))
            return
        revisions = [buffer.revision for buffer in missing]
        pixels = [buffer.copy() for buffer in missing]

        def note(files: list[tuple[Path, str]]) -> None:
            for buffer, revision, file in zip(missing, revisions, files, strict=True):
                self._written[buffer] = revision, file
            done(self._files(regions))

        self._tasks.start(partial(_write, pixels), note, failed)

    def write_now(self, regions: Regions) -> tuple[MaskFile, ...]:
        """Write the non-empty masks on this thread, and return their files, or () if that fails."""
        painted = [region for region in regions if region.buffer.has_any()]
        try:
            for buffer in (region.buffer for region in painted):
                if self._file_of(buffer) is None:
                    [file] = _write([buffer.mask])
                    self._written[buffer] = buffer.revision, file
        except OSError as error:
            log.warning("the masks could not be written: %s", error)
            return ()
        return self._files(painted)

    def _files(self, regions: Sequence[Region]) -> tuple[MaskFile, ...]:
        return tuple(
            MaskFile(region.kind, region.painting, *self._written[region.buffer][1])
            for region in regions
        )

    def _file_of(self, buffer: MaskBuffer) -> Path | None:
        revision, (path, _) = self._written.get(buffer, (-1, (Path(), "")))
        return path if revision == buffer.revision and path.exists() else None


def _write(pixels: Sequence[Mask]) -> list[tuple[Path, str]]:
    """Write the masks, and return each file with its SHA-256."""
    files = [masks.mask_store.keep_mask(mask, paths.masks_folder()) for mask in pixels]
    return [(file, sha256_of(file)) for file in files]
