"""A selection continues from the strokes that made the current mask."""

import numpy as np
import pytest

from nst_desktop.masks import selection
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.selection import SelectionStroke
from nst_desktop.ui.regions.selection_session import SelectionSession, extend

PIXELS = np.zeros((8, 32, 3), np.uint8)


@pytest.fixture(autouse=True)
def columns(monkeypatch):
    """Select the columns of the points of inside strokes, but not of those outside."""

    def select(pixels, strokes):
        mask = np.zeros(pixels.shape[:2], np.uint8)
        for stroke in strokes:
            for x, _ in stroke.points:
                mask[:, int(x)] = 255 if stroke.inside else 0
        return mask

    monkeypatch.setattr(selection, "select_object", select)


@pytest.fixture
def buffer():
    return MaskBuffer.empty(32, 8)


def over(*columns, inside=True):
    return SelectionStroke(tuple((x, 4.0) for x in columns), 1.0, inside)


def put(buffer, mask):
    buffer.mask[...] = mask
    buffer.touched(buffer.rect)


def draw(session, buffer, stroke):
    """Draw a stroke; return the mask after it."""
    state, mask = extend(session.state(buffer), stroke, PIXELS)
    put(buffer, mask)
    session.add(state)
    return mask


def inside(buffer):
    return np.flatnonzero(buffer.mask[0]).tolist()


def test_each_stroke_refines_the_last(buffer):
    session = SelectionSession(lambda: 0)
    draw(session, buffer, over(3, 4, 5))
    draw(session, buffer, over(5, inside=False))
    assert inside(buffer) == [3, 4]
    assert [stroke.inside for stroke in session.strokes(buffer)] == [True, False]


def test_strokes_outside_never_remove_what_was_there_before(buffer):
    buffer.mask[:, :4] = 255
    session = SelectionSession(lambda: 0)
    draw(session, buffer, over(3, 4, 5))
    draw(session, buffer, over(3, 5, inside=False))
    assert inside(buffer) == [0, 1, 2, 3, 4]


def test_after_undo_a_stroke_continues_from_the_earlier_strokes(buffer):
    session = SelectionSession(lambda: 0)
    first = draw(session, buffer, over(3))
    draw(session, buffer, over(10))
    put(buffer, first)
    assert session.strokes(buffer) == (over(3),)
    draw(session, buffer, over(20))
    assert inside(buffer) == [3, 20]
    assert session.strokes(buffer) == (over(3), over(20))


def test_after_redo_a_stroke_continues_from_the_later_strokes(buffer):
    session = SelectionSession(lambda: 0)
    first = draw(session, buffer, over(3, 4))
    second = draw(session, buffer, over(4, inside=False))
    put(buffer, first)
    put(buffer, second)
    draw(session, buffer, over(9))
    assert inside(buffer) == [3, 9], "the stroke outside still counts"


def test_after_undo_of_all_strokes_the_selection_starts_anew(buffer):
    session, before = SelectionSession(lambda: 0), buffer.copy()
    draw(session, buffer, over(3))
    put(buffer, before)
    assert session.strokes(buffer) == ()
    assert not session.state(buffer).has_inside()


def test_after_another_change_the_mask_is_the_base_of_a_new_selection(buffer):
    session = SelectionSession(lambda: 0)
    draw(session, buffer, over(3))
    changed = buffer.copy() | np.eye(8, 32, 20, np.uint8)
    put(buffer, changed)
    assert session.strokes(buffer) == ()
    state = session.state(buffer)
    assert np.array_equal(state.base, changed)
    draw(session, buffer, over(10))
    draw(session, buffer, over(3, 10, inside=False))
    assert np.array_equal(buffer.mask, changed)


def test_the_undo_step_tells_states_with_equal_masks_apart(buffer):
    step = 0
    session = SelectionSession(lambda: step)
    draw(session, buffer, over(3))
    step = 1
    draw(session, buffer, over(9))
    step = 2
    draw(session, buffer, over(9, inside=False))
    assert session.strokes(buffer) == (over(3), over(9), over(9, inside=False))
    step = 0
    assert session.strokes(buffer) == (over(3),)


def test_the_base_stays_as_it_was_when_the_mask_is_painted_in_place(buffer):
    session = SelectionSession(lambda: 0)
    state = session.state(buffer)
    put(buffer, 255)
    assert not state.base.any()


def test_a_failed_stroke_helps_the_strokes_outside_that_follow(buffer):
    session = SelectionSession(lambda: 0)
    session.add_failed(buffer, over(3, 4, 5))
    assert session.strokes(buffer) == (over(3, 4, 5),)
    assert session.state(buffer).has_inside()
    draw(session, buffer, over(5, inside=False))
    assert inside(buffer) == [3, 4]
    assert session.strokes(buffer) == (over(3, 4, 5), over(5, inside=False))


def test_a_stroke_inside_replaces_those_that_failed(buffer):
    session = SelectionSession(lambda: 0)
    session.add_failed(buffer, over(3, 4, 5))
    session.add_failed(buffer, over(5, inside=False))
    session.add_failed(buffer, over(7))
    assert session.strokes(buffer) == (over(5, inside=False), over(7))
    draw(session, buffer, over(20))
    assert inside(buffer) == [20]
    assert session.strokes(buffer) == (over(5, inside=False), over(20))
