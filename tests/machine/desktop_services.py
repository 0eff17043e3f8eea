"""Stand-ins for a desktop's D-Bus services, as a process: tells on stdout what it is asked."""

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
    """Answers Inhibit with a cookie, or as logind does with the writing end of a pipe."""

    def __init__(self, name: str, watcher: QDBusServiceWatcher) -> None:
        super().__init__()
        self._name, self._watcher = name, watcher

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        told = ", ".join(map(str, message.arguments()))
        tell(f"{self._name}.{message.member()}({told})")
        if self._name == "login1":
            reader, writer = os.pipe()
            connection.send(message.createReply([QDBusUnixFileDescriptor(writer)]))
            os.close(writer)
            os.read(reader, 1)  # returns when nobody has the other end any more
            tell("pipe closed")
        else:
            self._watcher.addWatchedService(message.service())
            connection.send(message.createReply([1]))
        return True


class Mourner(QObject):
    """Tells that a client has left the bus."""

    @Slot(str)
    def on_left(self, _name: str) -> None:
        tell("client left")


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(paths: list[str]) -> None:
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    watcher = QDBusServiceWatcher()
    watcher.setConnection(bus)
    watcher.setWatchMode(QDBusServiceWatcher.WatchModeFlag.WatchForUnregistration)
    mourner = Mourner()
    watcher.serviceUnregistered.connect(mourner.on_left)
    services = []
    for path in paths:  # such as /org/freedesktop/ScreenSaver
        parts = path.split("/")[1:4]
        services.append(Service(parts[2], watcher))
        bus.registerVirtualObject(path, services[-1])
        bus.registerService(".".join(parts))
    tell("ready")
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1:])
