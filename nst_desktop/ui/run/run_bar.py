"""Run bar: the run's progress and its buttons."""

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from nst_desktop.run.run_events import RunProgress
from nst_desktop.ui.actions import Actions, RunPhase
from nst_desktop.ui.parts.action_button import ActionButton
from nst_desktop.ui.parts.durations import time_left
from nst_desktop.ui.parts.elided_label import ElidedLabel

PROGRESS_STEPS = 1000  # positions of the progress bar


class RunBar(QWidget):
    """Widget with a run's status, progress and buttons. The buttons depend on the run's state."""

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
        self._progress.setAccessibleName(self.tr("Progress of the run"))
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
        texts = QVBoxLayout()
        texts.setSpacing(6)
        texts.addLayout(line)
        texts.addWidget(self._progress)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        layout.addLayout(texts, 1)
        layout.addSpacing(16)
        for button in (self.save, self.stop, self.pause, self.more, self.start):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            layout.addWidget(button)
        self._fix_widths()
        self._show_more()
        self.set_status(self.tr("Ready"))
        self.set_state(RunPhase.IDLE)

        actions.more.changed.connect(self._show_more)

    def set_state(self, state: RunPhase) -> None:
        """Enable the buttons that are useful in this state."""
        self._state = state
        self._progress.setVisible(state is not RunPhase.IDLE or bool(self._counter))
        is_active = state in (RunPhase.RUNNING, RunPhase.PAUSED)
        widgets = (self, self.start, self.pause, self.more, self.stop)
        focused = any(widget.hasFocus() for widget in widgets)
        if focused:
            self.setFocus()  # disabling the focused button would move the focus elsewhere
        self._actions.set_run_state(state)
        if focused and state is not RunPhase.STOPPING:
            (self.pause if is_active else self.start).setFocus()
        self._show_phase()
        self._show_aside()

    def set_estimate(self, text: str) -> None:
        """Set the estimate to show while no run is active, such as `about 3 min, 1.2 GB`."""
        self._estimate = text
        self._show_aside()

    def estimate(self) -> str:
        """The text set by set_estimate()."""
        return self._estimate

    def set_memory(self, count: int) -> None:
        """Show the number of bytes that a run uses; 0 hides the text."""
        self._memory = "" if count <= 0 else self.tr("{0} in use").format(_size_text(count))
        self._show_aside()

    def aside(self) -> str:
        """The text above the right end of the progress bar: the estimate or the memory in use."""
        return self._aside.text()

    def set_status(self, text: str) -> None:
        """Show this text above the progress bar."""
        self._status.set_text(text)

    def status(self) -> str:
        """The full text above the progress bar, even where it is elided."""
        return self._status.whole_text()

    def set_fraction(self, fraction: float) -> None:
        """Set the progress bar to this fraction of the run, 0..1."""
        self._progress.setValue(round(PROGRESS_STEPS * fraction))

    def set_progress(self, progress: RunProgress) -> None:
        """Show the number of the latest step, the picture size, and the time left."""
        self._counter = self.tr("Step {0} of {1}").format(progress.step, progress.steps)
        self.set_fraction(progress.fraction)
        if self._state is RunPhase.RUNNING:
            left = time_left(progress.remaining)
            self.set_status(f"{self._counter}  ·  {self._scale_text(progress)}  ·  {left}")
        else:
            self._show_phase()

    def clear_progress(self) -> None:
        """Clear the progress and memory texts for a new run."""
        self._counter = self._memory = ""
        self.set_fraction(0)
        self._show_aside()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fix_widths()

    def _show_phase(self) -> None:
        texts = {
            RunPhase.RUNNING: self._counter or self.tr("Preparing…"),
            RunPhase.PAUSED: self._with_counter(self.tr("Paused")),
            RunPhase.STOPPING: self._with_counter(self.tr("Stopping…")),
        }
        if self._state in texts:
            self.set_status(texts[self._state])

    def _show_aside(self) -> None:
        text = self._estimate if self._state is RunPhase.IDLE else self._memory
        self._aside.setText(text)
        self._aside.setVisible(bool(text))

    def _show_more(self) -> None:
        """Show More steps instead of Pause when there is no run to pause."""
        offered = self._actions.more.isEnabled()
        self.more.setVisible(offered)
        self.pause.setVisible(not offered)

    def _scale_text(self, progress: RunProgress) -> str:
        return self.tr("scale {0} of {1}, {2} × {3}").format(
            progress.scale, progress.scales, progress.width, progress.height
        )

    def _with_counter(self, text: str) -> str:
        return f"{text}  ·  {self._counter}" if self._counter else text

    def _fix_widths(self) -> None:
        """Give Pause, Resume and More steps the same width, so that the layout does not shift."""
        shown = self.pause.text()
        self.pause.setText(self.tr("Resume"))
        width = max(self.pause.sizeHint().width(), self.more.sizeHint().width())
        self.pause.setText(shown)
        self.pause.setMinimumWidth(width)
        self.more.setMinimumWidth(width)


def _size_text(count: int) -> str:
    """Return a number of bytes as text, such as `640 MB` or `1.2 GB`."""
    decimals = 1 if count >= 10**9 else 0
    return QLocale().formattedDataSize(count, decimals, QLocale.DataSizeFormat.DataSizeSIFormat)
