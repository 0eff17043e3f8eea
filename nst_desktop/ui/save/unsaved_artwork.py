"""Keeping: holds the artwork at hand until it is saved, and beyond the end of the program."""

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop import paths
from nst_desktop.document.current_artwork import CurrentArtwork
from nst_desktop.images.formats import INTERNAL_COPY_OPTIONS
from nst_desktop.images.load import Picture, load_artwork, load_recipe_text
from nst_desktop.storage.locks import ProcessLock
from nst_desktop.ui.services import Services

log = logging.getLogger(__name__)

PLACES = 9  # windows at a time; any more share the first one's place


class UnsavedSlot:
    """A file that no other window has, as long as this one is open.

    If a window that is gone has left an artwork, its place is taken, so that it can be offered.
    """

    def __init__(self) -> None:
        self._lock: ProcessLock | None = None
        self._file = paths.recovery_file()

    @property
    def file(self) -> Path:
        """It may not exist yet."""
        if self._lock is None:
            self._take()
        return self._file

    def release(self) -> None:
        """The window is closed: what lies there is for the next one."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _take(self) -> None:
        first = paths.recovery_file()
        more = (first.with_stem(f"{first.stem}-{number}") for number in range(2, PLACES + 1))
        places = sorted((first, *more), key=lambda file: not file.exists())
        try:
            first.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            log.warning("nothing can be set aside: %s", error.strerror)
            return
        for file in places:
            lock = ProcessLock(file.with_suffix(".lock"))
            if lock.acquire():
                self._lock, self._file = lock, file
                return


class UnsavedArtwork(QObject):
    """A new artwork is set aside at once; the next time it is offered, if it was not saved.

    set_aside(Work, bool): whether that has worked.
    """

    set_aside = Signal(object, bool)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._document = services, services.document
        self._tasks = services.tasks
        self._aside = UnsavedSlot()
        services.document.artwork_saved.connect(self.forget_aside)

    @Slot(object)
    def keep(self, work: CurrentArtwork) -> None:
        """Have this artwork at hand, that has just been made, in place of the one before."""
        self._document.show_artwork(work)
        self._tasks.start(
            partial(_set_aside, work, self._aside.file),
            partial(self._on_set_aside, work),
            partial(self._on_not_set_aside, work),
        )

    def give_up(self) -> None:
        """The user does not want the artwork at hand: nothing will be offered the next time."""
        work = self._document.artwork()
        if work is not None:
            work.is_unsaved = False  # also for a set-aside that is under way
        self.forget_aside()

    @Slot()
    def forget_aside(self) -> None:
        """Nothing will be offered the next time."""
        self._aside.file.unlink(missing_ok=True)

    def release(self) -> None:
        """The window is closed: what is set aside is for the next one."""
        self._aside.release()

    def offer_recovery(self) -> None:
        """Ask whether to bring back what was not saved the last time, if there is anything."""
        if self._aside.file.exists():
            self._services.message.show_offer(
                self.tr("Your last artwork was not saved."), self.tr("Show it"), self._recover
            )

    def _recover(self) -> None:
        self._tasks.start(
            partial(_load_aside, self._aside.file), self._on_recovered, self._on_not_recovered
        )

    def _on_recovered(self, found: tuple[Picture, str | None]) -> None:
        if self._document.artwork() is None:
            picture, recipe = found
            name = (self.tr("recovered"),)
            self._document.show_artwork(CurrentArtwork.read(picture, name, lambda: recipe))

    def _on_not_recovered(self, error: Exception) -> None:
        self.forget_aside()  # it would only be offered in vain again
        self._services.message.fail(error)

    def _on_set_aside(self, work: CurrentArtwork, _: None) -> None:
        self.set_aside.emit(work, True)

    def _on_not_set_aside(self, work: CurrentArtwork, error: Exception) -> None:
        # The artwork is still in the window and can be saved: nothing the user has to know.
        log.warning("the artwork could not be set aside: %s", error)
        self.set_aside.emit(work, False)


def _set_aside(work: CurrentArtwork, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    work.artwork.save(file, INTERNAL_COPY_OPTIONS)
    if not work.is_unsaved:  # it was saved while this was being written
        file.unlink(missing_ok=True)


def _load_aside(file: Path) -> tuple[Picture, str | None]:
    return load_artwork(file), load_recipe_text(file)
