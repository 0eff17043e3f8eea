"""Appearance: light, dark or as the system."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from nst_desktop.widgets.main_window import MainWindow
from nst_desktop.widgets.settings import Settings
from nst_desktop.widgets.theme import Theme, apply_theme


class Appearance(QObject):
    """Takes up the theme that the user chooses, and follows the system where that is chosen."""

    def __init__(
        self, app: QApplication, window: MainWindow, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._app, self._settings = app, settings
        window.menus.set_theme(settings.theme())
        window.menus.theme_chosen.connect(self._on_theme_chosen)
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    @Slot(object)
    def _on_theme_chosen(self, theme: Theme) -> None:
        self._settings.set_theme(theme)
        apply_theme(self._app, theme)

    @Slot(Qt.ColorScheme)
    def _on_system_scheme_changed(self) -> None:
        if self._settings.theme() is Theme.SYSTEM:
            apply_theme(self._app, Theme.SYSTEM)
