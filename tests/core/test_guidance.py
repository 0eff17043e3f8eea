import numpy as np
import pytest
import torch

from nst_desktop.core.guidance import cropped, mask_to_tensor, position_weights, region_at

CPU = torch.device("cpu")


def left_half(width=128, height=64):
    mask = np.zeros((height, width), np.uint8)
    mask[:, : width // 2] = 255
    return mask


@pytest.mark.parametrize("layer", ["conv1_1", "conv3_1", "conv5_1"])
def test_only_positions_that_see_nothing_from_outside_count_fully(layer):
    stride = {"conv1_1": 1, "conv3_1": 4, "conv5_1": 16}[layer]
    mask = mask_to_tensor(left_half(512, 256), (512, 256), CPU)
    weights = position_weights(mask, layer, 256 // stride, 512 // stride)
    across = weights[0, 0, 0]
    inside = 256 // stride
    assert weights.mean().item() == pytest.approx(1, rel=1e-4)
    assert across[0] > 1.9
    assert (across[inside:] == 0).all()
    assert across[inside - 1] < across[0] or layer == "conv1_1"


def test_a_region_too_small_to_shrink_is_left_as_it_is():
    mask = np.zeros((64, 64), np.uint8)
    mask[30:34, 30:34] = 255
    weights = position_weights(mask_to_tensor(mask, (64, 64), CPU), "conv2_1", 32, 32)
    assert weights is not None
    assert weights[0, 0, 15, 15] > 0
    assert weights.mean().item() == pytest.approx(1, rel=1e-4)


def test_a_region_with_nothing_left_has_no_weights():
    mask = torch.zeros(1, 1, 64, 64)
    assert position_weights(mask, "conv5_1", 4, 4) is None


def test_grey_counts_less_than_white():
    mask = torch.full((1, 1, 8, 8), 0.5)
    mask[..., :4] = 1
    weights = position_weights(mask, "conv1_1", 8, 8)
    assert weights[0, 0, 0, 0] / weights[0, 0, 0, 7] == pytest.approx(4, rel=0.01)


def test_a_mask_of_another_size_is_resized():
    assert mask_to_tensor(left_half(), (32, 16), CPU).shape == (1, 1, 16, 32)


def test_a_position_belongs_to_the_region_with_most_of_it_or_to_none():
    masks = torch.tensor([[1, 0.8, 0.5, 0.2, 0.2, 0], [0, 0.2, 0.5, 0.7, 0.3, 0]])
    found = region_at([mask.view(1, 1, 1, 6) for mask in masks], 1, 6)
    assert found.tolist() == [[0, 0, 0, 1, 2, 2]]


def test_a_picture_is_cropped_to_the_white_part_of_its_mask():
    picture = np.arange(40 * 60 * 3, dtype=np.uint16).reshape(40, 60, 3)
    mask = np.zeros((20, 30), np.uint8)
    mask[5:9, 10:22] = 255
    mask[0, 0] = 100  # grey
    part, inside = cropped(picture, mask)
    assert np.array_equal(part, picture[10:18, 20:44])
    assert inside.shape == (4, 12)
    assert (inside == 255).all()


@pytest.mark.parametrize("mask", [None, np.full((8, 8), 100, np.uint8)])
def test_a_picture_without_a_white_part_stays_whole(mask):
    picture = np.zeros((8, 8, 3), np.uint8)
    part, same = cropped(picture, mask)
    assert part is picture
    assert same is mask
