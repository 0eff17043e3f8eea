"""The commands of the window, one action each."""

from enum import Enum, StrEnum, auto

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPalette
from PySide6.QtWidgets import QWidget

from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.parts.space_key import SpaceKey


class Panel(StrEnum):
    """A foldable part of the window. The value is the name under which it is remembered."""

    PICTURES = "pictures"
    PARAMETERS = "parameters"
    HISTORY = "history"
    REGIONS = "regions"


class RunPhase(Enum):
    """What the run is doing; decides which of its commands are enabled."""

    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPING = auto()


class Actions(QObject):
    """Menus and buttons show them, controllers connect to their `triggered` and enable them.

    An action's text and keys are those of its menu entry; its icon, icon text and tooltip are
    those of its button. The keys work in the whole window, even while the menu bar is hidden.
    `compare` and `paint` are ticked while two pictures are compared or regions are painted,
    `full_screen` and `panels` while the window is so.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_idle, self._is_extendable = True, False
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

    def set_run_state(self, state: RunPhase) -> None:
        """Enable what can be asked for in this state."""
        self._is_idle = state is RunPhase.IDLE
        is_going = state in (RunPhase.RUNNING, RunPhase.PAUSED)
        is_paused = state is RunPhase.PAUSED
        self.start.setEnabled(self._is_idle)
        self.pause.setEnabled(is_going)
        self.pause.setText(self.tr("&Resume") if is_paused else self.tr("&Pause"))
        self.pause.setIcon(line_icon("play" if is_paused else "pause"))
        self.stop.setEnabled(is_going)
        self.set_extendable(self._is_extendable)

    def set_extendable(self, extendable: bool) -> None:
        """Whether the run that has ended can be given more steps."""
        self._is_extendable = extendable
        self.more.setEnabled(extendable and self._is_idle)

    def set_savable(self, savable: bool) -> None:
        """Whether there is an artwork to save and to copy."""
        for action in (self.save, self.save_as, self.copy):
            action.setEnabled(savable)

    def add_keys(self, action: QAction, *keys: str) -> None:
        """Give an action keys, such as `Ctrl+Z`, that work in the whole window."""
        action.setShortcuts([QKeySequence(each) for each in keys])
        self._window.addAction(action)  # or a hidden menu bar would take the keys with it

    def _make_for_file(self) -> None:
        self.open_photograph = self._make(self.tr("Open &photograph…"), "Ctrl+O")
        self.add_painting = self._make(self.tr("Add pa&inting…"), "Ctrl+Shift+O")
        self.swap = self._make(
            self.tr("Swap the photograph and the first painting"), icon=line_icon("swap")
        )
        self.save = self._make(self.tr("&Save"), "Ctrl+S")
        self.save_as = self._make(
            self.tr("Save &as…"),
            "Ctrl+Shift+S",
            icon=line_icon("save"),
            button=self.tr("Save As…"),
            tip=self.tr("Save the artwork as a picture file"),
        )
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
            tip=self.tr("Stop the run; what is there stays"),
        )
        self.more = self._make(
            self.tr("&More steps"),
            "Ctrl+M",
            icon=line_icon("continue"),
            tip=self.tr("Continue from here with more steps"),
        )
        self.add_to_queue = self._make(
            self.tr("Add to the &queue"), "Ctrl+Shift+Return", "Ctrl+Shift+Enter"
        )
        self.add_folder_to_queue = self._make(self.tr("Add a &folder to the queue…"))

    def _make_for_view(self) -> None:
        self.fit = self._make(
            self.tr("&Fit to the window"),
            "Ctrl+0",
            icon=line_icon("fit"),
            tip=self.tr("Show the whole picture (Ctrl+0)"),
        )
        self.actual_size = self._make(
            self.tr("&100 %"),
            "Ctrl+1",
            button=self.tr("1:1"),
            tip=self.tr("Show each pixel as one of the screen (Ctrl+1)"),
        )
        self.zoom_in = self._make(self.tr("Zoom &in"), "Ctrl++", "Ctrl+=")
        self.zoom_out = self._make(self.tr("Zoom &out"), "Ctrl+-")
        self.compare = self._make(
            self.tr("&Compare"),
            "Ctrl+B",
            icon=line_icon("compare"),
            tip=self.tr("Compare two pictures, side by side with a line between (Ctrl+B)"),
        )
        self.paint = self._make(
            self.tr("Pai&nt regions"),
            "Ctrl+P",
            icon=line_icon("brush"),
            button=self.tr("Paint"),
            tip=self.tr("Paint on the canvas, or look at the artwork again (Ctrl+P)"),
        )
        self.full_screen = self._make(self.tr("F&ull screen"), "F11")
        self.panels = {
            Panel.PICTURES: self._make(
                self.tr("&Pictures"),
                "F7",
                icon=line_icon("panel_left"),
                tip=self.tr("Show the pictures (F7)"),
            ),
            Panel.PARAMETERS: self._make(
                self.tr("P&arameters"),
                "F8",
                icon=line_icon("panel_right"),
                tip=self.tr("Show the parameters (F8)"),
            ),
            Panel.HISTORY: self._make(
                self.tr("&History"),
                "Ctrl+H",
                icon=line_icon("panel_below"),
                tip=self.tr("Show the history (Ctrl+H)"),
            ),
            Panel.REGIONS: self._make(
                self.tr("&Regions"),
                "F9",
                icon=line_icon("regions"),
                tip=self.tr("Show the regions (F9)"),
            ),
        }
        for panel, action in self.panels.items():
            action.setObjectName(f"panel_{panel}")
        for action in (self.compare, self.paint, self.full_screen, *self.panels.values()):
            action.setCheckable(True)

    def _make_pages(self) -> None:
        self.show_queue = self._make(self.tr("Q&ueue…"), "Ctrl+J")
        self.show_variations = self._make(self.tr("&Variations…"), "Ctrl+E")
        self.show_layers = self._make(self.tr("&What the network sees…"), "Ctrl+L")
        self.choose_weights = self._make(self.tr("Network &weights…"))
        self.show_log = self._make(self.tr("&Log…"))
        self.show_shortcuts = self._make(self.tr("&Shortcuts"), "F1")
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
