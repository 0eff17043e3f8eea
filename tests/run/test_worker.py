from dataclasses import replace

from nst_desktop.core.errors import UserError
from nst_desktop.resume.autosave import Autosave
from nst_desktop.run.control import Mailbox, RunControl
from nst_desktop.run.run_events import Failed, Finished, Stopped
from nst_desktop.run.worker import PREVIEW_INTERVAL, Worker
from tests.fakes import WHOLE_SIDE, step_of, steps


class Clock:
    """Clock that advances by a fixed time with every step."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Bench:
    """A worker run on the test's own thread, with all its signals recorded."""

    def __init__(self, job, stylize, control=None, clock=None, autosave=None):
        self.control = control or RunControl()
        self.box = Mailbox()
        self.worker = Worker(
            job, self.control, self.box, stylize, clock or Clock(), autosave=autosave
        )
        self.wakes, self.progress, self.outcomes = [], [], []
        self.worker.preview_ready.connect(lambda: self.wakes.append(None))
        self.worker.progressed.connect(self.progress.append)
        self.worker.ended.connect(self.outcomes.append)

    def run(self):
        self.worker.run()
        assert len(self.outcomes) == 1, "a run has exactly one outcome"
        return self.outcomes[0]


def raising(error):
    def then():
        raise error

    return then


def test_a_run_to_the_end_is_finished_with_its_last_picture_whole(qapp, job):
    outcome = Bench(job, steps(3)).run()
    assert isinstance(outcome, Finished)
    assert outcome.result.pixels.shape == (WHOLE_SIDE, WHOLE_SIDE, 3)
    assert (outcome.result.pixels == 3).all()


def test_every_step_is_reported_in_numbers(qapp, job):
    bench = Bench(job, steps(5))
    bench.run()
    assert [each.step for each in bench.progress] == [1, 2, 3, 4, 5]
    assert bench.progress[0].losses.total == 3.0


def test_previews_are_no_larger_than_the_window_shows_them(qapp, job):
    bench = Bench(job, steps(1), RunControl(preview_side=16))
    bench.run()
    assert bench.box.take().pixels.shape == (16, 16, 3)


def test_pixels_are_made_ten_times_a_second_at_most(qapp, job):
    clock, made = Clock(), []

    def stylize(job, control):
        for index in range(1, 101):  # a hundred steps in one second
            clock.now = index / 100
            yield replace(step_of(index, 1000), snapshot=lambda side: made.append(side))

    Bench(job, stylize, clock=clock).run()
    previews = [side for side in made if side]
    assert 9 <= len(previews) <= 1 / PREVIEW_INTERVAL + 1


def test_the_newest_preview_wins_and_wakes_the_window_once(qapp, job):
    clock = Clock()

    def stylize(job, control):
        for index in (1, 2, 3):
            clock.now = index
            yield step_of(index, 3)

    bench = Bench(job, stylize, clock=clock)
    bench.run()
    assert len(bench.wakes) == 1
    assert bench.box.take().step == 3


def test_the_last_step_is_always_shown(qapp, job):
    bench = Bench(job, steps(7))
    bench.run()
    assert bench.box.take().step == 7


def test_a_stopped_run_keeps_its_last_good_picture(qapp, job):
    control = RunControl()

    def stop_half_way():
        control.stop()
        control.checkpoint()

    outcome = Bench(job, steps(2, then=stop_half_way), control).run()
    assert isinstance(outcome, Stopped)
    assert (outcome.result.pixels == 2).all()


def test_a_run_stopped_before_its_first_step_has_no_picture(qapp, job):
    control = RunControl()
    control.stop()
    outcome = Bench(job, steps(2), control).run()
    assert isinstance(outcome, Stopped)
    assert outcome.result is None


def test_a_bug_is_reported_in_one_line_with_a_traceback(qapp, job):
    outcome = Bench(job, steps(2, then=raising(ZeroDivisionError("what")))).run()
    assert isinstance(outcome, Failed)
    assert "ZeroDivisionError" not in outcome.message
    assert "ZeroDivisionError: what" in outcome.details
    assert (outcome.result.pixels == 2).all()


def test_a_user_error_is_shown_as_it_is(qapp, job):
    outcome = Bench(job, steps(1, then=raising(UserError("Plug it in.")))).run()
    assert (outcome.message, outcome.details) == ("Plug it in.", "")


def test_too_little_memory_is_reported_as_such(qapp, job):
    error = RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes")
    assert "memory" in Bench(job, steps(1, then=raising(error))).run().message


def test_an_unavailable_picture_does_not_hide_the_error(qapp, job):
    def stylize(job, control):
        yield replace(step_of(1, 9), snapshot=lambda side: raising(MemoryError())())

    outcome = Bench(job, stylize).run()
    assert isinstance(outcome, Failed)
    assert outcome.result is None


def gone_with_its_device(step):
    """Return the step, with all its pictures and its state unavailable."""
    fail = raising(RuntimeError("CUDA error: device-side assert triggered"))
    return replace(step, snapshot=lambda _side: fail(), artwork=fail, state=fail)


def test_a_failed_preview_is_reported_once_and_the_run_continues(qapp, job):
    clock = Clock()

    def small(side):
        if side:
            raise MemoryError
        return step_of(5, 5).snapshot(0)

    def stylize(job, control):
        for index in range(1, 6):
            clock.now = index
            yield replace(step_of(index, 5), snapshot=small)

    bench = Bench(job, stylize, clock=clock)
    told = []
    bench.worker.preview_failed.connect(lambda: told.append(None))
    outcome = bench.run()
    assert isinstance(outcome, Finished)
    assert (len(told), len(bench.progress)) == (1, 5)
    assert (outcome.result.pixels == 5).all()


def test_after_a_device_failure_the_last_shown_picture_is_kept(qapp, job):
    clock = Clock()

    def stylize(job, control):
        for index in (1, 2, 3, 4):
            clock.now = index
            step = step_of(index, 9)
            yield gone_with_its_device(step) if index == 4 else step
        raising(RuntimeError("CUDA error: unspecified launch failure"))()

    outcome = Bench(job, stylize, RunControl(preview_side=16), clock).run()
    assert isinstance(outcome, Failed)
    assert outcome.result.pixels.shape == (16, 16, 3)
    assert (outcome.result.pixels == 3).all()
    assert (outcome.result.deep == 3 * 257).all()
    assert outcome.result.state is None


def test_after_a_device_failure_a_larger_saved_picture_is_kept(qapp, job):
    class Saved(Autosave):
        def picture(self):
            return step_of(2, 9).snapshot(0)

    def stylize(job, control):
        yield gone_with_its_device(step_of(1, 9))
        raising(RuntimeError("CUDA error: unspecified launch failure"))()

    outcome = Bench(job, stylize, autosave=Saved(lambda: None)).run()
    assert outcome.result.pixels.shape == (WHOLE_SIDE, WHOLE_SIDE, 3)
    assert (outcome.result.pixels == 2).all()


def test_the_next_run_works_after_one_that_failed(qapp, job):
    assert isinstance(Bench(job, steps(1, then=raising(RuntimeError("gone")))).run(), Failed)
    assert isinstance(Bench(job, steps(2)).run(), Finished)


def test_a_step_is_saved_when_a_save_is_due(qapp, job):
    saved = []

    class Everything(Autosave):
        def save_if_due(self, step):
            saved.append(step.index)

    Bench(job, steps(3), autosave=Everything(lambda: None)).run()
    assert saved == [1, 2, 3]
