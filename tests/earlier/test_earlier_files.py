"""Files of an earlier version can still be read; see README.md."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nst_desktop import cli
from nst_desktop.core.params import StyleParams
from nst_desktop.history.history_store import HistoryStore
from nst_desktop.queue.queue_store import QueueStore
from nst_desktop.recipes.presets import apply, read_preset
from nst_desktop.recipes.recipe import read_recipe, recipe_from_text

FILES = Path(__file__).parent
# The defaults of that version.
BEFORE = StyleParams(
    style_layers=tuple((f"conv{block}_1", 1.0) for block in range(1, 6)),
    min_size=256, large_forms=0, neighbour_weight=0, plain_areas=1, gamut_weight=0, detail=1,
    painted_detail=0, coarse_steps=1, coarse_content=1,
    content_layers=(("conv4_2", 1.0),), content_weight=1,
)  # fmt: skip
DEFAULT = replace(BEFORE, size=48, steps=3, precision="float32", convolution="ordinary")
CHANGED = replace(
    DEFAULT, size=32, min_size=16, style_weight=40.0, style_scale=0.75,
    style_layers=(("conv1_1", 1.0), ("conv2_1", 0.5), ("conv3_1", 2.0)),
    content_layers=(("conv3_1", 1.0),), pooling="average", tv_weight=0.5, colour="histogram",
    history=2, init="blend", noise=0.25, seed=7,
)  # fmt: skip
IN_WINDOW = replace(BEFORE, size=32, steps=3, style_weight=40.0)
PARAMS = {"default.png": DEFAULT, "changed.png": CHANGED}


def pixels_of(path):
    with Image.open(path) as image:
        return np.asarray(image).astype(int)


def difference(path, other):
    """Return the largest difference, 0..255."""
    return np.abs(pixels_of(path) - pixels_of(other)).max()


def render(*arguments):
    assert cli.main(["render", "--quiet", *map(str, arguments)]) == 0


@pytest.mark.parametrize("name", PARAMS)
def test_the_recipe_of_an_artwork_reproduces_it(tmp_path, name):
    assert read_recipe(FILES / name).params == PARAMS[name]
    render("--from", FILES / name, "-o", tmp_path / "again.png", "--device", "cpu")
    assert difference(tmp_path / "again.png", FILES / name) <= 2
    assert read_recipe(tmp_path / "again.png").params == PARAMS[name]


@pytest.mark.skipif(sys.platform == "win32", reason="its paths, under a seal, name no drive")
def test_an_interrupted_run_resumes_to_the_complete_picture(tmp_path):
    shutil.copytree(FILES / "sessions", tmp_path / "sessions")
    [saved] = tmp_path.glob("sessions/*/run.sealed")
    render("--resume", saved, "-o", tmp_path / "resumed.png")
    assert difference(tmp_path / "resumed.png", FILES / "changed.png") <= 2
    assert read_recipe(tmp_path / "resumed.png").params == CHANGED
    assert not saved.exists()


def test_a_queue_keeps_its_waiting_plans(tmp_path):
    text = (FILES / "queue.json").read_text().replace("/pictures", FILES.as_posix())
    (tmp_path / "queue.json").write_text(text)
    store = QueueStore.open(tmp_path)
    store.release()
    assert store.damage is None
    first, second = (entry.plan for entry in store.queue.entries)
    assert (first.params, second.params) == (DEFAULT, CHANGED)
    assert second.files == (FILES / "impasto.png", FILES / "lake.png", FILES / "mask.png")


def test_the_history_keeps_the_parameters_of_artworks_and_moments():
    [entry] = HistoryStore(FILES / "history").entries()
    assert recipe_from_text(entry.recipe_text()).params == replace(IN_WINDOW, precision="float32")
    assert [moment.params for moment in entry.moments()] == [IN_WINDOW, IN_WINDOW]


def test_a_preset_changes_only_its_own_parameters():
    preset = read_preset(FILES / "mine.json")
    assert apply(preset) == StyleParams(size=32, steps=3, style_weight=40.0)
