"""Collection of Python's cyclic garbage in the window's thread only."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_INTERVAL = 1000  # ms


class GarbageCollector(QObject):
    """Collects garbage on a timer, instead of in whichever thread happens to be running.

    A widget in a reference cycle collected by a worker's thread would be destroyed there, which
    makes Qt abort.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_INTERVAL)

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds."""
        due = [
            count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)
        ]
        if True in due:
            gc.collect(max(index for index, is_due in enumerate(due) if is_due))

    @Slot()
    def settle(self) -> None:
        """Ignore all existing objects from now on; scanning torch alone takes 90 ms."""
        gc.freeze()

    def stop(self) -> None:
        """Return the collection to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
