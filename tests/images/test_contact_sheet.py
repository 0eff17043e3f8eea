import numpy as np
import pytest

from nst_desktop.images.contact_sheet import draw_sheet
from nst_desktop.images.headings import Headings

RED, BLUE = np.uint8([200, 0, 0]), np.uint8([0, 0, 200])
HEADINGS = Headings(["5", "80"], ["small", "large", "larger"], "style_weight", "style_scale")


def picture(colour, height=40, width=60):
    return np.broadcast_to(colour, (height, width, 3)).copy()


def boxes(sheet, colour):
    """(top, left, bottom, right) of what has this colour, and whether all of it is filled."""
    where = (sheet == colour).all(axis=2)
    down, across = where.any(axis=1).nonzero()[0], where.any(axis=0).nonzero()[0]
    box = down[0], across[0], down[-1] + 1, across[-1] + 1
    return box, bool(where[box[0] : box[2], box[1] : box[3]].all())


def test_every_picture_stands_whole_in_its_row_and_column():
    sheet = draw_sheet(HEADINGS, {(0, 0): picture(RED), (1, 2): picture(BLUE)}, (60, 40))
    (first, is_whole), (last, is_whole_too) = boxes(sheet, RED), boxes(sheet, BLUE)
    assert is_whole
    assert is_whole_too
    assert (first[2] - first[0], first[3] - first[1]) == (40, 60)
    assert last[0] - first[0] == 40 + 8
    assert last[1] - first[1] == 2 * (60 + 8)
    assert sheet.shape[:2] == (last[2] + 16, last[3] + 16)


def test_what_is_missing_is_grey_and_the_sheet_keeps_its_size():
    empty = draw_sheet(HEADINGS, {}, (60, 40))
    some = draw_sheet(HEADINGS, {(0, 0): picture(RED)}, (60, 40))
    assert empty.shape == some.shape
    box, _ = boxes(some, RED)
    assert (empty[box[0] : box[2], box[1] : box[3]] == 236).all()
    assert (some[box[0] : box[2], box[3] + 8] == 236).all()


def test_a_smaller_picture_stands_in_the_middle():
    whole, _ = boxes(draw_sheet(HEADINGS, {(0, 0): picture(RED)}, (60, 40)), RED)
    small, _ = boxes(draw_sheet(HEADINGS, {(0, 0): picture(RED, 20, 20)}, (60, 40)), RED)
    assert small == (whole[0] + 10, whole[1] + 20, whole[2] - 10, whole[3] - 20)


@pytest.mark.parametrize("row", [0, 1])
def test_each_label_is_beside_its_row(row):
    """Where a row's label is taken away, only the left of that row changes."""
    labels = ["5", "80"]
    without = ["", ""]
    without[1 - row] = labels[1 - row]
    both = [draw_sheet(Headings(each, [""], "weight"), {}, (60, 40)) for each in (labels, without)]
    down, across = (both[0] != both[1]).any(axis=2).nonzero()
    (top, left, bottom, _), _ = boxes(
        draw_sheet(Headings(labels, [""], "weight"), {(row, 0): picture(RED)}, (60, 40)), RED
    )
    assert len(down) > 0
    assert top <= down.min() <= down.max() < bottom
    assert across.max() < left


def test_a_long_label_leaves_room_for_the_pictures():
    labels = ["a very long name of a painting, far wider than any cell could be"]
    sheet = draw_sheet(Headings(labels, ["", ""]), {(0, 0): picture(RED)}, (60, 40))
    (_, left, _, _), _ = boxes(sheet, RED)
    assert left <= 16 + 54 + 16


def test_a_sheet_without_labels_is_the_pictures_alone():
    sheet = draw_sheet(Headings([""], [""]), {(0, 0): picture(RED)}, (60, 40))
    assert sheet.shape == (16 + 40 + 16, 16 + 60 + 16, 3)


def test_what_failed_is_said_in_its_place():
    plain = draw_sheet(HEADINGS, {}, (60, 40))
    told = draw_sheet(HEADINGS, {(0, 1): "failed"}, (60, 40))
    assert (plain != told).any()
