"""Grouping of a field's changes into gestures."""

from nst_desktop.ui.parts.gestures import Gestures


class FakeField:
    dragging = False

    def is_dragging(self):
        return self.dragging


def test_quick_changes_of_one_field_are_one_gesture(qapp):
    gestures, field = Gestures(), FakeField()
    assert gestures.number(field) == gestures.number(field)


def test_another_field_is_another_gesture(qapp):
    gestures, first, second = Gestures(), FakeField(), FakeField()
    numbers = [gestures.number(field) for field in (first, second, first)]
    assert len(set(numbers)) == 3


def test_a_pause_ends_a_gesture_except_during_a_drag(qapp, monkeypatch):
    monkeypatch.setattr(Gestures, "MAX_PAUSE", -1)  # every change comes after a pause
    gestures, field = Gestures(), FakeField()
    assert gestures.number(field) != gestures.number(field)
    field.dragging = True
    assert gestures.number(field) == gestures.number(field)


def test_every_drag_is_a_gesture_of_its_own(qapp):
    gestures, field = Gestures(), FakeField()
    field.dragging = True
    first = gestures.number(field)
    gestures.end()
    second = gestures.number(field)
    field.dragging = False
    assert len({first, second, gestures.number(field)}) == 3
