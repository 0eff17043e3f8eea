from threading import Event, current_thread, main_thread

import numpy as np
import pytest

from nst_desktop.films.film import write_film
from nst_desktop.films.film_options import FilmOptions
from nst_desktop.run.film_task import FilmTask

SHORT = FilmOptions(seconds=0.4, hold=0, fps=10)
PICTURES = [np.full((8, 8, 3), grey, np.uint8) for grey in (0, 255)]


@pytest.fixture
def make_task(qapp):
    """Return a function that makes a task; all tasks end with the test."""
    made = []

    def make(write=write_film):
        made.append(FilmTask(write))
        return made[-1]

    yield make
    for task in made:
        assert task.finish(0, 5)


def endless(pictures, path, options, progress):
    wait = Event()
    while True:
        progress(0.25)
        wait.wait(0.002)


def test_a_film_is_written_on_another_thread_and_reports_its_progress(qtbot, make_task, tmp_path):
    threads = []

    def write(*given):
        threads.append(current_thread())
        write_film(*given)

    task = make_task(write)
    shares = []
    task.progressed.connect(shares.append)
    with qtbot.waitSignal(task.written) as written:
        task.start(PICTURES, tmp_path / "film.gif", SHORT)
        assert task.is_busy()
    assert written.args == [tmp_path / "film.gif"]
    assert (tmp_path / "film.gif").exists()
    assert not task.is_busy()
    assert threads[0] is not main_thread()
    assert shares[0] == 0


def test_a_cancelled_film_is_reported_once_and_the_next_one_is_written(qtbot, make_task, tmp_path):
    task = make_task(endless)
    outcomes = []
    for name in ("written", "failed", "cancelled"):
        getattr(task, name).connect(lambda *_, name=name: outcomes.append(name))
    with qtbot.waitSignal(task.cancelled):
        task.start(PICTURES, tmp_path / "film.gif", SHORT)
        task.cancel()
    task._write = write_film
    with qtbot.waitSignal(task.written):
        task.start(PICTURES, tmp_path / "film.gif", SHORT)
    assert outcomes == ["cancelled", "written"]


def test_a_new_film_cancels_the_previous_one_silently(qtbot, make_task, tmp_path):
    task = make_task(endless)
    with qtbot.waitSignal(task.progressed):
        task.start(PICTURES, tmp_path / "first.gif", SHORT)
    task._write = write_film
    with qtbot.assertNotEmitted(task.cancelled), qtbot.waitSignal(task.written) as written:
        task.start(PICTURES, tmp_path / "second.gif", SHORT)
    assert written.args == [tmp_path / "second.gif"]
    assert not (tmp_path / "first.gif").exists()


def test_a_held_film_waits_and_can_be_cancelled(qtbot, make_task, tmp_path):
    task = make_task()
    task.hold(True)
    with qtbot.assertNotEmitted(task.written, wait=100):
        task.start(PICTURES, tmp_path / "film.gif", SHORT)
    with qtbot.waitSignal(task.written):
        task.hold(False)
    task.hold(True)
    task.start(PICTURES, tmp_path / "another.gif", SHORT)
    with qtbot.waitSignal(task.cancelled):
        task.cancel()
    assert not (tmp_path / "another.gif").exists()


@pytest.mark.parametrize(
    ("folder", "is_fault"), [("gone", False), ("", True)], ids=["no folder", "a fault"]
)
def test_a_failed_film_says_why(qtbot, make_task, tmp_path, folder, is_fault):
    def broken(*_):
        raise ZeroDivisionError

    task = make_task(broken if is_fault else write_film)
    with qtbot.waitSignal(task.failed) as failed:
        task.start(PICTURES, tmp_path / folder / "film.gif", SHORT)
    text, details = failed.args
    assert text
    assert ("ZeroDivisionError" in details) is is_fault


def test_finish_waits_for_a_film_or_cancels_it(qtbot, make_task, tmp_path):
    task = make_task()
    task.hold(True)
    task.start(PICTURES, tmp_path / "film.gif", SHORT)
    assert task.finish(10, 0)
    assert (tmp_path / "film.gif").exists()
    task = make_task(endless)
    task.start(PICTURES, tmp_path / "another.gif", SHORT)
    assert task.finish(0.05, 5)
    assert not (tmp_path / "another.gif").exists()
