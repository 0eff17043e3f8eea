import json
import warnings
from types import SimpleNamespace

import pytest
import torch

from nst_desktop import paths
from nst_desktop.diagnosis import device_checks


@pytest.fixture
def build(monkeypatch):
    """Return build(cuda, hip), which changes what PyTorch was built for."""

    def change(cuda=None, hip=None):
        monkeypatch.setattr(torch.version, "cuda", cuda)
        monkeypatch.setattr(torch.version, "hip", hip)

    return change


def test_a_build_for_the_processor_alone_is_named(build):
    build()
    assert device_checks.cards() == "none: this build of PyTorch is for the processor alone"


def test_without_a_card_the_reason_is_pytorchs(build, monkeypatch):
    def is_available():
        warnings.warn("The NVIDIA driver\nis too old", stacklevel=1)
        return False

    build(cuda="13.0")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert device_checks.cards() == "none: PyTorch is built for CUDA 13.0, but no card was found"
    monkeypatch.setattr(torch.cuda, "is_available", is_available)
    assert device_checks.cards().endswith("but The NVIDIA driver is too old")


def test_every_card_has_its_name_and_memory(build, monkeypatch):
    card = SimpleNamespace(name="Radeon", total_memory=24_000_000_000)
    build(hip="7.1")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda _: card)
    assert device_checks.cards() == "cuda:0 Radeon, 24.0 GB\ncuda:1 Radeon, 24.0 GB\nwith ROCm 7.1"


def test_timed_algorithms_are_listed():
    from nst_desktop.core.tuning import TUNING
    from nst_desktop.machine.tuning_file import remember_choices

    assert device_checks.tuned_algorithms() == "not timed yet; the first run does it"
    remember_choices()
    TUNING.quickest("precision on cpu", lambda: {"float32": lambda: None})
    assert json.loads(paths.tuning_file().read_text())
    assert device_checks.tuned_algorithms() == "precision on cpu: float32"
    TUNING.attach({}, lambda _: None)
