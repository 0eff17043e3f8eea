import pytest
import torch
import torch.nn.functional as F

from nst_desktop.core.pooling import POOLINGS


@pytest.mark.parametrize("size", [(8, 6), (7, 9), (2, 2), (3, 5), (70, 6)])
def test_maximum_pooling_is_that_of_pytorch(size):
    features = torch.randn(1, 5, *size)
    assert torch.equal(POOLINGS["max"].forward(features), F.max_pool2d(features, 2))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.bfloat16])
@pytest.mark.parametrize("size", [(8, 6), (7, 9), (2, 2), (3, 5), (71, 8)])
@pytest.mark.parametrize("kind", POOLINGS)
def test_the_way_back_is_the_gradient(kind, size, dtype):
    torch.manual_seed(0)
    pooling = POOLINGS[kind]
    features = torch.randperm(5 * size[0] * size[1]).view(1, 5, *size).to(torch.float64)
    if dtype == torch.bfloat16:
        features = features % 256  # what these numbers can tell apart, within one picture
    leaf = features.to(dtype).requires_grad_()
    pooled = F.max_pool2d(leaf, 2) if kind == "max" else pooling.forward(leaf)
    above = torch.randn_like(pooled)
    expected = torch.autograd.grad(pooled, leaf, above)[0]
    found = pooling.backward(leaf.detach(), pooled.detach(), above)
    torch.testing.assert_close(found, expected)


def test_of_equal_features_only_one_gets_the_gradient():
    even, above = torch.full((1, 2, 6, 4), 0.5), torch.randn(1, 2, 3, 2)
    found = POOLINGS["max"].backward(even, torch.full_like(above, 0.5), above)
    torch.testing.assert_close(found.unfold(2, 2, 2).unfold(3, 2, 2).sum((4, 5)), above)
