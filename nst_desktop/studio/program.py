"""The program around the window: log, faults, a head start for torch, and a clean end."""

import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from nst_desktop import __version__, paths
from nst_desktop.studio.faults import Faults
from nst_desktop.studio.studio import Studio
from nst_desktop.widgets.picture_slot import Role
from nst_desktop.widgets.settings import Settings

log = logging.getLogger(__name__)

LOG_SIZE = 1_000_000  # bytes


def run_program(argv: list[str]) -> int:
    """Show the window with the pictures [PHOTOGRAPH [PAINTING]] and return 0 when it is closed."""
    log_to_file()
    app = QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName("NST Desktop")
    QCoreApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("nst-desktop")
    app.setWindowIcon(QIcon(str(paths.icon_file("nst-desktop"))))
    app.setQuitOnLastWindowClosed(False)  # a run may have to end first

    studio = Studio(app, Settings(paths.settings_file()))
    faults = Faults()
    faults.raised.connect(studio.show_fault)
    sys.excepthook = faults.report
    studio.left.connect(app.quit)
    studio.show_first(dict(zip(Role, map(Path.absolute, map(Path, argv)), strict=False)))
    if len(argv) > len(Role):
        studio.tell_of_more_paintings()
    warm_up = Thread(target=import_torch, name="warm-up", daemon=True)
    QTimer.singleShot(0, warm_up.start)
    app.exec()

    sys.excepthook = sys.__excepthook__
    ended = studio.shut_down()
    _leave_if_busy(ended and not warm_up.is_alive())
    return 0


def import_torch() -> None:
    """Load what the first run needs, so that it starts at once."""
    try:
        import nst_desktop.core.engine  # noqa: F401
    except ImportError:
        log.exception("the engine cannot be loaded")  # the first run will tell the user


def log_to_file() -> None:
    """Write warnings and errors of all modules to the log file as well."""
    try:
        file = paths.log_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=LOG_SIZE, backupCount=1, encoding="utf-8")
    except OSError as error:
        log.warning("there will be no log file: %s", error)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def _leave_if_busy(idle: bool) -> None:
    """End the process at once if a thread is still busy: Qt and torch would abort it later."""
    if not idle:
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
