"""Loading of pictures: paths, limits, and what a picture consists of."""

import hashlib
import os
import socket
from importlib.util import find_spec

import numpy as np
import pytest
from PIL import Image

from nst_desktop.images import decoder, input_formats, open_picture
from nst_desktop.images.load import (
    OPEN_SUFFIXES,
    PictureError,
    PictureLimits,
    load_artwork,
    load_picture,
    load_recipe_text,
)
from tests.images.corpus import samples
from tests.images.corpus.hand_made import GREY, chunk, png

NEEDS_POSIX = pytest.mark.skipif(os.name != "posix", reason="such files need POSIX")


@pytest.fixture
def pixels():
    return np.random.default_rng(1).integers(0, 256, (20, 30, 3), dtype=np.uint8)


@pytest.fixture
def picture(pixels, tmp_path):
    """A function that writes the pixels as PNG under any name and returns the path."""

    def write(name):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(path, "PNG")
        return path

    return write


# Paths


@pytest.mark.parametrize(
    "name",
    [
        "a.jpg", "a.txt", "a", ".png", "a.PNG.", "ein Bild – 絵 🎨.png", "a\nb.png",
        "a\u202egnp.exe", "x" * 251 + ".png", "/".join(["y" * 200] * 15) + "/a.png",
    ],
)  # fmt: skip
def test_the_content_decides_whatever_the_name(picture, pixels, name):
    try:
        path = picture(name)
    except OSError as error:
        pytest.skip(f"no such name here: {error}")
    assert np.array_equal(load_picture(path).pixels, pixels)


@NEEDS_POSIX
def test_a_name_that_is_not_text_can_be_read_and_shown(picture, pixels):
    path = picture(os.fsdecode(b"a\xff\xfe.png"))
    assert np.array_equal(load_picture(path).pixels, pixels)
    path.write_bytes(b"hello")
    with pytest.raises(PictureError, match="not a supported picture") as caught:
        load_picture(path)
    str(caught.value).encode("utf-8")


@NEEDS_POSIX
def test_links_are_followed(picture, pixels, tmp_path):
    (tmp_path / "link.png").symlink_to(picture("real/a.png"))
    (tmp_path / "folder").symlink_to(tmp_path / "real")
    for path in (tmp_path / "link.png", tmp_path / "folder" / "a.png"):
        found = load_picture(path)
        assert np.array_equal(found.pixels, pixels)
        assert found.path == path


@NEEDS_POSIX
def test_a_link_to_itself_or_to_nothing_is_reported(tmp_path):
    (tmp_path / "a.png").symlink_to("a.png")
    with pytest.raises(PictureError, match="a link that points to itself"):
        load_picture(tmp_path / "a.png")
    (tmp_path / "b.png").symlink_to("gone.png")
    with pytest.raises(PictureError, match="a link to a file that does not exist"):
        load_picture(tmp_path / "b.png")


def test_a_missing_file_a_folder_and_an_empty_file_are_reported(tmp_path):
    with pytest.raises(PictureError, match=r"gone\.png does not exist"):
        load_picture(tmp_path / "gone.png")
    with pytest.raises(PictureError, match="is a folder"):
        load_picture(tmp_path)
    (tmp_path / "a.png").touch()
    with pytest.raises(PictureError, match="is empty"):
        load_picture(tmp_path / "a.png")


@pytest.mark.parametrize("name", ["x" * 300, "x/" * 3000, "a\0b.png"])
def test_an_impossible_name_is_reported(tmp_path, name):
    for read in (load_picture, load_recipe_text):
        with pytest.raises(PictureError, match=r"cannot be opened|not a valid file name"):
            read(tmp_path / name)


@NEEDS_POSIX
@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_pipes_sockets_and_devices_do_not_block(tmp_path, kind):
    path = tmp_path / "a.png"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as other:
                other.bind(str(path))
        case "device":
            path.symlink_to("/dev/zero")
    for read in (load_picture, load_recipe_text):
        with pytest.raises(PictureError, match="a device or a pipe"):
            read(path)


@pytest.mark.parametrize("fault", [PermissionError(13, "no"), OSError(5, "Input/output error")])
def test_a_refused_file_is_reported(picture, monkeypatch, fault):
    def refuse(*_):
        raise fault

    path = picture("a.png")
    monkeypatch.setattr(open_picture, "PictureStream", refuse)
    with pytest.raises(PictureError, match=r"permission denied|cannot be opened: Input"):
        load_picture(path)


def test_a_disk_error_while_reading_is_reported(picture, monkeypatch):
    path = picture("a.png")
    monkeypatch.setattr(Image.Image, "load", lambda _: (_ for _ in ()).throw(OSError(5, "no")))
    with pytest.raises(PictureError, match=r"a\.png is damaged or incomplete"):
        load_picture(path)


# Limits


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (PictureLimits(pixels=599), r"more than 0\.000599 million pixels"),
        (PictureLimits(side=29), "neither side may be longer than 29 px"),
        (PictureLimits(bytes=100), "larger than 0 MB"),
    ],
)
def test_limits_are_checked_before_decoding(picture, monkeypatch, limits, said):
    path = picture("a.png")
    assert load_picture(path, PictureLimits(pixels=600, side=30)).pixels.shape == (20, 30, 3)
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("decoded"))
    with pytest.raises(PictureError, match=said):
        load_picture(path, limits)


@pytest.mark.filterwarnings("error")
def test_a_picture_between_pillows_limit_and_ours_is_accepted(tmp_path):
    Image.new("1", (19_000, 10_000)).save(tmp_path / "large.png")
    with open_picture.open_picture(tmp_path / "large.png", PictureLimits()) as (image, _):
        assert image.size == (19_000, 10_000)


def test_a_file_that_keeps_its_reader_busy_is_refused(tmp_path, monkeypatch):
    whole = png(np.zeros((4, 4), int), 8, GREY)
    head, rest = whole[:33], whole[33:]
    (tmp_path / "a.png").write_bytes(head + chunk(b"teSt", b"") * 100_000 + rest)
    monkeypatch.setattr(open_picture, "_TIMEOUT", 0.05)
    for read in (load_picture, load_recipe_text):
        with pytest.raises(PictureError, match="takes too long"):
            read(tmp_path / "a.png")


def test_endless_frames_are_not_all_counted(tmp_path, monkeypatch):
    sample = next(sample for sample in samples() if sample.name == "animated.gif")
    (tmp_path / "a.gif").write_bytes(sample.data)
    monkeypatch.setattr(open_picture, "_COUNT_TIMEOUT", 0)
    found = load_picture(tmp_path / "a.gif")
    assert str(found.notice) == "Only the first of many frames was loaded."
    assert np.array_equal(found.pixels, sample.pixels)


def test_running_out_of_memory_is_reported(picture, monkeypatch):
    path = picture("a.png")
    monkeypatch.setattr(Image.Image, "load", lambda _: (_ for _ in ()).throw(MemoryError()))
    with pytest.raises(PictureError, match=r"not enough memory to open a\.png"):
        load_picture(path)


@NEEDS_POSIX
def test_no_file_is_left_open(picture, tmp_path):
    whole, broken = picture("a.png"), tmp_path / "b.png"
    broken.write_bytes(whole.read_bytes()[:200])
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else None
    for _ in range(20):
        load_picture(whole)
        load_recipe_text(whole)
        with pytest.raises(PictureError):
            load_picture(broken)
    if before is not None:
        assert len(os.listdir("/proc/self/fd")) == before


# Results


def test_transparency_is_separate_and_hides_colours(tmp_path):
    values = np.array([[[255, 0, 0, 0], [0, 0, 255, 255], [0, 0, 0, 51]]], np.uint8)
    Image.fromarray(values).save(tmp_path / "a.png")
    found = load_picture(tmp_path / "a.png")
    assert found.pixels.tolist() == [[[255] * 3, [0, 0, 255], [204] * 3]]
    assert found.alpha.tolist() == [[0, 255, 51]]
    on_black = load_picture(tmp_path / "a.png", ground="#000000")
    assert on_black.pixels.tolist() == [[[0] * 3, [0, 0, 255], [0] * 3]]


def test_an_opaque_picture_has_no_alpha(picture):
    found = load_picture(picture("a.png"))
    assert found.alpha is None
    assert found.notice is None


# HEIC, which needs an extra package


def heic():
    return next(sample for sample in samples() if sample.name == "rgb.heic")


@pytest.mark.skipif(find_spec("pi_heif") is None, reason="the extra heif is not installed")
def test_heic_names_the_package_that_it_needs(tmp_path, monkeypatch):
    (tmp_path / "a.jpg").write_bytes(heic().data)
    monkeypatch.setattr(input_formats, "_HEIF_PACKAGE", "not_installed")
    with pytest.raises(PictureError, match=r"a HEIC picture.*nst-desktop\[heif\]"):
        load_picture(tmp_path / "a.jpg")
    assert ".heic" not in input_formats.open_suffixes()


def test_heic_is_offered_if_its_package_is_installed():
    assert (".heic" in OPEN_SUFFIXES) is (find_spec("pi_heif") is not None)


# Changes while reading


def test_a_file_changed_while_it_is_read_is_refused(picture, monkeypatch):
    path = picture("a.png")
    decode = decoder.decode

    def written_to(*arguments):
        found = decode(*arguments)
        with path.open("ab") as file:
            file.write(b"more")
        return found

    monkeypatch.setattr(decoder, "decode", written_to)
    with pytest.raises(PictureError, match=r"a\.png was changed while it was being read"):
        load_picture(path)


@NEEDS_POSIX
def test_a_file_replaced_while_it_is_read_does_no_harm(picture, pixels, tmp_path, monkeypatch):
    path, other = picture("a.png"), tmp_path / "b.png"
    Image.fromarray(pixels[::-1]).save(other)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    decode = decoder.decode

    def replaced(*arguments):
        other.replace(path)
        return decode(*arguments)

    monkeypatch.setattr(decoder, "decode", replaced)
    found = load_picture(path)
    assert np.array_equal(found.pixels, pixels)
    assert found.sha256 == before


@pytest.mark.parametrize("suffix", [".png", ".tif", ".webp"])
def test_an_artwork_keeps_the_colours_under_its_transparency(tmp_path, suffix):
    pixels = np.full((8, 8, 4), 30, np.uint8)
    pixels[:, :4, 3] = 100
    Image.fromarray(pixels).save(
        tmp_path / f"a{suffix}", **({"lossless": True, "exact": True} if suffix == ".webp" else {})
    )
    found = load_artwork(tmp_path / f"a{suffix}")
    assert (found.pixels == 30).all()
    assert (found.alpha == pixels[..., 3]).all()
    assert not (load_picture(tmp_path / f"a{suffix}").pixels == 30).all()
