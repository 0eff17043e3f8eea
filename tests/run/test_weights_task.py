from threading import Event, current_thread, main_thread

import pytest

from nst_desktop.core.errors import WeightsError
from nst_desktop.run.task import Tasks
from nst_desktop.run.weights_task import WeightsTask
from nst_desktop.weights import network_weights

TOTAL = 1000


@pytest.fixture
def make_task(qapp):
    """Return a function that makes a task; all tasks end with the test."""
    made = []

    def make(load):
        tasks = Tasks()
        made.append((tasks, WeightsTask(tasks, load)))
        return made[-1][1]

    yield make
    for tasks, task in made:
        task.abandon()
        assert tasks.finish(5)


def endless(source, progress, checkpoint):
    """Download until cancelled."""
    wait = Event()
    done = 0
    while True:
        checkpoint()
        done += 1
        progress(done, None)
        wait.wait(0.002)


def test_weights_are_loaded_on_another_thread_with_progress(qtbot, make_task):
    threads = []

    def load(source, progress, checkpoint):
        threads.append(current_thread())
        for done in range(0, TOTAL + 1):
            checkpoint()
            progress(done, TOTAL)
        return "weights"

    task = make_task(load)
    heard = []
    task.progressed.connect(lambda *given: heard.append(given))
    with qtbot.waitSignal(task.loaded) as loaded:
        task.start("torchvision")
        assert task.is_busy()
    assert loaded.args == ["torchvision"]
    assert not task.is_busy()
    assert threads[0] is not main_thread()
    assert heard[-1] == (TOTAL, TOTAL)
    assert len(heard) < TOTAL / 10, "the window is not kept busy by its reports"


def test_loading_can_be_cancelled(qtbot, make_task):
    task = make_task(endless)
    with qtbot.waitSignal(task.progressed) as heard:
        task.start("torchvision")
    assert heard.args[1] is None
    with qtbot.waitSignal(task.cancelled):
        task.cancel()
    assert not task.is_busy()


def test_an_error_is_reported_in_words(qtbot, make_task):
    def load(source, progress, checkpoint):
        raise WeightsError("a.pth is damaged.")

    task = make_task(load)
    with qtbot.waitSignal(task.failed) as failed:
        task.start("a.pth")
    assert failed.args == ["a.pth is damaged.", ""]
    assert not task.is_busy()


def test_of_two_files_only_the_second_is_reported(qtbot, make_task):
    hold = Event()

    def load(source, progress, checkpoint):
        hold.wait(5)
        if source == "bad.pth":
            raise WeightsError("bad.pth is damaged.")

    task = make_task(load)
    told = []
    task.failed.connect(lambda *given: told.append(given))
    task.cancelled.connect(lambda: told.append("cancelled"))
    task.start("bad.pth")
    with qtbot.waitSignal(task.loaded) as loaded:
        task.start("good.pth")
        hold.set()
    assert loaded.args == ["good.pth"]
    assert told == []


def test_the_task_works_with_the_real_loader(qtbot, make_task, tmp_path):
    task = make_task(network_weights.load_weights)
    with qtbot.waitSignal(task.failed) as failed:
        task.start(str(tmp_path / "none.pth"))
    assert "does not exist" in failed.args[0]
