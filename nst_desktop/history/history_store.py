"""The history: what each run made, in a folder of its own, with its moments and its recipe."""

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
_ABANDONED = 24 * 3600.0  # seconds after which a run that never ended is taken for broken off

# save(pixels, path, recipe's text or None) writes a picture with its recipe inside
Save = Callable[[Any, Path, str | None], None]


class RunHistory:
    """The history of one run while it goes. It becomes an entry when it is finished.

    May be used from several threads.
    """

    def __init__(self, folder: Path, began: datetime, moments: MomentStore) -> None:
        self._folder, self._began, self._moments = folder, began, moments

    @classmethod
    def create(cls, folder: Path, keep: int = 60, long_side: int = 1024) -> "RunHistory":
        """Begin a run in a new folder inside this one, which is made where it is missing.

        keep: the most moments that stay, at least 2. long_side: of a moment, px.
        Raises OSError if nothing can be written there.
        """
        began = datetime.now(UTC)
        own = _new_folder(folder, began.strftime("%Y%m%dT%H%M%S-%f"))
        return cls(own, began, MomentStore(own, keep, long_side))

    @property
    def id(self) -> str:
        """What the entry will be called in the gallery."""
        return self._folder.name

    def add(
        self,
        step: int,
        pixels: Pixels,
        seconds: float,
        losses: Losses,
        params: StyleParams | None = None,
    ) -> None:
        """Keep a moment; some older one may be given up for it. Raises OSError.

        pixels: (H, W, 3) uint8. seconds: of work so far. losses: finite. params: as they are now.
        """
        self._moments.add(step, pixels, seconds, losses, params)

    def moments(self) -> list[Moment]:
        """What is kept now, in the order of the steps."""
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
        """Write the artwork and make this run an entry; it is one only when all is written.

        artwork: (H, W, 3) uint8 or uint16, at full size. recipe: what recipes.to_text gives.
        Raises OSError, or what save raises, and RecipeError if the recipe is none.
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
        from nst_desktop.images.small_jpeg import small_jpeg  # loads Pillow: only when needed

        write_whole(entry.thumbnail, small_jpeg(_eight_bits(artwork), THUMBNAIL_SIDE))
        write_entry(entry)
        return entry

    def discard(self) -> None:
        """Remove all of it: the run made nothing. Raises OSError."""
        shutil.rmtree(self._folder)


class HistoryStore:
    """The entries in a folder. What is damaged there is passed over and logged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def entries(self) -> list[HistoryEntry]:
        """All runs that ended, newest first."""
        found = []
        for folder in self._run_folders():
            if not (folder / ENTRY).exists():
                continue  # a run that goes, or that broke off
            try:
                found.append(read_entry(folder))
            except (JsonError, OSError) as error:
                logger.warning("%s in the history is passed over: it %s", folder.name, error)
        return sorted(found, key=lambda entry: (entry.date, entry.id), reverse=True)

    def delete(self, entry: HistoryEntry) -> None:
        """Remove an entry with all its files. Raises OSError."""
        if entry.folder not in self._run_folders():
            raise FileNotFoundError(f"{entry.id} is not in the history")
        (entry.folder / ENTRY).unlink(missing_ok=True)  # first: half an entry is none
        shutil.rmtree(entry.folder)

    def prune(self, max_entries: int = 100, max_bytes: int = 2_000_000_000) -> list[HistoryEntry]:
        """Remove the oldest entries until the others keep to these bounds; the newest stays.

        What broke off more than a day ago goes too. Gives the entries that are gone.
        """
        self._remove_abandoned()
        gone, total = [], 0
        for number, entry in enumerate(self.entries()):
            total += _bytes_in(entry.folder)
            if number and (number >= max_entries or total > max_bytes):
                try:
                    self.delete(entry)
                except OSError as error:
                    logger.warning("%s could not be removed: %s", entry.id, error)
                else:
                    gone.append(entry)
        return gone

    def _remove_abandoned(self) -> None:
        latest = time.time() - _ABANDONED
        for folder in self._run_folders():
            try:
                if not (folder / ENTRY).exists() and folder.stat().st_mtime < latest:
                    shutil.rmtree(folder)
            except OSError as error:
                logger.warning("%s could not be removed: %s", folder.name, error)

    def _run_folders(self) -> list[Path]:
        """The folders that were made here, by their names; a link leads elsewhere and is none."""
        try:
            found = list(self._folder.iterdir())
        except OSError:
            return []  # no run was kept yet
        return [
            path
            for path in found
            if _FOLDER.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
        ]


def _new_folder(parent: Path, name: str) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    for folder in _names(parent, name):
        try:
            folder.mkdir()
        except FileExistsError:
            continue  # another window began a run in the same microsecond
        return folder
    raise FileExistsError(f"{parent / name} is there already")


def _names(parent: Path, name: str) -> Iterator[Path]:
    yield parent / name
    yield from (parent / f"{name}-{number}" for number in range(1, 1000))


def _picture_names(recipe_text: str) -> tuple[str, ...]:
    recipe = recipe_from_text(recipe_text)
    notes = (recipe.content, *recipe.styles, *recipe.extras)
    return tuple(note.name for note in notes if note is not None)


def _eight_bits(pixels: AnyPixels) -> Pixels:
    return (pixels // 257 if pixels.dtype == "uint16" else pixels).astype("uint8", copy=False)


def _bytes_in(folder: Path) -> int:
    total = 0
    for path in folder.iterdir():
        try:
            total += path.lstat().st_size
        except OSError as error:
            logger.warning("%s is not counted: %s", path.name, error)
    return total
