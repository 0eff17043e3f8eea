"""The main window: pictures on the left, the canvas in the middle, parameters on the right."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QShowEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from nst_desktop import paths
from nst_desktop.widgets.about import show_about
from nst_desktop.widgets.canvas import Canvas
from nst_desktop.widgets.file_dialogs import ask_for_picture, ask_where_to_save
from nst_desktop.widgets.loss_plot import LossPlot
from nst_desktop.widgets.menus import Menus
from nst_desktop.widgets.message_bar import MessageBar
from nst_desktop.widgets.parameter_panel import ParameterPanel
from nst_desktop.widgets.picture_slot import PictureSlot, Role
from nst_desktop.widgets.run_bar import RunBar, RunState
from nst_desktop.widgets.settings import Settings
from nst_desktop.widgets.theme import Theme


class MainWindow(QMainWindow):
    """Arranges the widgets and asks for files.

    picture_chosen(Role, Path), save_chosen(Path), theme_chosen(Theme), start_requested(),
    pause_requested(), resume_requested(), stop_requested(): the user wants that.
    closed(): the user has closed the window; it is hidden already.
    """

    picture_chosen = Signal(object, object)
    save_chosen = Signal(object)
    theme_chosen = Signal(object)
    start_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()
    closed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._proposed_name = "artwork"
        self.slots = {
            Role.PHOTOGRAPH: PictureSlot(Role.PHOTOGRAPH, self.tr("Photograph")),
            Role.PAINTING: PictureSlot(Role.PAINTING, self.tr("Painting")),
        }
        self.canvas = Canvas()
        self.panel = ParameterPanel()
        self.plot = LossPlot()
        self.run_bar = RunBar()
        self.message = MessageBar()
        self.menus = Menus(self.menuBar())

        self._columns = self._make_columns()
        central = QWidget()
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, 8, 0)
        above.addWidget(self.message)
        layout = QVBoxLayout(central)
        layout.setContentsMargins(16, 8, 8, 16)
        layout.setSpacing(12)
        layout.addLayout(above)
        layout.addWidget(self._columns, 1)
        layout.addWidget(self.run_bar)
        self.setCentralWidget(central)
        self.setWindowTitle("NST Desktop")
        self.setWindowIcon(QIcon(str(paths.icon_file("nst-desktop"))))
        self.setMinimumSize(960, 640)
        self.set_run_state(RunState.IDLE)
        self.set_savable(False)
        self.menus.set_theme(settings.theme())
        self._restore_places()

        self._connect_pictures()
        self._connect_run()
        self.menus.theme_chosen.connect(self.theme_chosen)
        self.menus.quit_requested.connect(self.close)
        self.menus.about_requested.connect(self._on_about)

    def set_run_state(self, state: RunState) -> None:
        """Enable what can be done in this state."""
        self.run_bar.set_state(state)
        self.menus.set_run_state(state)
        self.panel.set_running(state is not RunState.IDLE)

    def set_savable(self, savable: bool) -> None:
        """Whether there is a picture to save."""
        self.run_bar.set_savable(savable)
        self.menus.set_savable(savable)

    def set_proposed_name(self, name: str) -> None:
        """The file name, without suffix, that Save As… proposes."""
        self._proposed_name = name

    def set_theme(self, theme: Theme) -> None:
        """Tick this theme in the menu."""
        self.menus.set_theme(theme)

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.run_bar.start.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.set_state("window", self.saveGeometry())
        self._settings.set_state("columns", self._columns.saveState())
        self._settings.write()
        self.hide()
        event.accept()
        self.closed.emit()

    def _make_columns(self) -> QSplitter:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        for slot in self.slots.values():
            column.addWidget(slot)
        column.addStretch(1)
        column.addWidget(self.plot)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(8, 0, 0, 0)
        beside.addWidget(self.panel)

        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setHandleWidth(4)
        columns.setChildrenCollapsible(False)
        for widget, least in ((left, 200), (self.canvas, 320), (right, 304)):
            widget.setMinimumWidth(least)
            columns.addWidget(widget)
        columns.setStretchFactor(1, 1)
        columns.setSizes([232, 704, 320])
        return columns

    def _restore_places(self) -> None:
        self.resize(self.sizeHint())
        window, columns = self._settings.state("window"), self._settings.state("columns")
        if window is not None:
            self.restoreGeometry(window)
        if columns is not None:
            self._columns.restoreState(columns)

    def _connect_pictures(self) -> None:
        photograph, painting = self.slots[Role.PHOTOGRAPH], self.slots[Role.PAINTING]
        photograph.browse_requested.connect(self._on_photograph_wanted)
        painting.browse_requested.connect(self._on_painting_wanted)
        self.menus.photograph_requested.connect(self._on_photograph_wanted)
        self.menus.painting_requested.connect(self._on_painting_wanted)
        photograph.files_dropped.connect(self._on_dropped_on_photograph)
        painting.files_dropped.connect(self._on_dropped_on_painting)
        self.canvas.files_dropped.connect(self._on_dropped_on_photograph)

    def _connect_run(self) -> None:
        for source in (self.run_bar, self.menus):
            source.start_requested.connect(self.start_requested)
            source.pause_requested.connect(self.pause_requested)
            source.resume_requested.connect(self.resume_requested)
            source.stop_requested.connect(self.stop_requested)
            source.save_requested.connect(self._on_save_wanted)

    def _on_photograph_wanted(self) -> None:
        self._browse(Role.PHOTOGRAPH, self.tr("Open a photograph"))

    def _on_painting_wanted(self) -> None:
        self._browse(Role.PAINTING, self.tr("Open a painting"))

    def _browse(self, role: Role, title: str) -> None:
        folder = self._settings.path(f"{role}_folder") or Path.home()
        path = ask_for_picture(self, title, folder)
        if path is not None:
            self._settings.set_path(f"{role}_folder", path.parent)
            self.picture_chosen.emit(role, path)

    def _on_dropped_on_photograph(self, files: list[Path]) -> None:
        """Two files are a photograph and a painting, in this order."""
        for role, path in zip((Role.PHOTOGRAPH, Role.PAINTING), files, strict=False):
            self.picture_chosen.emit(role, path)

    def _on_dropped_on_painting(self, files: list[Path]) -> None:
        self.picture_chosen.emit(Role.PAINTING, files[0])

    def _on_save_wanted(self) -> None:
        folder = self._settings.path("save_folder") or Path.home()
        proposal = folder / f"{self._proposed_name}.png"
        path = ask_where_to_save(self, self.tr("Save the artwork"), proposal)
        if path is not None:
            self._settings.set_path("save_folder", path.parent)
            self.save_chosen.emit(path)

    def _on_about(self) -> None:
        show_about(self)
