import gc
import weakref

import numpy as np
import pytest
import torch

from nst_desktop.core import colour
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Style, StyleRegion
from nst_desktop.core.params import StyleParams
from nst_desktop.sketch.artist import SketchArtist
from nst_desktop.sketch.colours import recolour_sketch
from nst_desktop.sketch.networks import SketchNetworks
from nst_desktop.sketch.picture_memo import PictureMemo
from nst_desktop.sketch.sketch_job import SketchJob

SIDE = 96


@pytest.fixture(scope="module")
def artist():
    return SketchArtist(SketchNetworks())


def blocks(width, height, seed, low=0, high=256):
    cells = np.random.default_rng(seed).integers(low, high, (height // 8, width // 8, 3))
    return np.kron(cells, np.ones((8, 8, 1))).astype(np.uint8)


PHOTOGRAPH = blocks(SIDE, SIDE, 0)
RED = blocks(64, 64, 1) // np.array([1, 6, 6], np.uint8)
BLUE = blocks(64, 64, 2) // np.array([6, 6, 1], np.uint8)


RED_ALONE = (Style(RED),)


def draw(artist, styles=RED_ALONE, regions=(), protect=None, **params):
    job = SketchJob(StyleParams(**params), PHOTOGRAPH, styles, regions, protect)
    return artist.draw(job, SIDE).astype(float)


def distance(one, other):
    return float(np.abs(one - other).mean())


def test_the_strength_goes_from_the_photograph_to_the_painting(artist):
    scale = [draw(artist, style_weight=weight) for weight in (0.0, 2.0, 20.0, 2000.0)]
    redness = [float((sketch[..., 0] - sketch[..., 2]).mean()) for sketch in scale]
    assert redness == sorted(redness)
    assert distance(scale[0], PHOTOGRAPH) < distance(scale[3], PHOTOGRAPH)


def test_without_content_weight_the_painting_dominates(artist):
    assert np.array_equal(
        draw(artist, content_weight=0.0), draw(artist, style_weight=2000.0, content_weight=1.0)
    )


def test_shares_decide_which_painting_prevails(artist):
    mostly_red = draw(artist, (Style(RED, 9.0), Style(BLUE, 1.0)))
    mostly_blue = draw(artist, (Style(RED, 1.0), Style(BLUE, 9.0)))
    assert mostly_red[..., 0].mean() > mostly_blue[..., 0].mean()
    assert mostly_red[..., 2].mean() < mostly_blue[..., 2].mean()


def test_the_brush_size_changes_the_sketch_but_not_its_shape(artist):
    plain, broad = draw(artist), draw(artist, style_scale=2.0)
    assert plain.shape == broad.shape == (SIDE, SIDE, 3)
    assert distance(plain, broad) > 2
    assert np.array_equal(broad, draw(artist, (Style(RED, 1.0, 2.0),)))


def test_each_region_has_its_painting_and_the_rest_stays_the_photograph(artist):
    masks = np.zeros((2, SIDE, SIDE), np.uint8)
    masks[0, :, :32], masks[1, :, 32:64] = 255, 255
    styles = Style(RED), Style(BLUE)
    regions = StyleRegion(masks[0], 0), StyleRegion(masks[1], 1)
    sketch = draw(artist, styles, regions)
    assert distance(sketch[:, :28], draw(artist, (Style(RED),))[:, :28]) < 1
    assert distance(sketch[:, 36:60], draw(artist, (Style(BLUE),))[:, 36:60]) < 1
    assert distance(sketch[:, 70:], PHOTOGRAPH[:, 70:]) < 1


def test_a_part_of_a_painting_alone_gives_its_style(artist):
    both = np.hstack([RED, BLUE])
    part = np.zeros(both.shape[:2], np.uint8)
    part[:, 64:] = 255
    everywhere = np.full((SIDE, SIDE), 255, np.uint8)
    sketch = draw(artist, (Style(both),), (StyleRegion(everywhere, 0, part),))
    assert distance(sketch, draw(artist, (Style(BLUE),))) < 1


def test_a_protected_part_stays_the_photograph(artist):
    protect = np.zeros((SIDE, SIDE), np.uint8)
    protect[:, 48:] = 255
    sketch = draw(artist, protect=protect)
    assert np.array_equal(sketch[:, 50:], PHOTOGRAPH[:, 50:])
    assert distance(sketch[:, :46], PHOTOGRAPH[:, :46]) > 5


def test_the_same_job_gives_the_same_sketch(artist):
    assert np.array_equal(draw(artist), draw(artist))


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1)])
def test_the_narrowest_pictures_are_drawn(artist, shape):
    content = np.full((*shape, 3), 90, np.uint8)
    job = SketchJob(StyleParams(), content, (Style(np.full((1, 1, 3), 200, np.uint8)),))
    assert max(artist.draw(job, 64).shape[:2]) == 64


def test_a_job_without_a_painting_is_refused():
    with pytest.raises(ParameterError, match="painting"):
        SketchJob(StyleParams(), PHOTOGRAPH, ())


def to_tensor(picture):
    return torch.from_numpy(picture).permute(2, 0, 1)[None]


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("luminance", lambda own, content: colour.with_chroma_of(content, own)),
        ("match", colour.match_statistics),
    ],
)
def test_colours_are_those_of_a_run(name, reference):
    sketch, content = (blocks(64, 64, seed, 20, 200).astype(np.float32) / 255 for seed in (3, 4))
    expected = reference(to_tensor(sketch), to_tensor(content))[0].permute(1, 2, 0).numpy()
    assert np.abs(recolour_sketch(sketch, content, name) - expected).max() < 1e-3


def test_histograms_are_matched_channel_by_channel():
    sketch, content = (blocks(64, 64, seed).astype(np.float32) / 255 for seed in (5, 6))
    content = content**2
    matched = recolour_sketch(sketch, content, "histogram")
    for channel in range(3):
        quantiles = [
            np.quantile(item[..., channel], [0.1, 0.5, 0.9]) for item in (matched, content)
        ]
        assert np.abs(quantiles[0] - quantiles[1]).max() < 0.05


def test_results_are_remembered_only_as_long_as_their_picture():
    memo, calls = PictureMemo(), []
    picture = np.zeros((4, 4, 3), np.uint8)
    alive = weakref.ref(picture)
    for _ in range(2):
        memo.get(picture, "key", lambda: calls.append(1))
    assert len(calls) == 1
    del picture
    gc.collect()
    assert alive() is None
    memo.get(np.ones((4, 4, 3), np.uint8), "key", lambda: calls.append(1))
    assert len(calls) == 2
    assert len(memo._results) == 1
