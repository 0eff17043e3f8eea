"""Libraries without debugging symbols."""

import shutil
import struct
import subprocess
import sys

import pytest

from tools import symbols
from tools.symbols import is_loadable, strip_symbols


def library(address=0x2000, magic=b"\x7fELF\x02\x01"):
    """Return an ELF file with a single segment, from byte 4096 to this address."""
    header = bytearray(64)
    header[:6] = magic
    struct.pack_into("<Q", header, 32, 64)
    struct.pack_into("<HH", header, 54, 56, 1)
    return bytes(header) + struct.pack("<IIQQ", 1, 5, 0x1000, address) + bytes(32)


@pytest.mark.parametrize(
    ("data", "loadable"),
    [
        (library(), True),
        (library(address=0x2010), False),
        (library(magic=b"MZ\0\0\0\0"), False),
        (b"", False),
    ],
)
def test_a_library_is_loadable_if_its_segments_are_placed_at_whole_pages(tmp_path, data, loadable):
    path = tmp_path / "library.so"
    path.write_bytes(data)
    assert is_loadable(path) is loadable


@pytest.fixture
def strip(monkeypatch):
    """Return a function that says what `strip` will write from now on."""
    result = {}

    def run(command, **options):
        target = command[command.index("-o") + 1]
        with open(target, "wb") as stream:
            stream.write(result["data"])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(symbols.subprocess, "run", run)
    return lambda data: result.update(data=data)


def test_a_library_that_would_not_load_without_symbols_keeps_them(tmp_path, strip):
    path = tmp_path / "library.so.1"
    path.write_bytes(library() + b"symbols")
    strip(library(address=0x2010))
    strip_symbols(tmp_path)
    assert path.read_bytes() == library() + b"symbols"
    strip(library())
    strip_symbols(tmp_path)
    assert path.read_bytes() == library()


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("strip") is None, reason="needs strip"
)
def test_a_stripped_library_stays_usable(tmp_path):
    import _ctypes

    path = tmp_path / "_ctypes.so"
    shutil.copyfile(_ctypes.__file__, path)
    before = path.stat().st_size
    strip_symbols(tmp_path)
    assert path.stat().st_size <= before
    code = (
        "from importlib import util\n"
        f"spec = util.spec_from_file_location('_ctypes', {str(path)!r})\n"
        "print(util.module_from_spec(spec).__name__)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "_ctypes"


def test_without_strip_the_libraries_stay_as_they_are(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    path = tmp_path / "library.so"
    path.write_bytes(library())
    strip_symbols(tmp_path)
    assert path.read_bytes() == library()
    assert "binutils" in capsys.readouterr().out
