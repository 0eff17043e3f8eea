import pytest
import torch
import torch.nn.functional as F

from nst_desktop.core.pooling import POOLINGS


@pytest.mark.parametrize("size", [(8, 6), (7, 9), (2, 2), (3, 5), (70, 6)])
def test_maximum_pooling_agrees_with_pytorch(size):
    features = torch.randn(1, 5, *size)
    assert torch.equal(POOLINGS["max"].forward(features), F.max_pool2d(features, 2))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.bfloat16])
@pytest.mark.parametrize("size", [(8, 6), (7, 9), (2, 2), (3, 5), (71, 8)])
@pytest.mark.parametrize("name", POOLINGS)
@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_the_backward_pass_is_the_gradient(name, size, dtype, layout):
    torch.manual_seed(0)
    pooling = POOLINGS[name]
    # All four inputs differ, even in bfloat16.
    corner = 2 * (torch.arange(size[0]).view(-1, 1) % 2) + torch.arange(size[1]) % 2
    features = (4 * torch.randint(1, 63, (1, 5, *size)) + corner).to(torch.float64)
    leaf = features.to(dtype).requires_grad_()
    pooled = F.max_pool2d(leaf, 2) if name == "max" else pooling.forward(leaf)
    upstream = torch.randn_like(pooled)
    expected = torch.autograd.grad(pooled, leaf, upstream)[0]
    if layout == torch.channels_last:
        leaf, upstream = (
            each.detach().contiguous(memory_format=layout) for each in (leaf, upstream)
        )
    output, memo = pooling.record(leaf.detach())
    torch.testing.assert_close(output, pooled.detach())
    found = memo.backward(upstream)
    torch.testing.assert_close(found, expected)
    assert found.is_contiguous(memory_format=layout)


def test_only_one_of_equal_features_gets_the_gradient():
    even, upstream = torch.full((1, 2, 6, 4), 0.5), torch.randn(1, 2, 3, 2)
    found = POOLINGS["max"].record(even)[1].backward(upstream)
    torch.testing.assert_close(found.unfold(2, 2, 2).unfold(3, 2, 2).sum((4, 5)), upstream)


def test_zero_features_get_no_gradient():
    """They are outputs that a ReLU has clamped."""
    dark, upstream = torch.zeros(1, 2, 6, 4), torch.randn(1, 2, 3, 2)
    for name in ("max", "l2"):
        assert POOLINGS[name].passes_positive
        assert not POOLINGS[name].record(dark)[1].backward(upstream).any()
