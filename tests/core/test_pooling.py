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
@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_the_way_back_is_the_gradient(kind, size, dtype, layout):
    torch.manual_seed(0)
    pooling = POOLINGS[kind]
    # No two of any four are equal, and even bfloat16 can tell them apart.
    corner = 2 * (torch.arange(size[0]).view(-1, 1) % 2) + torch.arange(size[1]) % 2
    features = (4 * torch.randint(1, 63, (1, 5, *size)) + corner).to(torch.float64)
    leaf = features.to(dtype).requires_grad_()
    pooled = F.max_pool2d(leaf, 2) if kind == "max" else pooling.forward(leaf)
    above = torch.randn_like(pooled)
    expected = torch.autograd.grad(pooled, leaf, above)[0]
    if layout == torch.channels_last:
        leaf, above = (each.detach().contiguous(memory_format=layout) for each in (leaf, above))
    output, memo = pooling.record(leaf.detach())
    torch.testing.assert_close(output, pooled.detach())
    found = memo.back(above)
    torch.testing.assert_close(found, expected)
    assert found.is_contiguous(memory_format=layout)


def test_of_equal_features_only_one_gets_the_gradient():
    even, above = torch.full((1, 2, 6, 4), 0.5), torch.randn(1, 2, 3, 2)
    found = POOLINGS["max"].record(even)[1].back(above)
    torch.testing.assert_close(found.unfold(2, 2, 2).unfold(3, 2, 2).sum((4, 5)), above)


def test_features_of_zero_get_no_gradient():
    """They come out of a ReLU that did not pass them."""
    dark, above = torch.zeros(1, 2, 6, 4), torch.randn(1, 2, 3, 2)
    for kind in ("max", "l2"):
        assert POOLINGS[kind].passes_positive
        assert not POOLINGS[kind].record(dark)[1].back(above).any()
