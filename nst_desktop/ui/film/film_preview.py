"""Film preview: a small player with a play button and a position slider."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QLocale, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from nst_desktop.films.film_plan import FilmPlan
from nst_desktop.ui.film.film_screen import FilmScreen
from nst_desktop.ui.parts.icons import line_icon

MIN_FRAME_INTERVAL = 16  # ms; few screens refresh faster
PAGE_STEPS = 10  # presses of a Page key to move through the whole film


class FilmPreview(QWidget):
    """Widget that plays a film in a loop while it is visible."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: FilmPlan | None = None
        self._is_playing = False
        self._since = QElapsedTimer()
        self._first = 0  # frame displayed when _since was started
        self._screen = FilmScreen()
        self._play = QToolButton()
        self._play.setProperty("flat", True)
        self._track = QSlider(Qt.Orientation.Horizontal)
        self._track.setAccessibleName(self.tr("Position in the film"))
        self._track.setToolTip(self.tr("Drag, or use the arrow keys to step frame by frame"))
        self._time = QLabel()
        self._time.setProperty("tone", "muted")
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)

        controls = QHBoxLayout()
        controls.setSpacing(8)
        controls.addWidget(self._play)
        controls.addWidget(self._track, 1)
        controls.addWidget(self._time)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._screen, 1)
        layout.addLayout(controls)
        self._show_state()

        self._play.clicked.connect(self.toggle)
        self._track.valueChanged.connect(self._on_track_moved)
        self._clock.timeout.connect(self._on_tick)

    def set_images(self, images: Sequence[QImage]) -> None:
        """Set the film's pictures, which must all have the same proportions."""
        self._screen.set_images(images)
        self._show_frame(self._track.value())

    def set_plan(self, plan: FilmPlan) -> None:
        """Set the film's plan and keep the relative position."""
        if plan == self._plan:
            return
        frames = plan.timing.count + plan.timing.held
        share = self._track.value() / max(1, self._track.maximum())
        self._plan = plan
        with QSignalBlocker(self._track):
            self._track.setMaximum(frames - 1)
            self._track.setPageStep(max(1, frames // PAGE_STEPS))
            self._track.setValue(round(share * (frames - 1)))
        self._time.setMinimumWidth(self._width_of_time(plan))
        self._clock.setInterval(max(MIN_FRAME_INTERVAL, round(plan.timing.duration)))
        self._restart_clock()
        self._show_frame(self._track.value())

    def is_playing(self) -> bool:
        """Whether the preview is playing, or will play once it is visible."""
        return self._is_playing

    def set_playing(self, playing: bool) -> None:
        """Play from the current position, or pause."""
        self._is_playing = playing
        self._show_state()
        self._restart_clock()
        if playing and self.isVisible():
            self._clock.start()
        else:
            self._clock.stop()

    def toggle(self) -> None:
        """Switch between playing and paused."""
        self.set_playing(not self._is_playing)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.set_playing(self._is_playing)

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()
        super().hideEvent(event)

    def _on_tick(self) -> None:
        if self._plan is None:
            return
        elapsed = int(self._since.elapsed() / self._plan.timing.duration)
        number = (self._first + elapsed) % (self._track.maximum() + 1)
        with QSignalBlocker(self._track):
            self._track.setValue(number)
        self._show_frame(number)

    def _on_track_moved(self, number: int) -> None:
        """Pause at the position to which the user moved the slider."""
        self.set_playing(False)
        self._show_frame(number)

    def _restart_clock(self) -> None:
        self._first = self._track.value()
        self._since.start()

    def _show_frame(self, number: int) -> None:
        if self._plan is not None:
            self._screen.set_position(self._plan.place(number, self._screen.last()))
            text = self._time_at(number, self._plan)
            self._time.setText(text)
            if not self._is_playing:  # while playing, a screen reader would never be silent
                self._track.setAccessibleDescription(text)

    def _show_state(self) -> None:
        name, tip = self.tr("Play"), self.tr("Play the preview (Space)")
        if self._is_playing:
            name, tip = self.tr("Pause"), self.tr("Pause the preview (Space)")
        self._play.setIcon(line_icon("pause" if self._is_playing else "play"))
        self._play.setAccessibleName(name)
        self._play.setToolTip(tip)

    def _time_at(self, number: int, plan: FilmPlan) -> str:
        end = self._track.maximum()
        seconds = plan.timing.seconds * number / end if end else 0.0
        to_string = QLocale().toString
        return self.tr("{0} of {1} s").format(
            to_string(seconds, "f", 1), to_string(plan.timing.seconds, "f", 1)
        )

    def _width_of_time(self, plan: FilmPlan) -> int:
        """Return the width of the longest time text, reserved so that the layout does not shift."""
        return self._time.fontMetrics().horizontalAdvance(
            self._time_at(self._track.maximum(), plan)
        )
