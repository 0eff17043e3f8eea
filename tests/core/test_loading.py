"""Tests of loading the engine. A process loads it only once, so most tests start their own."""

import subprocess
import sys

import pytest

from nst_desktop.core import loading

LIBRARIES = """
import sys
from nst_desktop.core.loading import open_libraries
open_libraries()
assert "libtorch_cpu.so" in open("/proc/self/maps").read()
assert "torch" not in sys.modules
import torch
assert (torch.ones(2) + 1).sum() == 4
"""
AHEAD = """
import gc, sys, threading
from nst_desktop.core.loading import load_engine, preloading
with preloading(load_engine):
    import torch
    assert torch.ones(2).sum() == 2
    from nst_desktop.core import stylize
    assert stylize is sys.modules["nst_desktop.core.engine"].stylize
assert threading.active_count() == 1
assert gc.isenabled()
assert gc.get_freeze_count() > 100_000
"""


def succeeds(code):
    """Return whether the code succeeds in a new process."""
    return subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="on other systems the import opens them"
)
def test_torchs_libraries_are_open_before_torch_is_imported():
    assert succeeds(LIBRARIES)


def test_the_engine_is_loaded_ahead_and_torchs_objects_are_frozen():
    assert succeeds(AHEAD)


def test_work_that_fails_ahead_raises_nothing():
    def fail():
        raise ImportError("no torch here")

    with loading.preloading(fail):
        pass


def test_garbage_collection_is_restored(monkeypatch):
    monkeypatch.setattr(loading, "_ENGINE", "colorsys")  # any module not yet imported
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    states = []
    monkeypatch.setattr(
        loading.importlib, "import_module", lambda _: states.append(loading.gc.isenabled())
    )
    frozen = []
    monkeypatch.setattr(loading.gc, "freeze", lambda: frozen.append(True))
    before = loading.gc.isenabled()
    loading.load_engine()
    assert states == [False]
    assert frozen
    assert loading.gc.isenabled() == before
