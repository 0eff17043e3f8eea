"""The menu bar."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from nst_desktop.document.settings import Theme
from nst_desktop.ui.actions import Actions, Panel
from nst_desktop.ui.language import Language
from nst_desktop.ui.parts.choice_menu import ChoiceMenu
from nst_desktop.ui.parts.device_picker import DeviceEntry
from nst_desktop.ui.parts.recent_menu import RecentMenu

MEGAPIXEL_LIMITS = 100, 200, 400, 800  # choices for the size limit


class Menus(QObject):
    """Fills a menu bar with the actions and with choice menus.

    Attributes:
        recent: Menu of recently opened pictures.
        themes: Menu of themes, named by their Theme value.
        languages: Menu of languages, named by their Language value.
        devices: Menu of devices, filled by set_devices().
        autosave: Menu of autosave intervals in seconds; `0` disables autosaving.
        limits: Menu of limits for the picture size, in megapixels.
    """

    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        super().__init__(bar)
        self._actions = actions
        self._fill_file(bar.addMenu(self.tr("&File")))
        self._fill_edit(bar.addMenu(self.tr("&Edit")))
        self._fill_run(bar.addMenu(self.tr("&Run")))
        self._fill_explore(bar.addMenu(self.tr("E&xplore")))
        self._fill_view(bar.addMenu(self.tr("&View")))
        self._fill_tools(bar.addMenu(self.tr("&Tools")))
        self._fill_help(bar.addMenu(self.tr("&Help")))

    def add_undo(self, undo: QAction, redo: QAction) -> None:
        """Add the undo and redo actions of a QUndoStack to the Edit menu."""
        self._actions.undo_actions = [undo, redo]
        first = self._edit.actions()[0]
        self._edit.insertActions(first, [undo, redo])
        self._edit.insertSeparator(first)
        self._actions.add_keys(undo, "Ctrl+Z")
        self._actions.add_keys(redo, "Ctrl+Shift+Z", "Ctrl+Y")

    def set_devices(self, devices: Sequence[DeviceEntry]) -> None:
        """Set the devices that a run can use."""
        self.devices.set_choices(
            (device.name, device.label.replace("&", "&&")) for device in devices
        )

    def _fill_file(self, menu: QMenu) -> None:
        actions = self._actions
        self.recent = RecentMenu(self.tr("Open &recent"), menu)
        menu.addActions([actions.open_photograph, actions.add_painting])
        menu.addMenu(self.recent)
        menu.addSeparator()
        menu.addActions([actions.save, actions.save_as, actions.save_sketch, actions.save_film])
        menu.addAction(actions.show_folder)
        menu.addSeparator()
        menu.addAction(actions.quit)

    def _fill_edit(self, menu: QMenu) -> None:
        self._edit = menu
        menu.addActions([self._actions.copy, self._actions.paste])

    def _fill_run(self, menu: QMenu) -> None:
        actions = self._actions
        menu.addActions([actions.start, actions.pause, actions.stop])
        menu.addSeparator()
        menu.addAction(actions.more)
        menu.addSeparator()
        menu.addActions([actions.add_to_queue, actions.add_folder_to_queue, actions.show_queue])

    def _fill_explore(self, menu: QMenu) -> None:
        actions = self._actions
        menu.addActions([actions.try_paintings, actions.show_variations, actions.show_layers])

    def _fill_view(self, menu: QMenu) -> None:
        actions = self._actions
        menu.addActions([actions.fit, actions.actual_size, actions.zoom_in, actions.zoom_out])
        menu.addSeparator()
        menu.addActions([actions.compare, actions.show_sketch, actions.paint, actions.full_screen])
        menu.addSeparator()
        menu.addActions([actions.panels[panel] for panel in Panel])
        menu.addSeparator()
        self.themes = self._add_choices(menu, self.tr("&Theme"))
        self.themes.set_choices(
            (
                (Theme.SYSTEM, self.tr("&System")),
                (Theme.LIGHT, self.tr("&Light")),
                (Theme.DARK, self.tr("&Dark")),
            )
        )
        self.languages = self._add_choices(menu, self.tr("Lan&guage"))
        self.languages.set_choices(
            (
                (Language.SYSTEM, self.tr("&System")),
                (Language.ENGLISH, "&English"),
                (Language.GERMAN, "&Deutsch"),
            )
        )

    def _fill_tools(self, menu: QMenu) -> None:
        menu.addAction(self._actions.choose_weights)
        self.devices = self._add_choices(menu, self.tr("&Device"))
        self.autosave = self._add_choices(menu, self.tr("&Autosave runs"))
        self.autosave.set_choices(
            (
                ("30", self.tr("Every &30 seconds")),
                ("120", self.tr("Every &2 minutes")),
                ("600", self.tr("Every &10 minutes")),
                ("0", self.tr("&Never")),
            )
        )
        self.limits = self._add_choices(menu, self.tr("Largest &picture"))
        self.limits.set_choices(
            (str(limit), self.tr("&{0} million pixels").format(limit)) for limit in MEGAPIXEL_LIMITS
        )
        menu.addActions([self._actions.use_sketches, self._actions.separate_windows])
        menu.addSeparator()
        menu.addAction(self._actions.show_log)

    def _fill_help(self, menu: QMenu) -> None:
        actions = self._actions
        menu.addActions([actions.show_guide, actions.show_shortcuts])
        menu.addSeparator()
        menu.addAction(actions.show_about)

    def _add_choices(self, menu: QMenu, title: str) -> ChoiceMenu:
        choices = ChoiceMenu(title, menu)
        menu.addMenu(choices)
        return choices
