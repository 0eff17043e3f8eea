import pytest

from nst_desktop.core.job import Losses
from nst_desktop.run.run_events import RunProgress
from nst_desktop.ui.actions import RunPhase
from nst_desktop.ui.message_bar import MessageBar
from nst_desktop.ui.parts.durations import duration
from nst_desktop.ui.run.run_bar import RunBar


def progress(**changes):
    return RunProgress(
        **{
            "step": 34, "steps": 160, "scale": 1, "scales": 2, "width": 256, "height": 171,
            "losses": Losses(0.0, 2.0, 0.0, 2.0), "fraction": 0.25, "elapsed": 20.0,
            "remaining": 80.0, "precision": "float32", **changes,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s"), (45.4, "45 s"), (80, "1 min 20 s"), (3600 * 2 + 300, "2 h 05 min")],
)
def test_durations_are_formatted(qapp, seconds, text):
    assert duration(seconds) == text


@pytest.fixture
def bar(qtbot, actions):
    bar = RunBar(actions)
    qtbot.addWidget(bar)
    bar.resize(900, 60)
    bar.show()
    return bar


def test_the_run_bar_shows_step_scale_and_time_left(bar):
    bar.set_state(RunPhase.RUNNING)
    bar.set_progress(progress())
    for part in ("Step 34 of 160", "scale 1 of 2", "256 × 171", "1 min 20 s left"):
        assert part in bar.status()


def test_only_buttons_that_make_sense_are_enabled(bar):
    def enabled():
        return [button.isEnabled() for button in (bar.start, bar.pause, bar.stop)]

    assert enabled() == [True, False, False]
    bar.set_state(RunPhase.RUNNING)
    assert enabled() == [False, True, True]
    bar.set_state(RunPhase.STOPPING)
    assert enabled() == [False, False, False]


def test_pause_becomes_resume(qtbot, bar, actions):
    for state, text in ((RunPhase.RUNNING, "Pause"), (RunPhase.PAUSED, "Resume")):
        bar.set_state(state)
        assert bar.pause.text() == text
        with qtbot.waitSignal(actions.pause.triggered):
            bar.pause.click()


def test_a_pause_is_shown_with_its_step(bar):
    bar.set_state(RunPhase.RUNNING)
    assert bar.status() == "Preparing…"
    bar.set_progress(progress())
    bar.set_state(RunPhase.PAUSED)
    assert bar.status() == "Paused  ·  Step 34 of 160"
    bar.set_state(RunPhase.RUNNING)
    assert bar.status() == "Step 34 of 160"


def test_the_keyboard_focus_moves_from_start_to_pause_and_back(qtbot, bar):
    bar.activateWindow()
    bar.start.setFocus()
    qtbot.waitUntil(bar.start.hasFocus)
    bar.set_state(RunPhase.RUNNING)
    assert bar.pause.hasFocus()
    bar.set_state(RunPhase.STOPPING)
    bar.set_state(RunPhase.IDLE)
    assert bar.start.hasFocus()


@pytest.fixture
def message(qtbot):
    message = MessageBar()
    qtbot.addWidget(message)
    return message


def test_an_error_stays_until_it_is_dismissed(message):
    message.show_error("It broke.", "Traceback …")
    assert message.isVisible()
    assert not message._time.isActive()
    message._dismiss.click()
    assert not message.isVisible()


def test_details_are_shown_on_request(message):
    message.show_error("It broke.", "Traceback …")
    assert not message._details.isVisible()
    message._show_details.click()
    assert message._details.isVisible()
    assert message.details() == "Traceback …"


def test_a_notice_disappears_by_itself(qtbot, message):
    message._time.setInterval(10)
    message.show_notice("Saved.")
    qtbot.waitUntil(lambda: not message.isVisible())


def test_accepting_an_offer_runs_it_and_hides_the_message(message):
    calls = []
    message.show_offer("Shall I?", "Yes", lambda: calls.append(1))
    message._action.click()
    assert calls == [1]
    assert not message.isVisible()
