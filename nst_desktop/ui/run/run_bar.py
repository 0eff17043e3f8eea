"""The run bar: how far the run is, and the buttons that steer it."""

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from nst_desktop.run.run_events import RunProgress
from nst_desktop.ui.actions import Actions, RunPhase
from nst_desktop.ui.parts.action_button import ActionButton
from nst_desktop.ui.parts.durations import time_left
from nst_desktop.ui.parts.elided_label import ElidedLabel

PROGRESS_STEPS = 1000  # positions of the progress bar


class RunBar(QWidget):
    """Shows the actions of a run as buttons, and enables those that the run's state allows."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = RunPhase.IDLE
        self._counter = ""
        self._estimate = self._memory = ""
        self._status = ElidedLabel()
        self._aside = QLabel()
        self._aside.setTextFormat(Qt.TextFormat.PlainText)
        self._aside.setProperty("tone", "muted")
        self._progress = QProgressBar()
        self._progress.setRange(0, PROGRESS_STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress of the whole job"))
        self.save = ActionButton(actions.save_as)
        self.stop = ActionButton(actions.stop)
        self.pause = ActionButton(actions.pause)
        self.more = ActionButton(actions.more)
        self.start = ActionButton(actions.start)
        self.start.setProperty("primary", True)

        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._status, 1)
        line.addWidget(self._aside)
        told = QVBoxLayout()
        told.setSpacing(6)
        told.addLayout(line)
        told.addWidget(self._progress)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        layout.addLayout(told, 1)
        layout.addSpacing(16)
        for button in (self.save, self.stop, self.pause, self.more, self.start):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            layout.addWidget(button)
        self._keep_widths()
        self._show_more()
        self.set_status(self.tr("Ready"))
        self.set_state(RunPhase.IDLE)

        actions.more.changed.connect(self._show_more)

    def set_state(self, state: RunPhase) -> None:
        """Enable what can be asked for in this state."""
        self._state = state
        self._progress.setVisible(state is not RunPhase.IDLE or bool(self._counter))
        going = state in (RunPhase.RUNNING, RunPhase.PAUSED)
        steering = (self, self.start, self.pause, self.more, self.stop)
        focused = any(each.hasFocus() for each in steering)
        if focused:
            self.setFocus()  # or it would wander off, away from a button that is disabled
        self._actions.set_run_state(state)
        if focused and state is not RunPhase.STOPPING:
            (self.pause if going else self.start).setFocus()
        self._tell_state()
        self._tell_aside()

    def set_estimate(self, text: str) -> None:
        """Say beside Ready what the run will need, such as `about 3 min, 1.2 GB`; empty: nothing.

        It is not shown while a run goes.
        """
        self._estimate = text
        self._tell_aside()

    def estimate(self) -> str:
        """What set_estimate has said."""
        return self._estimate

    def set_memory(self, count: int) -> None:
        """Show how many bytes are in use while a run goes; 0: not known."""
        self._memory = "" if count <= 0 else self.tr("{0} in use").format(_size_in_words(count))
        self._tell_aside()

    def aside(self) -> str:
        """What is said at the right above the progress bar: the estimate or the memory in use."""
        return self._aside.text()

    def set_status(self, text: str) -> None:
        """Say this above the progress bar."""
        self._status.set_text(text)

    def status(self) -> str:
        """What is said above the progress bar."""
        return self._status.whole_text()

    def set_fraction(self, fraction: float) -> None:
        """Show this share of the job, 0..1, as done."""
        self._progress.setValue(round(PROGRESS_STEPS * fraction))

    def set_progress(self, progress: RunProgress) -> None:
        """Show the numbers of a step."""
        self._counter = self.tr("Step {0} of {1}").format(progress.step, progress.steps)
        self.set_fraction(progress.fraction)
        if self._state is RunPhase.RUNNING:
            left = time_left(progress.remaining)
            self.set_status(f"{self._counter}  ·  {self._size(progress)}  ·  {left}")
        else:
            self._tell_state()

    def clear_progress(self) -> None:
        """Back to the beginning of a run."""
        self._counter = self._memory = ""
        self.set_fraction(0)
        self._tell_aside()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._keep_widths()

    def _tell_state(self) -> None:
        told = {
            RunPhase.RUNNING: self._counter or self.tr("Preparing…"),
            RunPhase.PAUSED: self._with_counter(self.tr("Paused")),
            RunPhase.STOPPING: self._with_counter(self.tr("Stopping…")),
        }
        if self._state in told:
            self.set_status(told[self._state])

    def _tell_aside(self) -> None:
        text = self._estimate if self._state is RunPhase.IDLE else self._memory
        self._aside.setText(text)
        self._aside.setVisible(bool(text))

    def _show_more(self) -> None:
        """It takes the place of Pause, which means nothing while nothing goes."""
        offered = self._actions.more.isEnabled()
        self.more.setVisible(offered)
        self.pause.setVisible(not offered)

    def _size(self, progress: RunProgress) -> str:
        return self.tr("scale {0} of {1}, {2} × {3}").format(
            progress.scale, progress.scales, progress.width, progress.height
        )

    def _with_counter(self, text: str) -> str:
        return f"{text}  ·  {self._counter}" if self._counter else text

    def _keep_widths(self) -> None:
        """Pause becomes Resume or More steps: its width is for all, so that nothing jumps."""
        shown = self.pause.text()
        self.pause.setText(self.tr("Resume"))
        width = max(self.pause.sizeHint().width(), self.more.sizeHint().width())
        self.pause.setText(shown)
        self.pause.setMinimumWidth(width)
        self.more.setMinimumWidth(width)


def _size_in_words(count: int) -> str:
    """`640 MB`, `1.2 GB`."""
    decimals = 1 if count >= 10**9 else 0
    return QLocale().formattedDataSize(count, decimals, QLocale.DataSizeFormat.DataSizeSIFormat)
