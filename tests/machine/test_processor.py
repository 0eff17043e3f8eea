import pytest

from nst_desktop.machine import processor


@pytest.fixture
def info(monkeypatch, tmp_path):
    """info(text) is what Linux tells of the processor."""
    file = tmp_path / "cpuinfo"
    monkeypatch.setattr(processor, "_INFO", file)
    return file.write_text


def test_the_processor_has_the_name_and_the_instructions_that_linux_tells(info):
    info("processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\nflags\t\t: fpu avx2 amx_tile\n" * 2)
    assert processor.processor_name() == "Some CPU @ 2 GHz"
    assert processor.instructions() == {"fpu", "avx2", "amx_tile"}


def test_where_nothing_is_told_there_is_a_name_all_the_same(info):
    info("Features: neon\n")
    assert processor.processor_name()
    assert processor.instructions() == frozenset()


def test_what_holds_the_libraries_back_is_told(monkeypatch):
    for name in processor._LIMITS:
        monkeypatch.delenv(name, raising=False)
    assert processor.limits() == ""
    monkeypatch.setenv("ATEN_CPU_CAPABILITY", "avx2")
    assert processor.limits() == "ATEN_CPU_CAPABILITY=avx2"
