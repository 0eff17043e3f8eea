"""Masks: brush, outline, fill and feather, undo, and mask files."""

import numpy as np
import pytest
from PIL import Image

from nst_desktop.core.params import StyleParams
from nst_desktop.document.regions import (
    MaskFile,
    Region,
    RegionKind,
    effective,
    files_in,
    mask_role,
    masks_of,
    moved,
    with_files,
)
from nst_desktop.images.picture_errors import PictureError
from nst_desktop.masks import shapes
from nst_desktop.masks.brush import Brush, Stroke
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.mask_pictures import faint_mask_notice, load_mask
from nst_desktop.masks.mask_store import MAX_COUNT, keep_mask, load_fitting, save_mask
from nst_desktop.masks.patches import TILE
from nst_desktop.masks.rect import EMPTY, Rect
from nst_desktop.recipes.plan import Plan, StyleFile, load_job, notes_of
from nst_desktop.recipes.recipe_pictures import PictureNote


def painted(points, brush, size=(120, 80), pressure=1.0, buffer=None):
    buffer = buffer or MaskBuffer.empty(*size)
    stroke = Stroke(buffer, brush)
    for x, y in points:
        stroke.to(x, y, pressure)
    return buffer, stroke


def disc(width, height, x, y, radius):
    rows, columns = np.mgrid[:height, :width] + 0.5
    return np.hypot(columns - x, rows - y) < radius


# the brush


def test_a_dab_is_a_disc_of_the_brushs_size():
    buffer, _ = painted([(60, 40)], Brush(30))
    inside = buffer.mask > 127
    assert np.array_equal(inside, disc(120, 80, 60, 40, 15))
    assert buffer.mask.max() == 255


def test_softness_blurs_the_edge():
    hard, soft = (painted([(60, 40)], Brush(40, softness))[0].mask for softness in (0.0, 1.0))
    assert np.count_nonzero((hard > 20) & (hard < 235)) < np.count_nonzero(
        (soft > 20) & (soft < 235)
    )
    assert soft[40, 60] > 250 > 140 > soft[40, 70] > 90


def test_a_line_is_as_wide_as_the_brush_everywhere():
    buffer, _ = painted([(20, 40), (100, 40)], Brush(20))
    widths = (buffer.mask[:, 20:100] > 127).sum(0)
    assert widths.min() >= 19
    assert widths.max() <= 20


def test_a_line_in_many_moves_equals_one_in_a_single_move():
    brush = Brush(20, 0.5)  # its dabs are 2 px apart, so that nothing is rounded
    once, _ = painted([(20, 40), (100, 40)], brush)
    often, _ = painted([(x, 40) for x in range(20, 101)], brush)
    assert np.array_equal(once.mask, often.mask)


def test_repeated_dabs_change_nothing_and_the_eraser_removes():
    buffer, _ = painted([(60, 40)], Brush(30, 0.4))
    before = buffer.mask.copy()
    painted([(60, 40), (60, 40)], Brush(30, 0.4), buffer=buffer)
    assert np.array_equal(buffer.mask, before)
    painted([(60, 40)], Brush(60, erases=True), buffer=buffer)
    assert not buffer.mask.any()


def test_pressure_makes_a_dab_larger_and_stronger():
    light, _ = painted([(60, 40)], Brush(40), pressure=0.2)
    full, _ = painted([(60, 40)], Brush(40), pressure=1.0)
    assert 0 < np.count_nonzero(light.mask) < np.count_nonzero(full.mask) / 4
    assert light.mask.max() < 150 < full.mask.max()


def test_a_stroke_beyond_the_edge_is_clipped():
    buffer, stroke = painted([(-40, -40), (10, 10), (400, 300)], Brush(20))
    assert buffer.mask[10, 10] == 255
    assert stroke.to(900, 900).is_empty


# undo


def test_undo_and_redo_of_a_stroke_are_exact():
    buffer, first = painted([(30, 30), (500, 400)], Brush(40, 0.5), size=(700, 600))
    assert first.recorder.changes() is not None
    one = buffer.mask.copy()
    _, stroke = painted([(400, 100), (100, 500)], Brush(60, 0.2, erases=True), buffer=buffer)
    two, (before, after) = buffer.mask.copy(), stroke.recorder.changes()
    touched = before.put(buffer)
    assert np.array_equal(buffer.mask, one)
    assert touched.within(buffer.rect) == touched
    after.put(buffer)
    assert np.array_equal(buffer.mask, two)


def test_only_changed_tiles_are_kept():
    buffer, stroke = painted([(100, 100)], Brush(50), size=(TILE * 4, TILE * 4))
    before, _ = stroke.recorder.changes()
    assert before.tiles == (Rect(0, 0, TILE, TILE),)
    assert painted([(100, 100)], Brush(50), buffer=buffer)[1].recorder.changes() is None


@pytest.mark.parametrize("size", [(301, 200), (640, 481), (37, 1000)])
def test_the_mipmaps_follow_each_stroke(size):
    buffer = MaskBuffer.empty(*size)
    buffer.level(9)
    random = np.random.default_rng(1)
    for _ in range(5):
        points = random.uniform((0, 0), size, (3, 2))
        painted(points, Brush(float(random.integers(1, 60)), 0.5), buffer=buffer)
    fresh = MaskBuffer(buffer.mask.copy())
    for level in range(6):
        assert np.array_equal(buffer.level(level), fresh.level(level))


def test_a_copy_does_not_change():
    buffer, _ = painted([(60, 40)], Brush(30))
    copy = buffer.copy()
    assert buffer.copy() is copy
    painted([(20, 20)], Brush(30), buffer=buffer)
    assert copy[20, 20] == 0
    assert buffer.copy()[20, 20] == 255


def test_the_share_of_a_single_pixel_is_not_0():
    buffer = MaskBuffer.empty(2000, 1500)
    assert buffer.share() == 0
    buffer.mask[700, 700] = 255
    buffer.touched(Rect(700, 700, 701, 701))
    assert 0 < buffer.share() < 0.01
    buffer.mask[:, :1000] = 255
    buffer.touched(buffer.rect)
    assert buffer.share() == pytest.approx(0.5, abs=0.01)


# shapes


def test_the_inside_of_an_outline_is_filled():
    buffer = MaskBuffer.empty(100, 80)
    rect, recorder = shapes.fill_outline(buffer, [(10, 10), (60, 10), (60, 50), (10, 50)], False)
    wanted = np.zeros((80, 100), bool)
    wanted[10:50, 10:60] = True
    assert np.array_equal(buffer.mask > 127, wanted)
    assert rect.within(buffer.rect) == rect
    assert recorder.changes() is not None
    shapes.fill_outline(buffer, [(0, 0), (200, 0), (200, 200), (0, 200)], True)
    assert not buffer.mask.any()


def test_two_points_are_not_an_outline():
    buffer = MaskBuffer.empty(100, 80)
    assert shapes.fill_outline(buffer, [(10, 10), (60, 10)], False)[0] == EMPTY
    assert not buffer.mask.any()


def test_inverting_twice_changes_nothing():
    mask = painted([(60, 40)], Brush(30, 0.7))[0].mask
    assert shapes.inverted(mask)[40, 60] == 0
    assert np.array_equal(shapes.inverted(shapes.inverted(mask)), mask)


@pytest.mark.parametrize("radius", [4, 20, 60])
def test_feather_softens_over_its_width_and_keeps_the_edge_in_place(radius):
    mask = np.zeros((300, 400), np.uint8)
    mask[:, 200:] = 255
    soft = shapes.feathered(mask, radius)
    assert abs(int(soft[150, 199]) + int(soft[150, 200]) - 255) <= 20
    assert soft[150, 200 + 2 * radius] >= 253
    assert soft[150, 199 - 2 * radius] <= 2
    assert 15 < soft[150, 200 - radius // 2] < 120
    assert soft[0, 399] >= 253, "the picture's own edge stays hard"


def test_a_mask_is_scaled_to_another_size():
    mask = painted([(60, 40)], Brush(60))[0].mask
    larger = shapes.fitted_mask(mask, 240, 160)
    assert larger.shape == (160, 240)
    assert (larger > 127).mean() == pytest.approx((mask > 127).mean(), abs=0.01)
    assert shapes.fitted_mask(mask, 120, 80) is mask


# files


def test_a_saved_mask_is_loaded_unchanged(tmp_path):
    mask = painted([(60, 40)], Brush(50, 1.0))[0].mask
    save_mask(mask, tmp_path / "mask.png")
    assert np.array_equal(load_mask(tmp_path / "mask.png"), mask)
    assert np.array_equal(load_fitting(tmp_path / "mask.png", 120, 80), mask)


def rgba(path, colour, alpha):
    """Write a mask with this colour on the left half and transparency on the right."""
    values = np.zeros((48, 64, 4), np.uint8)
    values[:, :32] = *colour, alpha
    Image.fromarray(values).save(path)
    return path


@pytest.mark.parametrize(
    ("colour", "alpha", "value"),
    [
        ((255, 255, 255), 255, 255),
        ((255, 255, 255), 100, 100),
        ((128, 128, 128), 255, 128),
        ((0, 0, 0), 255, 255),
        ((0, 0, 0), 60, 60),
    ],
)
def test_transparent_pixels_of_a_mask_are_outside(tmp_path, colour, alpha, value):
    path = rgba(tmp_path / "mask.png", colour, alpha)
    for mask in (load_mask(path), load_fitting(path, 64, 48)):
        assert (mask[:, :32] == value).all()
        assert not mask[:, 32:].any()


def test_grey_and_palette_masks_with_transparency_are_read_alike(tmp_path):
    both = np.zeros((8, 8, 2), np.uint8)
    both[:, :4] = 255
    Image.fromarray(both, "LA").save(tmp_path / "grey.png")
    indices = Image.fromarray(both[..., 0] // 255)
    indices.putpalette([255] * 6)
    indices.save(tmp_path / "palette.gif", transparency=0)
    for name in ("grey.png", "palette.gif"):
        assert load_mask(tmp_path / name).mean() == 127.5


def test_transparent_masks_reach_every_part_of_a_job(tmp_path, make_picture):
    mask = rgba(tmp_path / "mask.png", (255, 255, 255), 255)
    plan = Plan(
        params=StyleParams(), content=make_picture("photo.png", 64, 48),
        styles=(StyleFile(make_picture("style.png", 64, 48)),),
        regions=((mask, 0),), style_masks=((mask, 0),), protect=mask,
    )  # fmt: skip
    job = load_job(plan, None)
    for found in (job.protect, job.regions[0].mask, job.regions[0].style_mask):
        assert found.mean() == 127.5


def test_a_mask_of_labels_is_reported_as_nearly_black(tmp_path, make_picture):
    labels = np.zeros((48, 64), np.uint8)
    labels[:, :32] = 1
    Image.fromarray(labels).save(tmp_path / "labels.png")
    reports = []
    photo = make_picture("photo.png", 64, 48)
    plan = Plan(params=StyleParams(), content=photo, protect=tmp_path / "labels.png")
    load_job(plan, None, reports.append)
    assert reports == [
        "labels.png: The mask is nearly black: its brightest value is 1 out of 255. "
        "Use white to mark the region."
    ]
    assert faint_mask_notice(np.zeros((4, 4), np.uint8)) is not None
    assert faint_mask_notice(labels * 20) is None


def test_a_mask_of_other_proportions_is_refused(tmp_path):
    save_mask(np.zeros((80, 120), np.uint8), tmp_path / "mask.png")
    with pytest.raises(
        PictureError, match=r"mask.png is 120 x 80 px, but the picture is 100 x 100 px"
    ):
        load_fitting(tmp_path / "mask.png", 100, 100)


def test_a_kept_mask_is_named_after_its_content(tmp_path):
    one, other = np.zeros((8, 8), np.uint8), np.full((8, 8), 9, np.uint8)
    folder = tmp_path / "masks"
    first = keep_mask(one, folder)
    assert keep_mask(one.copy(), folder) == first
    assert keep_mask(other, folder) != first
    assert len(list(folder.iterdir())) == 2


def test_the_number_of_kept_masks_is_limited(tmp_path):
    for number in range(MAX_COUNT + 5):
        (tmp_path / f"{number}.png").write_bytes(b"")
    kept = keep_mask(np.zeros((8, 8), np.uint8), tmp_path)
    assert kept.exists()
    assert len(list(tmp_path.iterdir())) == MAX_COUNT


# regions


def region(kind, painting, is_filled=True):
    return Region(kind, painting, MaskBuffer(np.full((8, 8), 255 if is_filled else 0, np.uint8)))


def test_empty_masks_have_no_effect_except_regions_beside_others():
    full, empty = region(RegionKind.REGION, 0), region(RegionKind.REGION, 1, False)
    part, protect = region(RegionKind.PART, 0), region(RegionKind.PROTECT, -1, False)
    assert effective((full, empty, part, protect)) == (full, empty, part)
    assert effective((empty, protect)) == ()
    assert effective((empty, part)) == (), "a part without a region has no effect"


def test_a_part_goes_with_the_region_of_its_painting():
    regions = (
        region(RegionKind.REGION, 1),
        region(RegionKind.PART, 1),
        region(RegionKind.PROTECT, -1),
    )
    masks = masks_of(regions, ["one", "two", "three"])
    (styled,) = masks.regions
    assert (styled.style, styled.name) == (1, "one")
    assert styled.style_mask is regions[1].buffer.copy()
    assert masks.protect is regions[2].buffer.copy()


def test_regions_survive_a_plan_and_its_recipe(tmp_path, make_picture):
    files = [tmp_path / f"{name}.png" for name in ("a", "b", "c", "d")]
    for file in files:
        Image.new("L", (8, 8), 255).save(file)
    wanted = (
        MaskFile(RegionKind.REGION, 0, files[0]),
        MaskFile(RegionKind.REGION, 1, files[1]),
        MaskFile(RegionKind.PART, 1, files[2]),
        MaskFile(RegionKind.PROTECT, -1, files[3]),
    )
    plan = with_files(Plan(params=StyleParams(), content=make_picture()), wanted)
    assert files_in(plan) == wanted
    _, _, extras = notes_of(plan)
    assert [mask_role(note) for note in extras] == [(file.kind, file.painting) for file in wanted]


@pytest.mark.parametrize("role", ["start", "region", "region 0", "region one", "part 1", ""])
def test_other_roles_are_not_masks(role):
    assert mask_role(PictureNote("a.png", "0" * 64, role=role)) is None


def test_a_region_follows_its_painting_and_protection_stays():
    regions = (
        region(RegionKind.REGION, 0),
        region(RegionKind.REGION, 1),
        region(RegionKind.PROTECT, -1),
    )
    left = moved(regions, {1: 0})
    assert [(region.kind, region.painting) for region in left] == [
        (RegionKind.REGION, 0),
        (RegionKind.PROTECT, -1),
    ]
    assert left[0].buffer is regions[1].buffer
