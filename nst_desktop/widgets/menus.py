"""The menu bar."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from nst_desktop.widgets.choice_menu import ChoiceMenu
from nst_desktop.widgets.device_picker import DeviceEntry
from nst_desktop.widgets.language import Language
from nst_desktop.widgets.panels import Panel
from nst_desktop.widgets.recent_menu import RecentMenu
from nst_desktop.widgets.run_bar import RunState
from nst_desktop.widgets.space_key import SpaceKey
from nst_desktop.widgets.theme import Theme

LARGEST = 100, 200, 400, 800  # megapixels that a picture may have


class Menus(QObject):
    """Fills a menu bar; each signal says what the user has chosen.

    recent_chosen(Path), panel_toggled(Panel, bool), theme_chosen(Theme), language_chosen(str),
    device_chosen(str), autosave_chosen(str): seconds, limit_chosen(int): megapixels.
    The setters tell the menus how things are, and emit nothing.
    """

    photograph_requested = Signal()
    painting_requested = Signal()
    recent_chosen = Signal(object)
    recent_cleared = Signal()
    save_requested = Signal()
    save_as_requested = Signal()
    film_requested = Signal()
    folder_requested = Signal()
    quit_requested = Signal()
    copy_requested = Signal()
    paste_requested = Signal()
    start_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()
    more_requested = Signal()
    variations_requested = Signal()
    learn_requested = Signal()
    queue_requested = Signal()
    queue_folder_requested = Signal()
    queue_page_requested = Signal()
    fit_requested = Signal()
    actual_size_requested = Signal()
    zoom_in_requested = Signal()
    zoom_out_requested = Signal()
    compare_toggled = Signal(bool)
    painting_toggled = Signal(bool)
    full_screen_toggled = Signal(bool)
    panel_toggled = Signal(object, bool)
    theme_chosen = Signal(object)
    language_chosen = Signal(str)
    weights_requested = Signal()
    device_chosen = Signal(str)
    autosave_chosen = Signal(str)
    limit_chosen = Signal(int)
    log_requested = Signal()
    shortcuts_requested = Signal()
    about_requested = Signal()

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._window = bar.window()
        self._state = RunState.IDLE
        self._continuable = False
        self._panels: dict[Panel, QAction] = {}
        self._fill_file(bar.addMenu(self.tr("&File")))
        self._fill_edit(bar.addMenu(self.tr("&Edit")))
        self._fill_run(bar.addMenu(self.tr("&Run")))
        self._fill_explore(bar.addMenu(self.tr("E&xplore")))
        self._fill_view(bar.addMenu(self.tr("&View")))
        self._fill_tools(bar.addMenu(self.tr("&Tools")))
        self._fill_help(bar.addMenu(self.tr("&Help")))
        SpaceKey(self._window, self)
        self.set_run_state(RunState.IDLE)
        self.set_savable(False)
        self.set_filmable(False)
        self.set_saved(False)

    def add_undo(self, undo: QAction, redo: QAction) -> None:
        """Put the two actions of a QUndoStack into the Edit menu."""
        self.undo_actions = [undo, redo]
        first = self._edit.actions()[0]
        for action, keys in ((undo, ["Ctrl+Z"]), (redo, ["Ctrl+Shift+Z", "Ctrl+Y"])):
            self._edit.insertAction(first, action)
            self._give_keys(action, keys)
        self._edit.insertSeparator(first)

    def set_run_state(self, state: RunState) -> None:
        """Enable what can be asked for in this state."""
        self._state = state
        going = state in (RunState.RUNNING, RunState.PAUSED)
        self._start.setEnabled(state is RunState.IDLE)
        self._pause.setEnabled(going)
        self._pause.setText(self.tr("&Resume") if state is RunState.PAUSED else self.tr("&Pause"))
        self._stop.setEnabled(going)
        self.set_continuable(self._continuable)

    def set_continuable(self, continuable: bool) -> None:
        """Whether an ended run can be given more steps."""
        self._continuable = continuable
        self._more.setEnabled(continuable and self._state is RunState.IDLE)

    def set_savable(self, savable: bool) -> None:
        """Whether there is an artwork to save and to copy."""
        for action in (self._save, self._save_as, self._copy):
            action.setEnabled(savable)

    def set_filmable(self, filmable: bool) -> None:
        """Whether the artwork has moments to make a film of."""
        self._film.setEnabled(filmable)

    def set_saved(self, saved: bool) -> None:
        """Whether there is a saved file to show in its folder."""
        self._folder.setEnabled(saved)

    def set_recent(self, entries: Sequence[tuple[Path, QImage | None]]) -> None:
        """The pictures that Open recent offers, the newest first."""
        self._recent.set_entries(entries)

    def set_comparing(self, comparing: bool) -> None:
        """Tick Compare, or not."""
        self._compare.setChecked(comparing)

    def set_painting(self, painting: bool) -> None:
        """Tick Paint regions, or not."""
        self._paint.setChecked(painting)

    def set_full_screen(self, full: bool) -> None:
        """Tick Full screen, or not."""
        self._full_screen.setChecked(full)

    def set_panel_shown(self, panel: Panel, shown: bool) -> None:
        """Tick this panel, or not."""
        self._panels[panel].setChecked(shown)

    def set_theme(self, theme: Theme) -> None:
        """Tick this theme."""
        self._themes.set_chosen(theme)

    def set_language(self, name: str) -> None:
        """Tick this language."""
        self._languages.set_chosen(name)

    def set_devices(self, devices: Sequence[DeviceEntry]) -> None:
        """What a run can compute on."""
        self._devices.set_choices((each.name, each.label.replace("&", "&&")) for each in devices)

    def set_device(self, name: str) -> None:
        """Tick the device of this name."""
        self._devices.set_chosen(name)

    def set_autosave(self, seconds: str) -> None:
        """Tick how often a run is saved."""
        self._autosave.set_chosen(seconds)

    def set_limit(self, megapixels: int) -> None:
        """Tick how large a picture may be."""
        self._limits.set_chosen(str(megapixels))

    def _fill_file(self, menu: QMenu) -> None:
        self._add(menu, self.tr("Open &photograph…"), self.photograph_requested, "Ctrl+O")
        self._add(menu, self.tr("Add pa&inting…"), self.painting_requested, "Ctrl+Shift+O")
        self._recent = RecentMenu(self.tr("Open &recent"), menu)
        self._recent.chosen.connect(self.recent_chosen)
        self._recent.cleared.connect(self.recent_cleared)
        menu.addMenu(self._recent)
        menu.addSeparator()
        self._save = self._add(menu, self.tr("&Save"), self.save_requested, "Ctrl+S")
        self._save_as = self._add(
            menu, self.tr("Save &as…"), self.save_as_requested, "Ctrl+Shift+S"
        )
        self._film = self._add(menu, self.tr("Save fil&m…"), self.film_requested, "Ctrl+Shift+M")
        self._folder = self._add(menu, self.tr("Show in &folder"), self.folder_requested)
        menu.addSeparator()
        leave = self._add(menu, self.tr("&Quit"), self.quit_requested, "Ctrl+Q")
        leave.setMenuRole(QAction.MenuRole.QuitRole)

    def _fill_edit(self, menu: QMenu) -> None:
        self._edit = menu
        self._copy = self._add(menu, self.tr("&Copy artwork"), self.copy_requested, "Ctrl+C")
        self._add(menu, self.tr("&Paste picture"), self.paste_requested, "Ctrl+V")

    def _fill_run(self, menu: QMenu) -> None:
        self._start = self._add(
            menu, self.tr("&Start"), self.start_requested, "Ctrl+Return", "Ctrl+Enter"
        )
        self._pause = self._add(menu, self.tr("&Pause"), self._on_pause_triggered, "Space")
        self._stop = self._add(menu, self.tr("S&top"), self.stop_requested, "Esc")
        menu.addSeparator()
        self._more = self._add(menu, self.tr("&More steps"), self.more_requested, "Ctrl+M")
        menu.addSeparator()
        self._add(
            menu, self.tr("Add to the &queue"), self.queue_requested,
            "Ctrl+Shift+Return", "Ctrl+Shift+Enter",
        )  # fmt: skip
        self._add(menu, self.tr("Add a &folder to the queue…"), self.queue_folder_requested)
        self._add(menu, self.tr("Q&ueue…"), self.queue_page_requested, "Ctrl+J")

    def _fill_explore(self, menu: QMenu) -> None:
        self._add(menu, self.tr("&Variations…"), self.variations_requested, "Ctrl+E")
        self._add(menu, self.tr("&What the network sees…"), self.learn_requested, "Ctrl+L")

    def _fill_view(self, menu: QMenu) -> None:
        self._add(menu, self.tr("&Fit to the window"), self.fit_requested, "Ctrl+0")
        self._add(menu, self.tr("&100 %"), self.actual_size_requested, "Ctrl+1")
        self._add(menu, self.tr("Zoom &in"), self.zoom_in_requested, "Ctrl++", "Ctrl+=")
        self._add(menu, self.tr("Zoom &out"), self.zoom_out_requested, "Ctrl+-")
        menu.addSeparator()
        self._compare = self._add(menu, self.tr("&Compare"), self.compare_toggled, "Ctrl+B")
        self._paint = self._add(menu, self.tr("Pai&nt regions"), self.painting_toggled, "Ctrl+P")
        self._full_screen = self._add(
            menu, self.tr("F&ull screen"), self.full_screen_toggled, "F11"
        )
        menu.addSeparator()
        for panel, label, keys in (
            (Panel.PICTURES, self.tr("&Pictures"), "F7"),
            (Panel.PARAMETERS, self.tr("P&arameters"), "F8"),
            (Panel.HISTORY, self.tr("&History"), "Ctrl+H"),
            (Panel.REGIONS, self.tr("&Regions"), "F9"),
        ):
            self._panels[panel] = self._add(
                menu, label, lambda shown, panel=panel: self.panel_toggled.emit(panel, shown), keys
            )
        for action in (self._compare, self._paint, self._full_screen, *self._panels.values()):
            action.setCheckable(True)
            action.setChecked(action in self._panels.values())
        menu.addSeparator()
        self._themes = ChoiceMenu(self.tr("&Theme"), menu)
        self._themes.set_choices(
            (
                (Theme.SYSTEM, self.tr("As the s&ystem")),
                (Theme.LIGHT, self.tr("&Light")),
                (Theme.DARK, self.tr("&Dark")),
            )
        )
        self._themes.chosen.connect(self._on_theme_chosen)
        menu.addMenu(self._themes)
        self._languages = ChoiceMenu(self.tr("Lan&guage"), menu)
        self._languages.set_choices(
            (
                (Language.SYSTEM, self.tr("As the s&ystem")),
                (Language.ENGLISH, "&English"),
                (Language.GERMAN, "&Deutsch"),
            )
        )
        self._languages.chosen.connect(self.language_chosen)
        menu.addMenu(self._languages)

    def _fill_tools(self, menu: QMenu) -> None:
        self._add(menu, self.tr("Network &weights…"), self.weights_requested)
        self._devices = ChoiceMenu(self.tr("&Device"), menu)
        self._devices.chosen.connect(self.device_chosen)
        menu.addMenu(self._devices)
        self._autosave = ChoiceMenu(self.tr("Save a &run on the way"), menu)
        self._autosave.set_choices(
            (
                ("30", self.tr("Every &30 seconds")),
                ("120", self.tr("Every &2 minutes")),
                ("600", self.tr("Every &10 minutes")),
                ("0", self.tr("&Never")),
            )
        )
        self._autosave.chosen.connect(self.autosave_chosen)
        menu.addMenu(self._autosave)
        self._limits = ChoiceMenu(self.tr("Largest &picture"), menu)
        self._limits.set_choices(
            (str(each), self.tr("&{0} million pixels").format(each)) for each in LARGEST
        )
        self._limits.chosen.connect(self._on_limit_chosen)
        menu.addMenu(self._limits)
        menu.addSeparator()
        self._add(menu, self.tr("&Log…"), self.log_requested)

    def _fill_help(self, menu: QMenu) -> None:
        self._add(menu, self.tr("&Shortcuts"), self.shortcuts_requested, "F1")
        about = self._add(menu, self.tr("&About NST Desktop"), self.about_requested)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _add(
        self, menu: QMenu, text: str, then: SignalInstance | Callable[..., None], *keys: str
    ) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(then)
        self._give_keys(action, keys)
        return action

    def _give_keys(self, action: QAction, keys: Sequence[str]) -> None:
        action.setShortcuts([QKeySequence(each) for each in keys])
        self._window.addAction(action)  # or a hidden menu bar would take the keys with it

    def _on_pause_triggered(self) -> None:
        if self._state is RunState.PAUSED:
            self.resume_requested.emit()
        else:
            self.pause_requested.emit()

    def _on_limit_chosen(self, name: str) -> None:
        self.limit_chosen.emit(int(name))

    def _on_theme_chosen(self, name: str) -> None:
        self.theme_chosen.emit(Theme(name))
