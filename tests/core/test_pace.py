"""The estimate of the remaining time, with a fake clock."""

import pytest

from nst_desktop.core.pace import Pace


@pytest.fixture
def clock():
    """A clock that shows clock.now, in seconds."""

    class Clock:
        now = 0.0

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def note(clock):
    """Return a function that notes progress of a pace at a given time."""

    def note(pace, when, *done):
        clock.now = when
        pace.note(*done)

    return note


def test_the_estimate_follows_the_pace_and_ignores_pauses(clock, note):
    pace = Pace(clock)
    note(pace, 0, 0)
    assert pace.seconds_for(150) is None
    note(pace, 10, 50)
    assert pace.seconds_for(150) == pytest.approx(30)
    pace.rest()
    note(pace, 1000, 50)
    note(pace, 1005, 75)
    assert pace.seconds_for(125) == pytest.approx(25)


def test_time_without_progress_counts(clock, note):
    pace = Pace(clock)
    for when, done in ((0, 0), (10, 50), (20, 50)):
        note(pace, when, done)
    assert pace.seconds_for(50) == pytest.approx(20)


def test_neither_lost_work_nor_the_change_of_task_counts(clock, note):
    pace = Pace(clock)
    for when, done, task in ((0, 0, "a"), (10, 50, "a"), (90, 0, "a"), (99, 40, "b")):
        note(pace, when, done, task)
    assert pace.seconds_for(50) == pytest.approx(10)
    note(pace, 119, 90, "b")
    assert pace.seconds_for(100) == pytest.approx(30)


def test_there_is_no_estimate_before_enough_is_done(clock, note):
    pace = Pace(clock, least=0.04)
    note(pace, 0, 0.0)
    note(pace, 1, 0.03)
    assert pace.seconds_for(0.97) is None
    note(pace, 2, 0.06)
    assert pace.seconds_for(0.94) == pytest.approx(2 * 0.94 / 0.06)


def test_old_measurements_count_less(clock, note):
    pace = Pace(clock, memory=0.5)
    note(pace, 0, 0)
    note(pace, 100, 1)  # slow
    for step in range(1, 21):
        note(pace, 100 + step, 1 + step)
    assert pace.seconds_for(1) == pytest.approx(1, rel=1e-3)
