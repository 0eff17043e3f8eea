"""The menu bar."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from nst_desktop.widgets.run_bar import RunState
from nst_desktop.widgets.theme import Theme


class Menus(QObject):
    """Fills a menu bar; each signal says what the user has chosen."""

    photograph_requested = Signal()
    painting_requested = Signal()
    save_requested = Signal()
    quit_requested = Signal()
    start_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()
    theme_chosen = Signal(object)
    about_requested = Signal()

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._state = RunState.IDLE
        self._fill_file(bar.addMenu(self.tr("&File")))
        self._fill_run(bar.addMenu(self.tr("&Run")))
        self._fill_view(bar.addMenu(self.tr("&View")))
        about = bar.addMenu(self.tr("&Help")).addAction(self.tr("&About NST Desktop"))
        about.setMenuRole(QAction.MenuRole.AboutRole)
        about.triggered.connect(self.about_requested)

    def set_run_state(self, state: RunState) -> None:
        """Enable what can be asked for in this state."""
        self._state = state
        going = state in (RunState.RUNNING, RunState.PAUSED)
        self._start.setEnabled(state is RunState.IDLE)
        self._pause.setEnabled(going)
        self._pause.setText(self.tr("&Resume") if state is RunState.PAUSED else self.tr("&Pause"))
        self._stop.setEnabled(going)

    def set_savable(self, savable: bool) -> None:
        """Whether there is a picture to save."""
        self._save.setEnabled(savable)

    def set_theme(self, theme: Theme) -> None:
        """Tick this theme."""
        for action in self._themes.actions():
            action.setChecked(action.data() == theme)

    def _fill_file(self, menu: QMenu) -> None:
        photograph = menu.addAction(self.tr("Open &photograph…"))
        photograph.setShortcut(QKeySequence.StandardKey.Open)
        photograph.triggered.connect(self.photograph_requested)
        painting = menu.addAction(self.tr("Open p&ainting…"))
        painting.setShortcut(QKeySequence("Ctrl+Shift+O"))
        painting.triggered.connect(self.painting_requested)
        menu.addSeparator()
        self._save = menu.addAction(self.tr("&Save As…"))
        self._save.setShortcut(QKeySequence("Ctrl+Shift+S"))
        self._save.triggered.connect(self.save_requested)
        menu.addSeparator()
        leave = menu.addAction(self.tr("&Quit"))
        leave.setShortcut(QKeySequence("Ctrl+Q"))
        leave.setMenuRole(QAction.MenuRole.QuitRole)
        leave.triggered.connect(self.quit_requested)

    def _fill_run(self, menu: QMenu) -> None:
        self._start = menu.addAction(self.tr("&Start"))
        self._start.setShortcut(QKeySequence("Ctrl+Return"))
        self._start.triggered.connect(self.start_requested)
        self._pause = menu.addAction(self.tr("&Pause"))
        self._pause.setShortcut(QKeySequence("Ctrl+P"))
        self._pause.triggered.connect(self._on_pause_triggered)
        self._stop = menu.addAction(self.tr("S&top"))
        self._stop.setShortcut(QKeySequence("Ctrl+."))
        self._stop.triggered.connect(self.stop_requested)

    def _fill_view(self, menu: QMenu) -> None:
        self._themes = QActionGroup(self)
        labels = {
            Theme.SYSTEM: self.tr("Theme as the s&ystem's"),
            Theme.LIGHT: self.tr("&Light theme"),
            Theme.DARK: self.tr("&Dark theme"),
        }
        for theme, label in labels.items():
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setData(str(theme))
            self._themes.addAction(action)
        self._themes.triggered.connect(self._on_theme_triggered)

    def _on_pause_triggered(self) -> None:
        if self._state is RunState.PAUSED:
            self.resume_requested.emit()
        else:
            self.pause_requested.emit()

    def _on_theme_triggered(self, action: QAction) -> None:
        self.theme_chosen.emit(Theme(action.data()))
