import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.layers import LAYERS
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.core.sizes import fit_size


def job(content=None, styles=(), **params):
    return StyleJob(StyleParams(**params), lambda: None, content, tuple(map(Style, styles)))


def test_the_mode_follows_from_the_pictures(photo, painting):
    assert job(photo, [painting]).mode is Mode.TRANSFER
    assert job(None, [painting], init="noise").mode is Mode.TEXTURE
    assert job(photo, init="noise").mode is Mode.RECONSTRUCTION


def test_the_result_has_the_photographs_proportions_and_the_requested_size(photo, painting):
    assert job(photo, [painting], size=512).output_size == (512, 341)
    assert job(None, [painting], size=50, init="noise").output_size == (40, 50)


@pytest.mark.parametrize(
    ("mode", "init"), [("texture", "content"), ("texture", "blend"), ("reconstruct", "style")]
)
def test_a_start_from_a_missing_picture_is_refused(photo, painting, mode, init):
    pictures = (None, [painting]) if mode == "texture" else (photo, [])
    with pytest.raises(ParameterError, match="init"):
        job(*pictures, init=init)


def test_no_picture_at_all_is_refused():
    with pytest.raises(ParameterError, match="Choose a photograph"):
        job()


def test_a_size_too_small_for_the_layers_is_refused_with_one_that_works(photo, painting):
    with pytest.raises(ParameterError, match=r"needs at least 16 px.*size of 24 px or more"):
        job(photo, [painting], size=20, large_forms=0.5)
    assert job(photo, [painting], size=24, large_forms=0.5).output_size == (24, 16)
    assert job(photo, [painting], size=20, large_forms=0).output_size == (20, 13)


@pytest.mark.parametrize(
    ("width", "height", "size", "least"), [(400, 1, 96, 6200), (3000, 100, 256, 465)]
)
def test_the_size_proposed_for_a_narrow_picture_is_the_least_that_works(
    painting, width, height, size, least
):
    narrow = np.zeros((height, width, 3), np.uint8)
    with pytest.raises(ParameterError, match=f"Choose a size of {least} px or more"):
        job(narrow, [painting], size=size, large_forms=1)
    assert job(narrow, [painting], size=least, large_forms=1).output_size[1] == 16
    with pytest.raises(ParameterError, match=f"Choose a size of {least} px or more"):
        job(narrow, [painting], size=least - 1, large_forms=1)


@given(
    width=st.integers(1, 3000),
    height=st.integers(1, 40),
    upright=st.booleans(),
    size=st.integers(16, 700),
    layer=st.sampled_from(LAYERS),
    is_texture=st.booleans(),
)
@settings(deadline=None)
def test_the_size_that_is_proposed_is_the_least_that_works(
    width, height, upright, size, layer, is_texture
):
    picture = np.zeros((width, height, 3) if upright else (height, width, 3), np.uint8)
    layers = {"content_layers": ((layer, 1),), "style_layers": ((layer, 1),)}

    def make(size):
        if is_texture:
            return job(None, [picture], size=size, init="noise", **layers)
        return job(picture, [], size=size, init="noise", **layers)

    try:
        make(size)
    except ParameterError as error:
        if error.field == "size" and "least" in error.values:
            least = error.values["least"]
            assert make(least).output_size == fit_size(*picture.shape[1::-1], least)
            with pytest.raises(ParameterError, match="too small"):
                make(least - 1)
        elif error.field == "size":
            with pytest.raises(ParameterError, match="no size up to 16384"):
                make(16384)


def test_a_style_picture_too_small_for_the_layers_is_refused(photo):
    with pytest.raises(ParameterError, match="painting is too small at 7 x 15 px"):
        job(photo, [np.zeros((15, 7, 3), np.uint8)])


@pytest.mark.parametrize("shape", [(5, 5), (5, 5, 4), (0, 5, 3)])
def test_anything_but_an_rgb_picture_is_refused(shape):
    with pytest.raises(ParameterError):
        job(np.zeros(shape, np.uint8), init="noise")


def test_fit_size_sets_the_long_side_and_keeps_the_proportions():
    assert fit_size(1024, 768, 512) == (512, 384)
    assert fit_size(768, 1024, 512) == (384, 512)
    assert fit_size(5000, 2, 100) == (100, 1)


def test_jobs_and_parameters_can_be_made_before_torch_is_loaded():
    code = "import nst_desktop.core, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
