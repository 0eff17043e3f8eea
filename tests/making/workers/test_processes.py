"""Processes that make artworks: each takes one order after another, and may crash."""

import multiprocessing
import time
from functools import partial

import pytest

from nst_desktop.core.errors import StoppedError, UserError
from nst_desktop.core.params import StyleParams
from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.job_events import Advanced, Ended
from nst_desktop.making.order import ArtworkFailed, ArtworkMade, ComputeSettings, Order
from nst_desktop.making.workers.processes import Processes
from nst_desktop.recipes.plan import Plan


def paint(order, report, control):
    """Report three steps; orders with odd numbers fail."""
    for step in (1, 2, 3):
        report(step / 3)
    if order.number % 2:
        return ArtworkFailed(UserError("It is odd."))
    return ArtworkMade(b"%d" % order.number, 64, 48, 3, 0.5, 1.0)


def paint_forever(order, report, control):
    while True:
        report(0.5)
        time.sleep(0.005)  # or the pipe would fill up faster than it is read


def paint_once_there(sign, order, report, control):
    """Hold up order 0 until this file exists."""
    while order.number == 0 and not sign.exists():
        report(0.5)
        time.sleep(0.005)
    return paint(order, report, control)


def paint_until_there(sign, order, report, control):
    """Run until this file exists, reporting the number of steps; can be held."""
    steps = 0
    while not sign.exists():
        control.checkpoint()
        steps += 1
        report(steps / 1e6)
        time.sleep(0.005)
    return ArtworkMade(b"done", 64, 48, 3, 0.5, 1.0)


def orders(count):
    for number in range(count):
        yield Order(
            number, Plan(params=StyleParams()), SaveOptions(), "builtin", ComputeSettings(1)
        )


def outcomes(events):
    return {event.number: event.outcome for event in events if isinstance(event, Ended)}


def test_every_order_ends_once_and_reports_its_steps():
    events = list(Processes(2, paint).make(orders(5), lambda: None))
    ended = [event for event in events if isinstance(event, Ended)]
    assert sorted(event.number for event in ended) == [0, 1, 2, 3, 4]
    assert len(events) == 5 * 4
    found = outcomes(events)
    assert [found[number].data for number in (0, 2, 4)] == [b"0", b"2", b"4"]
    assert found[3].reason == "It is odd."
    assert multiprocessing.active_children() == []


def test_an_order_is_taken_when_a_process_is_free():
    asked = []
    making = Processes(1, paint).make((asked.append(o) or o for o in orders(3)), lambda: None)
    next(making)
    assert len(asked) == 1
    making.close()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("times", "types"), [(1, [ArtworkMade, ArtworkMade]), (2, [ArtworkFailed, ArtworkMade])]
)
def test_a_crashed_process_is_replaced_and_its_order_retried(times, types, tmp_path):
    killed, found, sign = [], {}, tmp_path / "sign"
    making = Processes(1, partial(paint_once_there, sign)).make(
        (order for order in orders(3) if order.number != 1), no_stop
    )
    for event in making:
        if isinstance(event, Ended):
            found[event.number] = event.outcome
        elif event.share > 0 and len(killed) < times and event.number == 0:
            for process in multiprocessing.active_children():  # none if an old event arrived late
                process.kill()
                process.join()
                killed.append(process)
            if len(killed) == times:
                sign.touch()
    assert [type(found[number]) for number in (0, 2)] == types


def no_stop():
    pass


def test_an_exception_of_the_checkpoint_ends_all_processes():
    checks = iter(range(5))

    def checkpoint():
        if next(checks, None) is None:
            raise StoppedError

    with pytest.raises(StoppedError):
        list(Processes(2, paint_forever).make(orders(4), checkpoint))
    assert multiprocessing.active_children() == []


def test_a_held_run_pauses_and_resumes(tmp_path):
    sign, shares, quiet, found = tmp_path / "sign", [], 0, {}
    processes = Processes(1, partial(paint_until_there, sign))
    deadline = time.monotonic() + 30

    def checkpoint():
        nonlocal quiet
        assert time.monotonic() < deadline, "it does not stop"
        if len(shares) >= 5 and not sign.exists():
            processes.hold(True)
            quiet += 1
        if quiet == 4:  # no event for some checks
            shares.append(None)
            processes.hold(False)
            sign.touch()

    for event in processes.make(orders(1), checkpoint):
        if isinstance(event, Ended):
            found[event.number] = event.outcome
        else:
            quiet = 0
            shares.append(event.share)
    gap = shares.index(None)
    after = [share for share in shares[gap + 1 :] if share is not None]
    assert all(share > shares[gap - 1] for share in after), "it restarted"
    assert found[0].data == b"done"


def test_a_held_run_can_be_stopped(tmp_path):
    processes = Processes(1, partial(paint_until_there, tmp_path / "never"))
    making = processes.make(orders(2), lambda: None)
    next(making)
    processes.hold(True)
    making.close()
    assert multiprocessing.active_children() == []


def test_a_hold_after_the_end_of_an_order_does_not_stop_the_next(tmp_path):
    processes, found = Processes(1, paint), {}
    for event in processes.make(orders(3), lambda: None):
        if isinstance(event, Ended):
            found[event.number] = event.outcome
        processes.hold(isinstance(event, Advanced))
    assert sorted(found) == [0, 1, 2]
