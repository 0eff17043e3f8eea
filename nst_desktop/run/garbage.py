"""Collection of Python's cyclic garbage, confined to the window's thread."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_INTERVAL = 1000  # ms


class GarbageCollector(QObject):
    """Timer-driven garbage collector that keeps collection off the other threads.

    If a worker's thread collected a reference cycle that contains a widget, it would destroy the
    widget, and Qt would abort.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_INTERVAL)

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due according to Python's own thresholds."""
        due = [
            count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)
        ]
        if True in due:
            gc.collect(max(index for index, is_due in enumerate(due) if is_due))

    @Slot()
    def settle(self) -> None:
        """Exempt all existing objects from collection. Scanning those of torch would take 90 ms."""
        gc.freeze()

    def stop(self) -> None:
        """Hand garbage collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
