"""Batches with simulated makers: outputs, progress, reports and parcels."""

import csv
import json
import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from nst_desktop.core.errors import StoppedError, UserError
from nst_desktop.core.pace import Pace
from nst_desktop.core.params import StyleParams
from nst_desktop.images.encoder import encode
from nst_desktop.images.formats import SaveOptions
from nst_desktop.images.load import PictureError
from nst_desktop.making import batch as batch_module
from nst_desktop.making.batch import Batch
from nst_desktop.making.job_events import Advanced, Ended
from nst_desktop.making.job_record import JobState, share_of
from nst_desktop.making.jobs import Job, jobs_for
from nst_desktop.making.order import ArtworkFailed, ArtworkMade, ComputeSettings, Order
from nst_desktop.making.report import ReportError, write_report
from nst_desktop.making.workers.parcel import pack_parcel, unpack_parcel
from nst_desktop.recipes.plan import Plan, StyleFile, notes_of, write_recipe
from nst_desktop.recipes.recipe import read_recipe, recipe_to_text

WEIGHTS = SimpleNamespace(name="builtin", sha256="a" * 64)
PARAMS = StyleParams(size=64, steps=3)
OTHER = StyleParams(size=64, steps=3, seed=7)


class Painters:
    """Makers without a network: each artwork is grey, and reported when half done."""

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
            return ArtworkFailed(UserError("The painting is gone."))
        recipe = write_recipe(order.plan, order.plan.params, WEIGHTS, "cpu", (self._done_of, 3))
        pixels = np.full((48, 64, 3), order.number, np.uint8)
        data = encode(pixels, recipe_to_text(recipe), order.options)
        return ArtworkMade(data, 64, 48, 3, 1.25, 0.5)


@pytest.fixture
def make_batch(make_picture, tmp_path):
    """Return a function that creates a batch of four photographs."""
    photographs = [make_picture(f"photo_{number}.png", seed=number) for number in range(4)]
    painting = StyleFile(make_picture("ink.png", seed=9))
    folder = tmp_path / "out"
    folder.mkdir()

    def make(params=PARAMS, sha256=WEIGHTS.sha256, suffix=".png"):
        jobs = jobs_for(photographs, [(painting,)], params, suffix)
        return Batch(jobs, folder, "builtin", sha256, ComputeSettings(1))

    return make


def run(batch, makers, checkpoint=lambda: None):
    for _ in batch.run(makers, checkpoint):
        pass
    return [job.state for job in batch.jobs]


def test_a_failure_does_not_stop_the_rest(make_batch, tmp_path):
    batch = make_batch()
    states = run(batch, Painters(failing=[1]))
    assert states == [JobState.FINISHED, JobState.FAILED, JobState.FINISHED, JobState.FINISHED]
    assert batch.jobs[1].reason == "The painting is gone."
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["photo_0_ink.png", "photo_2_ink.png", "photo_3_ink.png"]


def test_a_second_batch_makes_only_what_is_missing(make_batch, tmp_path):
    run(make_batch(), Painters(failing=[1]))
    (tmp_path / "out" / "photo_3_ink.png").unlink()
    second = Painters()
    assert run(make_batch(), second) == [
        JobState.KEPT,
        JobState.FINISHED,
        JobState.KEPT,
        JobState.FINISHED,
    ]
    assert second.asked == [1, 3]


@pytest.mark.parametrize("suffix", [".jpg", ".tif", ".webp"])
def test_artworks_of_every_format_are_kept(make_batch, suffix):
    run(make_batch(suffix=suffix), Painters())
    assert run(make_batch(suffix=suffix), Painters()) == [JobState.KEPT] * 4


def test_an_artwork_made_differently_is_made_again(make_batch, make_picture, tmp_path):
    def asked_for(**change):
        painters = Painters()
        run(make_batch(**change), painters)
        return painters.asked

    run(make_batch(), Painters(done_of=2))
    assert asked_for() == [0, 1, 2, 3]  # those had been stopped
    assert asked_for() == []
    assert asked_for(params=StyleParams(size=64, steps=3, seed=1)) == [0, 1, 2, 3]
    assert asked_for(params=StyleParams(size=64, steps=3, seed=1), sha256="b" * 64) == [0, 1, 2, 3]
    assert asked_for() == [0, 1, 2, 3]
    make_picture("photo_2.png", seed=77)
    assert asked_for() == [2]
    (tmp_path / "out" / "photo_1_ink.png").write_bytes(b"cut off")
    assert asked_for() == [1]


@pytest.fixture
def make_folder(make_picture, tmp_path):
    """Return a function that runs a batch into the folder `out` and returns its jobs."""
    (tmp_path / "out").mkdir()
    painting = StyleFile(make_picture("ink.png", seed=99))

    def make(*photographs, params=PARAMS, styles=(painting,), outputs=None, makers=None):
        paths = [tmp_path / name for name in photographs]
        jobs = jobs_for(paths, [styles], params, ".png")
        if outputs:
            jobs = [Job(job.plan, name) for job, name in zip(jobs, outputs, strict=True)]
        batch = Batch(jobs, tmp_path / "out", "builtin", WEIGHTS.sha256, ComputeSettings(1))
        run(batch, makers or Painters())
        return batch.jobs

    return make


def results(jobs):
    return [(job.state.value, job.output) for job in jobs]


def photograph_of(artwork):
    return read_recipe(artwork).content.name


def test_an_artwork_stays_with_its_photograph(make_folder, make_picture, tmp_path):
    out = tmp_path / "out"
    photographs = [make_picture("a.jpg", seed=1).name, make_picture("a.png", seed=2).name]
    assert results(make_folder(*photographs)) == [
        ("finished", "a_ink.png"),
        ("finished", "a_ink-2.png"),
    ]
    assert results(make_folder("a.png")) == [("kept", "a_ink-2.png")]
    assert results(make_folder("a.png", params=OTHER)) == [("finished", "a_ink-2.png")]
    assert photograph_of(out / "a_ink.png") == "a.jpg"
    both = make_folder("a.png", "a.jpg", params=OTHER)
    assert results(both) == [("kept", "a_ink-2.png"), ("finished", "a_ink.png")]


def test_photographs_of_the_same_name_keep_their_own_artworks(make_folder, make_picture, tmp_path):
    names = []
    for number in (1, 2, 3):
        (tmp_path / str(number)).mkdir()
        names.append(f"{number}/IMG_1.jpg")
        make_picture(names[-1], seed=number)
        assert results(make_folder(names[-1]))[0][0] == "finished"
    assert len(list((tmp_path / "out").iterdir())) == 3
    (tmp_path / "out" / "IMG_1_ink.png").unlink()
    assert results(make_folder(names[2])) == [("kept", "IMG_1_ink-3.png")]
    assert results(make_folder(*names)) == [
        ("finished", "IMG_1_ink.png"), ("kept", "IMG_1_ink-2.png"), ("kept", "IMG_1_ink-3.png"),
    ]  # fmt: skip


def test_photographs_with_similar_long_names_keep_their_own_artworks(make_folder, make_picture):
    first, second = (make_picture(f"{'x' * 45}{end}.png", seed=end).name for end in (1, 2))
    name = f"{'x' * 40}_ink"
    assert results(make_folder(first)) == [("finished", f"{name}.png")]
    assert results(make_folder(second)) == [("finished", f"{name}-2.png")]
    assert results(make_folder(second, first)) == [
        ("kept", f"{name}-2.png"),
        ("kept", f"{name}.png"),
    ]


def test_paintings_of_the_same_name_get_their_own_artworks(make_folder, make_picture, tmp_path):
    make_picture("a.png")
    make_folder("a.png")
    (tmp_path / "other").mkdir()
    other = StyleFile(make_picture("other/ink.png", seed=5))
    assert results(make_folder("a.png", styles=(other,))) == [("finished", "a_ink-2.png")]
    assert results(make_folder("a.png")) == [("kept", "a_ink.png")]


def test_a_file_that_is_not_our_artwork_is_left_alone(make_folder, make_picture, tmp_path):
    make_picture("a.png")
    out = tmp_path / "out"
    (out / "a_ink.png").write_bytes(b"mine")
    make_picture("out/A_ink-2.png")
    (out / "a_ink-3.png").symlink_to(tmp_path / "nowhere.png")
    (out / "a_ink-4.png").mkdir()
    assert results(make_folder("a.png")) == [("finished", "a_ink-5.png")]
    assert (out / "a_ink.png").read_bytes() == b"mine"
    assert not (tmp_path / "nowhere.png").exists()


def test_an_artwork_that_is_a_photograph_of_the_batch_is_left_alone(
    make_folder, make_picture, tmp_path
):
    make_picture("a.png")
    make_folder("a.png")
    before = (tmp_path / "out" / "a_ink.png").read_bytes()
    jobs = make_folder("a.png", "out/a_ink.png", params=OTHER)
    assert results(jobs) == [("finished", "a_ink-2.png"), ("finished", "a_ink_ink.png")]
    assert (tmp_path / "out" / "a_ink.png").read_bytes() == before


def test_a_named_output_does_not_overwrite_another_artwork(make_folder, make_picture, tmp_path):
    make_picture("a.png", seed=1), make_picture("b.png", seed=2)
    assert results(make_folder("a.png", outputs=["x.png"])) == [("finished", "x.png")]
    assert results(make_folder("a.png", outputs=["x.png"])) == [("kept", "x.png")]
    assert results(make_folder("a.png", outputs=["x.png"], params=OTHER)) == [("finished", "x.png")]
    before = (tmp_path / "out" / "x.png").read_bytes()
    (tmp_path / "out" / "z.png").write_bytes(b"mine")
    jobs = make_folder("b.png", "a.png", "b.png", outputs=["x.png", "y.png", "z.png"])
    assert results(jobs) == [("failed", "x.png"), ("finished", "y.png"), ("failed", "z.png")]
    assert "not made from this photograph" in jobs[0].reason
    assert (tmp_path / "out" / "x.png").read_bytes() == before
    assert (tmp_path / "out" / "z.png").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [(None, ("finished", "a_ink-2.png")), (["a_ink.png"], ("failed", "a_ink.png"))],
)
def test_a_file_that_appeared_during_the_run_is_left_alone(
    make_folder, make_picture, tmp_path, outputs, expected
):
    class Slow(Painters):
        def _outcome(self, order):
            (tmp_path / "out" / "a_ink.png").write_bytes(b"mine")
            return super()._outcome(order)

    make_picture("a.png")
    assert results(make_folder("a.png", outputs=outputs, makers=Slow())) == [expected]
    assert (tmp_path / "out" / "a_ink.png").read_bytes() == b"mine"


def test_share_and_time_left_do_not_count_kept_artworks(make_batch, tmp_path, monkeypatch):
    run(make_batch(), Painters())
    (tmp_path / "out" / "photo_1_ink.png").unlink()
    (tmp_path / "out" / "photo_2_ink.png").unlink()
    seconds = iter(range(0, 1000, 10))
    monkeypatch.setattr(batch_module, "Pace", lambda: Pace(lambda: next(seconds)))
    batch = make_batch()
    progress = [(batch.share, batch.remaining) for line in batch.run(Painters(), lambda: None)]
    # two are kept, then each of the others is half done and done
    assert progress == [(0, None), (0, None), (0.25, None), (0.5, 20), (0.75, 10), (1, 0)]


def test_failed_work_does_not_speed_up_the_estimate(make_batch, monkeypatch):
    class Hasty(Painters):
        def make(self, orders, checkpoint):
            for number, order in enumerate(orders):
                if number:
                    yield Advanced(order.number, 0.5)
                yield Ended(order.number, self._outcome(order))

    seconds = iter((0, 10, 20, 30, 40, 50, 60, 70))
    monkeypatch.setattr(batch_module, "Pace", lambda: Pace(lambda: next(seconds)))
    batch = make_batch()
    progress = [batch.remaining for _ in batch.run(Hasty(failing=(0,)), lambda: None)]
    assert progress[0] is None, "nothing has been made yet"
    assert progress[2] == pytest.approx(2 * 20), "two jobs are left, and one took 20 s"


def test_the_share_counts_jobs_by_their_pixels_and_steps():
    large, small = (
        jobs_for([Path("a.png")], [()], StyleParams(size=size, steps=steps), ".png")[0]
        for size, steps in ((128, 3), (64, 4))
    )
    assert large.work == 3 * small.work
    half = replace(large, share=0.5)
    assert share_of([half, small]) == pytest.approx(0.375)
    assert share_of([half, small.failed("No.")]) == pytest.approx(0.625)
    assert share_of([]) == 1


def test_a_stopped_batch_keeps_finished_artworks(make_batch, tmp_path):
    batch = make_batch()
    checks = iter([None] * 6)

    def checkpoint():
        if next(checks, "stop") == "stop":
            raise StoppedError

    with pytest.raises(StoppedError):
        run(batch, Painters(), checkpoint)
    states = [job.state for job in batch.jobs]
    assert states == [JobState.FINISHED, JobState.FINISHED, JobState.WAITING, JobState.WAITING]


def test_an_artwork_that_cannot_be_written_has_failed(make_batch, tmp_path, monkeypatch):
    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(batch_module, "write_whole", full)
    batch = make_batch()
    assert run(batch, Painters()) == [JobState.FAILED] * 4
    assert "No space left" in batch.jobs[0].reason


def test_the_report_has_the_state_of_each_job(make_batch, tmp_path):
    batch = make_batch()
    run(batch, Painters(failing=[1]))
    write_report(batch.jobs, tmp_path)
    found = json.loads((tmp_path / "report.json").read_text())
    assert found["counts"] == {"waiting": 0, "running": 0, "made": 3, "kept": 0, "failed": 1}
    assert found["jobs"][0]["styles"] == [str(tmp_path / "ink.png")]
    assert found["jobs"][0]["seconds"] == 1.25
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["state"] for row in rows] == ["made", "failed", "made", "made"]
    assert rows[1]["reason"] == "The painting is gone."
    assert rows[2]["output"] == "photo_2_ink.png"


@pytest.mark.parametrize("name", ["report.csv", "report.json"])
def test_a_report_overwrites_only_another_report(make_batch, tmp_path, name):
    jobs = make_batch().jobs
    write_report(jobs, tmp_path)
    write_report(jobs[:1], tmp_path)
    assert len(json.loads((tmp_path / "report.json").read_text())["jobs"]) == 1
    (tmp_path / name).write_text("my own notes")
    with pytest.raises(ReportError, match="is not an NST Desktop report"):
        write_report(jobs, tmp_path)
    assert (tmp_path / name).read_text() == "my own notes"


def test_a_parcel_unpacks_the_same_files_under_the_same_names(make_picture, tmp_path):
    photo, painting = make_picture("photo.png"), make_picture("ink.png", seed=9)
    plan = Plan(params=PARAMS, content=photo, styles=(StyleFile(painting),), protect=photo)
    parcel = pack_parcel(Order(0, plan, SaveOptions(), "builtin", ComputeSettings(1)))
    photo.rename(tmp_path / "away.png")
    with unpack_parcel(parcel) as found:
        assert found.plan.content.name == "photo.png"
        assert found.plan.content.read_bytes() == (tmp_path / "away.png").read_bytes()
        assert found.plan.protect == found.plan.content
        assert found.plan.styles[0].path.name == "ink.png"
        assert found.plan.styles[0].path != painting
    assert not found.plan.content.exists()
    with pytest.raises(PictureError, match="does not exist"):
        pack_parcel(Order(0, plan, SaveOptions(), "builtin", ComputeSettings(1)))


@pytest.mark.skipif(os.name != "posix", reason="only there names need not be text")
def test_a_parcel_has_portable_names_and_the_same_recipe(make_picture):
    odd = make_picture("photo.png").rename(make_picture().with_name(os.fsdecode(b"caf\xe9\n.png")))
    plan = Plan(params=PARAMS, content=odd, styles=(StyleFile(odd),))
    with unpack_parcel(
        pack_parcel(Order(0, plan, SaveOptions(), "builtin", ComputeSettings(1)))
    ) as found:
        assert found.plan.content.name == "caf__.png"
        assert notes_of(found.plan) == notes_of(plan)


@pytest.mark.skipif(os.name != "posix", reason="makes a pipe")
@pytest.mark.parametrize("role", ["content", "protect"])
def test_a_pipe_is_not_packed(tmp_path, role):
    os.mkfifo(tmp_path / "pipe.png")
    plan = Plan(params=PARAMS, **{role: tmp_path / "pipe.png"})
    with pytest.raises(PictureError, match="a pipe"):
        pack_parcel(Order(0, plan, SaveOptions(), "builtin", ComputeSettings(1)))
