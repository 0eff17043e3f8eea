"""Opens the help dialogs."""

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QMenuBar

from nst_desktop import paths
from nst_desktop.storage.logs import tail_of_log
from nst_desktop.ui.parts.file_dialogs import show_folder
from nst_desktop.ui.services import Services

if TYPE_CHECKING:
    from nst_desktop.ui.help.about import AboutDialog
    from nst_desktop.ui.help.guide_page import GuidePage
    from nst_desktop.ui.help.log_view import LogView

log = logging.getLogger(__name__)


class HelpController(QObject):
    """Opens the guide, the log, the shortcuts and the About dialog, and deletes them when closed.

    The shortcuts are read from the menus in the menu bar.
    """

    def __init__(self, bar: QMenuBar, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._services = bar, services
        self._guide: GuidePage | None = None
        self._about: AboutDialog | None = None
        services.actions.show_guide.triggered.connect(self._on_guide_requested)
        services.actions.show_log.triggered.connect(self._on_log_requested)
        services.actions.show_shortcuts.triggered.connect(self._on_shortcuts_requested)
        services.actions.show_about.triggered.connect(self._on_about_requested)

    @Slot()
    def _on_guide_requested(self) -> None:
        from nst_desktop.ui.help.guide_page import GuidePage  # loaded only when needed

        if self._guide is None:
            self._guide = GuidePage(paths.guide_file(), self._services.window)
            self._guide.finished.connect(self._on_guide_closed)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()

    @Slot()
    def _on_guide_closed(self) -> None:
        if self._guide is not None:
            self._guide.deleteLater()
            self._guide = None

    @Slot()
    def _on_log_requested(self) -> None:
        from nst_desktop.ui.help.log_view import LogView  # loaded only when needed

        view = LogView(self._services.window)
        view.refresh_requested.connect(lambda: self._fill(view))
        view.file_requested.connect(lambda: show_folder(paths.log_file().parent))
        self._fill(view)
        self._show(view)

    def _fill(self, view: "LogView") -> None:
        try:
            view.set_text(tail_of_log(paths.log_file()))
        except OSError as error:
            view.set_text(self.tr("The log could not be read: {0}").format(error.strerror))

    @Slot()
    def _on_shortcuts_requested(self) -> None:
        from nst_desktop.ui.help.shortcuts_page import ShortcutsPage, shortcuts_of

        self._show(ShortcutsPage(shortcuts_of(self._bar), self._services.window))

    @Slot()
    def _on_about_requested(self) -> None:
        from nst_desktop.ui.help.about import AboutDialog

        about = self._about = AboutDialog(self._services.window)
        about.finished.connect(self._on_about_closed)
        self._services.tasks.start(_report_text, partial(self._on_reported, about), _log_failure)
        self._show(about)

    @Slot()
    def _on_about_closed(self) -> None:
        self._about = None

    def _on_reported(self, about: "AboutDialog", text: str) -> None:
        if about is self._about:  # otherwise, it has been closed meanwhile
            about.set_report(text)

    def _show(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _report_text() -> str:
    from nst_desktop.diagnosis.system_report import make_report  # loaded only when needed

    return make_report().text()


def _log_failure(error: Exception) -> None:
    log.warning("the report on this computer could not be made: %s", error)
