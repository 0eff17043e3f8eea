import numpy as np
import pytest
import torch

from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pyramid import (
    content_layers_at,
    resize,
    scale_sizes,
    scale_steps,
    shrink,
    style_size,
    to_pixels,
    to_tensor,
)  # fmt: skip


def sizes(photo, painting, **params):
    return scale_sizes(StyleJob(StyleParams(**params), lambda: None, photo, (Style(painting),)))


def test_scales_grow_to_the_requested_size(photo, painting):
    found = sizes(photo, painting, size=512, min_size=256)
    assert found == [(256, 170), (512, 341)]


@pytest.mark.parametrize("least", [512, 2000])
def test_a_minimum_of_the_full_size_or_more_means_one_scale(photo, painting, least):
    assert sizes(photo, painting, size=512, min_size=least) == [(512, 341)]


def test_scales_too_small_for_the_layers_are_left_out(photo, painting):
    shallow = sizes(photo, painting, size=72, min_size=16, large_forms=0)
    assert shallow == [(18, 12), (36, 24), (72, 48)]
    deep = sizes(photo, painting, size=72, min_size=16, large_forms=0.1)
    assert deep == [(36, 24), (72, 48)]


def test_each_smaller_scale_takes_more_steps_down_to_a_quarter_of_the_size():
    params = StyleParams(steps=50, coarse_steps=1.5)
    assert scale_steps(params, 1) == [50]
    assert scale_steps(params, 3) == [112, 75, 50]
    assert scale_steps(params, 5) == [112, 112, 112, 75, 50]
    assert scale_steps(StyleParams(steps=50, coarse_steps=1), 3) == [50, 50, 50]


def test_the_painting_gets_the_artworks_area_times_the_scale_squared():
    pixels = np.zeros((1000, 2000, 3), np.uint8)
    assert style_size(pixels, 500 * 250, 1, 16) == (500, 250)
    assert style_size(pixels, 500 * 250, 2, 16) == (1000, 500)


def test_the_painting_is_never_enlarged():
    pixels = np.zeros((100, 200, 3), np.uint8)
    assert style_size(pixels, 512 * 512, 4, 16) == (200, 100)


def test_a_small_painting_keeps_the_size_that_the_layers_need():
    assert min(style_size(np.zeros((400, 40, 3), np.uint8), 64 * 64, 0.25, 16)) >= 16


def test_pixels_survive_conversion_to_a_tensor(photo):
    assert np.array_equal(to_pixels(to_tensor(photo)), photo)


def test_values_out_of_range_are_clamped():
    assert to_pixels(torch.tensor([-1.0, 0.5, 7.0]).view(1, 3, 1, 1)).tolist() == [[[0, 128, 255]]]


def test_a_snapshot_is_never_larger_than_requested(photo):
    picture = to_tensor(photo)
    assert shrink(picture, 30).shape == (1, 3, 20, 30)
    assert shrink(picture, 0).shape == shrink(picture, 5000).shape == picture.shape


def test_a_uniform_picture_stays_uniform_when_resized():
    resized = resize(torch.full((1, 3, 20, 31), 0.3), (77, 13))
    torch.testing.assert_close(resized, torch.full((1, 3, 13, 77), 0.3))


@pytest.mark.parametrize(
    ("size", "width", "factor"),
    [
        (2048, 2048, 1), (2048, 1024, 1), (2048, 512, 1), (2048, 256, 3), (2048, 128, 9),
        (768, 768, 1), (768, 384, 1), (768, 192, 3), (768, 96, 9), (1024, 64, 9),
        (256, 256, 3), (256, 128, 9),
    ],
)  # fmt: skip
def test_finer_content_layers_count_more_at_small_scales(painting, size, width, factor):
    layers = (("conv4_2", 1.0), ("pool3", 0.5), ("pool2", 0.25), ("conv5_1", 0.0))
    params = StyleParams(size=size, content_layers=layers, coarse_content=3)
    photo = np.zeros((768, 1024, 3), np.uint8)
    transfer = StyleJob(params, lambda: None, photo, (Style(painting),))
    found = content_layers_at(transfer, (width, width * 3 // 4))
    assert found == (*layers[:2], ("pool2", 0.25 * factor), layers[3])
    reconstruction = StyleJob(params, lambda: None, photo)
    assert content_layers_at(reconstruction, (width, width * 3 // 4)) == layers
