"""The main window: pictures on the left, the canvas in the middle, parameters on the right."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from nst_desktop import APPLICATION, paths
from nst_desktop.document.settings import Settings
from nst_desktop.ui.actions import Actions, Panel, RunPhase
from nst_desktop.ui.canvas import Canvas
from nst_desktop.ui.canvas.timeline import Timeline
from nst_desktop.ui.canvas.view_bar import ViewBar
from nst_desktop.ui.history.gallery import Gallery
from nst_desktop.ui.menus import Menus
from nst_desktop.ui.message_bar import MessageBar
from nst_desktop.ui.parameters.parameter_panel import ParameterPanel
from nst_desktop.ui.pictures.painting_strip import PaintingStrip
from nst_desktop.ui.pictures.picture_slot import PictureSlot, Role
from nst_desktop.ui.queue.queue_button import QueueButton
from nst_desktop.ui.regions.regions_panel import RegionsPanel
from nst_desktop.ui.run.loss_plot import LossPlot
from nst_desktop.ui.run.run_bar import RunBar

DEFAULT_VISIBILITY = {
    Panel.PICTURES: True,
    Panel.PARAMETERS: True,
    Panel.HISTORY: False,
    Panel.REGIONS: False,
}


class MainWindow(QMainWindow):
    """Arranges the widgets, shows and hides the panels and remembers the layout.

    Signals:
        closed(): The user has closed the window. It is already hidden.
        leave_requested(): Esc was pressed and not handled by any widget.
    """

    closed = Signal()
    leave_requested = Signal()

    actions: Actions  # type: ignore[assignment]  # replaces QWidget.actions()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._may_close: Callable[[], bool] = lambda: True
        self._was_maximised = self._is_sketch_shown = False
        self._artwork_name = ""
        self.actions = Actions(self)
        self.photograph = PictureSlot(
            Role.PHOTOGRAPH, self.tr("Photograph"), self.actions.open_photograph
        )
        self.paintings = PaintingStrip(self.actions)
        self.plot = LossPlot()
        self.canvas = Canvas(self.actions)
        self.view_bar = ViewBar(self.actions)
        self.timeline = Timeline()
        self.gallery = Gallery()
        self.panel = ParameterPanel()
        self.regions = RegionsPanel(self.actions.paint)
        self.run_bar = RunBar(self.actions)
        self.message = MessageBar()
        self.menus = Menus(self.menuBar(), self.actions)
        self.queue_button = QueueButton()
        self.menuBar().setCornerWidget(self.queue_button)

        self._panels: dict[Panel, QWidget] = {
            Panel.PICTURES: self._make_left(),
            Panel.PARAMETERS: self.panel,
            Panel.HISTORY: self._make_below(),
            Panel.REGIONS: self.regions,
        }
        self._right = self._make_right()
        self._rows = self._make_rows()
        self._columns = self._make_columns()
        self._frame = QVBoxLayout()
        self._frame.addWidget(self.message)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(self._frame)
        layout.addWidget(self._columns, 1)
        layout.addWidget(self.run_bar)
        self.setCentralWidget(central)
        self.setWindowIcon(QIcon(str(paths.icon_file("nst-desktop"))))
        self.setMinimumSize(960, 640)
        self.set_artwork("", saved=True)
        self.set_run_state(RunPhase.IDLE)
        self._restore_layout()

        self.actions.quit.triggered.connect(self.close)
        self.actions.full_screen.triggered.connect(self.set_full_screen)
        for panel, action in self.actions.panels.items():
            action.triggered.connect(lambda shown, panel=panel: self.set_panel_shown(panel, shown))

    def set_run_state(self, state: RunPhase) -> None:
        """Enable the controls that apply in this state."""
        self.run_bar.set_state(state)
        self.panel.set_running(state is not RunPhase.IDLE)

    def set_artwork(self, name: str, saved: bool) -> None:
        """Update the title with the artwork's name, if any, and mark unsaved artworks."""
        self._artwork_name = name
        self._show_title()
        self.setWindowModified(not saved)

    def set_sketch_shown(self, shown: bool) -> None:
        """Say in the title whether the canvas shows a sketch instead of the artwork."""
        self._is_sketch_shown = shown
        self._show_title()

    def _show_title(self) -> None:
        sketch = self.tr("Sketch") if self._is_sketch_shown else ""
        parts = [sketch, f"{self._artwork_name}[*]" if self._artwork_name else "", APPLICATION]
        title = " – ".join(part for part in parts if part)
        self.setWindowTitle(title if "[*]" in title else f"{title}[*]")

    def set_panel_shown(self, panel: Panel, shown: bool) -> None:
        """Show or hide this panel, and remember the choice."""
        self._panels[panel].setVisible(shown)
        self._update_right()
        self._settings.set_flag(f"panel/{panel}", shown)
        self.actions.panels[panel].setChecked(shown)

    def is_panel_shown(self, panel: Panel) -> bool:
        """Return whether this panel is visible outside full-screen mode."""
        return self._settings.flag(f"panel/{panel}", DEFAULT_VISIBILITY[panel])

    def set_full_screen(self, full: bool) -> None:
        """Enter or leave full-screen mode, in which only the canvas is visible."""
        if full == self.isFullScreen():
            return
        for panel, widget in self._panels.items():
            widget.setVisible(not full and self.is_panel_shown(panel))
        self._update_right()
        for widget in (self.menuBar(), self.view_bar, self.run_bar):
            widget.setVisible(not full)
        self.actions.full_screen.setChecked(full)
        if full:
            self._was_maximised = self.isMaximized()
            self.canvas.setFocus()
            self.showFullScreen()
        elif self._was_maximised:
            self.showMaximized()
        else:
            self.showNormal()

    def set_closing_check(self, may_close: Callable[[], bool]) -> None:
        """Set the function to call before closing; if it returns False, the window stays open."""
        self._may_close = may_close

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.run_bar.start.setFocus()

    def event(self, event: QEvent) -> bool:
        """Let Esc leave full-screen mode first, even if it would otherwise stop a run."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and event.key() == Qt.Key.Key_Escape and self.isFullScreen():  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle keys that no widget has accepted.

        Backslash shows the compared picture, whichever widget has the focus.
        """
        if event.key() == Qt.Key.Key_Backslash:
            self.canvas.show_before(True)
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.set_full_screen(False)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self.canvas.show_before(False)
        super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close():
            event.ignore()
            return
        self.set_full_screen(False)
        self._settings.set_state("window", self.saveGeometry())
        self._settings.set_state("columns", self._columns.saveState())
        self._settings.set_state("rows", self._rows.saveState())
        self._settings.set_state("panel", self.panel.state())
        self.hide()
        event.accept()
        self.closed.emit()

    def _make_left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.photograph, 2)
        column.addWidget(self.paintings, 3)
        column.addStretch(0)
        column.addWidget(self.plot)
        left.setMinimumWidth(200)
        return left

    def _make_right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.regions)
        column.addWidget(self.panel, 1)
        column.addStretch(0)
        right.setMinimumWidth(304)
        return right

    def _make_below(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.gallery)
        below.setMinimumHeight(172)
        return below

    def _make_rows(self) -> QSplitter:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.timeline)
        column.addWidget(self.view_bar)
        rows = QSplitter(Qt.Orientation.Vertical)
        rows.setChildrenCollapsible(False)
        rows.setHandleWidth(4)
        rows.addWidget(middle)
        rows.addWidget(self._panels[Panel.HISTORY])
        rows.setStretchFactor(0, 1)
        rows.setSizes([560, 200])
        rows.setMinimumWidth(320)
        return rows

    def _make_columns(self) -> QSplitter:
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setHandleWidth(4)
        columns.setChildrenCollapsible(False)
        columns.addWidget(self._panels[Panel.PICTURES])
        columns.addWidget(self._rows)
        columns.addWidget(self._right)
        columns.setStretchFactor(1, 1)
        columns.setSizes([232, 704, 320])
        return columns

    def _update_right(self) -> None:
        """Show the right column if any of its panels is visible."""
        panels = (self._panels[Panel.REGIONS], self._panels[Panel.PARAMETERS])
        self._right.setVisible(not all(panel.isHidden() for panel in panels))

    def _restore_layout(self) -> None:
        self.resize(self.sizeHint())
        for name, restore in (
            ("window", self.restoreGeometry),
            ("columns", self._columns.restoreState),
            ("rows", self._rows.restoreState),
            ("panel", self.panel.restore_state),
        ):
            state = self._settings.state(name)
            if state is not None:
                restore(state)
        for panel in Panel:
            self.set_panel_shown(panel, self.is_panel_shown(panel))
