import io
import os
import stat

import numpy as np
import pytest
import tifffile
from PIL import Image, ImageCms, features
from PySide6.QtGui import QImage

from nst_desktop.images import encoder
from nst_desktop.images.encoder import encode
from nst_desktop.images.formats import PictureFormat, SaveOptions, writable_formats
from nst_desktop.images.load import PictureError, load_picture, load_recipe_text
from nst_desktop.images.save import SAVE_SUFFIXES, save_picture
from nst_desktop.storage import atomic

DEEP = (PictureFormat.PNG_16, PictureFormat.TIFF_16)
PLAIN = (PictureFormat.PNG, PictureFormat.TIFF)
ALL = pytest.mark.parametrize("picture_format", PictureFormat)
BOTH_DEPTHS = pytest.mark.parametrize("kind", [np.uint8, np.uint16])


@pytest.fixture
def pixels():
    return np.random.default_rng(1).integers(0, 256, (20, 30, 3), dtype=np.uint8)


def noise(height, width, channels, kind, seed=2):
    highest = np.iinfo(kind).max
    random = np.random.default_rng(seed)
    return random.integers(0, highest, (height, width, channels), kind, endpoint=True)


def soft(height, width, kind=np.uint8, channels=3):
    """Return a smooth picture, which lossy formats reproduce closely."""
    y, x, c = np.ogrid[0 : 1 : height * 1j, 0 : 1 : width * 1j, 0 : 1 : channels * 1j]
    highest = np.iinfo(kind).max
    return ((0.2 + 0.3 * y + 0.3 * x + 0.1 * c) * highest).astype(kind)


def written(tmp_path, pixels, options, recipe=None):
    path = tmp_path / f"a{options.format.suffix}"
    save_picture(pixels, path, recipe, options)
    return path


def decoded_deep(path):
    """Return the 16-bit pixels (H, W, C) as another program reads them."""
    if path.suffix == ".tif":
        return tifffile.imread(path)
    image = QImage(str(path))
    channels = 4 if image.hasAlphaChannel() else 3
    image.convertTo(QImage.Format.Format_RGBA64)
    values = np.frombuffer(image.constBits(), np.uint16).copy()
    rows = values.reshape(image.height(), image.bytesPerLine() // 2)
    return rows[:, : image.width() * 4].reshape(image.height(), -1, 4)[..., :channels]


# Content


@pytest.mark.parametrize("suffix", SAVE_SUFFIXES)
def test_every_offered_format_can_be_opened_again(pixels, tmp_path, suffix):
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


@pytest.mark.parametrize("picture_format", DEEP)
@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("size", [(1, 1), (7, 5), (33, 64)])
def test_16_bit_pixels_are_kept_exactly(tmp_path, picture_format, channels, size):
    deep = noise(*size, channels, np.uint16)
    path = written(tmp_path, deep, SaveOptions(format=picture_format))
    found = decoded_deep(path)
    if channels == 4 and path.suffix == ".png":
        shown = deep[..., 3] > 0  # A decoder may clear invisible pixels.
        assert np.array_equal(found[..., 3], deep[..., 3])
        assert np.array_equal(found[shown], deep[shown])
    else:
        assert np.array_equal(found, deep)


@pytest.mark.parametrize("picture_format", DEEP)
def test_a_16_bit_picture_of_many_strips_is_whole(tmp_path, picture_format):
    deep = noise(900, 1000, 3, np.uint16)  # 5.4 MB
    path = written(tmp_path, deep, SaveOptions(format=picture_format))
    assert np.array_equal(decoded_deep(path), deep)
    if path.suffix == ".tif":
        assert len(tifffile.TiffFile(path).pages[0].dataoffsets) > 1


@pytest.mark.parametrize("picture_format", DEEP)
def test_any_memory_layout_of_pixels_is_written_correctly(tmp_path, picture_format):
    deep = noise(12, 9, 3, np.uint16)
    for same in (np.asfortranarray(deep), deep[::-1, :, ::-1], deep.transpose(1, 0, 2)):
        path = written(tmp_path, same, SaveOptions(format=picture_format))
        assert np.array_equal(decoded_deep(path), same)


@pytest.mark.parametrize("length", range(1, 5))
def test_a_16_bit_tiff_conforms_to_the_standard(tmp_path, length):
    options = SaveOptions(format=PictureFormat.TIFF_16)
    recipe = "x" * length
    path = written(tmp_path, noise(5, 3 + length, 4, np.uint16), options, recipe)
    with tifffile.TiffFile(path) as file:
        page = file.pages[0]
        assert page.offset % 2 == 0
        assert list(page.tags.keys()) == sorted(page.tags.keys())
        for tag in page.tags.values():
            assert tag.valueoffset % 2 == 0
        assert page.extrasamples == (tifffile.EXTRASAMPLE.UNASSALPHA,)
        assert page.photometric == tifffile.PHOTOMETRIC.RGB


@pytest.mark.parametrize("picture_format", DEEP)
def test_8_bits_are_scaled_to_the_full_range(tmp_path, pixels, picture_format):
    pixels[0, :2, 0] = 0, 255
    path = written(tmp_path, pixels, SaveOptions(format=picture_format))
    assert np.array_equal(decoded_deep(path), pixels.astype(int) * 257)


@pytest.mark.parametrize("picture_format", PLAIN)
def test_16_bits_are_rounded_to_8(tmp_path, picture_format):
    deep = np.arange(65536, dtype=np.uint16).reshape(64, 1024, 1).repeat(3, axis=2)
    path = written(tmp_path, deep, SaveOptions(format=picture_format))
    assert np.array_equal(load_picture(path).pixels, np.round(deep / 257))


@BOTH_DEPTHS
@pytest.mark.parametrize("quality", [1, 60, 100])
@pytest.mark.parametrize("picture_format", [f for f in PictureFormat if f.traits.lossy])
def test_lossy_formats_are_close_to_the_original(tmp_path, picture_format, quality, kind):
    picture = soft(48, 64, kind)
    path = written(tmp_path, picture, SaveOptions(format=picture_format, quality=quality))
    eight = picture // 257 if kind is np.uint16 else picture
    bound = {1: 25, 60: 5, 100: 2}[quality]
    assert np.abs(load_picture(path).pixels.astype(int) - eight).mean() < bound


@pytest.mark.parametrize("quality", [1, 50, 89, 90, 95, 98, 100])
@pytest.mark.parametrize("picture_format", [f for f in PictureFormat if f.traits.lossy])
def test_pure_noise_can_be_saved(tmp_path, picture_format, quality):
    picture = noise(300, 200, 3, np.uint8)
    path = written(tmp_path, picture, SaveOptions(format=picture_format, quality=quality))
    assert load_picture(path).pixels.shape == picture.shape


@ALL
@BOTH_DEPTHS
@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (3, 5)])
def test_a_picture_of_one_pixel_or_row_can_be_saved(tmp_path, picture_format, kind, channels, size):
    picture = np.full((*size, channels), np.iinfo(kind).max // 5 * 3, kind)
    path = written(tmp_path, picture, SaveOptions(format=picture_format, quality=100))
    found = load_picture(path)
    assert found.pixels.shape == (*size, 3)
    has_alpha = channels == 4 and picture_format.traits.alpha
    assert (found.alpha is not None) is has_alpha


@pytest.mark.parametrize("picture_format", [f for f in PictureFormat if f.traits.lossy])
def test_a_higher_quality_is_a_larger_file_and_a_closer_picture(tmp_path, picture_format):
    busy = noise(64, 64, 3, np.uint8) // 2 + 60
    sizes, faults = [], []
    for quality in (10, 50, 90):
        path = written(tmp_path, busy, SaveOptions(format=picture_format, quality=quality))
        sizes.append(path.stat().st_size)
        faults.append(np.abs(load_picture(path).pixels.astype(int) - busy).mean())
    assert sizes == sorted(set(sizes))
    assert faults == sorted(set(faults), reverse=True)


@pytest.mark.parametrize("channels", [3, 4])
def test_lossless_webp_keeps_every_pixel(tmp_path, channels):
    busy = noise(20, 30, channels, np.uint8)
    options = SaveOptions(format=PictureFormat.WEBP, quality=1, lossless=True)
    with Image.open(written(tmp_path, busy, options)) as image:
        assert np.array_equal(np.asarray(image), busy)


@ALL
@BOTH_DEPTHS
def test_transparency_is_kept_if_the_format_has_it(tmp_path, picture_format, kind):
    highest = np.iinfo(kind).max
    picture = soft(40, 40, kind, channels=4)
    picture[..., 3] = highest
    picture[:, :20, 3] = 0
    path = written(tmp_path, picture, SaveOptions(format=picture_format))
    with Image.open(path) as image:
        assert image.mode == ("RGBA" if picture_format.traits.alpha else "RGB")
        if picture_format.traits.alpha:
            alpha = np.asarray(image.getchannel("A"))
            assert alpha[:, :18].max() < 3
            assert alpha[:, 22:].min() > 252


@BOTH_DEPTHS
@pytest.mark.parametrize(("matte", "ground"), [("#ffffff", (255,) * 3), ("#204060", (32, 64, 96))])
def test_a_jpeg_is_flattened_onto_the_matte(tmp_path, kind, matte, ground):
    highest = np.iinfo(kind).max
    picture = np.zeros((16, 48, 4), kind)
    picture[:, 16:32, 3] = highest // 2 + 1
    picture[:, 32:, 3] = highest
    options = SaveOptions(format=PictureFormat.JPEG, quality=100, matte=matte)
    found = load_picture(written(tmp_path, picture, options)).pixels[8].astype(int)
    assert np.abs(found[8] - ground).max() <= 2
    assert np.abs(found[24] - np.array(ground) / 2).max() <= 2
    assert found[40].max() <= 2


@ALL
@BOTH_DEPTHS
@pytest.mark.parametrize("channels", [3, 4])
def test_every_format_has_the_profile_and_the_recipe(tmp_path, picture_format, kind, channels):
    path = written(
        tmp_path, soft(16, 16, kind, channels), SaveOptions(format=picture_format), '{"a": 1}'
    )
    assert load_recipe_text(path) == '{"a": 1}'
    with Image.open(path) as image:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    assert "sRGB" in ImageCms.getProfileDescription(profile)


@ALL
def test_an_unwanted_recipe_is_not_written(tmp_path, picture_format):
    options = SaveOptions(format=picture_format, recipe=False)
    path = written(tmp_path, soft(16, 16), options, '{"secret": 1}')
    assert load_recipe_text(path) is None
    assert b"secret" not in path.read_bytes()
    assert b"NST Desktop" not in path.read_bytes()


@pytest.mark.parametrize("picture_format", DEEP)
@pytest.mark.parametrize("text", ["Ö", " " * 60_001])
def test_an_invalid_recipe_is_refused(tmp_path, picture_format, text):
    with pytest.raises(ValueError, match="the recipe has"):
        written(tmp_path, soft(16, 16), SaveOptions(format=picture_format), text)


@ALL
def test_equal_pictures_give_equal_files(tmp_path, picture_format):
    options = SaveOptions(format=picture_format)
    data = encode(soft(40, 50), "{}", options)
    path = written(tmp_path, soft(40, 50), options, "{}")
    assert path.read_bytes() == data


# Targets


@pytest.mark.parametrize("fault", ["fsync", "replace"])
def test_a_failed_save_leaves_only_the_old_file(pixels, tmp_path, monkeypatch, fault):
    path = tmp_path / "a.png"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, fault, full)
    with pytest.raises(PictureError, match=r"a\.png could not be written.*the disk is full"):
        save_picture(pixels, path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX resource limits")
@ALL
def test_a_partial_write_leaves_the_old_file(tmp_path, picture_format):
    import resource

    path = tmp_path / f"a{picture_format.suffix}"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, limits[1]))
    try:
        with pytest.raises(PictureError, match="too large for this disk"):
            save_picture(noise(60, 60, 3, np.uint8), path, None, SaveOptions(format=picture_format))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_picture_is_replaced_in_one_step(pixels, tmp_path, monkeypatch):
    path = tmp_path / "a.png"
    save_picture(pixels, path)
    before = path.read_bytes()
    replace, seen = os.replace, []

    def watched(source, target):
        seen.append((path.read_bytes(), decoded(source)))
        replace(source, target)

    monkeypatch.setattr(atomic.os, "replace", watched)
    save_picture(255 - pixels, path)
    assert len(seen) == 1
    assert seen[0][0] == before
    assert np.array_equal(seen[0][1], 255 - pixels)
    assert np.array_equal(load_picture(path).pixels, 255 - pixels)


def decoded(source):
    with Image.open(source) as image:
        return np.asarray(image)


def test_a_folder_that_vanishes_while_encoding_is_reported(pixels, tmp_path, monkeypatch):
    folder = tmp_path / "gone"
    folder.mkdir()

    def slow(*given):
        folder.rmdir()
        return encode(*given)

    monkeypatch.setattr(encoder, "encode", slow)
    with pytest.raises(
        PictureError, match=r"a\.png could not be written.*the folder no longer exists"
    ):
        save_picture(pixels, folder / "a.png")


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_a_saved_picture_has_the_permissions_of_any_new_file(pixels, tmp_path):
    (tmp_path / "plain").touch()
    save_picture(pixels, tmp_path / "a.png")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "a.png")]
    assert modes[0] == modes[1]


@pytest.mark.parametrize("name", ["a", "a.xyz", "gone/a.png", "."])
def test_an_invalid_target_is_refused(pixels, tmp_path, name):
    with pytest.raises(PictureError):
        save_picture(pixels, tmp_path / name)


def test_a_write_protected_file_is_not_overwritten(pixels, tmp_path, monkeypatch):
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    path.chmod(0o444)
    access = os.access
    monkeypatch.setattr(
        os, "access", lambda target, mode: target != path and access(target, mode)
    )  # for root too
    with pytest.raises(PictureError, match=r"a\.png is write-protected"):
        save_picture(pixels, path)
    assert path.read_bytes() == b"old"


def test_the_suffix_of_another_format_is_refused(pixels, tmp_path):
    with pytest.raises(PictureError, match=r"'a\.png' must end in \.tif or \.tiff"):
        save_picture(pixels, tmp_path / "a.png", None, SaveOptions(format=PictureFormat.TIFF_16))
    assert list(tmp_path.iterdir()) == []


def test_a_name_too_long_for_the_disk_is_reported(pixels, tmp_path):
    with pytest.raises(PictureError, match="the name is too long"):
        save_picture(pixels, tmp_path / ("x" * 300 + ".png"))


def test_a_side_too_long_for_the_format_is_refused(tmp_path):
    with pytest.raises(PictureError, match="Save it as PNG or TIFF"):
        save_picture(np.zeros((1, 17_000, 3), np.uint8), tmp_path / "a.webp")


def test_a_format_missing_in_pillow_is_refused(pixels, tmp_path, monkeypatch):
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    writable_formats.cache_clear()
    try:
        assert set(PictureFormat) - set(writable_formats()) == {PictureFormat.AVIF}
        with pytest.raises(PictureError, match="AVIF is not available"):
            save_picture(pixels, tmp_path / "a.avif")
    finally:
        writable_formats.cache_clear()


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 2), np.uint8),
        np.zeros((0, 4, 3), np.uint8),
        np.zeros((4, 4, 3), np.float32),
    ],
)
def test_an_array_that_is_not_a_picture_is_refused(tmp_path, wrong):
    with pytest.raises(ValueError, match="shape"):
        save_picture(wrong, tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []
