"""The queue without a window: order, states, file and names."""

import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nst_desktop.core.layers import parse_layers
from nst_desktop.core.params import StyleParams
from nst_desktop.images.formats import Metadata, PictureFormat, SaveOptions
from nst_desktop.making.job_record import JobState
from nst_desktop.making.order import ArtworkMade
from nst_desktop.queue import queue_file
from nst_desktop.queue.destination import Destination, fault_of
from nst_desktop.queue.queue import MAX_COUNT, Queue, QueueError
from nst_desktop.queue.queue_file import queue_from_text, queue_to_text
from nst_desktop.queue.queue_store import QueueStore, QueueTakenError
from nst_desktop.recipes.plan import Plan, StyleFile
from nst_desktop.recipes.plan_json import plan_to_json
from nst_desktop.storage.strict_json import JsonError

MADE = ArtworkMade(b"", 512, 384, 3, 12.5, 0.5)
LAKE, INK = Path("/pictures/lake.jpg"), Path("/pictures/ink.png")


def plan(content=LAKE, styles=(INK,), **params):
    return Plan(params=StyleParams(**params), content=content, styles=tuple(map(StyleFile, styles)))


def queue_of(count):
    queue = Queue()
    queue.add([plan(seed=number) for number in range(count)], "builtin")
    return queue


def seeds(queue):
    """Return the seeds of the entries, which identify them, in order."""
    return [each.plan.params.seed for each in queue.entries]


def ids(queue, *numbers):
    return [each.id for each in queue.entries if each.plan.params.seed in numbers]


def file_for(entry, taken):
    return Path("/out") / f"{entry.plan.params.seed}.png"


@pytest.fixture
def store(tmp_path):
    store = QueueStore.open(tmp_path / "queue")
    yield store
    store.release()


def reopened(store, folder):
    store.release()
    return QueueStore.open(folder)


# order


@pytest.mark.parametrize(
    ("moved", "way", "order"),
    [
        ([1], -1, [1, 0, 2, 3]),
        ([1], 1, [0, 2, 1, 3]),
        ([0], -1, [0, 1, 2, 3]),
        ([3], 1, [0, 1, 2, 3]),
        ([2, 3], -1, [0, 2, 3, 1]),
        ([0, 2], 1, [1, 3, 0, 2]),
    ],
)
def test_entries_step_up_and_down_together_and_stay_at_the_ends(moved, way, order):
    queue = queue_of(4)
    queue.step(ids(queue, *moved), way)
    assert seeds(queue) == order


@pytest.mark.parametrize(
    ("moved", "place", "order"),
    [
        ([0], 4, [1, 2, 3, 0]),
        ([3], 0, [3, 0, 1, 2]),
        ([0, 2], 3, [1, 0, 2, 3]),
        ([1], 2, [0, 1, 2, 3]),
    ],
)
def test_entries_can_be_moved_to_any_index(moved, place, order):
    queue = queue_of(4)
    queue.move(ids(queue, *moved), place)
    assert seeds(queue) == order


def test_waiting_entries_start_in_order():
    queue = queue_of(3)
    queue.step(ids(queue, 2), -1)
    begun = []
    while (entry := queue.begin(file_for)) is not None:
        begun.append(entry.plan.params.seed)
        queue.finish(entry.id, entry.file)
    assert begun == [0, 2, 1]


def test_no_entry_starts_while_the_queue_is_paused():
    queue = queue_of(1)
    queue.pause(True)
    assert queue.begin(file_for) is None
    queue.pause(False)
    assert queue.begin(file_for) is not None


def test_only_failed_entries_are_retried():
    queue = queue_of(3)
    for _ in range(2):
        queue.begin(file_for)
    first, second, _ = queue.entries
    queue.fail(first.id, "No.")
    queue.finish(second.id, Path("/out/1.png"))
    queue.retry([each.id for each in queue.entries])
    assert [each.state for each in queue.entries] == [
        JobState.WAITING, JobState.FINISHED, JobState.WAITING,
    ]  # fmt: skip
    assert queue.entries[0].reason == ""


def test_clearing_removes_only_finished_entries():
    queue = queue_of(3)
    queue.finish(queue.begin(file_for).id, Path("/out/0.png"))
    queue.fail(queue.begin(file_for).id, "No.")
    queue.clear_finished()
    assert seeds(queue) == [1, 2]


def test_updates_of_a_removed_entry_change_nothing():
    queue = queue_of(2)
    entry = queue.begin(file_for)
    queue.remove([entry.id])
    before = queue.snapshot()
    queue.advance(entry.id, 0.5)
    queue.finish(entry.id, Path("/out/0.png"))
    queue.fail(entry.id, "No.")
    assert queue.snapshot() == before
    assert not queue.holds(entry.id)


def test_the_length_of_the_queue_is_limited():
    queue = queue_of(MAX_COUNT)
    with pytest.raises(QueueError, match=f"at most {MAX_COUNT} artworks"):
        queue.add([plan()], "builtin")
    assert len(queue.entries) == MAX_COUNT


def test_no_entry_is_started_twice_by_several_threads():
    queue, begun = queue_of(300), []

    def take():
        while (entry := queue.begin(file_for)) is not None:
            begun.append(entry.id)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(begun) == len(set(begun)) == 300


def test_restored_entries_come_before_those_added_since():
    queue = queue_of(3)
    queue.begin(file_for)
    before = queue.entries
    queue.remove(ids(queue, 0, 2))
    queue.add([plan(seed=9)], "builtin")
    queue.restore(before)
    assert seeds(queue) == [0, 1, 2, 9]
    assert all(each.state is JobState.WAITING for each in queue.entries)
    queue.restore(before, ids(queue, 1))
    assert seeds(queue) == [0, 2, 9]


def test_restoring_keeps_progress_made_meanwhile():
    queue = queue_of(2)
    before = queue.entries
    queue.begin(file_for)
    queue.finish(before[0].id, Path("/out/0.png"))
    queue.restore(before)
    assert [each.state for each in queue.entries] == [JobState.FINISHED, JobState.WAITING]


# the file


def test_a_queue_is_read_back_completely(store, tmp_path):
    blended = Plan(
        params=StyleParams(
            size=300, steps=7, init="noise", style_layers=parse_layers("conv1_1:1,conv2_1:0.5")
        ),
        content=None,
        styles=(StyleFile(INK, 0.25, 2.0), StyleFile(LAKE)),
        device="cuda:0",
    )
    masked = replace(
        plan(styles=(INK, LAKE)),
        regions=((Path("/masks/a.png"), 0), (Path("/masks/b.png"), 1)),
        style_masks=((Path("/masks/c.png"), 1),),
        protect=Path("/masks/d.png"),
    )
    store.queue.add([plan(), blended, plan(styles=()), masked], "torchvision")
    store.queue.begin(file_for)
    store.queue.finish(store.queue.entries[0].id, Path("/out/a.png"), MADE)
    store.queue.pause(True)
    store.save()
    before = store.queue.entries
    store = reopened(store, tmp_path / "queue")
    assert store.queue.entries == before
    assert store.queue.is_paused
    store.release()


def test_an_interrupted_entry_waits_and_keeps_its_file(store, tmp_path):
    store.queue.add([plan()], "builtin")
    store.queue.begin(file_for)
    store.queue.advance(store.queue.entries[0].id, 0.7)
    store.save()
    store = reopened(store, tmp_path / "queue")
    (entry,) = store.queue.entries
    assert (entry.state, entry.share) == (JobState.WAITING, 0.0)
    assert entry.file == Path("/out/0.png"), "so that it is not made twice"
    store.release()


def test_a_second_window_cannot_open_the_queue(store, tmp_path):
    with pytest.raises(QueueTakenError):
        QueueStore.open(tmp_path / "queue")
    store = reopened(store, tmp_path / "queue")
    store.release()


def whole(folder):
    store = QueueStore.open(folder)
    store.queue.add([plan()], "builtin")
    store.save()
    store.release()
    return (folder / "queue.json").read_text()


def with_part(text, **changes):
    found = json.loads(text)
    found["jobs"][0].update(changes)
    return json.dumps(found)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:-20],
        lambda text: "",
        lambda text: "\ufffd" + text,
        lambda text: text.replace("waiting", "wailing"),
        lambda text: text.replace('"version": 2', '"version": 3'),
        lambda text: with_part(text, id="../../x"),
        lambda text: with_part(text, file="relative.png"),
        lambda text: with_part(text, width=-1),
        lambda text: with_part(text, seconds=1e300),
        lambda text: with_part(text, reason="\u001b[31m"),
        lambda text: with_part(text, job={"content": "lake.jpg", "parameters": {}}),
        lambda text: with_part(text, job={"content": "/lake.jpg", "parameters": {"size": 1}}),
        lambda text: with_part(text, state="finished"),
        lambda text: json.dumps({**json.loads(text), "jobs": json.loads(text)["jobs"] * 2}),
    ],
)
def test_a_damaged_file_is_renamed_and_kept(tmp_path, damage):
    folder = tmp_path / "queue"
    damaged = damage(whole(folder)).encode()
    (folder / "queue.json").write_bytes(damaged)
    store = QueueStore.open(folder)
    assert store.queue.entries == ()
    assert store.damage.aside.read_bytes() == damaged
    store.queue.add([plan()], "builtin")
    store.save()
    assert store.damage.aside.read_bytes() == damaged
    store.release()
    (folder / "queue.json").write_bytes(b"{")
    again = QueueStore.open(folder)
    assert again.damage.aside != store.damage.aside, "the first one is not lost to the second"
    again.release()


def test_the_queue_is_written_only_after_a_change(store, tmp_path):
    store.queue.add([plan()], "builtin")
    store.save()
    file = tmp_path / "queue" / "queue.json"
    file.unlink()
    store.queue.advance(store.queue.entries[0].id, 0.5)
    store.save()
    assert not file.exists()
    store.queue.pause(True)
    store.save()
    assert file.exists()


def test_pictures_in_own_folders_are_copied_and_deleted_when_unused(store, tmp_path, make_picture):
    (tmp_path / "cache").mkdir()
    pasted = make_picture("cache/pasted-1.png")
    elsewhere, mask = make_picture("ink.png", seed=1), make_picture("cache/mask.png", seed=2)
    wanted = replace(plan(pasted, [elsewhere]), regions=((mask, 0),))
    kept = store.keep(wanted, (tmp_path / "cache",))
    assert kept.styles[0].path == elsewhere
    mask.unlink()
    pasted_bytes = pasted.read_bytes()
    pasted.unlink()
    assert kept.content.name == "pasted-1.png"
    assert kept.content.read_bytes() == pasted_bytes
    store.queue.add([kept], "builtin")
    store.save()
    store = reopened(store, tmp_path / "queue")
    assert kept.content.exists()
    assert kept.regions[0][0].exists()
    store.queue.remove([store.queue.entries[0].id])
    store.save()
    store = reopened(store, tmp_path / "queue")
    assert not kept.content.exists()
    assert not kept.regions[0][0].exists()
    store.release()


def test_starting_picture_and_background_are_read_back(store, tmp_path):
    wanted = replace(plan(), start=Path("/pictures/begun.png"), ground="#336699")
    store.queue.add([store.keep(wanted, ())], "builtin")
    store.save()
    store = reopened(store, tmp_path / "queue")
    assert [each.plan for each in store.queue.entries] == [wanted]
    store.release()


def test_a_weight_may_be_a_numpy_number(store):
    blended = replace(plan(), styles=(StyleFile(INK, np.float64(2.5)),))
    assert store.keep(blended, ()) == blended


def test_a_job_that_would_change_when_read_back_is_refused(store, monkeypatch):
    def without_ground(plan):
        return plan_to_json(replace(plan, ground="#ffffff"))

    monkeypatch.setattr(queue_file, "plan_to_json", without_ground)
    assert store.keep(plan(), ()) == plan()
    with pytest.raises(QueueError, match="cannot be queued"):
        store.keep(replace(plan(), ground="#336699"), ())


@pytest.mark.skipif(os.name != "posix", reason="only there names need not be text")
def test_names_that_are_not_text_are_read_back(store, tmp_path):
    odd = Path(os.fsdecode(b"/pictures/caf\xe9\n\x1b.jpg"))
    masked = replace(plan(odd, [odd]), regions=((odd, 0),))
    store.queue.add([store.keep(masked, ())], str(odd))
    store.queue.begin(lambda entry, taken: odd)
    store.queue.finish(store.queue.entries[0].id, odd)
    store.save()
    before = store.queue.entries
    store = reopened(store, tmp_path / "queue")
    assert store.damage is None
    assert store.queue.entries == before
    store.release()


def test_only_plans_with_impossible_names_are_refused(store):
    strange = [plan(Path("/pictures/la\0ke.jpg")), plan(Path("/pictures/\ud800.jpg"))]
    kept, refusal = store.keep_all([plan(), *strange, plan(INK)], ())
    assert [each.content for each in kept] == [LAKE, INK]
    assert "2 artworks could not be queued" in str(refusal)
    assert store.keep_all([plan()], ()) == ([plan()], None)
    with pytest.raises(QueueError, match="cannot be queued"):
        store.keep(strange[0], ())


# names


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{content}_{style}", "lake_ink.png"),
        ("{style} on {content} at {size}", "ink on lake at 512.png"),
        ("{content}_{style}_{number}", "lake_ink_001.png"),
        ("mine", "mine.png"),
    ],
)
def test_artworks_are_named_after_the_pattern(tmp_path, pattern, name):
    assert Destination(tmp_path, pattern).file_for(plan(), ()) == tmp_path / name


def test_a_name_that_exists_or_is_promised_gets_a_number(tmp_path):
    (tmp_path / "Lake_INK.png").touch()
    results = Destination(tmp_path)
    assert results.file_for(plan(), ()).name == "lake_ink-2.png"
    assert results.file_for(plan(), ["lake_ink-2.png"]).name == "lake_ink-3.png"
    numbered = replace(results, pattern="{number}")
    (tmp_path / "001.png").touch()
    assert numbered.file_for(plan(), ()).name == "002.png"


def test_placeholders_without_a_picture_leave_no_gap(tmp_path):
    results = Destination(tmp_path, "a_{content}_{style}", PictureFormat.JPEG)
    assert results.file_for(plan(None), ()).name == "a_ink.jpg"
    assert results.file_for(plan(styles=()), ()).name == "a_lake.jpg"


@pytest.mark.parametrize(
    "pattern",
    ["", "..", "{", "{}", "{what}", "{content!r}", "{size:>9}", "{content.name}", "a/b", "a:b",
     "{style}{style}", "x" * 81, "{content[0]}"],
)  # fmt: skip
def test_an_invalid_pattern_is_refused(tmp_path, pattern):
    assert fault_of(pattern)
    with pytest.raises(QueueError):
        Destination(tmp_path, pattern).file_for(plan(), ())


def test_the_longest_names_can_be_files(tmp_path):
    longest = plan(Path("/" + "ü" * 200), [Path("/" + each * 200) for each in "äöå"])
    file = Destination(tmp_path, "x" * 60 + "{content}{style}").file_for(longest, ())
    file.touch()
    assert Destination(tmp_path, "x" * 60 + "{content}{style}").file_for(longest, ()) != file


def test_a_destination_is_read_back_without_invalid_values(tmp_path):
    results = Destination(tmp_path / "mine", "{number}", PictureFormat.WEBP)
    assert Destination.from_dict(results.to_dict(), tmp_path) == results
    found = {"folder": "relative", "pattern": "{", "format": "exe"}
    assert Destination.from_dict(found, tmp_path) == Destination(tmp_path)


def test_save_options_are_read_back():
    queue = Queue()
    queue.add([plan()], "builtin", SaveOptions(metadata=Metadata.NONE, quality=80, density=300))
    queue.add([plan()], "builtin")
    text = queue_to_text(False, queue.entries)
    assert queue_from_text(text).entries == queue.entries
    for old, new in (
        ('"none"', '"some"'),
        ('"quality": 80', '"quality": 101'),
        ('"density"', '"thickness"'),
    ):
        assert old in text
        with pytest.raises(JsonError, match="options"):
            queue_from_text(text.replace(old, new))


def test_a_queue_of_version_1_has_only_the_metadata_option():
    queue = Queue()
    queue.add([plan()], "builtin")
    text = queue_to_text(False, queue.entries).replace('"id"', '"metadata": "none", "id"')
    assert queue_from_text(text).entries[0].options == SaveOptions(metadata=Metadata.NONE)
    with pytest.raises(JsonError, match="options"):
        queue_from_text(text.replace('"none"', '"some"'))
