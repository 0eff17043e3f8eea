"""FilmTask: writes films on a background thread."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.core.errors import StoppedError
from nst_desktop.films.film_options import FilmOptions
from nst_desktop.films.frames import Pictures
from nst_desktop.run.control import RunControl
from nst_desktop.run.error_texts import error_details, error_text
from nst_desktop.run.task import Tasks

INTERVAL = 0.1  # s between progress reports

Write = Callable[[Pictures, Path, FilmOptions, Callable[[float], None]], None]


def real_write(
    pictures: Pictures, path: Path, options: FilmOptions, progress: Callable[[float], None]
) -> None:
    """Call write_film(). Its import on the background thread lets the window open faster."""
    from nst_desktop.films.film import write_film

    write_film(pictures, path, options, progress)


class FilmTask(QObject):
    """Task that writes one film at a time.

    start() cancels the previous film, which then emits no further signals. Any other film ends
    with exactly one of the signals written, failed or cancelled.

    Signals:
        progressed(float): Fraction written so far, 0..1.
        written(Path): The film is complete.
        failed(str, str): Error message, and the traceback if the error is a bug.
        cancelled(): The film was cancelled; no file was kept.
    """

    progressed = Signal(float)
    written = Signal(object)
    failed = Signal(str, str)
    cancelled = Signal()
    _arrived = Signal(object, float)  # emitted on the other thread: control, share

    def __init__(self, write: Write = real_write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._tasks = Tasks(self, threads=1)  # own pool: a held film blocks its thread
        self._control: RunControl | None = None
        self._is_held = False
        self._arrived.connect(self._on_arrived)

    def is_busy(self) -> bool:
        """Whether a film is being written or is on hold."""
        return self._control is not None

    def start(self, pictures: Pictures, path: Path, options: FilmOptions) -> None:
        """Start writing a film."""
        self.cancel()
        control = self._control = RunControl()
        if self._is_held:
            control.pause()
        self._tasks.start(
            partial(self._write, pictures, path, options, self._reporter(control)),
            partial(self._on_written, control, path),
            partial(self._on_failed, control),
        )

    def is_held(self) -> bool:
        """Whether films are on hold."""
        return self._is_held

    def hold(self, held: bool) -> None:
        """Put films on hold, the current one at its next frame, or let them continue."""
        self._is_held = held
        if self._control is not None:
            (self._control.pause if held else self._control.resume)()

    def cancel(self) -> None:
        """Request cancellation at the next frame; `cancelled` follows."""
        if self._control is not None:
            self._control.stop()

    def finish(self, timeout: float, cancel_timeout: float) -> bool:
        """Wait up to `timeout` seconds for the film, then cancel it if it is unfinished.

        Returns False if the thread is still running `cancel_timeout` seconds after that.
        """
        self.hold(False)
        if self._tasks.finish(timeout):
            return True
        self.cancel()
        return self._tasks.finish(cancel_timeout)

    def _reporter(self, control: RunControl) -> Callable[[float], None]:
        """Return a progress callback for use on the other thread. It limits the rate of signals."""
        due = 0.0

        def report(share: float) -> None:
            nonlocal due
            control.checkpoint()
            if time.monotonic() >= due:
                due = time.monotonic() + INTERVAL
                self._arrived.emit(control, share)

        return report

    @Slot(object, float)
    def _on_arrived(self, control: RunControl, share: float) -> None:
        if control is self._control:
            self.progressed.emit(share)

    def _on_written(self, control: RunControl, path: Path, _: None) -> None:
        if control is self._control:
            self._control = None
            self.written.emit(path)

    def _on_failed(self, control: RunControl, error: Exception) -> None:
        if control is not self._control:
            return
        self._control = None
        if isinstance(error, StoppedError):
            self.cancelled.emit()
        else:
            self.failed.emit(error_text(error), error_details(error))
