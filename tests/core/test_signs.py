import pytest
import torch

from nst_desktop.core.signs import Signs


@pytest.mark.parametrize("shape", [(1, 3, 5, 7), (1, 8, 4, 4), (1, 1, 1, 1)])
@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_signs_keep_the_shape_and_layout_of_the_tensor(shape, layout):
    generator = torch.Generator().manual_seed(1)
    positive = (torch.randn(shape, generator=generator) > 0).contiguous(memory_format=layout)
    factors = Signs(positive).factors()
    assert torch.equal(factors.bool(), positive)
    assert factors.is_contiguous(memory_format=layout)


def test_a_part_of_a_tensor_keeps_its_own_signs():
    whole = torch.randn(1, 4, 6, 8, generator=torch.Generator().manual_seed(1)) > 0
    assert torch.equal(Signs(whole[:, :, 2:5]).factors().bool(), whole[:, :, 2:5])
