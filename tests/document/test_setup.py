"""What is derived from a setup, without a window."""

from dataclasses import replace

import numpy as np
import pytest

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.document.loaded_picture import load
from nst_desktop.document.regions import Region, RegionKind
from nst_desktop.document.setup import Painting, Setup
from nst_desktop.images.load import load_picture
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.recipes.plan import StyleFile


@pytest.fixture
def pictures(make_picture):
    """A photograph and three paintings."""
    found = [load(load_picture(make_picture(f"{index}.png", 48, 32))) for index in range(4)]
    return found[0], [Painting(each) for each in found[1:]]


@pytest.fixture
def setup(pictures):
    photograph, paintings = pictures
    return Setup().with_photograph(photograph).with_paintings(paintings)


def full(width=48, height=32):
    return MaskBuffer(np.full((height, width), 255, np.uint8))


def no_weights():
    raise AssertionError("loaded by the run itself")


def regions(setup):
    return {
        region.painting: region.buffer
        for region in setup.regions
        if region.kind is RegionKind.REGION
    }


@pytest.mark.parametrize(
    ("mode", "lacks_photograph", "lacks_paintings"),
    [
        (Mode.TRANSFER, "content", "styles"),
        (Mode.TEXTURE, "styles", "styles"),
        (Mode.RECONSTRUCTION, "content", None),
    ],
)
def test_each_mode_misses_what_it_needs(setup, mode, lacks_photograph, lacks_paintings):
    assert replace(setup, mode=mode).missing() is None
    assert Setup(mode=mode).missing().field == lacks_photograph
    without = replace(setup, mode=mode).with_paintings([])
    assert (without.missing() and without.missing().field) == lacks_paintings
    if lacks_photograph:
        with pytest.raises(ParameterError):
            Setup(mode=mode).job(no_weights)


def test_the_job_has_the_pictures_of_its_mode(setup):
    job = setup.job(no_weights)
    assert job.content is setup.photograph.picture.pixels
    assert [each.pixels is at.loaded.picture.pixels for each, at in
            zip(job.styles, setup.paintings, strict=True)] == [True] * 3  # fmt: skip
    texture = setup.with_mode(Mode.TEXTURE).job(no_weights)
    assert texture.content is None
    reconstruction = setup.with_mode(Mode.RECONSTRUCTION).job(no_weights)
    assert reconstruction.styles == ()


def test_the_plan_has_the_files_device_and_ground(setup):
    setup = replace(setup, device="cpu", ground="#102030")
    plan = setup.plan()
    assert plan.content == setup.photograph.picture.path
    assert plan.styles == tuple(StyleFile(each.loaded.picture.path) for each in setup.paintings)
    assert (plan.device, plan.ground) == ("cpu", "#102030")
    assert plan.checksums[plan.content] == setup.photograph.picture.sha256
    assert setup.with_mode(Mode.TEXTURE).plan().content is None


def test_a_file_that_changed_between_two_readings_is_refused(setup, pictures):
    photograph, _ = pictures
    other = load(replace(photograph.picture, sha256="0" * 64))
    with pytest.raises(ParameterError, match="changed"):
        setup.with_paintings([Painting(other)]).plan()


def test_a_texture_starts_from_noise_in_the_paintings_colours(setup):
    setup = replace(setup, params=StyleParams(colour="match"))
    texture = setup.with_mode(Mode.TEXTURE)
    assert (texture.params.init, texture.params.colour) == ("noise", "style")
    assert texture.with_mode(Mode.TRANSFER).params.init == "content"


def test_a_start_that_the_mode_knows_stays(setup):
    setup = replace(setup, params=StyleParams(init="style"))
    assert setup.with_mode(Mode.TEXTURE).params.init == "style"
    assert setup.with_mode(Mode.RECONSTRUCTION).params.init == "noise"


@pytest.mark.parametrize("layers", [StyleParams().content_layers, (("conv4_2", 1.0),)])
def test_a_change_of_mode_and_back_keeps_the_layers(setup, layers):
    setup = replace(setup, params=StyleParams(content_layers=layers))
    assert setup.with_mode(Mode.RECONSTRUCTION).with_mode(Mode.TRANSFER).params == setup.params


def test_regions_go_with_their_paintings(setup):
    setup = setup.with_all_regions()
    before = regions(setup)
    first, second, third = setup.paintings
    moved = setup.with_paintings([third, first, second], {0: 1, 1: 2, 2: 0})
    assert regions(moved) == {0: before[2], 1: before[0], 2: before[1]}
    less = setup.with_paintings([first, third], {0: 0, 2: 1})
    assert regions(less) == {0: before[0], 1: before[2]}


def test_a_new_painting_gets_a_region_where_there_are_regions(setup, pictures):
    more = [*setup.paintings, pictures[1][0]]
    assert setup.with_paintings(more).regions == ()
    with_regions = setup.with_all_regions()
    assert regions(with_regions.with_paintings(more))[3].has_any() is False
    assert regions(with_regions.with_paintings(more))[0] is regions(with_regions)[0]


def test_swapping_keeps_the_other_paintings_regions(setup):
    setup = setup.with_all_regions()
    swapped = setup.swapped()
    assert swapped.photograph is setup.paintings[0].loaded
    assert swapped.paintings[0].loaded is setup.photograph
    assert regions(swapped)[2] is regions(setup)[2]
    assert Setup().swapped() == Setup()


def test_swapping_without_a_photograph_leaves_a_painting_less(setup):
    setup = setup.with_photograph(None).with_all_regions()
    swapped = replace(setup, regions=()).swapped()
    assert swapped.photograph is setup.paintings[0].loaded
    assert swapped.paintings == setup.paintings[1:]


def test_masks_are_scaled_with_their_picture(setup, make_picture):
    setup = replace(setup, regions=(Region(RegionKind.PROTECT, -1, full()),))
    larger = load(load_picture(make_picture("large.png", 96, 64)))
    other = setup.with_photograph(larger)
    assert other.regions[0].buffer.size == (96, 64)
    assert other.regions[0].buffer.mask.all()
    assert other.emptied == 0
    tall = load(load_picture(make_picture("tall.png", 32, 96)))
    assert setup.with_photograph(tall).emptied == 1


def test_only_regions_of_the_mode_are_used(setup):
    setup = setup.with_paintings(setup.paintings[:1])
    regions = (Region(RegionKind.REGION, 0, full()), Region(RegionKind.PROTECT, -1, full()))
    setup = replace(setup, regions=regions)
    assert len(setup.used_regions()) == 2
    assert setup.with_mode(Mode.TEXTURE).used_regions() == ()
    assert [each.kind for each in setup.with_mode(Mode.RECONSTRUCTION).used_regions()] == [
        RegionKind.PROTECT
    ]
    assert setup.job(no_weights).protect.all()


def test_regions_of_paintings_that_are_not_there_are_no_regions(setup):
    setup = setup.with_all_regions()
    tidied = replace(setup, paintings=setup.paintings[:1]).tidied()
    assert [(each.kind, each.painting) for each in tidied.regions] == [
        (RegionKind.REGION, 0), (RegionKind.PROTECT, -1),
    ]  # fmt: skip


def test_one_painting_alone_keeps_its_region(setup):
    setup = setup.with_all_regions()
    alone = setup.with_only(setup.paintings[1])
    assert alone.paintings == (setup.paintings[1],)
    assert regions(alone) == {0: regions(setup)[1]}


def test_a_painting_that_was_read_again_is_still_the_same(setup):
    setup = setup.with_all_regions()
    second = setup.paintings[1]
    again = replace(second, loaded=load(second.loaded.picture))
    assert regions(setup.with_only(again)) == {0: regions(setup)[1]}


def test_opened_pictures_are_appended_or_replace_a_painting_that_keeps_its_settings(setup):
    first, second, third = setup.paintings
    new = third.loaded
    heavy = replace(second, weight=2.0, scale=0.5)
    setup = setup.with_paintings([first, heavy])
    assert setup.with_opened([new]).paintings == (first, heavy, Painting(new))
    replaced = setup.with_opened([new, second.loaded], 1).paintings
    assert replaced == (first, replace(heavy, loaded=new), Painting(second.loaded))
