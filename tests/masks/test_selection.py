"""Objects selected by rough strokes, and areas selected by a point."""

import importlib.util
import math
import statistics
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nst_desktop.masks.selection import (
    SelectionError,
    SelectionStroke,
    select_object,
    select_similar,
)
from tests.composites import composites, correcting_stroke, intersection_over_union

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def inside(*points, radius=6.0):
    return SelectionStroke(points, radius, inside=True)


def outside(*points, radius=6.0):
    return SelectionStroke(points, radius, inside=False)


@pytest.fixture(scope="module")
def disc():
    """Return a noisy picture of a red disc on green, and each pixel's depth inside the disc."""
    y, x = np.mgrid[:160, :240]
    depth = 50 - np.hypot(x - 120, y - 80)
    alpha = np.clip(depth + 0.5, 0, 1)[..., None]
    colours = alpha * (180, 60, 50) + (1 - alpha) * (70, 130, 80)
    noise = np.random.default_rng(1).normal(0, 6, (160, 240, 3))
    return np.clip(colours + noise, 0, 255).astype(np.uint8), depth


def test_one_stroke_finds_most_objects_and_a_second_corrects_the_rest():
    first, second = [], []
    for composite in composites():
        mask = select_object(composite.pixels, [composite.stroke])
        first.append(intersection_over_union(mask, composite.alpha))
        strokes = [composite.stroke, correcting_stroke(mask, composite.alpha)]
        mask = select_object(composite.pixels, strokes)
        second.append(intersection_over_union(mask, composite.alpha))
    assert len(first) == 12
    assert statistics.median(first) >= 0.9
    assert statistics.median(second) >= 0.95
    assert min(second) >= 0.85


def test_the_edge_is_soft_only_along_the_object(disc):
    pixels, depth = disc
    mask = select_object(pixels, [inside((105, 80), (135, 82))])
    assert (mask[depth > 2] == 255).all()
    assert (mask[depth < -2] == 0).all()
    error = np.abs(mask / 255 - np.clip(depth + 0.5, 0, 1))
    assert error[np.abs(depth) < 1].mean() < 0.1  # a hard edge has 0.13


def test_the_edge_follows_the_full_picture_of_a_large_photograph():
    y, x = np.mgrid[:1600, :2400].astype(np.float32)
    wave = 700 + 12 * np.sin(y / 4)  # far finer than the shrunk picture
    truth = (x > wave) & (x < 1700) & (y > 400) & (y < 1200)
    noise = np.random.default_rng(2).normal(0, 5, (1600, 2400, 1))
    pixels = np.where(truth[..., None], (200, 170, 60), (60, 70, 110)) + noise
    mask = select_object(
        np.clip(pixels, 0, 255).astype(np.uint8), [inside((1000, 800), (1300, 820), radius=20)]
    )
    rows = slice(420, 1180)
    assert ((mask[rows] >= 128) != truth[rows]).mean() < 0.0001


def test_a_small_object_of_a_large_picture_is_found():
    rng = np.random.default_rng(3)
    pixels = np.clip(rng.normal((90, 120, 80), 12, (1500, 2000, 3)), 0, 255).astype(np.uint8)
    pixels[700:740, 900:950] = rng.normal((190, 70, 60), 8, (40, 50, 3)).astype(np.uint8)
    mask = select_object(pixels, [inside((915, 720), (930, 722), radius=4)])
    truth = np.zeros(mask.shape, np.float32)
    truth[700:740, 900:950] = 1
    assert intersection_over_union(mask, truth) > 0.95


@pytest.mark.parametrize(
    "line",
    [((428, 350), (432, 378)), ((430, 375), (430, 395)), ((434, 370), (436, 385))],
)
def test_a_stroke_over_the_edge_of_a_small_object_does_not_select_the_landscape(line):
    with Image.open(SAMPLES / "mountain_lake.jpg") as image:
        pixels = np.asarray(image.convert("RGB"))
    mask = select_object(pixels, [inside(*line, radius=5)])
    boat = slice(330, 420), slice(395, 470)
    assert mask[375, 420] == 255, "on the sail"
    assert (mask > 127).sum() == (mask[boat] > 127).sum() > 500


def test_an_object_that_reaches_far_beyond_the_stroke_is_found():
    rng = np.random.default_rng(4)
    pixels = rng.normal((90, 120, 80), 8, (600, 900, 3))
    pixels[250:350, 40:860] = rng.normal((190, 70, 60), 8, (100, 820, 3))
    mask = select_object(np.clip(pixels, 0, 255).astype(np.uint8), [inside((450, 300), radius=3)])
    truth = np.zeros(mask.shape, np.float32)
    truth[250:350, 40:860] = 1
    assert intersection_over_union(mask, truth) > 0.97


def test_an_outside_stroke_removes_a_part():
    rng = np.random.default_rng(5)
    pixels = rng.normal((90, 120, 80), 8, (200, 300, 3))
    pixels[60:140, 40:260] = rng.normal((190, 70, 60), 8, (80, 220, 3))
    pixels[60:140, 150:260] += (0, 60, 30)
    pixels = np.clip(pixels, 0, 255).astype(np.uint8)
    strokes = [inside((70, 100), (120, 100)), outside((190, 100), (240, 100))]
    mask = select_object(pixels, strokes)
    assert mask[100, 100] == 255
    assert mask[100, 215] == 0


def test_only_parts_under_a_stroke_are_kept(disc):
    pixels, _ = disc
    twin = np.hstack([pixels, pixels])
    mask = select_object(twin, [inside((105, 80), (135, 82))])
    assert mask[80, 120] == 255
    assert not mask[:, 240:].any()


def test_the_result_is_always_the_same(disc):
    strokes = [inside((105, 80), (135, 82)), outside((20, 20))]
    first = select_object(disc[0], strokes)
    assert np.array_equal(first, select_object(disc[0], strokes))


def test_where_strokes_overlap_the_later_one_counts(disc):
    line = (105.0, 80.0), (135.0, 82.0)
    assert select_object(disc[0], [outside(*line), inside(*line)])[80, 120] == 255
    with pytest.raises(SelectionError, match="Mark the object"):
        select_object(disc[0], [inside(*line), outside(*line)])


@pytest.mark.parametrize(
    "strokes",
    [
        [],
        [outside((120, 80))],
        [inside((-500, 80), (-400, 80))],
        [inside((math.nan, 80), (math.inf, 3))],
        [inside((120, 80), radius=math.nan)],
        [inside((1e30, -1e30))],
    ],
)
def test_without_a_stroke_in_the_picture_the_message_says_what_to_do(disc, strokes):
    with pytest.raises(SelectionError, match="Mark the object"):
        select_object(disc[0], strokes)


def test_points_outside_the_picture_do_no_harm(disc):
    mask = select_object(disc[0], [inside((120, 80), (130, 81)), outside((-3000, 5), (30, 5))])
    assert mask[80, 120] == 255
    assert mask[5, 10] == 0


@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (50, 1), (7, 300)])
def test_tiny_pictures_are_refused(shape):
    with pytest.raises(SelectionError, match="too small"):
        select_object(np.zeros((*shape, 3), np.uint8), [inside((0, 0))])


@pytest.mark.parametrize("size", [(8, 8), (8, 4000), (40, 60)])
def test_a_flat_picture_has_no_object(size):
    with pytest.raises(SelectionError, match="does not stand out"):
        select_object(np.full((*size, 3), 77, np.uint8), [inside((4, 4), radius=1)])


def test_a_flat_picture_with_both_strokes_gives_a_mask_or_a_message():
    pixels = np.full((40, 60, 3), 77, np.uint8)
    try:
        mask = select_object(pixels, [inside((10, 20)), outside((50, 20))])
    except SelectionError:
        return
    assert mask[20, 10] == 255
    assert mask[20, 50] == 0


def test_a_missing_package_is_named(disc, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SelectionError, match="pip install opencv-python-headless"):
        select_object(disc[0], [inside((120, 80))])


def test_similar_colours_are_selected_to_the_pixel(disc):
    pixels, depth = disc
    mask = select_similar(pixels, 120, 80, 40)
    assert (mask[depth > 1] == 255).all()
    assert (mask[depth < -1] == 0).all()


def test_a_textured_area_is_selected_as_a_whole():
    rng = np.random.default_rng(6)
    squares = np.kron(rng.integers(0, 2, (50, 75)), np.ones((2, 2)))[..., None]
    pixels = np.full((100, 150, 3), (60, 110, 60)) + rng.normal(0, 2, (100, 150, 1))
    left = np.where(squares, (150, 90, 70), (90, 40, 30))
    pixels[:, :75] = left[:, :75]
    mask = select_similar(np.clip(pixels, 0, 255).astype(np.uint8), 30, 50, 25)
    assert (mask[:, :75] == 255).mean() > 0.9
    assert (mask[:, 80:] == 255).mean() < 0.01


def test_a_larger_tolerance_selects_no_less():
    pixels = composites()[2].pixels
    before = np.zeros(pixels.shape[:2], np.uint8)
    for tolerance in (0, 1, 5, 12, 25, 50, 100, 180, 255):
        mask = select_similar(pixels, 450, 300, tolerance)
        assert (mask >= before).all()
        before = mask
    assert (before == 255).all()


def test_tolerance_zero_selects_equal_connected_pixels():
    pixels = np.full((30, 40, 3), 100, np.uint8)
    pixels[:, 20] = 101
    pixels[15, 5] = 100, 100, 101
    mask = select_similar(pixels, 2, 2, 0)
    assert np.count_nonzero(mask) == 30 * 20 - 1
    assert not mask[:, 20:].any()


@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (50, 1), (3, 3)])
def test_similar_areas_of_tiny_pictures(shape):
    mask = select_similar(np.full((*shape, 3), 9, np.uint8), 0, 0, 20)
    assert mask.shape == shape
    assert (mask == 255).all()


def test_a_point_outside_the_picture_is_refused(disc):
    with pytest.raises(SelectionError, match="outside the picture"):
        select_similar(disc[0], 240, 80, 20)
