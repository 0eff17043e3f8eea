from threading import Event, Thread

import pytest

from nst_desktop.core.errors import StoppedError
from nst_desktop.core.params import StyleParams
from nst_desktop.run.control import Mailbox, RunControl

SOON = 5  # seconds; reached only by a failing test


class Passer:
    """Thread that passes one checkpoint and records the outcome."""

    def __init__(self, control: RunControl) -> None:
        self._control = control
        self.passed, self.stopped = Event(), Event()
        self._thread = Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._control.checkpoint()
            self.passed.set()
        except StoppedError:
            self.stopped.set()

    def join(self) -> None:
        self._thread.join(SOON)
        assert not self._thread.is_alive()


def test_a_run_that_is_not_paused_passes_its_checkpoints():
    RunControl().checkpoint()


def test_a_paused_run_waits_until_it_is_resumed():
    control = RunControl()
    control.pause()
    passer = Passer(control)
    assert not passer.passed.wait(0.05)
    control.resume()
    passer.join()
    assert passer.passed.is_set()


def test_a_stopped_run_ends_at_its_next_checkpoint():
    control = RunControl()
    control.stop()
    with pytest.raises(StoppedError):
        control.checkpoint()


def test_a_paused_run_can_be_stopped():
    control = RunControl()
    control.pause()
    passer = Passer(control)
    control.stop()
    passer.join()
    assert passer.stopped.is_set()


def test_a_stopped_run_stays_stopped_after_a_resume():
    control = RunControl()
    control.stop()
    control.resume()
    with pytest.raises(StoppedError):
        control.checkpoint()


def test_changed_parameters_are_taken_once_and_the_newest_wins():
    control = RunControl()
    assert control.take_params() is None
    control.change(StyleParams(style_weight=2))
    control.change(StyleParams(style_weight=3))
    assert control.take_params() == StyleParams(style_weight=3)
    assert control.take_params() is None


def test_the_newest_item_wins():
    box: Mailbox[str] = Mailbox()
    box.put("old")
    box.put("new")
    assert box.take() == "new"


def test_only_the_first_item_in_an_empty_mailbox_wakes_the_reader():
    box: Mailbox[int] = Mailbox()
    assert [box.put(1), box.put(2)] == [True, False]
    box.take()
    assert box.put(3)


def test_an_emptied_mailbox_is_empty():
    box: Mailbox[int] = Mailbox()
    box.put(1)
    box.take()
    assert box.take() is None
