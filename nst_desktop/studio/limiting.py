"""Limiting: how large a picture may be."""

from PySide6.QtCore import QObject, Slot

from nst_desktop.files.picture_limits import read_megapixels, write_megapixels
from nst_desktop.widgets.main_window import MainWindow


class Limiting(QObject):
    """Remembers the limit that the user chooses, for this window, the next, and the commands."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        window.menus.limits.set_chosen(str(read_megapixels()))
        window.menus.limits.chosen.connect(self._on_limit_chosen)

    @Slot(str)
    def _on_limit_chosen(self, megapixels: str) -> None:
        try:
            write_megapixels(int(megapixels))
        except OSError as error:
            self._window.message.show_notice(
                self.tr("The limit could not be remembered: {0}.").format(error.strerror)
            )
        self._window.menus.limits.set_chosen(str(read_megapixels()))
