import json
import os
import threading
import time
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from PIL import Image

from nst_desktop import paths
from nst_desktop.core.job import Losses
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.history.history_store import Ending, HistoryStore, RunHistory
from nst_desktop.images.load import PictureError, load_picture
from nst_desktop.images.save import save_picture
from nst_desktop.recipes.recipe import Recipe, recipe_to_text
from nst_desktop.recipes.recipe_pictures import PictureNote
from nst_desktop.storage import atomic
from tests.strategies import any_json, patient

LOSSES = Losses(content=1.5, style=2.25, tv=0.125, total=3.875)
RECIPE = recipe_to_text(
    Recipe(
        params=StyleParams(size=96), mode=Mode.TRANSFER, content=PictureNote("lake.jpg", "0" * 64),
        styles=(PictureNote("ink.png", "1" * 64),), device="cpu", weights_name="builtin",
        weights_sha256="2" * 64, versions={}, steps_done=9, steps_total=9,
    )
)  # fmt: skip


def picture(width=96, height=64, value=0):
    rows = np.linspace(0, 255, height, dtype=np.uint8)[:, None, None]
    pixels = np.repeat(np.repeat(rows, width, 1), 3, 2)
    pixels[..., 0] = value
    return pixels


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "history"


def finish(history, recipe=RECIPE, pixels=None, save=save_picture):
    return history.finish(
        picture() if pixels is None else pixels, recipe, Ending.FINISHED,
        title="lake_ink", steps=9, seconds=12.5, save=save,
    )  # fmt: skip


@pytest.fixture
def make_entry(folder):
    """Return a function that adds a finished run with one moment to the history."""

    def make():
        history = RunHistory.create(folder)
        history.add(1, picture(), 0.5, LOSSES)
        return finish(history)

    return make


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_moment_keeps_its_numbers_its_parameters_and_a_small_picture(folder):
    history = RunHistory.create(folder, long_side=48)
    params = StyleParams(style_weight=7.5, seed=3)
    history.add(12, picture(value=200), 3.25, LOSSES, params)
    [moment] = history.moments()
    assert (moment.index, moment.step, moment.seconds, moment.losses) == (0, 12, 3.25, LOSSES)
    assert moment.params == params
    pixels = load_picture(moment.path).pixels
    assert pixels.shape == (32, 48, 3)
    assert abs(int(pixels[..., 0].mean()) - 200) < 4


def test_a_small_picture_is_not_enlarged(folder):
    history = RunHistory.create(folder, long_side=1024)
    history.add(1, picture(), 0.0, LOSSES)
    assert load_picture(history.moments()[0].path).pixels.shape == (64, 96, 3)


@pytest.mark.parametrize("keep", [2, 3, 10])
@pytest.mark.parametrize("steps", [1, 9, 10, 11, 100])
def test_moments_are_limited_and_cover_the_whole_run(folder, keep, steps):
    history = RunHistory.create(folder, keep=keep, long_side=16)
    for step in range(1, steps + 1):
        history.add(step, picture(24, 16), float(step), LOSSES)
        kept = [moment.step for moment in history.moments()]
        assert (kept[0], kept[-1]) == (1, step)
        assert len(kept) <= keep
    assert [moment.index for moment in history.moments()] == list(range(len(kept)))
    between = np.diff(kept)[:-1]  # without the newest, which may be closer to the one before
    assert len(set(between)) <= 1
    assert len(kept) > min(steps, keep) // 2
    written = names_in(history.moments()[0].path.parent)
    assert written == [moment.path.name for moment in history.moments()]


def test_moments_from_two_threads_stay_in_order(folder):
    history = RunHistory.create(folder, keep=8, long_side=16)

    def add(first):
        for step in range(first, 60, 2):
            history.add(step, picture(24, 16), float(step), LOSSES)

    threads = [threading.Thread(target=add, args=(first,)) for first in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    steps = [moment.step for moment in history.moments()]
    assert steps == sorted(set(steps))
    assert len(steps) <= 8


def test_a_moment_costs_little_at_1024_px(folder):
    noise = np.random.default_rng(0).integers(0, 256, (768, 1024, 3), dtype=np.uint8)
    history = RunHistory.create(folder)
    spent = []
    for step in range(1, 8):
        began = time.thread_time()
        history.add(step, noise, 0.0, LOSSES)
        spent.append(time.thread_time() - began)
    assert min(spent) <= 0.030


def test_a_full_disk_loses_only_the_new_moment(folder, monkeypatch):
    history = RunHistory.create(folder)
    history.add(1, picture(), 0.0, LOSSES)

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            history.add(2, picture(), 0.0, LOSSES)
    history.add(3, picture(), 0.0, LOSSES)
    assert [moment.step for moment in history.moments()] == [1, 3]
    assert len(names_in(history.moments()[0].path.parent)) == 2


def test_a_finished_run_becomes_an_entry_with_artwork_recipe_and_moments(folder):
    before = datetime.now(UTC)
    history = RunHistory.create(folder)
    for step in (1, 5, 9):
        history.add(step, picture(), float(step), LOSSES, StyleParams(seed=step))
    finish(history, pixels=picture(600, 400))
    [entry] = HistoryStore(folder).entries()
    assert (entry.id, entry.title, entry.ending) == (history.id, "lake_ink", Ending.FINISHED)
    assert (entry.width, entry.height, entry.steps, entry.seconds) == (600, 400, 9, 12.5)
    assert entry.pictures == ("lake.jpg", "ink.png")
    assert before <= entry.date <= datetime.now(UTC)
    assert np.array_equal(load_picture(entry.artwork).pixels, picture(600, 400))
    assert load_picture(entry.thumbnail).pixels.shape == (171, 256, 3)
    assert entry.recipe_text() == RECIPE
    assert entry.moments() == history.moments()
    assert [moment.params.seed for moment in entry.moments()] == [1, 5, 9]


def test_a_run_without_a_recipe_becomes_an_entry_too(folder):
    entry = finish(RunHistory.create(folder), recipe=None)
    assert entry.pictures == ()
    assert entry.recipe_text() is None


def test_a_16_bit_artwork_is_saved_unchanged(folder):
    pixels_16 = picture(value=100).astype(np.uint16) * 257
    saved = []

    def save(pixels, path, recipe):
        saved.append(pixels)
        save_picture(picture(value=100), path, recipe)

    entry = finish(RunHistory.create(folder), pixels=pixels_16, save=save)
    assert saved[0] is pixels_16
    shown = load_picture(entry.thumbnail).pixels
    assert abs(int(shown[..., 0].mean()) - 100) < 4


def test_a_title_is_cleaned_and_cut(folder):
    history = RunHistory.create(folder)
    history.finish(
        picture(), None, Ending.STOPPED, title="a\nb\ud800" + "c" * 999, steps=1, seconds=0.0,
        save=save_picture,
    )  # fmt: skip
    assert HistoryStore(folder).entries()[0].title == "ab" + "c" * 253


def test_a_run_whose_artwork_cannot_be_written_is_not_an_entry(folder):
    def save(*_):
        raise PictureError("The disk is full.")

    with pytest.raises(PictureError):
        finish(RunHistory.create(folder), save=save)
    assert HistoryStore(folder).entries() == []


def test_a_run_in_progress_is_not_an_entry_and_is_not_pruned(folder):
    history = RunHistory.create(folder)
    history.add(1, picture(), 0.0, LOSSES)
    gallery = HistoryStore(folder)
    assert gallery.prune(max_entries=1) == []
    assert gallery.entries() == []
    assert history.moments()[0].path.exists()


def test_runs_that_crashed_long_ago_are_removed(folder):
    history = RunHistory.create(folder)
    history.add(1, picture(), 0.0, LOSSES)
    long_ago = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    os.utime(folder / history.id, (long_ago, long_ago))
    HistoryStore(folder).prune()
    assert names_in(folder) == []


def test_a_discarded_run_leaves_nothing(folder):
    history = RunHistory.create(folder)
    history.discard()
    assert names_in(folder) == []


def test_a_missing_history_is_an_empty_gallery():
    gallery = HistoryStore(paths.history_folder())
    assert gallery.entries() == []
    assert gallery.prune() == []


def test_the_newest_entry_comes_first(folder, make_entry):
    made = [make_entry().id for _ in range(3)]
    assert [entry.id for entry in HistoryStore(folder).entries()] == made[::-1]


def test_an_entry_is_deleted_with_all_its_files(folder, make_entry):
    first, second = make_entry(), make_entry()
    gallery = HistoryStore(folder)
    gallery.delete(first)
    assert gallery.entries() == [second]
    assert names_in(folder) == [second.id]
    with pytest.raises(FileNotFoundError):
        gallery.delete(first)


def test_an_entry_of_another_folder_is_not_deleted(tmp_path, make_entry):
    entry = make_entry()
    with pytest.raises(FileNotFoundError):
        HistoryStore(tmp_path / "other").delete(entry)
    assert entry.artwork.exists()


def test_the_oldest_are_pruned_when_there_are_too_many(folder, make_entry):
    made = [make_entry() for _ in range(4)]
    pruned = HistoryStore(folder).prune(max_entries=2)
    assert {entry.id for entry in pruned} == {made[0].id, made[1].id}
    assert [entry.id for entry in HistoryStore(folder).entries()] == [made[3].id, made[2].id]


def test_the_oldest_are_pruned_when_they_take_too_much_space_but_never_the_newest(
    folder, make_entry
):
    made = [make_entry() for _ in range(3)]
    entry_size = sum(path.stat().st_size for path in made[0].folder.iterdir())
    gallery = HistoryStore(folder)
    gallery.prune(max_bytes=int(2.5 * entry_size))
    assert [entry.id for entry in gallery.entries()] == [made[2].id, made[1].id]
    gallery.prune(max_bytes=1)
    assert [entry.id for entry in gallery.entries()] == [made[2].id]


def change(**parts):
    def spoil(entry):
        document = json.loads((entry.folder / "entry.json").read_text())
        (entry.folder / "entry.json").write_text(json.dumps({**document, **parts}))

    return spoil


def write(name, data):
    return lambda entry: (entry.folder / name).write_bytes(data)


def link_elsewhere(entry):
    entry.artwork.unlink()
    entry.artwork.symlink_to("/etc/hostname")


SPOILERS = {
    "no json": write("entry.json", b"{"),
    "no text": write("entry.json", b"\xff\xfe"),
    "too long": write("entry.json", b" " * 70_000),
    "nested": write("entry.json", b"[" * 60_000),
    "newer": change(version=2),
    "unknown part": change(artwork="/etc/passwd"),
    "title": change(title="a\u001b[31m"),
    "long title": change(title="x" * 300),
    "no date": change(date="yesterday"),
    "date without a zone": change(date="2026-01-01T00:00:00"),
    "date beyond": change(date="0001-01-01T00:00:00+23:00"),
    "steps": change(steps=-1),
    "huge": change(width=10**17),
    "seconds": change(seconds=-1.0),
    "ending": change(ending="burnt"),
    "pictures": change(pictures=[1]),
    "picture names": change(pictures=["a\nb"]),
    "no artwork": lambda entry: entry.artwork.unlink(),
    "no thumbnail": lambda entry: entry.thumbnail.unlink(),
    "a link": link_elsewhere,
}


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS)
def test_a_damaged_entry_is_skipped_and_logged_and_hides_no_other(
    folder, make_entry, caplog, spoil
):
    good, bad = make_entry(), make_entry()
    spoil(bad)
    assert HistoryStore(folder).entries() == [good]
    assert bad.id in caplog.text


def test_other_files_in_the_folder_are_not_entries(folder, make_entry, tmp_path):
    entry = make_entry()
    entry.folder.rename(tmp_path / "elsewhere")
    (folder / entry.id).symlink_to(tmp_path / "elsewhere")
    (folder / "notes.txt").write_text("mine")
    (folder / "photos").mkdir()
    gallery = HistoryStore(folder)
    assert gallery.entries() == []
    gallery.prune(max_entries=1)
    assert names_in(folder) == sorted([entry.id, "notes.txt", "photos"])


@pytest.mark.parametrize(
    "data", [b"", b"not a picture", b"\xff\xd8\xff\xfe\x00\x06\xff\xfe\x00\x00"]
)
def test_a_damaged_moment_is_skipped(make_entry, caplog, data):
    entry = make_entry()
    (entry.folder / "moment_0000005.jpg").write_bytes(data)
    assert [moment.step for moment in entry.moments()] == [1]
    assert "moment_0000005.jpg is skipped" in caplog.text


@patient
@given(any_json)
def test_moments_with_any_json_are_read_or_skipped(tmp_path_factory, value):
    folder = tmp_path_factory.mktemp("history")
    entry = finish(RunHistory.create(folder))
    comment = json.dumps(value).encode()
    Image.new("RGB", (8, 8)).save(entry.folder / "moment_0000001.jpg", comment=comment[:60_000])
    assert entry.moments() == []


@patient
@given(any_json)
def test_entries_with_any_json_are_read_or_skipped(tmp_path_factory, value):
    folder = tmp_path_factory.mktemp("history")
    entry = finish(RunHistory.create(folder))
    (entry.folder / "entry.json").write_text(json.dumps(value))
    assert HistoryStore(folder).entries() == []
