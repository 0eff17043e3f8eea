"""Autosave saves on time, and its errors never reach the run."""

import pytest

from nst_desktop.core.errors import UserError
from nst_desktop.resume.autosave import Autosave
from tests.fakes import step_of


class Disk:
    """Keeper and clock: every save takes `takes` seconds."""

    def __init__(self, takes=0.0):
        self.now, self.takes, self.saved, self.ended = 0.0, takes, [], []
        self.error = None

    def __call__(self):
        return self.now

    def begin(self):
        return self

    def save(self, step):
        self.now += self.takes
        if self.error:
            raise self.error
        self.saved.append(step.index)

    def discard(self):
        self.ended.append("discarded")

    def leave(self):
        self.ended.append("left")

    def picture(self):
        raise OSError("gone")


def work(autosave, disk, steps, seconds=1.0):
    """Do this many steps, each of this many seconds."""
    for index in range(1, steps + 1):
        disk.now += seconds
        autosave.save_if_due(step_of(index, steps))


def test_runs_are_saved_at_every_interval():
    disk = Disk()
    work(Autosave(disk.begin, 30, clock=disk), disk, 100)
    assert disk.saved == [30, 60, 90]


def test_an_interval_of_0_means_never():
    disk = Disk()
    work(Autosave(disk.begin, 0, clock=disk), disk, 100)
    assert disk.saved == []


@pytest.mark.parametrize("takes", [0.1, 1.0, 8.0])
def test_saving_takes_at_most_2_percent_of_the_time(takes):
    disk = Disk(takes)
    work(Autosave(disk.begin, 30, clock=disk), disk, 3000)
    assert len(disk.saved) > 2
    since = disk.now - 30  # the first save does not know yet how long it takes
    assert (len(disk.saved) - 1) * takes <= 0.02 * since


def test_a_full_disk_is_reported_once_and_retried():
    disk, reported = Disk(), []
    disk.error = OSError("full")
    autosave = Autosave(disk.begin, 30, reported.append, disk)
    work(autosave, disk, 100)
    assert reported == [disk.error]
    disk.error = None
    work(autosave, disk, 31)
    assert len(disk.saved) == 1


@pytest.mark.parametrize("error", [OSError(28, "No space left"), UserError("full")])
def test_a_full_disk_logs_no_traceback(caplog, error):
    disk = Disk()
    disk.error = error
    autosave = Autosave(disk.begin, 30, clock=disk)
    work(autosave, disk, 100)
    autosave.picture()
    disk.leave = disk.picture
    autosave.leave()
    assert all(record.exc_info is None for record in caplog.records)
    assert "Traceback" not in caplog.text


def test_a_bug_is_logged_once_with_its_traceback(caplog):
    disk = Disk()
    disk.error = ZeroDivisionError("a bug")
    work(Autosave(disk.begin, 30, clock=disk), disk, 100)
    assert caplog.text.count("Traceback") == 1


def test_a_run_continues_when_no_session_can_be_created():
    disk, reported = Disk(), []

    def begin():
        raise MemoryError

    autosave = Autosave(begin, 30, reported.append, disk)
    work(autosave, disk, 100)
    assert len(reported) == 1
    assert autosave.picture() is None
    autosave.finish()


def test_the_end_of_a_run_ends_its_session():
    for end in ("discarded", "left"):
        disk = Disk()
        autosave = Autosave(disk.begin, 30, clock=disk)
        work(autosave, disk, 40)
        autosave.finish() if end == "discarded" else autosave.leave()
        work(autosave, disk, 100)
        assert (disk.saved, disk.ended) == ([30], [end])


def test_an_unreadable_saved_picture_is_none():
    disk = Disk()
    autosave = Autosave(disk.begin, 30, clock=disk)
    work(autosave, disk, 40)
    assert autosave.picture() is None
