"""Keeps an unsaved artwork on disk so that it can be restored at the next start."""

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

MAX_SLOTS = 9  # windows with files of their own; any others share the first window's file


class UnsavedSlot:
    """File for an unsaved artwork, locked against other windows.

    A file left behind by a closed window is preferred so that its artwork can be offered.
    """

    def __init__(self) -> None:
        self._lock: ProcessLock | None = None
        self._file = paths.recovery_file()

    @property
    def file(self) -> Path:
        """Path of the file, which may not exist yet."""
        if self._lock is None:
            self._acquire()
        return self._file

    def release(self) -> None:
        """Leave the file to the next window."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _acquire(self) -> None:
        first = paths.recovery_file()
        others = (first.with_stem(f"{first.stem}-{number}") for number in range(2, MAX_SLOTS + 1))
        files = sorted((first, *others), key=lambda file: not file.exists())
        try:
            first.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            log.warning("unsaved artworks cannot be set aside: %s", error.strerror)
            return
        for file in files:
            lock = ProcessLock(file.with_suffix(".lock"))
            if lock.acquire():
                self._lock, self._file = lock, file
                return


class UnsavedArtwork(QObject):
    """Sets each new artwork aside at once and offers it at the next start if it was not saved.

    Signals:
        set_aside(CurrentArtwork, bool): The artwork was set aside (True) or could not be (False).
    """

    set_aside = Signal(object, bool)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._document = services, services.document
        self._tasks = services.tasks
        self._slot = UnsavedSlot()
        services.document.artwork_saved.connect(self.forget_aside)

    @Slot(object)
    def keep(self, work: CurrentArtwork) -> None:
        """Show this new artwork in place of the previous one, and set it aside."""
        self._document.show_artwork(work)
        self._tasks.start(
            partial(_set_aside, work, self._slot.file),
            partial(self._on_set_aside, work),
            partial(self._on_not_set_aside, work),
        )

    def give_up(self) -> None:
        """Discard the artwork: nothing will be offered at the next start."""
        work = self._document.artwork()
        if work is not None:
            work.is_unsaved = False  # makes _set_aside delete a file still being written
        self.forget_aside()

    @Slot()
    def forget_aside(self) -> None:
        """Delete the artwork that was set aside."""
        self._slot.file.unlink(missing_ok=True)

    def release(self) -> None:
        """Leave the artwork that was set aside to the next window."""
        self._slot.release()

    def offer_recovery(self) -> None:
        """Offer to restore the artwork that was not saved last time, if there is one."""
        if self._slot.file.exists():
            self._services.message.show_offer(
                self.tr("Your last artwork was not saved."), self.tr("Restore"), self._recover
            )

    def _recover(self) -> None:
        self._tasks.start(
            partial(_load_aside, self._slot.file), self._on_recovered, self._on_not_recovered
        )

    def _on_recovered(self, loaded: tuple[Picture, str | None]) -> None:
        if self._document.artwork() is None:
            picture, recipe = loaded
            name = (self.tr("recovered"),)
            self._document.show_artwork(CurrentArtwork.read(picture, name, lambda: recipe))

    def _on_not_recovered(self, error: Exception) -> None:
        self.forget_aside()  # otherwise, it would be offered again in vain
        self._services.message.fail(error)

    def _on_set_aside(self, work: CurrentArtwork, _: None) -> None:
        self.set_aside.emit(work, True)

    def _on_not_set_aside(self, work: CurrentArtwork, error: Exception) -> None:
        # Not reported: the artwork is still in the window and can be saved.
        log.warning("the artwork could not be set aside: %s", error)
        self.set_aside.emit(work, False)


def _set_aside(work: CurrentArtwork, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    work.artwork.save(file, INTERNAL_COPY_OPTIONS)
    if not work.is_unsaved:  # saved or discarded while this was being written
        file.unlink(missing_ok=True)


def _load_aside(file: Path) -> tuple[Picture, str | None]:
    return load_artwork(file), load_recipe_text(file)
