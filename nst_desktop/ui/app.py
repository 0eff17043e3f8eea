"""The program around the window: log, faults, a head start for torch, and a clean end."""

import logging
import os
import sys
import traceback
from pathlib import Path
from threading import Thread
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from nst_desktop import APPLICATION, __version__, paths
from nst_desktop.core.loading import load_engine
from nst_desktop.document.settings import Settings
from nst_desktop.machine.tuning_file import remember_choices
from nst_desktop.run.garbage import GarbageCollector
from nst_desktop.storage.logs import start_log
from nst_desktop.ui.controllers import Controllers
from nst_desktop.ui.language import Language, install

log = logging.getLogger(__name__)


def run_program(argv: list[str]) -> int:
    """Show the window with [PHOTOGRAPH [PAINTING …]] and return 0 when it is closed."""
    start_log(paths.log_file())
    app = QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName(APPLICATION)
    QCoreApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("nst-desktop")
    app.setWindowIcon(QIcon(str(paths.icon_file("nst-desktop"))))
    app.setQuitOnLastWindowClosed(False)  # a run may have to end first
    garbage = GarbageCollector(app)

    settings = Settings(paths.settings_file())
    install(app, settings.text("language", Language.SYSTEM))
    controllers = Controllers(app, settings)
    faults = CrashHandler()
    faults.raised.connect(controllers.show_fault)
    sys.excepthook = faults.report
    controllers.left.connect(app.quit)
    warm_up = WarmUp()
    warm_up.done.connect(controllers.use_torch)
    warm_up.done.connect(garbage.settle)
    controllers.shown.connect(warm_up.start)
    controllers.show_first([Path(name).absolute() for name in argv])
    app.exec()

    sys.excepthook = sys.__excepthook__
    ended = controllers.shut_down()
    _leave_if_busy(ended and not warm_up.is_going())
    garbage.stop()  # no thread is left that could collect a widget
    return 0


class WarmUp(QObject):
    """Loads what the first run needs, so that it starts at once. done(): it is here."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._thread = Thread(target=self._load, name="warm-up", daemon=True)

    @Slot()
    def start(self) -> None:
        """Begin, on a thread of its own."""
        self._thread.start()

    def is_going(self) -> bool:
        """Whether it has not ended yet."""
        return self._thread.is_alive()

    def _load(self) -> None:
        try:
            load_engine()
            remember_choices()
        except ImportError:
            log.exception("the engine cannot be loaded")  # the first run will tell the user
        else:
            self.done.emit()


class CrashHandler(QObject):
    """raised(str, str): a message for people and the traceback."""

    raised = Signal(str, str)

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """An excepthook."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("unforeseen", exc_info=(kind, error, trace))
        details = "".join(traceback.format_exception(kind, error, trace))
        self.raised.emit(self.tr("Something went wrong inside the application."), details)


def _leave_if_busy(idle: bool) -> None:
    """End the process at once if a thread is still busy: Qt and torch would abort it later."""
    if not idle:
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
