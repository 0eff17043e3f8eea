"""Which precision a run takes, and which one it should not."""

import pytest
import torch

from nst_desktop.core import precision
from nst_desktop.core.precision import usable_precision

CPU = torch.device("cpu")


@pytest.mark.parametrize(
    ("name", "slowness", "usable"),
    [
        ("bfloat16", 0.5, "bfloat16"),
        ("bfloat16", 1.05, "bfloat16"),
        ("bfloat16", 1.2, "float32"),
        ("float16", 0.5, "float32"),  # a processor cannot compute with it
        ("float32", 1.0, "float32"),
        ("auto", 40.0, "auto"),
    ],
)
def test_a_precision_of_another_computer_is_kept_where_it_is_of_use(
    monkeypatch, name, slowness, usable
):
    monkeypatch.setattr(precision, "slowness", lambda *_: slowness)
    assert usable_precision(name, CPU) == usable
