"""Opening: reads the pictures that the user chooses into the window's slots."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop import paths
from nst_desktop.files.images import load_picture
from nst_desktop.run.explain import details_of, explain
from nst_desktop.run.task import Tasks
from nst_desktop.widgets.main_window import MainWindow
from nst_desktop.widgets.picture_slot import Role
from nst_desktop.widgets.pixels import LoadedPicture, load
from nst_desktop.widgets.settings import Settings


class Opening(QObject):
    """Reads off the window's thread. A picture that cannot be read leaves the old one in place.

    opened(): a slot has another picture. settled(bool): nothing is being read any more; whether
    the last picture could be read.
    """

    opened = Signal()
    settled = Signal(bool)

    def __init__(
        self, window: MainWindow, settings: Settings, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._settings, self._tasks = window, settings, tasks
        self._newest = dict.fromkeys(Role, 0)
        self._going = 0

    def is_busy(self) -> bool:
        """Whether a picture is being read."""
        return self._going > 0

    def open_first(self, chosen: dict[Role, Path]) -> None:
        """Open these; for a role without one, the last time's picture or a sample."""
        samples = {
            Role.PHOTOGRAPH: paths.sample_file(paths.CONTENT_SAMPLES[0]),
            Role.PAINTING: paths.sample_file(paths.STYLE_SAMPLES[0]),
        }
        for role, sample in samples.items():
            path = chosen.get(role) or self._settings.path(role) or sample
            if role in chosen or path.exists():
                self.open(role, path)

    @Slot(object, object)
    def open(self, role: Role, path: Path) -> None:
        """Read this picture and put it into its slot."""
        self._newest[role] += 1
        self._going += 1
        self._window.slots[role].set_loading(True)
        self._tasks.start(
            lambda: load(load_picture(path)),
            partial(self._on_opened, role, self._newest[role]),
            partial(self._on_failed, role),
        )

    def _on_opened(self, role: Role, request: int, loaded: LoadedPicture) -> None:
        if request == self._newest[role]:  # else another has been chosen in the meantime
            self._window.slots[role].set_picture(loaded)
            self._settings.set_path(role, loaded.picture.path)
            self.opened.emit()
        self._settle(True)

    def _on_failed(self, role: Role, error: Exception) -> None:
        self._window.slots[role].set_loading(False)
        self._window.message.show_error(explain(error), details_of(error))
        self._settle(False)

    def _settle(self, well: bool) -> None:
        self._going -= 1
        if not self._going:
            self.settled.emit(well)
