"""The window's commands, one QAction each."""

from enum import Enum, StrEnum, auto

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPalette
from PySide6.QtWidgets import QWidget

from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.parts.space_key import SpaceKey


class Panel(StrEnum):
    """Panel of the window that can be hidden. The value is the panel's name in the settings."""

    PICTURES = "pictures"
    PARAMETERS = "parameters"
    HISTORY = "history"
    REGIONS = "regions"


class RunPhase(Enum):
    """State of the run, which determines the commands that are enabled."""

    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPING = auto()


class Actions(QObject):
    """The window's actions, used by menus and buttons. Controllers handle and enable them.

    An action's text and shortcuts are for its menu entry; its icon, icon text and tooltip are for
    its button. Shortcuts work throughout the window, even while the menu bar is hidden. `compare`,
    `paint`, `show_sketch`, `use_sketches`, `separate_windows`, `full_screen` and `panels` are
    checkable and show the current state.

    Attributes:
        undo_actions: Undo and redo actions; empty until they are added to the Edit menu.
        panels: Actions that show or hide a panel, by panel.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_idle, self._is_extendable, self._is_savable = True, False, False
        self.undo_actions: list[QAction] = []
        self._make_for_file()
        self._make_for_run()
        self._make_for_view()
        self._make_pages()
        for name, action in vars(self).items():
            if isinstance(action, QAction):
                action.setObjectName(name)
        SpaceKey(window, self)
        self.set_run_state(RunPhase.IDLE)
        self.set_savable(False)
        self.save_film.setEnabled(False)
        self.show_folder.setEnabled(False)
        self.set_sketch_available(False)

    def set_run_state(self, state: RunPhase) -> None:
        """Enable the actions that apply in this state."""
        self._is_idle = state is RunPhase.IDLE
        is_active = state in (RunPhase.RUNNING, RunPhase.PAUSED)
        is_paused = state is RunPhase.PAUSED
        self.start.setEnabled(self._is_idle)
        self.pause.setEnabled(is_active)
        self.pause.setText(self.tr("&Resume") if is_paused else self.tr("&Pause"))
        self.pause.setIcon(line_icon("play" if is_paused else "pause"))
        self.stop.setEnabled(is_active)
        self.set_extendable(self._is_extendable)

    def set_extendable(self, extendable: bool) -> None:
        """Set whether the last run can be continued with more steps."""
        self._is_extendable = extendable
        self.more.setEnabled(extendable and self._is_idle)

    def set_savable(self, savable: bool) -> None:
        """Set whether there is an artwork to save or copy."""
        self._is_savable = savable
        self._enable_saving()

    def set_sketch_available(self, available: bool) -> None:
        """Set whether there is a sketch to show or save."""
        self.show_sketch.setEnabled(available)
        self.save_sketch.setEnabled(available)
        self._enable_saving()

    def _enable_saving(self) -> None:
        self.copy.setEnabled(self._is_savable)
        for action in (self.save, self.save_as):  # for a sketch, they ask what to save
            action.setEnabled(self._is_savable or self.save_sketch.isEnabled())

    def add_keys(self, action: QAction, *keys: str) -> None:
        """Give an action shortcuts such as `Ctrl+Z`, which work throughout the window."""
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._window.addAction(action)  # otherwise, hiding the menu bar would disable them

    def _make_for_file(self) -> None:
        self.open_photograph = self._make(self.tr("Open &photograph…"), "Ctrl+O")
        self.add_painting = self._make(self.tr("Add pa&inting…"), "Ctrl+Shift+O")
        self.swap = self._make(
            self.tr("Swap photograph and first painting"), icon=line_icon("swap")
        )
        self.save = self._make(self.tr("&Save"), "Ctrl+S")
        self.save_as = self._make(
            self.tr("Save &as…"),
            "Ctrl+Shift+S",
            icon=line_icon("save"),
            button=self.tr("Save as…"),
            tip=self.tr("Save the artwork as a picture file"),
        )
        self.save_sketch = self._make(self.tr("Save s&ketch…"))
        self.save_film = self._make(self.tr("Save fil&m…"), "Ctrl+Shift+M")
        self.show_folder = self._make(self.tr("Show in &folder"))
        self.quit = self._make(self.tr("&Quit"), "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.copy = self._make(self.tr("&Copy artwork"), "Ctrl+C")
        self.copy_shown = self._make(self.tr("C&opy"))
        self.paste = self._make(self.tr("&Paste picture"), "Ctrl+V")

    def _make_for_run(self) -> None:
        self.start = self._make(
            self.tr("&Start"),
            "Ctrl+Return",
            "Ctrl+Enter",
            icon=line_icon("play", QPalette.ColorRole.HighlightedText),
            tip=self.tr("Start the run"),
        )
        self.pause = self._make(self.tr("&Pause"), "Space", tip=self.tr("Pause or resume the run"))
        self.stop = self._make(
            self.tr("S&top"),
            "Esc",
            icon=line_icon("stop"),
            tip=self.tr("Stop the run and keep the picture made so far"),
        )
        self.more = self._make(
            self.tr("&More steps"),
            "Ctrl+M",
            icon=line_icon("continue"),
            tip=self.tr("Continue the run with more steps"),
        )
        self.add_to_queue = self._make(
            self.tr("Add to &queue"), "Ctrl+Shift+Return", "Ctrl+Shift+Enter"
        )
        self.add_folder_to_queue = self._make(self.tr("Add &folder to queue…"))

    def _make_for_view(self) -> None:
        self.fit = self._make(
            self.tr("&Fit to window"),
            "Ctrl+0",
            icon=line_icon("fit"),
            tip=self.tr("Show the whole picture (Ctrl+0)"),
        )
        self.actual_size = self._make(
            self.tr("&100 %"),
            "Ctrl+1",
            button=self.tr("1:1"),
            tip=self.tr("Show at actual size: one picture pixel per screen pixel (Ctrl+1)"),
        )
        self.zoom_in = self._make(self.tr("Zoom &in"), "Ctrl++", "Ctrl+=")
        self.zoom_out = self._make(self.tr("Zoom &out"), "Ctrl+-")
        self.compare = self._make(
            self.tr("&Compare"),
            "Ctrl+B",
            icon=line_icon("compare"),
            tip=self.tr("Compare two pictures, one on each side of a movable line (Ctrl+B)"),
        )
        self.paint = self._make(
            self.tr("Pai&nt regions"),
            "Ctrl+P",
            icon=line_icon("brush"),
            button=self.tr("Paint"),
            tip=self.tr("Switch between painting regions and viewing the artwork (Ctrl+P)"),
        )
        self.show_sketch = self._make(
            self.tr("S&ketch"),
            "Ctrl+K",
            tip=self.tr("Switch between the sketch and the artwork or photograph (Ctrl+K)"),
        )
        self.use_sketches = self._make(self.tr("Draw &sketches"))
        self.separate_windows = self._make(self.tr("Open separate wi&ndows"))
        self.full_screen = self._make(self.tr("F&ull screen"), "F11")
        self.panels = {
            Panel.PICTURES: self._make(
                self.tr("&Pictures"),
                "F7",
                icon=line_icon("panel_left"),
                tip=self.tr("Show or hide the pictures (F7)"),
            ),
            Panel.PARAMETERS: self._make(
                self.tr("P&arameters"),
                "F8",
                icon=line_icon("panel_right"),
                tip=self.tr("Show or hide the parameters (F8)"),
            ),
            Panel.HISTORY: self._make(
                self.tr("&History"),
                "Ctrl+H",
                icon=line_icon("panel_below"),
                tip=self.tr("Show or hide the history (Ctrl+H)"),
            ),
            Panel.REGIONS: self._make(
                self.tr("&Regions"),
                "F9",
                icon=line_icon("regions"),
                tip=self.tr("Show or hide the regions (F9)"),
            ),
        }
        for panel, action in self.panels.items():
            action.setObjectName(f"panel_{panel}")
        sketching = self.show_sketch, self.use_sketches
        checkable = self.compare, self.paint, self.separate_windows, self.full_screen
        for action in (*checkable, *sketching, *self.panels.values()):
            action.setCheckable(True)

    def _make_pages(self) -> None:
        self.show_queue = self._make(self.tr("Q&ueue…"), "Ctrl+J")
        self.show_variations = self._make(self.tr("&Variations…"), "Ctrl+E")
        self.try_paintings = self._make(self.tr("&Try paintings…"), "Ctrl+T")
        self.show_layers = self._make(self.tr("&What the network sees…"), "Ctrl+L")
        self.choose_weights = self._make(self.tr("Network &weights…"))
        self.show_log = self._make(self.tr("&Log…"))
        self.show_guide = self._make(self.tr("&User's guide"), "F1")
        self.show_shortcuts = self._make(self.tr("&Shortcuts"), "Ctrl+F1")
        self.show_about = self._make(self.tr("&About NST Desktop"))
        self.show_about.setMenuRole(QAction.MenuRole.AboutRole)

    def _make(
        self, text: str, *keys: str, icon: QIcon | None = None, button: str = "", tip: str = ""
    ) -> QAction:
        action = QAction(text, self)
        if icon is not None:
            action.setIcon(icon)
        if button:
            action.setIconText(button)
        if tip:
            action.setToolTip(tip)
        action.setIconVisibleInMenu(False)
        self.add_keys(action, *keys)
        return action
