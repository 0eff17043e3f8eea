import numpy as np
import pytest

from nst_desktop.images.contact_sheet import draw_contact_sheet
from nst_desktop.images.headings import Headings

RED, BLUE = np.uint8([200, 0, 0]), np.uint8([0, 0, 200])
HEADINGS = Headings(["5", "80"], ["small", "large", "larger"], "style_weight", "style_scale")


def picture(colour, height=40, width=60):
    return np.broadcast_to(colour, (height, width, 3)).copy()


def boxes(sheet, colour):
    """Return (top, left, bottom, right) of this colour, and whether it fills the box."""
    has_colour = (sheet == colour).all(axis=2)
    rows, columns = has_colour.any(axis=1).nonzero()[0], has_colour.any(axis=0).nonzero()[0]
    box = rows[0], columns[0], rows[-1] + 1, columns[-1] + 1
    return box, bool(has_colour[box[0] : box[2], box[1] : box[3]].all())


def test_pictures_are_drawn_whole_in_their_row_and_column():
    sheet = draw_contact_sheet(HEADINGS, {(0, 0): picture(RED), (1, 2): picture(BLUE)}, (60, 40))
    (first, is_filled), (last, is_filled_too) = boxes(sheet, RED), boxes(sheet, BLUE)
    assert is_filled
    assert is_filled_too
    assert (first[2] - first[0], first[3] - first[1]) == (40, 60)
    assert last[0] - first[0] == 40 + 8
    assert last[1] - first[1] == 2 * (60 + 8)
    assert sheet.shape[:2] == (last[2] + 16, last[3] + 16)


def test_missing_cells_are_grey_and_the_sheet_keeps_its_size():
    empty = draw_contact_sheet(HEADINGS, {}, (60, 40))
    some = draw_contact_sheet(HEADINGS, {(0, 0): picture(RED)}, (60, 40))
    assert empty.shape == some.shape
    box, _ = boxes(some, RED)
    assert (empty[box[0] : box[2], box[1] : box[3]] == 236).all()
    assert (some[box[0] : box[2], box[3] + 8] == 236).all()


def test_a_smaller_picture_is_centred():
    whole, _ = boxes(draw_contact_sheet(HEADINGS, {(0, 0): picture(RED)}, (60, 40)), RED)
    small, _ = boxes(draw_contact_sheet(HEADINGS, {(0, 0): picture(RED, 20, 20)}, (60, 40)), RED)
    assert small == (whole[0] + 10, whole[1] + 20, whole[2] - 10, whole[3] - 20)


@pytest.mark.parametrize("row", [0, 1])
def test_each_label_is_beside_its_row(row):
    """Removing a row's label changes only the left of that row."""
    labels = ["5", "80"]
    without = ["", ""]
    without[1 - row] = labels[1 - row]
    both = [
        draw_contact_sheet(Headings(texts, [""], "weight"), {}, (60, 40))
        for texts in (labels, without)
    ]
    rows, columns = (both[0] != both[1]).any(axis=2).nonzero()
    (top, left, bottom, _), _ = boxes(
        draw_contact_sheet(Headings(labels, [""], "weight"), {(row, 0): picture(RED)}, (60, 40)),
        RED,
    )
    assert len(rows) > 0
    assert top <= rows.min() <= rows.max() < bottom
    assert columns.max() < left


def test_a_long_label_leaves_room_for_the_pictures():
    labels = ["a very long name of a painting, far wider than any cell could be"]
    sheet = draw_contact_sheet(Headings(labels, ["", ""]), {(0, 0): picture(RED)}, (60, 40))
    (_, left, _, _), _ = boxes(sheet, RED)
    assert left <= 16 + 54 + 16


def test_a_sheet_without_labels_has_only_pictures():
    sheet = draw_contact_sheet(Headings([""], [""]), {(0, 0): picture(RED)}, (60, 40))
    assert sheet.shape == (16 + 40 + 16, 16 + 60 + 16, 3)


def test_a_text_replaces_a_failed_picture():
    plain = draw_contact_sheet(HEADINGS, {}, (60, 40))
    with_text = draw_contact_sheet(HEADINGS, {(0, 1): "failed"}, (60, 40))
    assert (plain != with_text).any()
