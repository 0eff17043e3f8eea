"""The key by which a change of a setup's sketch is noticed."""

from dataclasses import replace
from weakref import ref

import numpy as np
import pytest

from nst_desktop.document.loaded_picture import load
from nst_desktop.document.regions import Region, RegionKind
from nst_desktop.document.setup import Painting, Setup
from nst_desktop.document.sketch_key import sketch_key
from nst_desktop.images.load import load_picture
from nst_desktop.masks.mask_buffer import MaskBuffer


@pytest.fixture
def files(make_picture):
    return make_picture("lake.png", 48, 32), make_picture("ink.png", 32, 32, seed=1)


@pytest.fixture
def make_setup(files):
    """Return a function that reads the pictures again and builds a setup from them."""

    def make(mask=None):
        photograph, painting = (load(load_picture(file)) for file in files)
        regions = () if mask is None else (Region(RegionKind.PROTECT, -1, mask),)
        return Setup(photograph=photograph, paintings=(Painting(painting),), regions=regions)

    return make


def test_the_same_pictures_read_again_have_the_same_key(make_setup):
    assert sketch_key(make_setup()) == sketch_key(make_setup())


def test_a_stroke_on_a_mask_changes_the_settings_and_not_the_pictures(make_setup):
    mask = MaskBuffer(np.full((32, 48), 255, np.uint8))
    setup = make_setup(mask)
    before = sketch_key(setup)
    mask.mask[:] = 128
    mask.touched(mask.rect)
    assert sketch_key(setup) != before
    assert sketch_key(setup).pictures == before.pictures


def test_only_parameters_that_a_sketch_shows_count(make_setup):
    setup = make_setup()
    key = sketch_key(setup)
    assert sketch_key(replace(setup, params=replace(setup.params, steps=7))) == key
    assert sketch_key(replace(setup, params=replace(setup.params, colour="match"))) != key


def test_a_key_keeps_no_picture_in_memory(make_setup):
    setup = make_setup()
    photograph, key = ref(setup.photograph), sketch_key(setup)
    del setup
    assert photograph() is None
    assert key.pictures
