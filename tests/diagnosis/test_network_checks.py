import hashlib
import sys

import pytest

from nst_desktop import paths
from nst_desktop.diagnosis.findings import Problem
from nst_desktop.diagnosis.network_checks import (
    builtin_weights,
    sketch_networks,
    torchvision_weights,
)
from nst_desktop.sketch import network_files
from nst_desktop.weights import network_weights


def test_the_installed_networks_are_sound():
    assert builtin_weights() == "found, checksum right"
    assert sketch_networks() == "found, checksum right"


def test_damaged_built_in_weights_are_a_problem(tmp_path, monkeypatch):
    damaged = tmp_path / "weights.bin"
    damaged.write_bytes(b"nothing")
    monkeypatch.setattr(network_weights, "builtin_path", lambda: damaged)
    with pytest.raises(Problem) as problem:
        builtin_weights()
    assert "Install it again with" in problem.value.advice
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(Problem) as problem:
        builtin_weights()
    assert problem.value.advice == "Install NST Desktop again."


def test_a_damaged_sketch_network_is_named_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(network_files, "network_path", lambda name: tmp_path / name)
    assert "Install it again with" in sketch_networks()


def test_downloaded_weights_of_torchvision_are_checked(monkeypatch):
    assert torchvision_weights() == "not downloaded"
    content = b"weights"
    name = f"vgg19-{hashlib.sha256(content).hexdigest()[:8]}.pth"
    monkeypatch.setattr(network_weights, "TORCHVISION_FILE", name)
    file = paths.weights_folder() / name
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    assert torchvision_weights() == f"found, checksum right, {file}"
    file.write_bytes(b"others")
    assert torchvision_weights() == "not downloaded"
