"""Writing a film, off the window's thread."""

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

INTERVAL = 0.1  # seconds between two reports

Write = Callable[[Pictures, Path, FilmOptions, Callable[[float], None]], None]


def real_write(
    pictures: Pictures, path: Path, options: FilmOptions, progress: Callable[[float], None]
) -> None:
    """write_film, imported by the thread that carries it out: the window is there before it."""
    from nst_desktop.films.film import write_film

    write_film(pictures, path, options, progress)


class FilmTask(QObject):
    """One film at a time, on a thread of its own; a new start() cancels the one before, which is
    not heard of any more.

    progressed(float): the share that is done, 0..1. Then comes exactly one of written(Path),
    failed(str, str): why not, and the traceback if it was a fault, and cancelled(): no file.
    """

    progressed = Signal(float)
    written = Signal(object)
    failed = Signal(str, str)
    cancelled = Signal()
    _arrived = Signal(object, float)  # from the other thread: whose

    def __init__(self, write: Write = real_write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._tasks = Tasks(self, threads=1)  # its own: a film that waits would hold up others
        self._control: RunControl | None = None
        self._is_held = False
        self._arrived.connect(self._on_arrived)

    def is_busy(self) -> bool:
        """Whether a film is being written, or waits."""
        return self._control is not None

    def start(self, pictures: Pictures, path: Path, options: FilmOptions) -> None:
        """Write this film."""
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
        """Whether a film has to wait."""
        return self._is_held

    def hold(self, held: bool) -> None:
        """Let the film wait at its next picture, and any that is begun meanwhile; or go on."""
        self._is_held = held
        if self._control is not None:
            (self._control.pause if held else self._control.resume)()

    def cancel(self) -> None:
        """Ask for an end at the next picture; cancelled() tells when it has come."""
        if self._control is not None:
            self._control.stop()

    def finish(self, timeout: float, patience: float) -> bool:
        """Wait timeout seconds for the film, then cancel it and wait patience seconds for that.

        False if even that was too short.
        """
        self.hold(False)
        if self._tasks.finish(timeout):
            return True
        self.cancel()
        return self._tasks.finish(patience)

    def _reporter(self, control: RunControl) -> Callable[[float], None]:
        """Called on the other thread, for every picture: passes on what an eye can follow."""
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
