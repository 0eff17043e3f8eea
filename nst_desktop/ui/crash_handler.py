"""Faults: what escapes from a slot is logged and shown, not only printed."""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)


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
