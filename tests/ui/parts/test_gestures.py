"""Which changes of a field are one gesture."""

from nst_desktop.ui.parts.gestures import Gestures


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
    monkeypatch.setattr(Gestures, "MAX_PAUSE", -1)  # every change comes after a pause
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
