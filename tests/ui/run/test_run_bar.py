import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton

from nst_desktop.core.job import Losses
from nst_desktop.run.run_events import RunProgress
from nst_desktop.ui.actions import RunPhase
from nst_desktop.ui.parts.elided_label import ElidedLabel
from nst_desktop.ui.run.run_bar import RunBar

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot, actions):
    bar = RunBar(actions)
    qtbot.addWidget(bar)
    bar.resize(1000, 60)  # of a window that is 1024 px wide
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def progress(step=34):
    return RunProgress(
        step=step, steps=180, scale=2, scales=3, width=1024, height=683,
        losses=Losses(1.0, 2.0, 0.0, 3.0), fraction=step / 180, elapsed=20.0, remaining=1234.0,
        precision="float32",
    )  # fmt: skip


def run_to_the_end(bar, actions):
    bar.set_state(RunPhase.RUNNING)
    bar.set_progress(progress())
    bar.set_state(RunPhase.IDLE)
    actions.set_extendable(True)


def shown_texts(bar):
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]


def test_the_estimate_is_told_before_the_start_and_not_during_the_run(bar):
    bar.set_estimate("about 3 min, 1.2 GB")
    assert "about 3 min, 1.2 GB" in shown_texts(bar)
    bar.set_state(RunPhase.RUNNING)
    assert "about 3 min, 1.2 GB" not in shown_texts(bar)
    bar.set_state(RunPhase.IDLE)
    assert "about 3 min, 1.2 GB" in shown_texts(bar)
    bar.set_estimate("")
    assert bar.aside() == ""


@pytest.mark.parametrize(
    ("count", "text"),
    [(640_000_000, "640 MB in use"), (1_234_567_890, "1.2 GB in use"), (0, "")],
)
def test_memory_is_told_in_words_while_a_run_goes(bar, count, text):
    bar.set_state(RunPhase.RUNNING)
    bar.set_memory(count)
    assert bar.aside() == text


def test_memory_stays_while_paused_and_is_gone_after_the_run(bar):
    bar.set_state(RunPhase.RUNNING)
    bar.set_memory(10**9)
    bar.set_state(RunPhase.PAUSED)
    assert bar.aside() == "1.0 GB in use"
    bar.set_state(RunPhase.IDLE)
    assert bar.aside() == ""


def test_the_next_run_does_not_begin_with_the_memory_of_the_last(bar):
    bar.set_state(RunPhase.RUNNING)
    bar.set_memory(10**9)
    bar.clear_progress()
    assert bar.aside() == ""


def test_step_scale_time_and_memory_are_all_read_at_the_smallest_window(bar):
    bar.set_state(RunPhase.RUNNING)
    bar.set_progress(progress(134))
    bar.set_memory(12_300_000_000)
    status = bar.findChild(ElidedLabel)
    assert status.text() == "Step 134 of 180  ·  scale 2 of 3, 1024 × 683  ·  20 min 34 s left"
    for label in (status, bar._aside):
        assert QFontMetrics(label.font()).horizontalAdvance(label.text()) <= label.width()


def test_more_steps_are_offered_after_an_end_only(bar, actions):
    assert not bar.more.isVisible()
    run_to_the_end(bar, actions)
    assert bar.more.isVisible()
    assert not bar.pause.isVisible()
    bar.set_state(RunPhase.RUNNING)
    assert not bar.more.isVisible()
    assert bar.pause.isVisible()
    bar.set_state(RunPhase.IDLE)
    actions.set_extendable(False)
    assert not bar.more.isVisible()


def test_more_steps_can_be_asked_for_with_mouse_and_keyboard(qtbot, bar, actions):
    run_to_the_end(bar, actions)
    with qtbot.waitSignal(actions.more.triggered):
        qtbot.mouseClick(bar.more, LEFT)
    with qtbot.waitSignal(actions.more.triggered):
        qtbot.keyClick(bar.more, Qt.Key.Key_Space)


def test_nothing_jumps_when_pause_resume_and_more_steps_take_turns(qtbot, bar, actions):
    def places():
        qtbot.wait(1)  # the layout is done by then
        return [button.geometry() for button in (bar.save, bar.stop, bar.start)]

    bar.set_state(RunPhase.RUNNING)
    before = places()
    bar.set_state(RunPhase.PAUSED)
    assert places() == before
    bar.set_state(RunPhase.IDLE)
    actions.set_extendable(True)
    assert places() == before


def test_the_focus_goes_from_more_steps_to_pause(qtbot, bar, actions):
    run_to_the_end(bar, actions)
    bar.activateWindow()
    bar.more.setFocus()
    qtbot.waitUntil(bar.more.hasFocus)
    bar.set_state(RunPhase.RUNNING)
    assert bar.pause.hasFocus()


def test_the_focus_does_not_stay_on_more_steps_when_they_are_no_more_offered(qtbot, bar, actions):
    run_to_the_end(bar, actions)
    bar.activateWindow()
    bar.more.setFocus()
    qtbot.waitUntil(bar.more.hasFocus)
    actions.set_extendable(False)
    assert bar.start.hasFocus()


def test_resume_is_called_so_by_a_screen_reader_too(bar):
    bar.set_state(RunPhase.PAUSED)
    assert bar.pause.accessibleName() == "Resume"
    bar.set_state(RunPhase.RUNNING)
    assert bar.pause.accessibleName() == "Pause"


def test_every_button_has_a_name_and_a_tooltip(bar):
    for button in bar.findChildren(QPushButton):
        assert button.accessibleName()
        assert button.toolTip()
