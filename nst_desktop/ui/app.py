"""Entry point for the window: logging, crash reports, preloading of torch and a clean exit."""

import logging
import os
import sys
import traceback
from functools import partial
from threading import Thread
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from nst_desktop import APPLICATION, __version__, paths
from nst_desktop.core.loading import load_engine
from nst_desktop.document.settings import Settings
from nst_desktop.handover import OpenWindows, WindowRequest
from nst_desktop.machine.tuning_file import remember_choices
from nst_desktop.run.garbage import GarbageCollector
from nst_desktop.storage.logs import start_log
from nst_desktop.ui.controllers import Controllers
from nst_desktop.ui.language import Language, install

log = logging.getLogger(__name__)


def run_program(request: WindowRequest, windows: OpenWindows) -> int:
    """Open a window for this request; return 0 after it is closed."""
    start_log(paths.log_file())
    app = QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName(APPLICATION)
    QCoreApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("nst-desktop")
    app.setWindowIcon(QIcon(str(paths.icon_file("nst-desktop"))))
    app.setQuitOnLastWindowClosed(False)  # a run may still be ending then
    garbage = GarbageCollector(app)

    settings = Settings(paths.settings_file())
    install(app, settings.text("language", Language.SYSTEM))
    controllers = Controllers(app, settings)
    crashes = CrashHandler()
    crashes.raised.connect(controllers.show_fault)
    sys.excepthook = crashes.report
    controllers.left.connect(app.quit)
    warm_up = WarmUp()
    warm_up.done.connect(controllers.use_torch)
    warm_up.done.connect(garbage.settle)
    controllers.shown.connect(warm_up.start)
    controllers.shown.connect(partial(controllers.instance.listen, windows))
    if request.shows_queue:
        controllers.shown.connect(controllers.window.actions.show_queue.trigger)
    controllers.show_first(list(request.pictures))
    app.exec()

    sys.excepthook = sys.__excepthook__
    has_ended = controllers.shut_down()
    _exit_if_busy(has_ended and not warm_up.is_going())
    garbage.stop()  # safe now: no remaining thread could collect a widget
    return 0


class WarmUp(QObject):
    """Loads torch on a background thread so that the first run starts at once.

    Signals:
        done(): Everything is loaded.
    """

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._thread = Thread(target=self._load, name="warm-up", daemon=True)

    @Slot()
    def start(self) -> None:
        """Start loading."""
        self._thread.start()

    def is_going(self) -> bool:
        """Return whether loading is in progress."""
        return self._thread.is_alive()

    def _load(self) -> None:
        try:
            load_engine()
            remember_choices()
        except ImportError:
            log.exception("the engine cannot be loaded")  # the first run will show the error
        else:
            self.done.emit()


class CrashHandler(QObject):
    """Logs and reports uncaught exceptions.

    Signals:
        raised(str, str): An exception was not caught; passes on a message for the user and the
            traceback.
    """

    raised = Signal(str, str)

    def report(
        self,
        error_type: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Handle an uncaught exception. This method serves as `sys.excepthook`."""
        if not issubclass(error_type, Exception):
            sys.__excepthook__(error_type, error, trace)
            return
        log.error("unforeseen", exc_info=(error_type, error, trace))
        details = "".join(traceback.format_exception(error_type, error, trace))
        self.raised.emit(self.tr("Something went wrong in the application."), details)


def _exit_if_busy(is_idle: bool) -> None:
    """Exit at once if a thread is still busy; on a normal exit, Qt and torch would abort."""
    if not is_idle:
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
