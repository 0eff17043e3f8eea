"""Process with fakes of a desktop's D-Bus services, which writes their calls to stdout."""

import os
import sys

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusServiceWatcher,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)


class Service(QDBusVirtualObject):
    """Answers Inhibit with a cookie, or like logind with the write end of a pipe."""

    def __init__(self, name: str, watcher: QDBusServiceWatcher) -> None:
        super().__init__()
        self._name, self._watcher = name, watcher

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        arguments = ", ".join(map(str, message.arguments()))
        write_line(f"{self._name}.{message.member()}({arguments})")
        if self._name == "login1":
            reader, writer = os.pipe()
            connection.send(message.createReply([QDBusUnixFileDescriptor(writer)]))
            os.close(writer)
            os.read(reader, 1)  # returns when the other end is closed
            write_line("pipe closed")
        else:
            self._watcher.addWatchedService(message.service())
            connection.send(message.createReply([1]))
        return True


class Watcher(QObject):
    """Reports clients that leave the bus."""

    @Slot(str)
    def on_left(self, _name: str) -> None:
        write_line("client left")


def write_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(paths: list[str]) -> None:
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    watcher = QDBusServiceWatcher()
    watcher.setConnection(bus)
    watcher.setWatchMode(QDBusServiceWatcher.WatchModeFlag.WatchForUnregistration)
    client_watcher = Watcher()
    watcher.serviceUnregistered.connect(client_watcher.on_left)
    services = []
    for path in paths:  # such as /org/freedesktop/ScreenSaver
        parts = path.split("/")[1:4]
        services.append(Service(parts[2], watcher))
        bus.registerVirtualObject(path, services[-1])
        bus.registerService(".".join(parts))
    write_line("ready")
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1:])
