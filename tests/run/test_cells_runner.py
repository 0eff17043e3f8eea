import pytest

from nst_desktop.core.errors import UserError
from nst_desktop.run.cells_runner import CellsRunner
from nst_desktop.run.run_events import Failed, Finished, Stopped
from tests.fakes import endless, step_of, steps

PLACES = [(1, 1), (0, 1), (1, 0)]


@pytest.fixture
def make_explorer(qapp):
    explorers = []

    def make(stylize):
        explorers.append(CellsRunner(stylize))
        return explorers[-1]

    yield make
    assert all(explorer.shut_down(5) for explorer in explorers)


def outcome_of(qtbot, explorer, make_jobs, during=lambda: None):
    with qtbot.waitSignal(explorer.ended) as ended:
        explorer.start(make_jobs)
        during()
    return ended.args[0]


def ends_of(explorer):
    """Return the final update of each picture, in order of arrival."""
    found = []
    explorer.updated.connect(lambda update: found.append(update) if update.has_ended else None)
    return found


def test_every_picture_is_finished_in_the_order_of_the_jobs(qtbot, make_explorer, job):
    explorer = make_explorer(steps(3))
    ends = ends_of(explorer)
    outcome = outcome_of(qtbot, explorer, lambda: dict.fromkeys(PLACES, job))
    assert isinstance(outcome, Finished)
    assert [(update.row, update.column) for update in ends] == PLACES
    assert all(update.pixels is not None and not update.fault for update in ends)
    assert not explorer.is_running()


def test_a_picture_is_shown_before_it_is_finished(qtbot, make_explorer, job):
    explorer = make_explorer(endless)
    with qtbot.waitSignal(explorer.updated, check_params_cb=lambda update: not update.has_ended):
        explorer.start(lambda: {(0, 0): job})
    assert isinstance(outcome_after_stop(qtbot, explorer), Stopped)


def outcome_after_stop(qtbot, explorer):
    with qtbot.waitSignal(explorer.ended) as ended:
        explorer.stop()
    return ended.args[0]


@pytest.mark.parametrize(
    ("error", "told"), [(UserError("too small"), "too small"), (ZeroDivisionError(), "went wrong")]
)
def test_a_failed_picture_says_why_and_the_others_continue(qtbot, make_explorer, job, error, told):
    calls = []

    def stylize(job, control):
        calls.append(job)
        if len(calls) == 2:
            raise error
        yield step_of(1, 1)

    explorer = make_explorer(stylize)
    ends = ends_of(explorer)
    assert isinstance(outcome_of(qtbot, explorer, lambda: dict.fromkeys(PLACES, job)), Finished)
    assert [bool(update.fault) for update in ends] == [False, True, False]
    assert told in ends[1].fault


def test_jobs_that_cannot_be_created_are_a_failure(qtbot, make_explorer):
    def make_jobs():
        raise UserError("no such thing")

    outcome = outcome_of(qtbot, make_explorer(steps(1)), make_jobs)
    assert isinstance(outcome, Failed)
    assert outcome.message == "no such thing"


def test_a_paused_runner_continues_and_can_be_stopped(qtbot, make_explorer, job):
    explorer = make_explorer(endless)
    with qtbot.waitSignal(explorer.updated):
        explorer.start(lambda: {(0, 0): job})
    explorer.pause()
    with qtbot.waitSignal(explorer.updated, timeout=400, raising=False):
        pass  # the one that was on its way
    with qtbot.assertNotEmitted(explorer.updated, wait=300):
        pass
    with qtbot.waitSignal(explorer.updated):
        explorer.resume()
    explorer.pause()
    assert isinstance(outcome_after_stop(qtbot, explorer), Stopped)


def test_a_second_start_is_refused_while_one_is_running(qtbot, make_explorer, job):
    explorer = make_explorer(endless)
    explorer.start(lambda: {(0, 0): job})
    with pytest.raises(RuntimeError):
        explorer.start(lambda: {(0, 0): job})
