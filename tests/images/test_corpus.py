"""Every variant of picture file decodes to the pixels of its definition or is clearly refused."""

import numpy as np
import pytest

from nst_desktop.images.load import PictureError, load_picture, load_recipe_text
from tests.images.corpus import refused_files, samples

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # from Pillow, about damaged EXIF


@pytest.mark.parametrize("sample", samples(), ids=str)
def test_a_picture_is_decoded_correctly(tmp_path, sample):
    path = tmp_path / sample.name
    path.write_bytes(sample.data)
    loaded = load_picture(path)
    assert loaded.pixels.dtype == np.uint8
    assert loaded.pixels.shape == sample.pixels.shape
    assert max_difference(loaded.pixels, sample.pixels) <= sample.tolerance
    assert str(loaded.notice or "") == sample.notice
    if sample.alpha is None:
        assert loaded.alpha is None
    else:
        assert loaded.alpha.dtype == np.uint8
        assert loaded.alpha.shape == sample.alpha.shape
        assert max_difference(loaded.alpha, sample.alpha) <= sample.tolerance


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 1.0])
def test_a_truncated_picture_is_refused_or_complete(tmp_path, share):
    path = tmp_path / "a.png"
    for sample in samples():
        if sample.name == "rgb-turned-behind.png":
            continue  # Its orientation follows the pixels, so nothing seems to be missing.
        path.write_bytes(sample.data[: min(int(len(sample.data) * share), len(sample.data) - 1)])
        try:
            loaded = load_picture(path)
        except PictureError:
            continue
        assert loaded.pixels.shape == sample.pixels.shape, sample
        assert max_difference(loaded.pixels, sample.pixels) <= sample.tolerance, sample


def max_difference(loaded, expected):
    return np.abs(loaded.astype(float) - expected).max()


@pytest.mark.parametrize("file", refused_files(), ids=str)
def test_an_unreadable_file_is_refused_with_the_reason(tmp_path, file):
    path = tmp_path / "a.png"
    path.write_bytes(file.data)
    with pytest.raises(PictureError, match=file.message) as caught:
        load_picture(path)
    assert str(caught.value).isprintable()


def test_the_corpus_is_large():
    assert len(samples()) >= 150
    assert len({str(sample) for sample in samples()}) == len(samples())


@pytest.mark.parametrize("sample", samples()[::7], ids=str)
def test_pictures_of_other_programs_have_no_recipe(tmp_path, sample):
    path = tmp_path / sample.name
    path.write_bytes(sample.data)
    if not sample.row.startswith("damaged"):
        assert load_recipe_text(path) is None
