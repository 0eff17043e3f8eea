import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from nst_desktop.document.loaded_picture import load
from nst_desktop.images.load import load_picture
from nst_desktop.ui.parts.drops import LocalFile
from nst_desktop.ui.pictures.picture_slot import PictureSlot, Role


@pytest.fixture
def slot(qtbot, actions):
    slot = PictureSlot(Role.PHOTOGRAPH, "Photograph", actions.open_photograph)
    qtbot.addWidget(slot)
    slot.resize(240, 220)
    slot.show()
    return slot


def texts(slot):
    return [label.text() for label in slot.findChildren(QLabel)]


def test_a_picture_is_shown_with_its_name_and_size(slot, make_picture):
    slot.set_picture(load(load_picture(make_picture("lake.png", 96, 64))))
    assert "lake.png" in texts(slot)
    assert "96 × 64" in texts(slot)


def test_an_empty_slot_says_what_to_do(slot):
    assert "Drop a file or click" in texts(slot)


def test_a_dropped_file_is_reported(qtbot, slot, drop, make_picture):
    path = make_picture()
    with qtbot.waitSignal(slot.sources_dropped) as dropped:
        assert drop(slot, path)
    assert dropped.args[0] == [LocalFile(path)]


def test_a_drag_without_files_is_refused(slot, drop):
    assert not drop(slot)


def test_a_drag_over_the_slot_is_visible(slot, drop, make_picture):
    before = slot.grab().toImage()
    drop(slot, make_picture(), enter_only=True)
    assert slot.grab().toImage() != before


def test_a_click_on_the_picture_asks_for_another(qtbot, slot, actions):
    with qtbot.waitSignal(actions.open_photograph.triggered):
        qtbot.mouseClick(slot._thumbnail, Qt.MouseButton.LeftButton)


def test_a_long_name_does_not_widen_the_slot(slot, make_picture):
    before = slot.minimumSizeHint().width()
    slot.set_picture(load(load_picture(make_picture("a" * 120 + ".png"))))
    assert slot.minimumSizeHint().width() == before
