from threading import current_thread, main_thread

import pytest

from nst_desktop.run.task import Tasks


@pytest.fixture
def tasks(qapp):
    tasks = Tasks()
    yield tasks
    assert tasks.finish(5)


def test_work_runs_on_another_thread_and_its_result_arrives_here(qtbot, tasks):
    answers = []
    tasks.start(
        current_thread,
        lambda worker: answers.append((worker, current_thread())),
        lambda error: answers.append(error),
    )
    qtbot.waitUntil(lambda: bool(answers))
    worker, here = answers[0]
    assert worker is not main_thread()
    assert here is main_thread()


def test_an_error_is_returned(qtbot, tasks):
    errors = []
    tasks.start(lambda: 1 / 0, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)
