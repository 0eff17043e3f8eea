import importlib.util
import os
import subprocess
import sys

import numpy as np
import onnxruntime
import pytest

from nst_desktop.sketch import network_files, networks
from nst_desktop.sketch.network_files import STYLE_NETWORK, TRANSFER_NETWORK, SketchError
from nst_desktop.sketch.networks import SketchNetworks


@pytest.fixture(scope="module")
def loaded():
    return SketchNetworks()


def noise(width, height, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def test_the_output_at_384_px_is_that_of_the_unchanged_file(loaded):
    picture = np.kron(noise(24, 24), np.ones((16, 16, 1), np.uint8))
    style = loaded.describe_style(noise(64, 64, seed=1))
    session = onnxruntime.InferenceSession(
        str(network_files.network_path(TRANSFER_NETWORK)), providers=["CPUExecutionProvider"]
    )
    names = [item.name for item in session.get_inputs()]
    inputs = dict(zip(names, (picture[None].astype(np.float32) / 255, style), strict=True))
    assert np.array_equal(loaded.paint(picture, style), session.run(None, inputs)[0][0])


@pytest.mark.parametrize(
    ("width", "height"), [(1, 1), (40, 1), (1, 40), (17, 33), (101, 67), (384, 128)]
)
def test_a_picture_of_any_size_keeps_its_size(loaded, width, height):
    picture = noise(width, height)
    painted = loaded.paint(picture, loaded.describe_style(picture))
    assert painted.shape == (height, width, 3)
    assert np.isfinite(painted).all()
    assert 0 <= painted.min() <= painted.max() <= 1


def test_a_padded_picture_has_no_border(loaded):
    flat = np.full((66, 102, 3), 128, np.uint8)
    painted = loaded.paint(flat, loaded.describe_style(flat))
    whole = loaded.paint(flat[:64, :100], loaded.describe_style(flat))
    assert abs(painted[0].mean() - painted[33].mean()) < 0.1 + abs(
        whole[0].mean() - whole[32].mean()
    )


@pytest.mark.parametrize("name", [STYLE_NETWORK, TRANSFER_NETWORK])
def test_a_damaged_file_is_refused_with_advice(monkeypatch, tmp_path, name):
    data = bytearray(network_files.network_path(name).read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / name).write_bytes(data)
    monkeypatch.setattr(network_files, "network_path", lambda wanted: tmp_path / wanted)
    with pytest.raises(SketchError, match=r"damaged.*pip install"):
        network_files.read_network(name)
    monkeypatch.setattr("sys.frozen", True, raising=False)
    with pytest.raises(SketchError, match=r"damaged. Install NST Desktop again"):
        network_files.read_network(name)


def test_a_missing_file_is_reported(monkeypatch, tmp_path):
    monkeypatch.setattr(network_files, "network_path", lambda wanted: tmp_path / wanted)
    with pytest.raises(SketchError, match="cannot be read"):
        network_files.read_network(STYLE_NETWORK)


def test_a_missing_package_is_reported(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SketchError, match="not installed"):
        network_files.network_path(STYLE_NETWORK)


@pytest.mark.parametrize("package", ["onnx", "onnxruntime"])
def test_a_missing_library_is_named(monkeypatch, package):
    monkeypatch.setitem(__import__("sys").modules, package, None)
    with pytest.raises(SketchError, match=f"package {package}"):
        SketchNetworks()


def test_a_file_that_is_no_network_is_reported():
    with pytest.raises(SketchError, match="cannot be opened"):
        networks._open_session(b"no network")


def test_sketches_leave_no_trace_of_use_for_the_makers_of_the_library(tmp_path):
    code = "from nst_desktop.sketch.networks import SketchNetworks; SketchNetworks()"
    environment = os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert list(tmp_path.iterdir()) == []
