"""History on disk, with one folder per run for its artwork, recipe and moments."""

import logging
import re
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nst_desktop.core.arrays import AnyPixels, Pixels
from nst_desktop.core.job import Losses
from nst_desktop.core.params import StyleParams
from nst_desktop.history.history_entry import (
    ENTRY,
    Ending,
    HistoryEntry,
    plain_title,
    read_entry,
    write_entry,
)
from nst_desktop.history.moments import Moment, MomentStore
from nst_desktop.recipes.recipe import recipe_from_text
from nst_desktop.storage.atomic import write_whole
from nst_desktop.storage.strict_json import JsonError

logger = logging.getLogger(__name__)

THUMBNAIL_SIDE = 256  # px
_FOLDER = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9]{6}(-[0-9]{1,3})?", re.ASCII)
_ABANDONED_AFTER = 24 * 3600.0  # s; an older folder without an entry belongs to a crashed run

# Called as save(pixels, path, recipe text or None); writes a picture with the recipe inside.
Save = Callable[[Any, Path, str | None], None]


class RunHistory:
    """Recorder for a run in progress. finish() turns the recording into a history entry.

    All methods are thread-safe.
    """

    def __init__(self, folder: Path, began: datetime, moments: MomentStore) -> None:
        self._folder, self._began, self._moments = folder, began, moments

    @classmethod
    def create(cls, folder: Path, keep: int = 60, long_side: int = 1024) -> "RunHistory":
        """Start recording a run.

        Args:
            folder: History folder, created if missing. The run gets a new folder inside it.
            keep: Maximum number of moments; at least 2.
            long_side: Maximum long side of a moment, in px.

        Raises:
            OSError: The folder cannot be written.
        """
        began = datetime.now(UTC)
        own = _new_folder(folder, began.strftime("%Y%m%dT%H%M%S-%f"))
        return cls(own, began, MomentStore(own, keep, long_side))

    @property
    def id(self) -> str:
        """ID of the future entry."""
        return self._folder.name

    def add(
        self,
        step: int,
        pixels: Pixels,
        seconds: float,
        losses: Losses,
        params: StyleParams | None = None,
    ) -> None:
        """Keep a moment. Older moments may be deleted to make room.

        Args:
            step: Step number, counted over all scales.
            pixels: Picture, (H, W, 3), uint8.
            seconds: Computing time so far, in s.
            losses: Losses after the step, all finite.
            params: Parameters used for the step, if known.

        Raises:
            OSError: The moment cannot be written.
        """
        self._moments.add(step, pixels, seconds, losses, params)

    def moments(self) -> list[Moment]:
        """Return the moments kept so far, ordered by step."""
        return self._moments.all()

    def finish(
        self,
        artwork: AnyPixels,
        recipe: str | None,
        ending: Ending,
        *,
        title: str,
        steps: int,
        seconds: float,
        save: Save,
    ) -> HistoryEntry:
        """Write the artwork, the thumbnail and finally the entry, which makes the run visible.

        Args:
            artwork: Picture at full size, (H, W, 3), uint8 or uint16.
            recipe: Recipe as text, or None.
            ending: Way in which the run ended.
            title: Title for the gallery.
            steps: Number of completed steps.
            seconds: Duration of the run in s.
            save: Callable that writes the artwork with its recipe.

        Raises:
            OSError: A file cannot be written. save() may raise other errors.
            RecipeError: The recipe cannot be read.
        """
        entry = HistoryEntry(
            id=self.id,
            title=plain_title(title),
            date=self._began,
            width=artwork.shape[1],
            height=artwork.shape[0],
            steps=steps,
            seconds=seconds,
            ending=ending,
            pictures=() if recipe is None else _picture_names(recipe),
            folder=self._folder,
        )
        save(artwork, entry.artwork, recipe)
        from nst_desktop.images.small_jpeg import small_jpeg  # not at the top: it loads Pillow

        write_whole(entry.thumbnail, small_jpeg(_to_8_bits(artwork), THUMBNAIL_SIDE))
        write_entry(entry)
        return entry

    def discard(self) -> None:
        """Delete the run's folder, since the run produced no picture. Raises OSError."""
        shutil.rmtree(self._folder)


class HistoryStore:
    """History entries in a folder. Damaged entries are skipped and logged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def entries(self) -> list[HistoryEntry]:
        """Return all finished runs, newest first."""
        entries = []
        for folder in self._run_folders():
            if not (folder / ENTRY).exists():
                continue  # a run in progress, or one that crashed
            try:
                entries.append(read_entry(folder))
            except (JsonError, OSError) as error:
                logger.warning("%s in the history is skipped: it %s", folder.name, error)
        return sorted(entries, key=lambda entry: (entry.date, entry.id), reverse=True)

    def delete(self, entry: HistoryEntry) -> None:
        """Delete an entry and all its files. Raises OSError."""
        if entry.folder not in self._run_folders():
            raise FileNotFoundError(f"{entry.id} is not in the history")
        (entry.folder / ENTRY).unlink(
            missing_ok=True
        )  # first, so that a half-deleted entry is never read
        shutil.rmtree(entry.folder)

    def prune(self, max_entries: int = 100, max_bytes: int = 2_000_000_000) -> list[HistoryEntry]:
        """Delete the oldest entries beyond these limits, but never the newest entry.

        Also deletes what is left of runs that crashed more than a day ago.

        Returns:
            Deleted entries.
        """
        self._remove_abandoned()
        deleted, total = [], 0
        for number, entry in enumerate(self.entries()):
            total += _bytes_in(entry.folder)
            if number and (number >= max_entries or total > max_bytes):
                try:
                    self.delete(entry)
                except OSError as error:
                    logger.warning("%s could not be removed: %s", entry.id, error)
                else:
                    deleted.append(entry)
        return deleted

    def _remove_abandoned(self) -> None:
        limit = time.time() - _ABANDONED_AFTER
        for folder in self._run_folders():
            try:
                if not (folder / ENTRY).exists() and folder.stat().st_mtime < limit:
                    shutil.rmtree(folder)
            except OSError as error:
                logger.warning("%s could not be removed: %s", folder.name, error)

    def _run_folders(self) -> list[Path]:
        """Return the folders whose names show that RunHistory created them. Links are ignored."""
        try:
            paths = list(self._folder.iterdir())
        except OSError:
            return []  # no run has been kept yet
        return [
            path
            for path in paths
            if _FOLDER.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
        ]


def _new_folder(parent: Path, name: str) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    for folder in _names(parent, name):
        try:
            folder.mkdir()
        except FileExistsError:
            continue  # another window started a run in the same microsecond
        return folder
    raise FileExistsError(f"{parent / name} already exists")


def _names(parent: Path, name: str) -> Iterator[Path]:
    yield parent / name
    yield from (parent / f"{name}-{number}" for number in range(1, 1000))


def _picture_names(recipe_text: str) -> tuple[str, ...]:
    recipe = recipe_from_text(recipe_text)
    notes = (recipe.content, *recipe.styles, *recipe.extras)
    return tuple(note.name for note in notes if note is not None)


def _to_8_bits(pixels: AnyPixels) -> Pixels:
    return (pixels // 257 if pixels.dtype == "uint16" else pixels).astype("uint8", copy=False)


def _bytes_in(folder: Path) -> int:
    total = 0
    for path in folder.iterdir():
        try:
            total += path.lstat().st_size
        except OSError as error:
            logger.warning("the size of %s is unknown: %s", path.name, error)
    return total
