"""Limiting: how large a picture may be."""

from PySide6.QtCore import QObject, Slot

from nst_desktop.images.picture_limits import read_megapixels, write_megapixels
from nst_desktop.ui.menus import Menus
from nst_desktop.ui.services import Services


class PictureLimitSetting(QObject):
    """Remembers the limit that the user chooses, for this window, the next, and the commands."""

    def __init__(self, menus: Menus, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._menus, self._services = menus, services
        menus.limits.set_chosen(str(read_megapixels()))
        menus.limits.chosen.connect(self._on_limit_chosen)

    @Slot(str)
    def _on_limit_chosen(self, megapixels: str) -> None:
        try:
            write_megapixels(int(megapixels))
        except OSError as error:
            self._services.message.show_notice(
                self.tr("The limit could not be remembered: {0}.").format(error.strerror)
            )
        self._menus.limits.set_chosen(str(read_megapixels()))
