"""The time left, by a clock of the test's own."""

import pytest

from nst_desktop.core.pace import Pace


@pytest.fixture
def clock():
    """clock.now is what it shows, in seconds."""

    class Clock:
        now = 0.0

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def note(clock):
    """note(pace, when, done, …) says so at that time."""

    def note(pace, when, *done):
        clock.now = when
        pace.note(*done)

    return note


def test_the_time_left_goes_by_the_pace_so_far_and_not_by_pauses(clock, note):
    pace = Pace(clock)
    note(pace, 0, 0)
    assert pace.seconds_for(150) is None
    note(pace, 10, 50)
    assert pace.seconds_for(150) == pytest.approx(30)
    pace.rest()
    note(pace, 1000, 50)
    note(pace, 1005, 75)
    assert pace.seconds_for(125) == pytest.approx(25)


def test_time_in_which_nothing_was_done_counts(clock, note):
    pace = Pace(clock)
    for when, done in ((0, 0), (10, 50), (20, 50)):
        note(pace, when, done)
    assert pace.seconds_for(50) == pytest.approx(20)


def test_neither_work_that_was_lost_counts_nor_the_step_to_another_part(clock, note):
    pace = Pace(clock)
    for when, done, part in ((0, 0, "a"), (10, 50, "a"), (90, 0, "a"), (99, 40, "b")):
        note(pace, when, done, part)
    assert pace.seconds_for(50) == pytest.approx(10)
    note(pace, 119, 90, "b")
    assert pace.seconds_for(100) == pytest.approx(30)


def test_nothing_is_said_before_enough_is_done(clock, note):
    pace = Pace(clock, least=0.04)
    note(pace, 0, 0.0)
    note(pace, 1, 0.03)
    assert pace.seconds_for(0.97) is None
    note(pace, 2, 0.06)
    assert pace.seconds_for(0.94) == pytest.approx(2 * 0.94 / 0.06)


def test_what_was_measured_long_ago_counts_less(clock, note):
    pace = Pace(clock, memory=0.5)
    note(pace, 0, 0)
    note(pace, 100, 1)  # slow
    for step in range(1, 21):
        note(pace, 100 + step, 1 + step)
    assert pace.seconds_for(1) == pytest.approx(1, rel=1e-3)
