"""QueueRunner with fake makers and real files."""

import os
from dataclasses import replace

import pytest

from nst_desktop.core.errors import UserError
from nst_desktop.core.params import StyleParams
from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.job_record import JobState
from nst_desktop.making.order import ArtworkFailed, ComputeSettings, Order
from nst_desktop.queue.destination import Destination
from nst_desktop.queue.queue_store import QueueStore
from nst_desktop.recipes.plan import Plan, StyleFile
from nst_desktop.run.queue_runner import QueueRunner
from tests.hands import TIMEOUT
from tests.painters import Painters

DONE = ArtworkFailed(UserError("It is only made up."))


@pytest.fixture
def painters():
    return Painters()


@pytest.fixture
def make_runner(tmp_path, painters, make_picture):
    """Return a function that makes a runner with one artwork queued per photograph."""
    painting = make_picture("ink.png", seed=9)
    made = []

    def make(names=(), makers=painters):
        store = QueueStore.open(tmp_path / "queue")
        plans = [
            Plan(
                params=StyleParams(size=64, steps=3),
                content=make_picture(f"{name}.png", seed=len(name)),
                styles=(StyleFile(painting),),
            )
            for name in names
        ]
        store.queue.add(plans, "builtin")
        store.save()
        runner = QueueRunner(Destination(tmp_path / "out"), makers)
        runner.use(store)
        made.append((runner, store))
        return runner, store

    yield make
    for runner, store in made:
        assert runner.shut_down(5)
        store.release()


def states(store):
    return [each.state for each in store.queue.entries]


def names(store):
    return [each.file.name for each in store.queue.entries]


def until_over(qtbot, runner):
    qtbot.waitUntil(lambda: not runner.is_busy(), timeout=TIMEOUT)


def until_begun(qtbot, painters, *wanted):
    qtbot.waitUntil(lambda: painters.begun == list(wanted), timeout=TIMEOUT)


def test_all_are_made_in_order_despite_a_failure(qtbot, make_runner, painters, tmp_path):
    runner, store = make_runner(["a", "b", "c"])
    painters.failing = {"b"}
    painters.let_go()
    busy = []
    runner.busy_changed.connect(busy.append)
    runner.start_if_possible()
    until_over(qtbot, runner)
    assert busy == [True, False]
    assert states(store) == [JobState.FINISHED, JobState.FAILED, JobState.FINISHED]
    assert store.queue.entries[1].reason == "The painting is gone."
    assert sorted(os.listdir(tmp_path / "out")) == ["a_ink.png", "c_ink.png"]
    assert store.queue.entries[2].width == 64


def test_entries_added_during_the_work_are_made_too(qtbot, make_runner, painters):
    runner, store = make_runner(["a"])
    runner.start_if_possible()
    until_begun(qtbot, painters, "a")
    store.queue.add([store.queue.entries[0].plan], "builtin")
    painters.let_go()
    until_over(qtbot, runner)
    assert names(store) == ["a_ink.png", "a_ink-2.png"]


def test_removing_the_running_entry_abandons_it(qtbot, make_runner, painters):
    runner, store = make_runner(["a", "b"])
    runner.start_if_possible()
    until_begun(qtbot, painters, "a")
    store.queue.remove([store.queue.entries[0].id])
    until_begun(qtbot, painters, "a", "b")
    painters.let_go()
    until_over(qtbot, runner)
    assert painters.made == ["b"]
    assert names(store) == ["b_ink.png"]


def test_no_entry_starts_after_pausing(qtbot, make_runner, painters):
    runner, store = make_runner(["a", "b"])
    runner.start_if_possible()
    until_begun(qtbot, painters, "a")
    store.queue.pause(True)
    painters.let_go()
    until_over(qtbot, runner)
    assert states(store) == [JobState.FINISHED, JobState.WAITING]
    store.queue.pause(False)
    runner.start_if_possible()
    until_over(qtbot, runner)
    assert painters.made == ["a", "b"]


def test_a_held_runner_waits_and_then_continues(qtbot, make_runner, painters):
    runner, store = make_runner(["a", "b"])
    runner.start_if_possible()
    until_begun(qtbot, painters, "a")
    runner.hold(True)
    qtbot.waitUntil(lambda: painters.held, timeout=1000)
    painters.let_go()
    assert states(store) == [JobState.RUNNING, JobState.WAITING]
    runner.hold(False)
    until_over(qtbot, runner)
    assert painters.begun == ["a", "b"], "what was held has not begun anew"


def test_nothing_starts_while_it_is_held(qtbot, make_runner, painters):
    runner, store = make_runner(["a"])
    runner.hold(True)
    runner.start_if_possible()
    assert not runner.is_busy()
    painters.let_go()
    with qtbot.waitSignal(runner.busy_changed, timeout=TIMEOUT):
        runner.hold(False)
    until_over(qtbot, runner)
    assert states(store) == [JobState.FINISHED]


def test_the_running_entry_restarts_next_time_and_nothing_is_made_twice(
    qtbot, make_runner, painters, tmp_path
):
    runner, store = make_runner(["a", "b", "c"])
    painters.let_go()
    with qtbot.waitSignal(runner.changed, timeout=TIMEOUT):
        runner.start_if_possible()
    qtbot.waitUntil(lambda: painters.made[:1] == ["a"], timeout=TIMEOUT)
    painters.keep_at_it()
    assert runner.shut_down(2)
    store.release()
    made = list(painters.made)
    runner, store = make_runner()
    assert JobState.RUNNING not in states(store)
    painters.let_go()
    runner.start_if_possible()
    until_over(qtbot, runner)
    assert states(store) == [JobState.FINISHED] * 3
    assert sorted(painters.made) == ["a", "b", "c"]
    assert painters.made[: len(made)] == made
    assert sorted(os.listdir(tmp_path / "out")) == ["a_ink.png", "b_ink.png", "c_ink.png"]


def test_an_artwork_written_before_a_crash_is_recognised(qtbot, make_runner, painters, tmp_path):
    runner, store = make_runner(["a"])
    runner.start_if_possible()
    until_begun(qtbot, painters, "a")
    kept = (tmp_path / "queue" / "queue.json").read_bytes()  # as it is during the work
    painters.let_go()
    until_over(qtbot, runner)
    store.release()
    (tmp_path / "queue" / "queue.json").write_bytes(kept)
    runner, store = make_runner()
    assert states(store) == [JobState.WAITING]
    runner.start_if_possible()
    until_over(qtbot, runner)
    assert states(store) == [JobState.FINISHED]
    assert painters.begun == ["a"]
    assert os.listdir(tmp_path / "out") == ["a_ink.png"]


def test_other_files_are_never_overwritten(qtbot, make_runner, painters, tmp_path):
    """Cover existing files and files created while the artwork is being made."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a_ink.png").write_bytes(b"mine")
    runner, store = make_runner(["a"])
    runner.start_if_possible()
    until_begun(qtbot, painters, "a")
    (tmp_path / "out" / "a_ink-2.png").write_bytes(b"mine too")
    painters.let_go()
    until_over(qtbot, runner)
    assert names(store) == ["a_ink-3.png"]
    assert (tmp_path / "out" / "a_ink.png").read_bytes() == b"mine"
    assert (tmp_path / "out" / "a_ink-2.png").read_bytes() == b"mine too"


def test_another_file_under_the_name_of_an_interrupted_entry_is_left_alone(
    qtbot, make_runner, painters, tmp_path
):
    runner, store = make_runner(["a"])
    runner.start_if_possible()
    until_begun(qtbot, painters, "a")
    assert runner.shut_down(2)
    store.release()
    (tmp_path / "out" / "a_ink.png").write_bytes(b"mine")
    painters.let_go()
    runner, store = make_runner()
    runner.start_if_possible()
    until_over(qtbot, runner)
    assert names(store) == ["a_ink-2.png"]
    assert (tmp_path / "out" / "a_ink.png").read_bytes() == b"mine"


def test_another_artwork_under_the_name_of_an_interrupted_entry_is_left_alone(
    qtbot, make_runner, painters, tmp_path, make_picture
):
    """Use two photographs called a.png in two folders."""
    runner, store = make_runner(["a"])
    runner.start_if_possible()
    until_begun(qtbot, painters, "a")
    entry = store.queue.entries[0]
    (tmp_path / "other").mkdir()
    other = replace(entry.plan, content=make_picture("other/a.png", seed=5))
    assert runner.shut_down(2)
    store.release()
    order = Order(1, other, SaveOptions(), "builtin", ComputeSettings(1))
    entry.file.write_bytes(made := painters.made_of(order).data)
    painters.let_go()
    runner, store = make_runner()
    store.queue.add([other], "builtin")
    runner.start_if_possible()
    until_over(qtbot, runner)
    assert names(store) == ["a_ink-2.png", "a_ink-3.png"]
    assert entry.file.read_bytes() == made


def test_a_folder_that_cannot_be_created_stops_the_queue_and_loses_nothing(
    qtbot, make_runner, painters, tmp_path
):
    (tmp_path / "out").write_bytes(b"no folder")
    runner, store = make_runner(["a", "b"])
    runner.broke.connect(lambda *_: store.queue.pause(True))
    with qtbot.waitSignal(runner.broke, timeout=TIMEOUT) as broke:
        runner.start_if_possible()
    until_over(qtbot, runner)
    assert "cannot be created" in broke.args[0]
    assert states(store) == [JobState.WAITING, JobState.WAITING]
    runner.set_destination(Destination(tmp_path / "elsewhere"))
    painters.let_go()
    store.queue.pause(False)
    runner.start_if_possible()
    until_over(qtbot, runner)
    assert sorted(os.listdir(tmp_path / "elsewhere")) == ["a_ink.png", "b_ink.png"]


def test_a_queue_that_cannot_be_saved_continues_and_says_so(
    qtbot, make_runner, painters, tmp_path, monkeypatch
):
    runner, store = make_runner(["a"])

    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "save", full)
    painters.let_go()
    with qtbot.waitSignal(runner.unsaved, timeout=TIMEOUT) as unsaved:
        runner.start_if_possible()
    until_over(qtbot, runner)
    assert unsaved.args == ["No space left on device"]
    assert states(store) == [JobState.FINISHED]


def test_every_order_has_the_precision_chosen_for_its_device(
    qtbot, make_runner, painters, monkeypatch
):
    monkeypatch.setattr(
        "nst_desktop.machine.tuning_file.chosen_precision", lambda device: f"for {device}"
    )
    orders = []
    monkeypatch.setattr(painters, "_outcome", lambda order, _: orders.append(order) or DONE)
    painters.let_go()
    runner, store = make_runner(["a", "b"])
    plan = store.queue.entries[1].plan
    named = replace(plan, params=replace(plan.params, precision="bfloat16"))
    store.queue.add([replace(plan, device="cpu"), named], "builtin")
    runner.start_if_possible()
    until_over(qtbot, runner)
    found = [each.computing.precision for each in orders]
    assert found == ["for auto", "for auto", "for cpu", "auto"]
    assert [each.plan.params.precision for each in orders][2:] == ["auto", "bfloat16"]
