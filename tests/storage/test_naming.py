import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nst_desktop.storage.naming import is_usable_name, proposed_name

FORBIDDEN = set('<>:"/\\|?*')
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123")}


def test_the_name_is_made_from_the_pictures(tmp_path):
    found = proposed_name(["mountain_lake.jpg", "impasto.jpg"], tmp_path, ".png")
    assert found == tmp_path / "mountain_lake_impasto.png"


def test_it_counts_up_from_existing_files(tmp_path):
    for name in ("lake_impasto.png", "lake_impasto-2.png"):
        (tmp_path / name).touch()
    names = ["lake.jpg", "impasto.jpg"]
    assert proposed_name(names, tmp_path, ".png").name == "lake_impasto-3.png"
    assert proposed_name(names, tmp_path, ".jpg").name == "lake_impasto.jpg"


def test_names_that_differ_only_in_case_or_composition_are_taken(tmp_path):
    (tmp_path / "LAKE.PNG").touch()
    (tmp_path / unicodedata.normalize("NFD", "Mörkö.png")).touch()
    assert proposed_name(["lake"], tmp_path, ".png").name == "lake-2.png"
    assert proposed_name(["Mörkö.jpg"], tmp_path, ".png").name == "Mörkö-2.png"


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need rights on Windows")
def test_a_broken_link_is_taken_too(tmp_path):
    (tmp_path / "lake.png").symlink_to(tmp_path / "gone")
    assert proposed_name(["lake"], tmp_path, ".png").name == "lake-2.png"


def test_an_unlistable_folder_is_checked_name_by_name(tmp_path, monkeypatch):
    (tmp_path / "lake.png").touch()

    def denied(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("nst_desktop.storage.naming.os.listdir", denied)
    assert proposed_name(["lake"], tmp_path, ".png").name == "lake-2.png"


def test_a_missing_folder_contains_no_names(tmp_path):
    assert proposed_name(["lake"], tmp_path / "gone", ".png") == tmp_path / "gone" / "lake.png"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["CON.jpg"], "artwork_CON.png"),
        (["com1"], "artwork_com1.png"),
        (["nul.tar.gz"], "artwork_nul.tar.png"),
        (["console.jpg"], "console.png"),
        ([], "artwork.png"),
        (["...", "", "a.jpg"], "a.png"),
        (["the end...jpg"], "the end.png"),
        ([".hidden.png"], "hidden.png"),
        (["--output.png"], "output.png"),
        (["a/b\\c:d.png"], "a_b_c_d.png"),
        (["line\nbreak\u202e.png"], "linebreak.png"),
        (["\udcff.png"], "artwork.png"),
        (["a.png", "b.png", "c.png", "d.png"], "a_b_c.png"),
    ],
)
def test_problematic_names_are_repaired(tmp_path, names, expected):
    assert proposed_name(names, tmp_path, ".png").name == expected


def test_long_names_are_shortened_so_that_each_is_visible(tmp_path):
    found = proposed_name(["山" * 200, "b" * 300 + ".jpg"], tmp_path, ".png").name
    assert found.startswith("山山山")
    assert found.endswith("_bbb" + "b" * 37 + ".png")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text() | st.sampled_from(["con", "NUL.x", "..", "lpt1 ."]), max_size=5))
def test_every_name_is_valid_on_every_system(tmp_path, names):
    found = proposed_name(names, tmp_path, ".png").name
    stem = found.removesuffix(".png")
    assert len(found.encode()) <= 200
    assert not FORBIDDEN & set(found)
    assert found.isprintable()
    assert stem == stem.strip(" .")
    assert stem.split(".")[0].strip().casefold() not in DEVICES
    assert is_usable_name(found)
    path = tmp_path / found
    path.touch()
    path.unlink()


@pytest.mark.parametrize("name", ["a.png", "Straße 山.png", "x" * 251 + ".png"])
def test_ordinary_names_can_be_used(name):
    assert is_usable_name(name)


@pytest.mark.parametrize(
    "name", ["", ".", "..", " ", "a/b.png", "a\0b", "a\nb", "山" * 90 + ".png"]
)
def test_impossible_names_are_refused(name):
    assert not is_usable_name(name)


@pytest.mark.parametrize("name", ["a:b.png", "aux.png", "a?.png", "COM1.png", "a.png."])
def test_windows_refuses_more(name, monkeypatch):
    assert is_usable_name(name)
    monkeypatch.setattr("nst_desktop.storage.naming.os.name", "nt")
    try:
        assert not is_usable_name(name)
    finally:
        monkeypatch.undo()


def test_the_proposal_stays_in_its_folder(tmp_path):
    assert proposed_name(["../../etc/passwd"], tmp_path, ".png").parent == Path(tmp_path)
