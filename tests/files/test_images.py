import numpy as np
import pytest
from PIL import Image, ImageCms

from nst_desktop.files.images import PictureError, load_picture
from nst_desktop.files.saving import save_picture


@pytest.fixture
def pixels():
    return np.random.default_rng(1).integers(0, 256, (20, 30, 3), dtype=np.uint8)


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
