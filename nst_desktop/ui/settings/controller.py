"""Theme, language and the limit for the picture size."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from nst_desktop.document.settings import Theme
from nst_desktop.images.picture_limits import read_megapixels, write_megapixels
from nst_desktop.ui.language import Language
from nst_desktop.ui.menus import Menus
from nst_desktop.ui.parts.theme import apply_theme
from nst_desktop.ui.services import Services


class SettingsController(QObject):
    """Applies and remembers what the user chooses in the menus."""

    def __init__(
        self, app: QApplication, menus: Menus, services: Services, parent: QObject
    ) -> None:
        super().__init__(parent)
        settings = services.settings
        self._app, self._menus, self._services = app, menus, services
        self._settings = settings
        menus.themes.set_chosen(settings.theme())
        menus.themes.chosen.connect(self._on_theme_chosen)
        menus.languages.set_chosen(settings.text("language", Language.SYSTEM))
        menus.languages.chosen.connect(self._on_language_chosen)
        menus.limits.set_chosen(str(read_megapixels()))
        menus.limits.chosen.connect(self._on_limit_chosen)
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    @Slot(str)
    def _on_theme_chosen(self, name: str) -> None:
        theme = Theme(name)
        self._settings.set_theme(theme)
        apply_theme(self._app, theme)

    @Slot(str)
    def _on_language_chosen(self, name: str) -> None:
        self._settings.set_text("language", name)
        self._menus.languages.set_chosen(name)
        self._services.message.show_notice(
            self.tr("The new language takes effect the next time you open the application.")
        )

    @Slot(Qt.ColorScheme)
    def _on_system_scheme_changed(self) -> None:
        if self._settings.theme() is Theme.SYSTEM:
            apply_theme(self._app, Theme.SYSTEM)

    @Slot(str)
    def _on_limit_chosen(self, megapixels: str) -> None:
        try:
            write_megapixels(int(megapixels))
        except OSError as error:
            self._services.message.show_notice(
                self.tr("The new limit on the picture size could not be saved: {0}.").format(
                    error.strerror
                )
            )
        self._menus.limits.set_chosen(str(read_megapixels()))
