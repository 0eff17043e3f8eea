import pytest

from nst_desktop import paths
from nst_desktop.images.load import PictureError, load_picture
from nst_desktop.images.picture_limits import (
    MAX_MEGAPIXELS,
    PictureLimits,
    read_limits,
    read_megapixels,
    write_megapixels,
)


def test_without_a_setting_the_default_limits_apply():
    assert read_limits() == PictureLimits.of(MAX_MEGAPIXELS) == PictureLimits()


def test_the_setting_applies_to_every_picture(make_picture):
    large = make_picture("large.png", 1200, 1000)
    load_picture(large)
    write_megapixels(1)
    with pytest.raises(PictureError, match=r"more than 1 million pixels.*Largest picture"):
        load_picture(large)
    load_picture(make_picture("small.png", 900, 1000))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"megapixels": "many"}', '{"megapixels": -1}', '{"megapixels": true}',
     '{"megapixels": 1e999}', '{"megapixels": 1000000}', "[" * 900, "\x00"],
)  # fmt: skip
def test_a_damaged_setting_counts_as_missing(text):
    paths.limits_file().parent.mkdir(parents=True)
    paths.limits_file().write_text(text)
    assert read_megapixels() == MAX_MEGAPIXELS


@pytest.mark.parametrize("megapixels", [0, -5, 10_001])
def test_a_setting_out_of_range_is_refused(megapixels):
    with pytest.raises(ValueError, match="10000 megapixels"):
        write_megapixels(megapixels)
    assert not paths.limits_file().exists()
