import os
import stat

import numpy as np
import pytest
from PIL import Image, ImageCms

from nst_desktop.files import images
from nst_desktop.files.images import SAVE_SUFFIXES, PictureError, load_picture, save_picture


@pytest.fixture
def pixels():
    return np.random.default_rng(1).integers(0, 256, (20, 30, 3), dtype=np.uint8)


@pytest.mark.parametrize("suffix", SAVE_SUFFIXES)
def test_every_format_that_is_offered_opens_again(pixels, tmp_path, suffix):
    smooth = np.kron(pixels[::10, ::10], np.ones((10, 10, 1), np.uint8))
    path = tmp_path / f"bild mit ümläut{suffix}"
    save_picture(smooth, path)
    found = load_picture(path).pixels
    assert found.shape == smooth.shape
    assert np.abs(found.astype(int) - smooth).mean() < 6
    with Image.open(path) as image:
        assert "icc_profile" in image.info


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
def test_png_and_tiff_keep_every_pixel(pixels, tmp_path, suffix):
    save_picture(pixels, tmp_path / f"a{suffix}")
    assert np.array_equal(load_picture(tmp_path / f"a{suffix}").pixels, pixels)


def test_a_picture_on_its_side_is_turned_upright(pixels, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise to see it upright
    Image.fromarray(pixels).save(tmp_path / "a.png", exif=exif)
    assert np.array_equal(load_picture(tmp_path / "a.png").pixels, np.rot90(pixels, -1))


def test_transparency_shows_white_and_no_hidden_colour(tmp_path):
    image = Image.new("RGBA", (2, 1), (255, 0, 0, 0))
    image.putpixel((1, 0), (0, 0, 255, 255))
    image.save(tmp_path / "a.png")
    assert load_picture(tmp_path / "a.png").pixels.tolist() == [[[255] * 3, [0, 0, 255]]]


def test_16_bit_grey_is_scaled_and_not_cut_off(tmp_path):
    Image.fromarray(np.array([[0, 32768, 65535]], np.uint16)).save(tmp_path / "a.png")
    assert load_picture(tmp_path / "a.png").pixels[0, :, 0].tolist() == [0, 128, 255]


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "RGBA", "I;16", "F"])
def test_every_kind_of_pixel_becomes_rgb(tmp_path, mode):
    image = Image.new("L", (4, 3), 255)
    image = Image.new("F", (4, 3), 1.0) if mode == "F" else image
    image = (
        Image.fromarray(np.full((3, 4), 65535, np.uint16))
        if mode == "I;16"
        else image.convert(mode)
    )
    image.save(tmp_path / "a.tif")
    found = load_picture(tmp_path / "a.tif").pixels
    assert found.shape == (3, 4, 3)
    assert found.min() > 250


def test_a_wide_gamut_profile_is_turned_into_srgb(pixels, tmp_path):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(pixels).save(tmp_path / "a.png", icc_profile=lab)
    assert np.abs(load_picture(tmp_path / "a.png").pixels.astype(int) - pixels).max() <= 2
    Image.fromarray(pixels).save(tmp_path / "b.png", icc_profile=b"no profile at all")
    assert np.array_equal(load_picture(tmp_path / "b.png").pixels, pixels)


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(PictureError, match=r"no file .*gone\.png"):
        load_picture(tmp_path / "gone.png")
    with pytest.raises(PictureError, match="is a folder"):
        load_picture(tmp_path)


def test_a_text_named_png_is_no_picture(tmp_path):
    (tmp_path / "a.png").write_text("hello")
    with pytest.raises(PictureError, match=r"a\.png is not a picture"):
        load_picture(tmp_path / "a.png")


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
def test_a_cut_off_picture_is_refused(pixels, tmp_path, suffix):
    save_picture(pixels, tmp_path / f"a{suffix}")
    data = (tmp_path / f"a{suffix}").read_bytes()
    (tmp_path / f"cut{suffix}").write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(PictureError, match=r"damaged or cut off|not a picture"):
        load_picture(tmp_path / f"cut{suffix}")


def test_a_bomb_is_refused_before_it_is_decoded(tmp_path, monkeypatch):
    Image.new("1", (20_000, 15_000)).save(tmp_path / "bomb.png")
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("decoded"))
    with pytest.raises(PictureError, match="million pixels"):
        load_picture(tmp_path / "bomb.png")


@pytest.mark.parametrize("fault", ["fsync", "replace"])
def test_a_failed_save_leaves_the_old_file_and_no_rest(pixels, tmp_path, monkeypatch, fault):
    path = tmp_path / "a.png"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(images.os, fault, full)
    with pytest.raises(PictureError, match=r"a\.png could not be written.*No space left"):
        save_picture(pixels, path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="file rights are POSIX's")
def test_a_saved_picture_has_the_rights_of_any_new_file(pixels, tmp_path):
    (tmp_path / "plain").touch()
    save_picture(pixels, tmp_path / "a.png")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "a.png")]
    assert modes[0] == modes[1]


@pytest.mark.parametrize("name", ["a", "a.xyz", "gone/a.png", "."])
def test_a_target_that_cannot_be_is_refused(pixels, tmp_path, name):
    with pytest.raises(PictureError):
        save_picture(pixels, tmp_path / name)


def test_a_side_that_the_format_cannot_hold_is_refused_with_what_can(tmp_path):
    with pytest.raises(PictureError, match="save it as PNG or TIFF"):
        save_picture(np.zeros((1, 17_000, 3), np.uint8), tmp_path / "a.webp")
