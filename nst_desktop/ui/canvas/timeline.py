"""Timeline with a slider for the moments of a run and actions for the selected one."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from nst_desktop.ui.canvas.timeline_track import TimelineTrack
from nst_desktop.ui.parts.icons import line_icon


class Timeline(QWidget):
    """Lets the user select the run's current state or an earlier moment.

    Signals, with the moment's index in the list passed to set_moments():
        scrubbed(int): The user selected this moment.
        released_live(): The user moved the handle back to now.
        save_requested(int): The user wants to save this moment.
        compare_requested(int): The user wants to compare with this moment.
        continue_requested(int): The user wants to start a new run from this moment.
        params_requested(int): The user wants to use the parameters of this moment.
    """

    scrubbed = Signal(int)
    released_live = Signal()
    save_requested = Signal(int)
    compare_requested = Signal(int)
    continue_requested = Signal(int)
    params_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moments: list[tuple[int, str]] = []
        self._shown = QLabel()
        self._shown.setProperty("tone", "muted")
        self._track = TimelineTrack()
        self._actions = [
            self._make_action("save", self.tr("Save this moment…"), self.save_requested),
            self._make_action("compare", self.tr("Compare this moment"), self.compare_requested),
            self._make_action("continue", self.tr("Continue from here"), self.continue_requested),
            self._make_action("parameters", self.tr("Use its parameters"), self.params_requested),
        ]

        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._shown)
        layout.addSpacing(8)
        layout.addWidget(self._track, 1)
        layout.addSpacing(4)
        for action in self._actions:
            layout.addWidget(self._make_button(action))
        self._show_position()

        self._track.valueChanged.connect(self._on_moved)

    def set_moments(self, moments: Sequence[tuple[int, str]]) -> None:
        """Show these moments, given as (step, label) pairs in the order of their steps.

        The selected moment stays selected. If it no longer exists, the nearest earlier moment is
        selected.
        """
        step = self._step()
        self._moments = list(moments)
        steps = [moment_step for moment_step, _ in self._moments]
        with QSignalBlocker(self._track):
            self._track.set_moments(self._moments)
            self._track.setValue(len(steps) if step is None else _index_until(step, steps))
        self._show_position()

    def add_moment(self, step: int, label: str) -> None:
        """Append a moment to the timeline."""
        self.set_moments([*self._moments, (step, label)])

    def add_scale(self, step: int, text: str) -> None:
        """Mark the step at which a scale began, with text such as `512 px`."""
        self._track.add_scale(step, text)

    def clear(self) -> None:
        """Remove all moments and scale marks."""
        self._track.clear_scales()
        self._moments = []
        self.set_live()
        self.set_moments([])

    def index(self) -> int | None:
        """Return the index of the selected moment, or None if the current state is selected."""
        return None if self._track.is_live() else self._track.value()

    def set_live(self) -> None:
        """Move the handle back to now."""
        with QSignalBlocker(self._track):
            self._track.setValue(self._track.maximum())
        self._show_position()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._actions)
        menu.popup(event.globalPos())

    def _on_moved(self) -> None:
        self._show_position()
        index = self.index()
        if index is None:
            self.released_live.emit()
        else:
            self.scrubbed.emit(index)

    def _show_position(self) -> None:
        index = self.index()
        for action in self._actions:
            action.setEnabled(index is not None)
        text = self.tr("Now") if index is None else self._moments[index][1]
        self._shown.setText(text)
        labels = [self.tr("Now"), *(label for _, label in self._moments[-1:])]
        widest = max(self._shown.fontMetrics().horizontalAdvance(label) for label in labels)
        self._shown.setMinimumWidth(max(self._shown.minimumWidth(), widest))
        self._track.setAccessibleDescription(text)

    def _step(self) -> int | None:
        index = self.index()
        return None if index is None else self._moments[index][0]

    def _make_action(self, icon: str, text: str, signal: SignalInstance) -> QAction:
        action = QAction(line_icon(icon), text, self)
        action.setToolTip(text)
        action.triggered.connect(lambda: signal.emit(self._track.value()))
        return action

    def _make_button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setProperty("flat", True)
        button.setAccessibleName(action.text().rstrip("…"))
        return button


def _index_until(step: int, steps: Sequence[int]) -> int:
    """Return the index of the last step that is not after `step`, or 0; `steps` is sorted."""
    return max(0, sum(other <= step for other in steps) - 1)
