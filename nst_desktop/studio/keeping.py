"""Keeping: holds the newest artwork until it is saved, and beyond the end of the program."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop import paths
from nst_desktop.core.job import Pixels
from nst_desktop.files.images import Picture, load_picture, load_recipe_text
from nst_desktop.files.saving import save_picture
from nst_desktop.run.explain import details_of, explain
from nst_desktop.run.task import Tasks
from nst_desktop.widgets.main_window import MainWindow

log = logging.getLogger(__name__)

# Called off the window's thread: the recipe's text, or None if it cannot be told any more.
RecipeMaker = Callable[[], str | None]


class Keeping(QObject):
    """Saves off the window's thread. A picture that is not saved is offered the next time.

    recovered(): the last time's artwork is back.
    """

    recovered = Signal()

    def __init__(self, window: MainWindow, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._tasks = window, tasks
        self._artwork: Pixels | None = None
        self._recipe: RecipeMaker = lambda: None

    def artwork(self) -> Pixels | None:
        """The newest artwork, (H, W, 3) uint8, saved or not."""
        return self._artwork

    def keep(self, artwork: Pixels, recipe: RecipeMaker) -> None:
        """Hold this artwork in place of the one before. recipe: writes what it was made from."""
        self._artwork, self._recipe = artwork, recipe
        self._tasks.start(partial(_set_aside, artwork, recipe), _nothing, self._on_not_set_aside)

    @Slot(object)
    def save(self, path: Path) -> None:
        """Write the newest artwork to this file."""
        artwork = self._artwork
        if artwork is not None:
            self._tasks.start(
                partial(_save, artwork, path, self._recipe),
                lambda _: self._on_saved(artwork, path),
                self._on_failed,
            )

    def offer_recovery(self) -> None:
        """Ask whether to bring back what was not saved the last time, if there is anything."""
        if paths.recovery_file().exists():
            self._window.message.show_offer(
                self.tr("Your last artwork was not saved."), self.tr("Show it"), self._recover
            )

    def _recover(self) -> None:
        self._tasks.start(
            _load_aside,
            self._on_recovered,
            self._on_not_recovered,
        )

    def _on_recovered(self, found: tuple[Picture, str | None]) -> None:
        if self._artwork is None:
            picture, recipe = found
            self._artwork, self._recipe = picture.pixels, lambda: recipe
            self.recovered.emit()

    def _on_not_recovered(self, error: Exception) -> None:
        paths.recovery_file().unlink(missing_ok=True)  # it would only be offered in vain again
        self._on_failed(error)

    def _on_saved(self, artwork: Pixels, path: Path) -> None:
        self._window.message.show_notice(self.tr("Saved: {0}").format(path))
        if artwork is self._artwork:
            paths.recovery_file().unlink(missing_ok=True)

    def _on_failed(self, error: Exception) -> None:
        self._window.message.show_error(explain(error), details_of(error))

    def _on_not_set_aside(self, error: Exception) -> None:
        # The artwork is still in the window and can be saved: nothing the user has to know.
        log.warning("the artwork could not be set aside: %s", error)


def _save(artwork: Pixels, path: Path, recipe: RecipeMaker) -> None:
    save_picture(artwork, path, recipe())


def _set_aside(artwork: Pixels, recipe: RecipeMaker) -> None:
    file = paths.recovery_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    _save(artwork, file, recipe)


def _load_aside() -> tuple[Picture, str | None]:
    file = paths.recovery_file()
    return load_picture(file), load_recipe_text(file)


def _nothing(_: None) -> None:
    """There is nothing to do when it is done."""
