"""Runs in trouble, with the real engine, and 200 in a row: the window stays usable."""

import math
import random

import psutil
import pytest
import torch
from PySide6.QtCore import Qt

from nst_desktop.core.job import Losses
from nst_desktop.core.objective import Objective
from nst_desktop.document import chosen_weights
from nst_desktop.run.run_events import Failed, Finished, Stopped
from tests.fakes import endless
from tests.hands import PATIENCE

pytestmark = pytest.mark.slow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def trouble(monkeypatch):
    """trouble(numbers, do) calls do(losses, gradient) for what the evaluations of these numbers,
    from 1, have found."""

    def trouble(numbers, do):
        evaluate, count = Objective.evaluate, iter(range(1, 10**6))

        def troubled(self, picture, step):
            found = evaluate(self, picture, step)
            return do(*found) if next(count) in numbers else found

        monkeypatch.setattr(Objective, "evaluate", troubled)

    return trouble


def not_a_number(_losses, gradient):
    return Losses(math.nan, 0, 0, math.nan), gradient * math.nan


def raising(error):
    def do(*_):
        raise error

    return do


OUT_OF_MEMORY = [
    RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes"),
    torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
]


@pytest.fixture
def studio(make_studio, load_pictures, set_params):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, steps=6)
    return studio


def picture_is_kept(studio):
    assert studio.document.artwork().pixels.std() > 1
    assert studio.window.run_bar.save.isEnabled()


def test_one_loss_that_is_no_number_is_overcome(studio, run, trouble):
    trouble({random.randint(2, 6)}, not_a_number)
    assert isinstance(run(studio), Finished)
    assert not studio.window.message.isVisible()


def test_a_loss_that_stays_no_number_ends_the_run_with_its_picture(studio, run, trouble):
    begun = random.randint(2, 6)
    trouble(range(begun, begun + 2), not_a_number)
    assert isinstance(run(studio), Failed)
    assert "last good picture is kept" in studio.window.message.text()
    assert studio.window.message.details() == ""
    picture_is_kept(studio)
    assert isinstance(run(studio), Finished), "the next run works"
    assert not studio.window.message.isVisible()


@pytest.mark.parametrize("error", OUT_OF_MEMORY, ids=["CPU", "CUDA"])
def test_where_memory_runs_out_the_run_goes_on_in_strips(studio, run, trouble, error):
    trouble({random.randint(1, 6)}, raising(error))
    assert isinstance(run(studio), Finished)


@pytest.mark.parametrize("error", OUT_OF_MEMORY, ids=["CPU", "CUDA"])
def test_where_even_strips_do_not_fit_a_size_is_proposed(studio, run, trouble, error):
    begun = random.randint(2, 5)
    trouble(range(begun, begun + 20), raising(error))
    assert isinstance(run(studio), Failed)
    assert "A size of" in studio.window.message.text()
    picture_is_kept(studio)


def test_a_fault_of_the_device_is_one_message_and_the_next_run_works(studio, run, trouble):
    trouble({random.randint(2, 6)}, raising(RuntimeError("CUDA error: the device has gone")))
    assert isinstance(run(studio), Failed)
    assert "Something went wrong" in studio.window.message.text()
    assert "the device has gone" in studio.window.message.details()
    picture_is_kept(studio)
    assert isinstance(run(studio), Finished)


def test_200_starts_and_stops_leave_no_thread_and_no_memory(
    qtbot, make_studio, load_pictures, start, monkeypatch
):
    weights = chosen_weights.load_weights()
    monkeypatch.setattr(chosen_weights, "load_weights", lambda _source: weights)
    studio = make_studio(endless)
    load_pictures(studio)
    process, chance, used, threads = psutil.Process(), random.Random(9), [], []
    for _ in range(200):
        with qtbot.waitSignal(studio.running.ended, timeout=PATIENCE) as ended:
            start(studio)
            for _ in range(chance.randrange(4)):
                with qtbot.waitSignal(studio.runner.progressed, timeout=PATIENCE):
                    pass
            qtbot.mouseClick(studio.window.run_bar.stop, LEFT)
        assert isinstance(ended.args[0], Stopped)
        used.append(process.memory_info().rss)
        threads.append(process.num_threads())
    assert max(threads[150:]) <= max(threads[50:100])
    assert max(used[150:]) < 1.05 * max(used[50:100])
