import json
from pathlib import Path

import pytest

from nst_desktop.core.errors import ParameterError
from nst_desktop.images.formats import SAVE_SUFFIXES, PictureFormat, SaveOptions, format_of


@pytest.mark.parametrize("picture_format", PictureFormat)
def test_every_format_is_found_by_its_suffixes_and_bits(picture_format):
    traits = picture_format.traits
    for suffix in traits.suffixes:
        assert format_of(Path(f"a{suffix}"), traits.bits) is picture_format
        assert format_of(Path(f"A{suffix.upper()}"), traits.bits) is picture_format
        assert suffix in SAVE_SUFFIXES


def test_a_format_without_16_bits_is_used_with_8():
    assert format_of(Path("a.jpg"), 16) is PictureFormat.JPEG


@pytest.mark.parametrize("name", ["a", "a.xyz", ".png", "png", "a.png."])
def test_other_names_have_no_format(name):
    assert format_of(Path(name)) is None


@pytest.mark.parametrize("quality", [0, 101, -1])
def test_an_invalid_quality_is_refused(quality):
    with pytest.raises(ParameterError, match=f"from 1 to 100, not {quality}"):
        SaveOptions(quality=quality)


@pytest.mark.parametrize("matte", ["white", "#fff", "#12345g", "", "#ffffff\n"])
def test_an_invalid_colour_is_refused(matte):
    with pytest.raises(ParameterError, match="#rrggbb"):
        SaveOptions(matte=matte)


def test_options_survive_json():
    options = SaveOptions(
        format=PictureFormat.WEBP, quality=40, lossless=True, recipe=False, matte="#102030"
    )
    assert SaveOptions.from_dict(json.loads(json.dumps(options.to_dict()))) == options


@pytest.mark.parametrize(
    "entry",
    [
        {"format": "gif"},
        {"format": None},
        {"format": ["png"]},
        {"quality": 0},
        {"quality": True},
        {"quality": "90"},
        {"lossless": 1},
        {"recipe": "no"},
        {"matte": "red"},
        {"matte": 0xFFFFFF},
        {"shine": 1},
    ],
)
def test_an_invalid_entry_counts_as_missing(entry):
    usable = {} if "quality" in entry else {"quality": 7}
    assert SaveOptions.from_dict({**usable, **entry}) == SaveOptions(**usable)
