"""Metadata copied from photographs to artworks, read back as other programs do."""

import io
import struct
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational, ImageFileDirectory_v2

from nst_desktop.images import encoder
from nst_desktop.images.exif import exif_of
from nst_desktop.images.formats import MAX_RECIPE_LENGTH, Metadata, PictureFormat, SaveOptions
from nst_desktop.images.load import load_picture, load_recipe_text
from nst_desktop.images.photo_details import NO_DETAILS, read_details
from nst_desktop.images.save import save_picture
from tests.strategies import patient

ALL_FORMATS = pytest.mark.parametrize("picture_format", PictureFormat)
BASE, GPS = ExifTags.Base, ExifTags.GPS
TAKEN = "2024:05:06 07:08:09"
PIXELS = np.full((30, 20, 3), 90, np.uint8)


def camera_exif(**main):
    exif = Image.Exif()
    exif[BASE.Make], exif[BASE.Model] = "Nikomi", "Z 1"
    exif[BASE.Artist] = "Jörg Müller".encode()
    exif[BASE.Copyright] = b"(c) J. M.\0Editor & Co"
    exif[BASE.ImageDescription] = "The lake\nbelow the pass"
    exif[BASE.Software], exif[BASE.DateTime] = "Darkroom 5", "2025:01:01 00:00:00"
    exif[BASE.Orientation] = 6
    for name, value in main.items():
        exif[BASE[name]] = value
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    camera[BASE.DateTimeOriginal], camera[BASE.OffsetTimeOriginal] = TAKEN, "+02:00"
    camera[BASE.ExposureTime], camera[BASE.FNumber] = IFDRational(1, 250), IFDRational(28, 10)
    camera[BASE.ISOSpeedRatings] = 200
    camera[BASE.BodySerialNumber], camera[BASE.LensModel] = "SERIAL77", "Nikomi 35mm"
    camera[BASE.MakerNote] = b"MAKER SERIAL77" * 9
    camera[BASE.UserComment] = b"ASCII\0\0\0a secret"
    camera[BASE.ColorSpace] = 65535
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[GPS.GPSLatitudeRef], gps[GPS.GPSLatitude] = "N", (46.0, 34.0, 12.5)
    gps[GPS.GPSAltitudeRef], gps[GPS.GPSAltitude] = b"\0", 1840.0
    return exif


@pytest.fixture
def photograph(tmp_path):
    """A function that loads a photograph as a camera writes it, with an EXIF orientation."""

    def make(suffix=".jpg", exif=None):
        path = tmp_path / f"photo{suffix}"
        exif = exif or camera_exif()
        if suffix == ".avif":  # Pillow turns these itself and converts their texts to ASCII.
            del exif[BASE.Orientation]
        if suffix == ".tif":  # Pillow does not write nested directories by itself.
            exif[ExifTags.IFD.Exif] = exif.get_ifd(ExifTags.IFD.Exif)
        Image.fromarray(PIXELS).save(path, exif=exif if suffix == ".tif" else exif.tobytes())
        return load_picture(path)

    return make


@pytest.fixture
def saved(photograph, tmp_path):
    """A function that saves an artwork and returns its three EXIF directories, read by Pillow."""

    def save(picture_format, text='{"a": 1}', details=None, **options):
        path = tmp_path / f"art{picture_format.suffix}"
        options = SaveOptions(format=picture_format, **options)
        details = photograph().details if details is None else details
        save_picture(PIXELS, path, text, options, details)
        assert load_recipe_text(path) == (text if options.recipe else None)
        assert np.abs(load_picture(path).pixels.astype(int) - PIXELS).max() <= 2
        with Image.open(path) as image:
            image.load()
            exif = image.getexif()
            inner = (exif.get_ifd(ifd) for ifd in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo))
            return dict(exif), *map(dict, inner)

    return save


# Kept details


@ALL_FORMATS
@pytest.mark.parametrize("recipe", ['{"a": 1}', None])
def test_author_copyright_date_and_description_are_kept_by_default(saved, picture_format, recipe):
    main, camera, gps = saved(picture_format, recipe)
    assert main[BASE.Artist].encode("latin-1").decode() == "Jörg Müller"
    assert main[BASE.Copyright] == "(c) J. M.; Editor & Co"
    assert main[BASE.ImageDescription] == "The lake below the pass"
    assert camera[BASE.DateTimeOriginal] == TAKEN
    assert camera[BASE.OffsetTimeOriginal] == "+02:00"
    assert camera[BASE.ColorSpace] == 1
    assert BASE.Make not in main
    assert BASE.BodySerialNumber not in camera
    assert gps == {}


@ALL_FORMATS
def test_camera_and_location_are_kept_if_all_is_chosen(saved, picture_format):
    main, camera, gps = saved(picture_format, metadata=Metadata.ALL)
    assert (main[BASE.Make], main[BASE.Model]) == ("Nikomi", "Z 1")
    assert float(camera[BASE.ExposureTime]) == pytest.approx(1 / 250)
    assert float(camera[BASE.FNumber]) == pytest.approx(2.8)
    assert camera[BASE.ISOSpeedRatings] == 200
    assert camera[BASE.BodySerialNumber] == "SERIAL77"
    assert camera[BASE.LensModel] == "Nikomi 35mm"
    assert gps[GPS.GPSLatitudeRef] == "N"
    assert [float(value) for value in gps[GPS.GPSLatitude]] == pytest.approx([46, 34, 12.5])
    assert float(gps[GPS.GPSAltitude]) == 1840


@ALL_FORMATS
@pytest.mark.parametrize("metadata", Metadata)
def test_details_of_the_old_file_are_never_kept(saved, tmp_path, picture_format, metadata):
    main, camera, _ = saved(picture_format, metadata=metadata)
    assert main.get(BASE.Orientation, 1) == 1, "the pixels are upright"
    assert BASE.DateTime not in main
    assert "Darkroom" not in str(main)
    assert BASE.MakerNote not in camera
    data = (tmp_path / f"art{picture_format.suffix}").read_bytes()
    assert b"MAKER" not in data
    assert b"a secret" not in data


@ALL_FORMATS
def test_nothing_is_kept_if_none_is_chosen(saved, tmp_path, picture_format):
    main, camera, gps = saved(picture_format, metadata=Metadata.NONE)
    assert not set(main) & {BASE.Artist, BASE.Copyright, BASE.ImageDescription, BASE.Make}
    assert BASE.DateTimeOriginal not in camera
    assert gps == {}


@ALL_FORMATS
@pytest.mark.parametrize("density", [72, 150, 300])
@pytest.mark.parametrize("options", [{}, {"recipe": False, "metadata": Metadata.NONE}])
def test_the_density_is_in_every_file(saved, tmp_path, picture_format, density, options):
    main, _, _ = saved(picture_format, density=density, **options)
    with Image.open(tmp_path / f"art{picture_format.suffix}") as image:
        found = image.info.get("dpi", (main.get(BASE.XResolution), main.get(BASE.YResolution)))
        assert [float(value) for value in found] == pytest.approx([density] * 2, abs=0.02)
        if picture_format.traits.codec != "PNG":
            assert main[BASE.ResolutionUnit] == 2


def test_a_jpeg_also_has_its_density_outside_exif(saved, tmp_path):
    saved(PictureFormat.JPEG, density=300)
    data = (tmp_path / "art.jpg").read_bytes()
    assert data[6:11] == b"JFIF\0"
    assert data[13:18] == bytes([1, 1, 44, 1, 44])  # dots per inch: 300, 300


@ALL_FORMATS
def test_equal_artworks_of_one_photograph_are_equal_files(saved, tmp_path, picture_format):
    path = tmp_path / f"art{picture_format.suffix}"
    saved(picture_format, metadata=Metadata.ALL)
    first = path.read_bytes()
    saved(picture_format, metadata=Metadata.ALL)
    assert path.read_bytes() == first


@ALL_FORMATS
def test_the_longest_recipe_and_all_details_fit_together(saved, picture_format):
    main = dict.fromkeys((270, 271, 272, 315, 33432), b"\xc3\x84" * 9000)
    inner = dict.fromkeys((42016, 42032, 42033, 42035, 42036, 42037), "x" * 9000)
    inner |= {36867: TAKEN, 36868: TAKEN, 36881: "+02:00", 36882: "+02:00"}
    inner |= {37521: "123456789", 37522: "123456789", 42034: (Fraction(10**9, 10**9 - 1),) * 4}
    numbers = (33434, 33437, *range(37377, 37383), 37386, 41988)
    inner |= dict.fromkeys(numbers, Fraction(10**9, 10**9 - 1))
    inner |= dict.fromkeys((34850, 34855, 34864, *range(37383, 37386), *range(41986, 41997)), 9)
    gps = dict.fromkeys((2, 4, 7), (Fraction(10**9, 10**9 - 1),) * 3) | {18: "x" * 9000, 5: 1}
    gps |= dict.fromkeys((6, 13, 15, 17, 24, 31), Fraction(10**9, 10**9 - 1))
    details = read_details(main, inner, gps)
    assert len(details.picture) == 5
    recipe = "x" * MAX_RECIPE_LENGTH
    saved(picture_format, recipe, details, metadata=Metadata.ALL)


# Sources


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".avif"])
def test_details_are_read_from_every_format(photograph, suffix):
    details = photograph(suffix).details.chosen(Metadata.USUAL)
    assert details.picture[BASE.Artist] == "Jörg Müller"
    assert details.camera[BASE.DateTimeOriginal] == TAKEN


def test_an_artwork_used_as_a_photograph_passes_its_details_on(saved, tmp_path, photograph):
    saved(PictureFormat.TIFF_16)
    again = load_picture(tmp_path / "art.tif").details
    assert again == photograph().details.chosen(Metadata.USUAL)


def test_the_texts_of_a_png_are_details_too(tmp_path):
    chunks = PngInfo()
    chunks.add_itxt("Author", "Jörg Müller 山")
    chunks.add_text("Copyright", "© J. M.")
    Image.fromarray(PIXELS).save(tmp_path / "a.png", pnginfo=chunks)
    assert load_picture(tmp_path / "a.png").details.picture == {
        BASE.Artist: "Jörg Müller 山",
        BASE.Copyright: "© J. M.",
    }


def test_a_picture_without_metadata_has_no_details(make_picture):
    assert load_picture(make_picture("a.png")).details == NO_DETAILS
    assert not NO_DETAILS


def test_the_recipe_of_an_earlier_version_is_not_a_description(tmp_path):
    tags = ImageFileDirectory_v2()
    tags[BASE.ImageDescription] = 'nst-desktop {"a": 1}'
    Image.fromarray(PIXELS).save(tmp_path / "old.tif", tiffinfo=tags, compression="tiff_deflate")
    assert load_recipe_text(tmp_path / "old.tif") == '{"a": 1}'
    assert load_picture(tmp_path / "old.tif").details == NO_DETAILS


# Untrusted files


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"Ren\xe9", "René"),  # Latin-1
        ("Bj\u00f6rk\u202egnp".encode(), "Björk gnp"),
        (b"a\x1b[31mb\r\n\tc  d", "a [31mb c d"),
        (b"x" * 5000, "x" * 297 + "..."),
        (b"name\0\xff\xfe rest of the buffer", "name"),
        (b"   ", None),
        (b"\0\0\0", None),
    ],
)
def test_a_text_becomes_one_short_printable_line(photograph, written, read):
    details = photograph(exif=camera_exif(Artist=written)).details
    assert details.picture.get(BASE.Artist) == read


@pytest.mark.parametrize(
    "date", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", "2024"]
)
def test_an_invalid_date_is_dropped(photograph, date):
    exif = camera_exif()
    exif.get_ifd(ExifTags.IFD.Exif)[BASE.DateTimeOriginal] = date
    details = photograph(exif=exif).details
    assert BASE.DateTimeOriginal not in details.camera
    assert details.picture[BASE.Copyright]


def test_values_of_wrong_types_are_dropped():
    picture = {270: 5, 315: (1, 2), 33432: None}
    camera = {34855: "200", 33434: "1/250", 42034: (1, 2), 37385: -1, 36867: 3}
    gps = {1: 7, 2: 46.5, 5: b"\7", 4: (Fraction(1), "x", Fraction(2))}
    assert read_details(picture, camera, gps) == NO_DETAILS


any_value = (
    st.integers() | st.text(max_size=30) | st.binary(max_size=30) | st.fractions() | st.none()
    | st.builds(IFDRational, st.integers(-(2**33), 2**33), st.integers(0, 2**33))
)  # fmt: skip
any_directory = st.dictionaries(
    st.integers(0, 31) | st.sampled_from([*BASE]).map(int), any_value | st.tuples(*[any_value] * 3)
)


@patient
@given(any_directory, any_directory, any_directory)
def test_any_details_that_are_read_can_be_written(main, camera, gps):
    details = read_details(main, camera, gps)
    for picture_format in (PictureFormat.JPEG, PictureFormat.TIFF_16):
        options = SaveOptions(format=picture_format, metadata=Metadata.ALL)
        encoder.encode(PIXELS[:2, :2], "{}", options, details)


@pytest.mark.filterwarnings("ignore::UserWarning")  # from Pillow, about damaged EXIF
def test_damaged_exif_does_not_prevent_loading(tmp_path):
    stream = io.BytesIO()
    Image.fromarray(PIXELS).save(stream, "JPEG", exif=camera_exif())
    data, random = stream.getvalue(), np.random.default_rng(5)
    end = data.index(b"\xff\xdb")
    for _ in range(60):
        damaged = bytearray(data)
        for gps in random.integers(30, end, 8):
            damaged[gps] = random.integers(0, 256)
        (tmp_path / "a.jpg").write_bytes(damaged)
        picture = load_picture(tmp_path / "a.jpg")
        encoder.encode(
            PIXELS, "{}", SaveOptions(format=PictureFormat.JPEG, metadata=Metadata.ALL),
            picture.details,
        )  # fmt: skip


def test_exif_whose_tags_share_bytes_is_not_unpacked(tmp_path):
    tags, size = 2000, 30_000
    entries = b"".join(struct.pack("<HHII", 300 + at, 7, size, 8) for at in range(tags))
    block = b"II*\0" + struct.pack("<IH", 8, tags) + entries + bytes(4 + size)
    Image.fromarray(PIXELS).save(tmp_path / "a.png", exif=b"Exif\0\0" + block)
    with Image.open(tmp_path / "a.png") as image, pytest.raises(ValueError, match="more than"):
        exif_of(image)
    assert load_picture(tmp_path / "a.png").details == NO_DETAILS


def test_shared_text_bytes_do_not_hide_the_orientation(tmp_path):
    text = b"one text for three tags\0"
    tags = [
        (270, 2, len(text), 62),
        (274, 3, 1, 6),
        (305, 2, len(text), 62),
        (315, 2, len(text), 62),
    ]
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    block = b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4) + text
    Image.fromarray(PIXELS).save(tmp_path / "a.jpg", exif=b"Exif\0\0" + block)
    found = load_picture(tmp_path / "a.jpg")
    assert found.pixels.shape[:2] == PIXELS.shape[1::-1]
    assert found.details != NO_DETAILS
