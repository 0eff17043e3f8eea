"""A batch: who makes the artworks is made up here; what becomes of them is real."""

import csv
import json
from types import SimpleNamespace

import numpy as np
import pytest

from nst_desktop.core.errors import Stopped, UserError
from nst_desktop.core.params import StyleParams
from nst_desktop.files.batch import batch as batch_module
from nst_desktop.files.batch.artwork import Computing, Failed, Made, Order
from nst_desktop.files.batch.batch import Batch, State
from nst_desktop.files.batch.events import Advanced, Ended
from nst_desktop.files.batch.jobs import jobs_for
from nst_desktop.files.batch.parcel import pack, unpacked
from nst_desktop.files.batch.report import write_report
from nst_desktop.files.encoding import encode
from nst_desktop.files.formats import PictureFormat, SaveOptions
from nst_desktop.files.images import PictureError
from nst_desktop.files.plans import Plan, StyleFile, write_recipe
from nst_desktop.files.recipes import to_text

WEIGHTS = SimpleNamespace(name="builtin", sha256="a" * 64)
PARAMS = StyleParams(size=64, steps=3)


class Painters:
    """Makers without a network: each artwork is grey, and told of at every third."""

    def __init__(self, failing=(), done_of=3):
        self._failing, self._done_of = failing, done_of
        self.asked = []

    def make(self, orders, checkpoint):
        for order in orders:
            checkpoint()
            self.asked.append(order.number)
            yield Advanced(order.number, 0.5)
            yield Ended(order.number, self._outcome(order))

    def _outcome(self, order):
        if order.number in self._failing:
            return Failed(UserError("The painting is gone."))
        recipe = write_recipe(order.plan, order.plan.params, WEIGHTS, "cpu", (self._done_of, 3))
        pixels = np.full((48, 64, 3), order.number, np.uint8)
        data = encode(pixels, to_text(recipe), SaveOptions(format=order.format))
        return Made(data, 64, 48, 3, 1.25, 0.5)


@pytest.fixture
def make_batch(make_picture, tmp_path):
    """make_batch() plans an artwork for each of four photographs."""
    photographs = [make_picture(f"photo_{number}.png", seed=number) for number in range(4)]
    painting = StyleFile(make_picture("ink.png", seed=9))
    folder = tmp_path / "out"
    folder.mkdir()

    def make(params=PARAMS, sha256=WEIGHTS.sha256, suffix=".png"):
        jobs = jobs_for(photographs, [(painting,)], params, suffix)
        return Batch(jobs, folder, "builtin", sha256, Computing(1))

    return make


def run(batch, makers, checkpoint=lambda: None):
    for _ in batch.run(makers, checkpoint):
        pass
    return [line.state for line in batch.lines]


def test_a_failure_does_not_stop_the_rest(make_batch, tmp_path):
    batch = make_batch()
    states = run(batch, Painters(failing=[1]))
    assert states == [State.MADE, State.FAILED, State.MADE, State.MADE]
    assert batch.lines[1].reason == "The painting is gone."
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["photo_0_ink.png", "photo_2_ink.png", "photo_3_ink.png"]


def test_a_second_start_makes_what_is_missing_and_nothing_else(make_batch, tmp_path):
    run(make_batch(), Painters(failing=[1]))
    (tmp_path / "out" / "photo_3_ink.png").unlink()
    second = Painters()
    assert run(make_batch(), second) == [State.KEPT, State.MADE, State.KEPT, State.MADE]
    assert second.asked == [1, 3]


@pytest.mark.parametrize("suffix", [".jpg", ".tif", ".webp"])
def test_every_format_tells_that_it_is_made(make_batch, suffix):
    run(make_batch(suffix=suffix), Painters())
    assert run(make_batch(suffix=suffix), Painters()) == [State.KEPT] * 4


def test_an_artwork_made_in_another_way_is_made_anew(make_batch, make_picture, tmp_path):
    def remade(**change):
        painters = Painters()
        run(make_batch(**change), painters)
        return painters.asked

    run(make_batch(), Painters(done_of=2))
    assert remade() == [0, 1, 2, 3]  # they had been stopped
    assert remade() == []
    assert remade(params=StyleParams(size=64, steps=3, seed=1)) == [0, 1, 2, 3]
    assert remade(params=StyleParams(size=64, steps=3, seed=1), sha256="b" * 64) == [0, 1, 2, 3]
    assert remade() == [0, 1, 2, 3]
    make_picture("photo_2.png", seed=77)
    assert remade() == [2]
    (tmp_path / "out" / "photo_1_ink.png").write_bytes(b"cut off")
    assert remade() == [1]


def test_share_and_time_left_count_what_there_is_to_do(make_batch, tmp_path, monkeypatch):
    run(make_batch(), Painters())
    (tmp_path / "out" / "photo_1_ink.png").unlink()
    (tmp_path / "out" / "photo_2_ink.png").unlink()
    seconds = iter(range(0, 1000, 10))
    monkeypatch.setattr(batch_module, "perf_counter", lambda: next(seconds))
    batch = make_batch()
    told = [(batch.share, batch.remaining) for line in batch.run(Painters(), lambda: None)]
    # two kept; then a half and a whole of the first of two, and of the second
    assert told == [(0, None), (0, None), (0.25, None), (0.5, 20), (0.75, 10), (1, 0)]


def test_a_batch_that_is_stopped_keeps_what_it_has_made(make_batch, tmp_path):
    batch = make_batch()
    looks = iter([None] * 6)

    def checkpoint():
        if next(looks, "stop") == "stop":
            raise Stopped

    with pytest.raises(Stopped):
        run(batch, Painters(), checkpoint)
    states = [line.state for line in batch.lines]
    assert states == [State.MADE, State.MADE, State.WAITING, State.WAITING]


def test_an_artwork_that_no_disk_takes_has_failed(make_batch, tmp_path, monkeypatch):
    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(batch_module, "write_whole", full)
    batch = make_batch()
    assert run(batch, Painters()) == [State.FAILED] * 4
    assert "No space left" in batch.lines[0].reason


def test_the_report_says_what_became_of_each_job(make_batch, tmp_path):
    batch = make_batch()
    run(batch, Painters(failing=[1]))
    write_report(batch.lines, tmp_path)
    found = json.loads((tmp_path / "report.json").read_text())
    assert found["counts"] == {"waiting": 0, "running": 0, "made": 3, "kept": 0, "failed": 1}
    assert found["jobs"][0]["styles"] == [str(tmp_path / "ink.png")]
    assert found["jobs"][0]["seconds"] == 1.25
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["state"] for row in rows] == ["made", "failed", "made", "made"]
    assert rows[1]["reason"] == "The painting is gone."
    assert rows[2]["output"] == "photo_2_ink.png"


def test_a_parcel_gives_the_same_files_under_the_same_names_elsewhere(make_picture, tmp_path):
    photo, painting = make_picture("photo.png"), make_picture("ink.png", seed=9)
    plan = Plan(params=PARAMS, content=photo, styles=(StyleFile(painting),), protect=photo)
    parcel = pack(Order(0, plan, PictureFormat.PNG, "builtin", Computing(1)))
    photo.rename(tmp_path / "away.png")
    with unpacked(parcel) as found:
        assert found.plan.content.name == "photo.png"
        assert found.plan.content.read_bytes() == (tmp_path / "away.png").read_bytes()
        assert found.plan.protect == found.plan.content
        assert found.plan.styles[0].path.name == "ink.png"
        assert found.plan.styles[0].path != painting
    assert not found.plan.content.exists()
    with pytest.raises(PictureError, match="no file"):
        pack(Order(0, plan, PictureFormat.PNG, "builtin", Computing(1)))
