import pytest
from PySide6.QtGui import QUndoStack

from nst_desktop.core.job import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.widgets.undo import Entered, Gestures, ParametersCommand, StateCommand


@pytest.fixture
def stack(qapp):
    return QUndoStack()


@pytest.fixture
def applied():
    return []


def entered(**values):
    return Entered(StyleParams(**values), Mode.TRANSFER)


START, ONE, TWO = entered(), entered(steps=1), entered(steps=2)


def test_a_picture_goes_back_and_forth(stack, applied):
    stack.push(StateCommand("lake", "gate", "Photograph", applied.append))
    assert applied == []  # it is shown already
    stack.undo()
    stack.redo()
    stack.undo()
    assert applied == ["lake", "gate", "lake"]
    assert stack.redoText() == "Photograph"


def test_two_pictures_in_a_row_are_two_steps(stack, applied):
    stack.push(StateCommand("lake", "gate", "Photograph", applied.append))
    stack.push(StateCommand("gate", "ship", "Photograph", applied.append))
    stack.undo()
    assert applied == ["gate"]


def test_changes_of_one_gesture_are_one_step(stack, applied):
    stack.push(ParametersCommand(START, ONE, "Steps", 7, applied.append))
    stack.push(ParametersCommand(ONE, TWO, "Steps", 7, applied.append))
    assert stack.count() == 1
    stack.undo()
    stack.redo()
    assert applied == [START, TWO]


def test_changes_of_two_gestures_are_two_steps(stack, applied):
    stack.push(ParametersCommand(START, ONE, "Steps", 7, applied.append))
    stack.push(ParametersCommand(ONE, TWO, "Steps", 8, applied.append))
    assert stack.count() == 2
    stack.undo()
    assert applied == [ONE]


def test_a_gesture_that_ends_where_it_began_leaves_nothing(stack, applied):
    stack.push(ParametersCommand(START, ONE, "Steps", 7, applied.append))
    stack.push(ParametersCommand(ONE, START, "Steps", 7, applied.append))
    assert stack.count() == 0


def test_what_does_not_follow_is_not_merged(stack, applied):
    stack.push(ParametersCommand(START, ONE, "Steps", 7, applied.append))
    stack.push(ParametersCommand(START, TWO, "Steps", 7, applied.append))
    assert stack.count() == 2


def test_a_picture_between_two_changes_keeps_them_apart(stack, applied):
    stack.push(ParametersCommand(START, ONE, "Steps", 7, applied.append))
    stack.push(StateCommand("lake", "gate", "Photograph", applied.append))
    stack.push(ParametersCommand(ONE, TWO, "Steps", 7, applied.append))
    assert stack.count() == 3


class Hand:
    dragging = False

    def is_dragging(self):
        return self.dragging


def test_quick_changes_of_one_field_are_one_gesture(qapp):
    gestures, field = Gestures(), Hand()
    assert gestures.number(field) == gestures.number(field)


def test_another_field_is_another_gesture(qapp):
    gestures, one, other = Gestures(), Hand(), Hand()
    numbers = [gestures.number(each) for each in (one, other, one)]
    assert len(set(numbers)) == 3


def test_after_a_pause_begins_another_gesture_but_a_drag_may_rest(qapp, monkeypatch):
    monkeypatch.setattr(Gestures, "PAUSE", -1)  # every change comes after one
    gestures, field = Gestures(), Hand()
    assert gestures.number(field) != gestures.number(field)
    field.dragging = True
    assert gestures.number(field) == gestures.number(field)


def test_every_drag_is_a_gesture_of_its_own(qapp):
    gestures, field = Gestures(), Hand()
    field.dragging = True
    first = gestures.number(field)
    gestures.end()
    second = gestures.number(field)
    field.dragging = False
    assert len({first, second, gestures.number(field)}) == 3


def test_what_is_complete_at_once_never_merges(qapp):
    gestures, field = Gestures(), Hand()
    numbers = [gestures.number(field), gestures.single(), gestures.single(), gestures.number(field)]
    assert len(set(numbers)) == 4
