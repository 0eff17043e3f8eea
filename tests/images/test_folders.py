import os

import pytest

from nst_desktop.images.folders import pictures_in
from nst_desktop.images.load import PictureError


def names_in(folder, **options):
    return [path.name for path in pictures_in(folder, **options)]


def fill(folder, *names):
    for name in names:
        (folder / name).write_bytes(b"")


def test_pictures_are_in_natural_order(tmp_path):
    fill(tmp_path, "Sea 10.png", "sea 2.png", "Sea 1.png", "air.jpg")
    assert names_in(tmp_path) == ["air.jpg", "Sea 1.png", "sea 2.png", "Sea 10.png"]


def test_names_with_leading_digits_sort_first(tmp_path):
    fill(tmp_path, "b.png", "10.png", "9.png", "a1b2.png", "a1b.png")
    assert names_in(tmp_path) == ["9.png", "10.png", "a1b.png", "a1b2.png", "b.png"]


def test_only_pictures_count_whatever_the_case_of_their_suffix(tmp_path):
    fill(tmp_path, "a.PNG", "b.jpeg", "notes.txt", "png", "c.png.part")
    assert names_in(tmp_path) == ["a.PNG", "b.jpeg"]


def test_hidden_files_and_subfolders_are_skipped(tmp_path):
    fill(tmp_path, ".hidden.png", "seen.png")
    inner = tmp_path / "inner.png"
    inner.mkdir()
    fill(inner, "deep.png")
    assert names_in(tmp_path) == ["seen.png"]


@pytest.mark.skipif(os.name != "posix", reason="makes a pipe")
def test_broken_links_and_pipes_are_listed_to_be_reported(tmp_path):
    fill(tmp_path, "good.png")
    (tmp_path / "gone.png").symlink_to(tmp_path / "nowhere.png")
    (tmp_path / "itself.png").symlink_to(tmp_path / "itself.png")
    (tmp_path / "folder.png").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.png")
    assert names_in(tmp_path) == ["gone.png", "good.png", "itself.png", "pipe.png"]


def test_the_limit_keeps_the_first_pictures(tmp_path):
    fill(tmp_path, *(f"{index}.png" for index in range(12)))
    assert names_in(tmp_path, limit=3) == ["0.png", "1.png", "2.png"]


def test_a_folder_without_pictures_is_reported(tmp_path):
    fill(tmp_path, "notes.txt")
    with pytest.raises(PictureError, match=r"contains no pictures.*\.png"):
        pictures_in(tmp_path)


def test_a_file_or_missing_folder_is_reported(tmp_path):
    fill(tmp_path, "a.png")
    with pytest.raises(PictureError, match="is not a folder"):
        pictures_in(tmp_path / "a.png")
    with pytest.raises(PictureError, match="does not exist"):
        pictures_in(tmp_path / "gone")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs rights to be refused")
def test_an_unreadable_folder_is_reported(tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    with pytest.raises(PictureError, match="cannot be read"):
        pictures_in(locked)
