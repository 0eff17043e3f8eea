"""The system libraries of a folder of programs, as Debian packages."""

from pathlib import Path

import pytest

from tools import system_libraries
from tools.system_libraries import Dynamics, UnknownLibraryError, packages_for, parse_dynamics

OBJDUMP = """
Dynamic Section:
  NEEDED               libxcb.so.1
  NEEDED               libc.so.6
  SONAME               libqxcb.so

Version References:
  required from libc.so.6:
    0x09691a75 0x00 04 GLIBC_2.2.5
    0x06969188 0x00 02 GLIBC_2.28
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """folder({path: libraries needed}): a folder of programs that need these."""

    def make(needed: dict[str, set[str]]) -> Path:
        bundle = tmp_path / "bundle"
        for name in needed:
            path = bundle / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"\x7fELF")
        monkeypatch.setattr(
            system_libraries,
            "dynamics_of",
            lambda path: Dynamics(frozenset(needed[str(path.relative_to(bundle))]), (2, 28)),
        )
        return bundle

    return make


def test_objdump_names_the_libraries_and_the_newest_glibc():
    assert parse_dynamics(OBJDUMP) == Dynamics(frozenset({"libxcb.so.1", "libc.so.6"}), (2, 28))


def test_a_library_of_the_system_becomes_its_package(folder):
    needed, useful = packages_for(folder({"program": {"libxcb.so.1", "libc.so.6"}}))
    assert needed == ["libc6 (>= 2.28)", "libxcb1"]
    assert useful == []


def test_a_library_in_the_folder_needs_no_package(folder):
    needed, _ = packages_for(folder({"program": {"libQt6Core.so.6"}, "libQt6Core.so.6": set()}))
    assert needed == ["libc6 (>= 2.28)"]


def test_a_library_in_the_folder_may_need_data_of_the_system(folder):
    needed, _ = packages_for(folder({"libxkbcommon.so.0": set()}))
    assert needed == ["libc6 (>= 2.28)", "xkb-data"]


def test_what_only_an_optional_plugin_needs_is_a_suggestion(folder):
    plugin = "Qt/plugins/platformthemes/libqgtk3.so"
    needed, useful = packages_for(folder({"program": set(), plugin: {"libgtk-3.so.0"}}))
    assert needed == ["libc6 (>= 2.28)"]
    assert useful == ["libgtk-3-0"]


def test_an_unknown_library_is_named(folder):
    with pytest.raises(UnknownLibraryError, match=r"libnew\.so\.1"):
        packages_for(folder({"program": {"libnew.so.1"}}))
