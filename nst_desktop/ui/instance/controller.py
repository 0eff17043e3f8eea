"""Controller that does in this window what later starts of the program ask for."""

import os

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from nst_desktop.handover import Answer, OpenWindows, WindowRequest
from nst_desktop.ui.instance.inbox import Call, Inbox
from nst_desktop.ui.interfaces import DropTarget, QueueOwner
from nst_desktop.ui.parts.drops import Folder, LocalFile
from nst_desktop.ui.services import Services

FLAG = "separate_windows"  # setting


class InstanceController(QObject):
    """Opens the pictures of later starts as if they had been dropped on the canvas.

    While a dialog is open or pictures are being loaded, the starts wait. If the window closes in
    the meantime, they open their own.
    """

    def __init__(self, services: Services, loader: DropTarget, queue: QueueOwner) -> None:
        super().__init__(services.window)
        self._window, self._actions = services.window, services.actions
        self._settings, self._loader, self._queue = services.settings, loader, queue
        self._inbox: Inbox | None = None
        self._held: list[tuple[Call, WindowRequest]] = []
        self._actions.separate_windows.setChecked(self._settings.flag(FLAG, False))
        self._actions.separate_windows.toggled.connect(self._on_switched)
        loader.settled.connect(self._take_next)
        self._window.installEventFilter(self)

    def listen(self, windows: OpenWindows) -> None:
        """Let later starts find this window."""
        listener = windows.listen()
        if listener is not None:
            self._inbox = Inbox(listener, self)
            self._inbox.called.connect(self._on_called)

    def close(self) -> None:
        """Let later starts open their own windows."""
        if self._inbox is not None:
            self._inbox.close()
        self._inbox = None
        self._held.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._inbox is not None:
            self._inbox.prefer()
        elif event.type() == QEvent.Type.WindowUnblocked and self._held:
            QTimer.singleShot(0, self._take_next)  # after whatever the dialog leads to
        return False

    @Slot(object, object)
    def _on_called(self, call: Call, request: WindowRequest) -> None:
        if not self._accepts(request):
            call.answer(Answer.DECLINED)
            return
        self._come_to_front(request.token)
        self._held.append((call, request))
        if self._is_free():
            self._take_next()
        else:
            call.answer(Answer.HELD)

    @Slot()
    def _take_next(self) -> None:
        """Take the waiting requests in turn; the next one when this one's pictures are loaded."""
        while self._held and self._is_free():
            call, request = self._held.pop(0)
            if call.is_waiting():
                self._do(request)
                call.answer(Answer.TAKEN)
            else:
                call.hang_up()

    def _accepts(self, request: WindowRequest) -> bool:
        if request.shows_queue and not request.pictures:
            return not self._queue.is_in_use()
        return not self._actions.separate_windows.isChecked()

    def _do(self, request: WindowRequest) -> None:
        if request.pictures:
            self._loader.open_dropped(
                [Folder(path) if path.is_dir() else LocalFile(path) for path in request.pictures]
            )
        if request.shows_queue:
            self._actions.show_queue.trigger()

    def _is_free(self) -> bool:
        return QApplication.activeModalWidget() is None and not self._loader.is_busy()

    def _come_to_front(self, token: str) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # where Qt looks for it on Wayland
        window.activateWindow()
        os.environ.pop("XDG_ACTIVATION_TOKEN", None)

    @Slot(bool)
    def _on_switched(self, on: bool) -> None:
        self._settings.set_flag(FLAG, on)
