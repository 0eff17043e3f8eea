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
from tests.hands import TIMEOUT

pytestmark = pytest.mark.slow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def trouble(monkeypatch):
    """trouble(numbers, do) passes these evaluations, from 1, to do(losses, gradient)."""

    def trouble(numbers, do):
        evaluate, count = Objective.evaluate, iter(range(1, 10**6))

        def troubled(self, picture, step):
            result = evaluate(self, picture, step)
            return do(*result) if next(count) in numbers else result

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
def app(make_app, load_pictures, set_params):
    app = make_app()
    load_pictures(app)
    set_params(app, steps=6)
    return app


def picture_is_kept(app):
    assert app.document.artwork().pixels.std() > 1
    assert app.window.run_bar.save.isEnabled()


def test_one_loss_that_is_no_number_is_overcome(app, run, trouble):
    trouble({random.randint(2, 6)}, not_a_number)
    assert isinstance(run(app), Finished)
    assert not app.window.message.isVisible()


def test_a_loss_that_stays_no_number_ends_the_run_with_its_picture(app, run, trouble):
    begun = random.randint(2, 6)
    trouble(range(begun, begun + 2), not_a_number)
    assert isinstance(run(app), Failed)
    assert "last good picture has been kept" in app.window.message.text()
    assert app.window.message.details() == ""
    picture_is_kept(app)
    assert isinstance(run(app), Finished), "the next run works"
    assert not app.window.message.isVisible()


@pytest.mark.parametrize("error", OUT_OF_MEMORY, ids=["CPU", "CUDA"])
def test_where_memory_runs_out_the_run_goes_on_in_strips(app, run, trouble, error):
    trouble({random.randint(1, 6)}, raising(error))
    assert isinstance(run(app), Finished)


@pytest.mark.parametrize("error", OUT_OF_MEMORY, ids=["CPU", "CUDA"])
def test_where_even_strips_do_not_fit_a_size_is_proposed(app, run, trouble, error):
    begun = random.randint(2, 5)
    trouble(range(begun, begun + 20), raising(error))
    assert isinstance(run(app), Failed)
    assert "A size of" in app.window.message.text()
    picture_is_kept(app)


def test_a_fault_of_the_device_is_one_message_and_the_next_run_works(app, run, trouble):
    trouble({random.randint(2, 6)}, raising(RuntimeError("CUDA error: the device has gone")))
    assert isinstance(run(app), Failed)
    assert "Something went wrong" in app.window.message.text()
    assert "the device has gone" in app.window.message.details()
    picture_is_kept(app)
    assert isinstance(run(app), Finished)


def test_200_starts_and_stops_leave_no_thread_and_no_memory(
    qtbot, make_app, load_pictures, start, monkeypatch
):
    weights = chosen_weights.load_weights()
    monkeypatch.setattr(chosen_weights, "load_weights", lambda _source: weights)
    app = make_app(endless)
    load_pictures(app)
    process, chance, used, threads = psutil.Process(), random.Random(9), [], []
    for _ in range(200):
        with qtbot.waitSignal(app.run.ended, timeout=TIMEOUT) as ended:
            start(app)
            for _ in range(chance.randrange(4)):
                with qtbot.waitSignal(app.runner.progressed, timeout=TIMEOUT):
                    pass
            qtbot.mouseClick(app.window.run_bar.stop, LEFT)
        assert isinstance(ended.args[0], Stopped)
        used.append(process.memory_info().rss)
        threads.append(process.num_threads())
    assert max(threads[150:]) <= max(threads[50:100])
    assert max(used[150:]) < 1.05 * max(used[50:100])
