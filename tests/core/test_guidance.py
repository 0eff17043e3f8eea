import numpy as np
import pytest
import torch

from nst_desktop.core.guidance import mask_to_tensor, position_weights, region_at

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
