"""Receives what later starts of the program ask of this window."""

import hmac
import logging
import socket

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

from nst_desktop.handover import ANSWER_TIMEOUT, MAX_BYTES, Answer, Listener, WindowRequest
from nst_desktop.storage.strict_json import JsonError

log = logging.getLogger(__name__)

_CHUNK = 65_536  # bytes


class Call(QObject):
    """A start of the program that is connected to this window.

    Signals:
        requested(Call, WindowRequest): The request has arrived in this call.
    """

    requested = Signal(object, object)

    def __init__(self, connection: socket.socket, key: bytes, parent: QObject) -> None:
        super().__init__(parent)
        self._connection, self._key, self._received = connection, key, bytearray()
        connection.setblocking(False)
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)
        self._timeout = QTimer(self)
        self._timeout.setSingleShot(True)
        self._timeout.timeout.connect(self._on_timeout)
        self._timeout.start(int(ANSWER_TIMEOUT * 1000))

    def is_waiting(self) -> bool:
        """Return whether the start still waits for an answer."""
        try:
            return bool(self._connection.recv(1))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def answer(self, answer: Answer) -> None:
        """Send an answer. All but HELD end the call."""
        try:
            self._connection.send(answer.value)
        except OSError as error:
            log.warning("a start could not be answered: %s", error)
        if answer is not Answer.HELD:
            self.hang_up()

    def hang_up(self) -> None:
        """End the call. A start that still waits for an answer opens its own window."""
        self._timeout.stop()
        self._notifier.setEnabled(False)
        self._connection.close()
        self.deleteLater()

    @Slot()
    def _on_readable(self) -> None:
        try:
            data = self._connection.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        self._received += data
        if data.endswith(b"\n"):
            self._timeout.stop()
            self._notifier.setEnabled(False)
            self._read()
        elif not data or len(self._received) > MAX_BYTES:
            log.warning("a request was ignored: it has no end after %d bytes", len(self._received))
            self.hang_up()

    def _read(self) -> None:
        length = len(self._key)
        key, line = bytes(self._received[:length]), bytes(self._received[length:])
        try:
            if not hmac.compare_digest(key, self._key):
                raise JsonError("has a wrong key")
            request = WindowRequest.parse(line)
        except JsonError as error:
            log.warning("a request was ignored: it %s", error)
            self.hang_up()
        else:
            self.requested.emit(self, request)

    @Slot()
    def _on_timeout(self) -> None:
        log.warning("a request was ignored: it did not arrive in time")
        self.hang_up()


class Inbox(QObject):
    """Accepts calls until it is closed.

    Signals:
        called(Call, WindowRequest): A start has asked for something and waits for an answer.
    """

    called = Signal(object, object)

    def __init__(self, listener: Listener, parent: QObject) -> None:
        super().__init__(parent)
        self._listener = listener
        self._notifier = QSocketNotifier(listener.socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_connected)

    def prefer(self) -> None:
        """Make later starts ask this window before others."""
        self._listener.prefer()

    def close(self) -> None:
        """Stop listening, and end all calls."""
        self._notifier.setEnabled(False)
        self._listener.close()
        for call in self.findChildren(Call):
            call.hang_up()

    @Slot()
    def _on_connected(self) -> None:
        try:
            connection, _ = self._listener.socket.accept()
        except OSError as error:
            log.warning("a start could not connect: %s", error)
            return
        call = Call(connection, self._listener.key, self)
        call.requested.connect(self.called)
