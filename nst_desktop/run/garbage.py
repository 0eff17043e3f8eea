"""Has Python's cyclic garbage collected in the window's thread alone."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY = 1000  # ms


class GarbageCollector(QObject):
    """Collects on a timer what Python would collect in whichever thread happens to be running.

    A widget in a cycle that a worker's thread collects is destroyed there, and Qt aborts.
    stop() gives the collection back to Python.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY)

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, by Python's own thresholds."""
        due = [
            count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)
        ]
        if True in due:
            gc.collect(max(index for index, is_due in enumerate(due) if is_due))

    @Slot()
    def settle(self) -> None:
        """Leave out what is there by now, torch above all: it takes 90 ms to look through."""
        gc.freeze()

    def stop(self) -> None:
        """Collect no more; Python does it again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
