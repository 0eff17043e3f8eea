"""Name, instruction sets and limits of the processor."""

import pytest

from nst_desktop.machine import processor


@pytest.fixture
def info(monkeypatch, tmp_path):
    """Return a function that sets the contents of /proc/cpuinfo."""
    file = tmp_path / "cpuinfo"
    monkeypatch.setattr(processor, "_INFO", file)
    return file.write_text


def test_name_and_instructions_are_read_from_linux(info):
    info("processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\nflags\t\t: fpu avx2 amx_tile\n" * 2)
    assert processor.processor_name() == "Some CPU @ 2 GHz"
    assert processor.instructions() == {"fpu", "avx2", "amx_tile"}


def test_there_is_always_a_name(info):
    info("Features: neon\n")
    assert processor.processor_name()
    assert processor.instructions() == frozenset()


def test_limits_on_instructions_are_found(monkeypatch):
    for name in processor._LIMITS:
        monkeypatch.delenv(name, raising=False)
    assert processor.limits() == ""
    monkeypatch.setenv("ATEN_CPU_CAPABILITY", "avx2")
    assert processor.limits() == "ATEN_CPU_CAPABILITY=avx2"
