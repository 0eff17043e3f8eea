import numpy as np
import pytest

from nst_desktop.images.encoder import with_alpha
from nst_desktop.images.formats import PictureFormat, SaveOptions
from nst_desktop.images.load import load_picture
from nst_desktop.images.save import save_picture


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_alpha_is_scaled_to_the_size_of_the_artwork(dtype):
    highest = np.iinfo(dtype).max
    alpha = np.zeros((10, 20), np.uint8)
    alpha[:, 10:] = 255
    artwork = np.full((40, 80, 3), highest // 3, dtype)
    found = with_alpha(artwork, alpha)
    assert found.dtype == dtype
    assert np.array_equal(found[..., :3], artwork)
    assert found[:, :34, 3].max() == 0
    assert found[:, 46:, 3].min() == highest


def test_alpha_of_the_same_size_is_kept_exactly():
    alpha = np.arange(256, dtype=np.uint8).reshape(16, 16)
    artwork = np.zeros((16, 16, 3), np.uint8)
    assert np.array_equal(with_alpha(artwork, alpha)[..., 3], alpha)


@pytest.mark.parametrize("picture_format", [PictureFormat.PNG, PictureFormat.TIFF_16])
def test_a_saved_picture_keeps_its_transparency(tmp_path, picture_format):
    values = np.random.default_rng(1).integers(0, 256, (9, 13, 4), dtype=np.uint8)
    save_picture(values, tmp_path / "a.png")
    picture = load_picture(tmp_path / "a.png")
    result = with_alpha(picture.pixels, picture.alpha)
    path = tmp_path / f"b{picture_format.suffix}"
    save_picture(result, path, None, SaveOptions(format=picture_format))
    assert np.array_equal(load_picture(path).alpha, values[..., 3])
