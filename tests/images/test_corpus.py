"""Every kind of picture file gives the pixels that its definition gives, or is clearly refused."""

import numpy as np
import pytest

from nst_desktop.images.load import PictureError, load_picture, load_recipe_text
from tests.images.corpus import refused_files, samples

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, of damaged EXIF


@pytest.mark.parametrize("sample", samples(), ids=str)
def test_a_picture_is_loaded_right(tmp_path, sample):
    path = tmp_path / sample.name
    path.write_bytes(sample.data)
    found = load_picture(path)
    assert found.pixels.dtype == np.uint8
    assert found.pixels.shape == sample.pixels.shape
    assert farthest(found.pixels, sample.pixels) <= sample.tolerance
    assert str(found.notice or "") == sample.notice
    if sample.alpha is None:
        assert found.alpha is None
    else:
        assert found.alpha.dtype == np.uint8
        assert found.alpha.shape == sample.alpha.shape
        assert farthest(found.alpha, sample.alpha) <= sample.tolerance


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 1.0])
def test_a_picture_that_is_cut_off_is_refused_or_all_there(tmp_path, share):
    path = tmp_path / "a.png"
    for sample in samples():
        if sample.name == "rgb-turned-behind.png":
            continue  # behind its pixels it says how to turn them: what is cut off is never missed
        path.write_bytes(sample.data[: min(int(len(sample.data) * share), len(sample.data) - 1)])
        try:
            found = load_picture(path)
        except PictureError:
            continue
        assert found.pixels.shape == sample.pixels.shape, sample
        assert farthest(found.pixels, sample.pixels) <= sample.tolerance, sample


def farthest(found, expected):
    return np.abs(found.astype(float) - expected).max()


@pytest.mark.parametrize("file", refused_files(), ids=str)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(tmp_path, file):
    path = tmp_path / "a.png"
    path.write_bytes(file.data)
    with pytest.raises(PictureError, match=file.said) as caught:
        load_picture(path)
    assert str(caught.value).isprintable()


def test_the_corpus_is_large():
    assert len(samples()) >= 150
    assert len({str(sample) for sample in samples()}) == len(samples())


@pytest.mark.parametrize("sample", samples()[::7], ids=str)
def test_no_picture_of_another_program_has_a_recipe(tmp_path, sample):
    path = tmp_path / sample.name
    path.write_bytes(sample.data)
    if not sample.row.startswith("damaged"):
        assert load_recipe_text(path) is None
