"""Emits keep the reference count of True, which PySide6 6.12.0 on Python 3.11 lets run out."""

import sys

from PySide6.QtCore import QObject, Signal


class Speaker(QObject):
    said = Signal(object)
    waved = Signal()


def test_ten_thousand_emits_leave_the_references_of_true_as_they_were(qapp):
    speaker = Speaker()
    speaker.said.connect(speaker.waved)
    before = sys.getrefcount(True)
    for _ in range(10_000):
        speaker.said.emit(None)
    assert abs(sys.getrefcount(True) - before) < 100
