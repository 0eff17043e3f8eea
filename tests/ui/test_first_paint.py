"""FirstPaint detects when a window is on the screen."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nst_desktop.ui import first_paint
from nst_desktop.ui.first_paint import FirstPaint


class RecordingWidget(QWidget):
    def __init__(self, notes):
        super().__init__()
        self._notes = notes

    def paintEvent(self, event: QPaintEvent) -> None:
        self._notes.append("inner")


def test_done_is_emitted_once_when_the_window_and_its_contents_are_painted(qtbot):
    notes = []
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(RecordingWidget(notes))
    window.resize(120, 90)
    painted = FirstPaint(window)
    painted.done.connect(lambda: notes.append("done"))
    with qtbot.waitSignal(painted.done):
        window.show()
    assert notes == ["inner", "done"]
    window.repaint()
    qtbot.wait(20)
    assert notes.count("done") == 1


def test_waiting_for_a_window_that_is_never_painted_times_out(qtbot, monkeypatch):
    monkeypatch.setattr(first_paint, "TIMEOUT", 10)
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitSignal(FirstPaint(window).done):
        pass
    assert not window.isVisible()
