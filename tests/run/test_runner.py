from threading import Event

import pytest

from nst_desktop.run.run_events import Failed, Finished, Stopped
from nst_desktop.run.runner import Runner
from tests.fakes import endless, steps


@pytest.fixture
def make_runner(qapp):
    runners = []

    def make(stylize):
        runners.append(Runner(stylize))
        return runners[-1]

    yield make
    assert all(runner.shut_down(5) for runner in runners)


def outcome_of(qtbot, runner, job, during=lambda: None):
    with qtbot.waitSignal(runner.run_ended) as ended:
        runner.start(job)
        during()
    return ended.args[0]


def falls_silent(qtbot, signal):
    """Whether no more steps arrive, apart from the few already on their way."""
    for _ in range(10):
        with qtbot.waitSignal(signal, timeout=100, raising=False) as arrival:
            pass
        if not arrival.signal_triggered:
            return True
    return False


def test_a_run_ends_with_its_outcome_when_the_next_may_start(qtbot, make_runner, job):
    runner = make_runner(steps(3))
    running = []
    runner.run_ended.connect(lambda outcome: running.append(runner.is_running()))
    assert isinstance(outcome_of(qtbot, runner, job), Finished)
    assert running == [False]


def test_previews_and_progress_arrive_during_a_run(qtbot, make_runner, job):
    runner = make_runner(endless)
    with qtbot.waitSignals([runner.progressed, runner.preview_arrived]):
        runner.start(job)


def test_a_run_can_be_started_after_one_that_failed(qtbot, make_runner, job):
    runner = make_runner(steps(1, then=lambda: 1 / 0))
    assert isinstance(outcome_of(qtbot, runner, job), Failed)
    assert isinstance(outcome_of(qtbot, runner, job), Failed)


def test_a_stop_does_not_leak_into_the_next_run(qtbot, make_runner, job):
    runner = make_runner(steps(3))
    assert isinstance(outcome_of(qtbot, runner, job, during=runner.stop), Stopped | Finished)
    assert isinstance(outcome_of(qtbot, runner, job), Finished)


def test_a_paused_run_makes_no_more_steps_until_it_is_resumed(qtbot, make_runner, job):
    runner = make_runner(endless)
    with qtbot.waitSignal(runner.progressed):
        runner.start(job)
    runner.pause()
    assert falls_silent(qtbot, runner.progressed)
    with qtbot.waitSignal(runner.progressed):
        runner.resume()


def test_a_paused_run_can_be_stopped(qtbot, make_runner, job):
    runner = make_runner(endless)
    assert isinstance(
        outcome_of(qtbot, runner, job, during=lambda: (runner.pause(), runner.stop())), Stopped
    )


def test_a_second_start_is_refused_during_a_run(qtbot, make_runner, job):
    runner = make_runner(endless)
    runner.start(job)
    with pytest.raises(RuntimeError):
        runner.start(job)


def test_shutting_down_leaves_no_thread(qtbot, make_runner, job):
    runner = make_runner(endless)
    with qtbot.waitSignal(runner.progressed):
        runner.start(job)
    assert runner.shut_down(5)


def test_shutting_down_right_after_the_start_leaves_no_thread(make_runner, job):
    runner = make_runner(endless)
    runner.start(job)
    assert runner.shut_down(5)


def test_shutting_down_does_not_wait_forever(qtbot, make_runner, job):
    stuck = Event()
    runner = make_runner(steps(1, then=stuck.wait))
    with qtbot.waitSignal(runner.progressed):
        runner.start(job)
    assert not runner.shut_down(0.05)
    stuck.set()


def test_a_busy_run_does_not_keep_the_window_busy_after_its_end(qtbot, make_runner, job):
    runner = make_runner(steps(300))
    arrived = []
    runner.preview_arrived.connect(arrived.append)
    outcome_of(qtbot, runner, job)
    assert 1 <= len(arrived) < 30
    assert arrived[-1].step == 300
