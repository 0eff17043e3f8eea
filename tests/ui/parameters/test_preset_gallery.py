import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from nst_desktop import paths
from nst_desktop.recipes.presets import builtin_presets
from nst_desktop.ui.parameters.preset_gallery import PresetEntry, PresetGallery
from nst_desktop.ui.parameters.preset_popup import PresetPopup


def picture(colour):
    image = QImage(120, 90, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


BOLD = PresetEntry("bold", "Bold", "Very broad strokes.", picture("red"), False)
FINE = PresetEntry("fine", "Fine brush", "Small strokes.", picture("blue"), False)
MINE = PresetEntry("mine", "My oils", "As I like it.", None, True)


@pytest.fixture
def gallery(qtbot):
    gallery = PresetGallery()
    qtbot.addWidget(gallery)
    gallery.set_presets([BOLD, FINE, MINE])
    gallery.resize(240, 44)
    gallery.show()
    gallery.activateWindow()
    return gallery


@pytest.fixture
def popup(qtbot, gallery):
    """The open popup."""
    click(gallery.findChild(QPushButton))
    popup = gallery.findChild(PresetPopup)
    qtbot.waitUntil(popup.isVisible)
    yield popup
    popup.close()


def click(widget, where=None):
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(widget, button, keys, where or widget.rect().center())


def row_centre(popup, row):
    presets = popup.findChild(QListWidget)
    return presets.visualItemRect(presets.item(row)).center()


def button(popup, *texts):
    return next(button for button in popup.findChildren(QPushButton) if button.text() in texts)


def write(popup, text):
    line = popup.findChild(QLineEdit)
    line.clear()
    QTest.keyClicks(line, text)
    return line


def test_a_click_on_a_picture_chooses_the_preset_and_closes(qtbot, gallery, popup):
    with qtbot.waitSignal(gallery.preset_chosen) as chosen:
        click(popup.findChild(QListWidget).viewport(), row_centre(popup, 1))
    assert chosen.args == ["fine"]
    assert not popup.isVisible()


def test_the_keyboard_opens_and_chooses(qtbot, gallery):
    opener = gallery.findChild(QPushButton)
    QTest.keyClick(opener, Qt.Key.Key_Down)
    popup = gallery.findChild(PresetPopup)
    assert popup.isVisible()
    presets = popup.findChild(QListWidget)
    QTest.keyClick(presets, Qt.Key.Key_Right)
    with qtbot.waitSignal(gallery.preset_chosen) as chosen:
        QTest.keyClick(presets, Qt.Key.Key_Return)
    assert chosen.args == ["fine"]


def test_escape_closes_and_chooses_nothing(qtbot, gallery, popup):
    with qtbot.assertNotEmitted(gallery.preset_chosen):
        QTest.keyClick(popup.findChild(QListWidget), Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_choosing_a_preset_does_not_make_it_current_by_itself(gallery, popup):
    click(popup.findChild(QListWidget).viewport(), row_centre(popup, 0))
    assert gallery.current() == ""
    gallery.set_current("bold")
    assert gallery.current() == "bold"
    assert gallery.findChild(QPushButton).text() == "Bold"
    assert gallery.findChild(QPushButton).accessibleName() == "Preset: Bold"


def test_a_deleted_preset_is_not_current(gallery):
    gallery.set_current("mine")
    gallery.set_presets([BOLD, FINE])
    assert gallery.current() == ""
    assert gallery.findChild(QPushButton).text() == "No preset"


def test_the_current_preset_is_selected_and_described(qtbot, gallery):
    gallery.set_current("fine")
    click(gallery.findChild(QPushButton))
    popup = gallery.findChild(PresetPopup)
    assert popup.findChild(QListWidget).currentRow() == 1
    assert FINE.description in [label.text() for label in popup.findChildren(QLabel)]


def test_each_preset_is_shown_with_its_picture_and_its_title(popup):
    presets = popup.findChild(QListWidget)
    assert [presets.item(row).text() for row in range(3)] == [
        "Bold",
        "Fine brush",
        "My oils (custom)",
    ]
    shown = popup.grab().toImage()
    ratio = shown.devicePixelRatio()
    for row, colour in ((0, "red"), (1, "blue")):
        middle = presets.viewport().mapTo(popup, row_centre(popup, row) - QPoint(0, 12)) * ratio
        assert shown.pixelColor(middle) == QColor(colour)


def test_the_current_parameters_are_saved_under_a_name(qtbot, gallery, popup):
    save = button(popup, "Save")
    assert not save.isEnabled()
    write(popup, "  Evening  ")
    with qtbot.waitSignal(gallery.save_requested) as saved:
        click(save)
    assert saved.args == ["Evening"]
    assert not popup.isVisible()


def test_enter_saves_too(qtbot, gallery, popup):
    line = write(popup, "Evening")
    with qtbot.waitSignal(gallery.save_requested):
        QTest.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize("name", ["bold", "BOLD", "   ", ""])
def test_built_in_presets_cannot_be_replaced(qtbot, gallery, popup, name):
    line = write(popup, name)
    assert not button(popup, "Save").isEnabled()
    with (
        qtbot.assertNotEmitted(gallery.save_requested),
        qtbot.assertNotEmitted(gallery.preset_chosen),
    ):
        QTest.keyClick(line, Qt.Key.Key_Return)


def test_replacing_a_custom_preset_is_announced(popup):
    write(popup, "my OILS")
    assert button(popup, "Replace").isEnabled()


def test_a_custom_preset_is_deleted_after_confirmation(qtbot, gallery, popup):
    delete = button(popup, "Delete")
    popup.findChild(QListWidget).setCurrentRow(2)
    with qtbot.assertNotEmitted(gallery.delete_requested):
        click(delete)
    assert delete.text() == "Really delete?"
    with qtbot.waitSignal(gallery.delete_requested) as deleted:
        click(delete)
    assert deleted.args == ["mine"]


def test_selecting_another_preset_cancels_the_confirmation(qtbot, gallery, popup):
    presets = popup.findChild(QListWidget)
    presets.setCurrentRow(2)
    QTest.keyClick(presets, Qt.Key.Key_Delete)
    assert button(popup, "Really delete?").isEnabled()
    QTest.keyClick(presets, Qt.Key.Key_Up)
    QTest.keyClick(presets, Qt.Key.Key_Left)
    assert button(popup, "Delete")


def test_built_in_presets_cannot_be_deleted(qtbot, gallery, popup):
    presets = popup.findChild(QListWidget)
    presets.setCurrentRow(0)
    assert not button(popup, "Delete").isEnabled()
    with qtbot.assertNotEmitted(gallery.delete_requested):
        QTest.keyClick(presets, Qt.Key.Key_Delete)
        QTest.keyClick(presets, Qt.Key.Key_Delete)


def test_the_popup_stays_on_the_screen_with_three_columns(qtbot, gallery):
    entries = [PresetEntry(str(n), f"Preset {n}", "", None, False) for n in range(20)]
    gallery.set_presets(entries)
    gallery.move(0, 0)
    click(gallery.findChild(QPushButton))
    popup = gallery.findChild(PresetPopup)
    screen = popup.screen().availableGeometry()
    assert screen.left() <= popup.x()
    assert screen.contains(popup.geometry())
    QApplication.processEvents()
    tops = [row_centre(popup, row).y() for row in range(6)]
    assert len(set(tops[:3])) == 1
    assert len(set(tops[3:])) == 1
    assert tops[0] < tops[3]


def test_a_theme_change_updates_the_pictures(qapp, gallery):
    before = gallery.findChild(QPushButton).grab().toImage()
    palette = gallery.palette()
    palette.setColor(palette.ColorRole.Dark, QColor("lime"))
    gallery.setPalette(palette)
    QApplication.processEvents()
    assert gallery.findChild(QPushButton).grab().toImage() != before


def test_all_widgets_have_a_name_and_a_tooltip(popup):
    for entry in popup.findChildren(QWidget):
        if entry.focusPolicy() & Qt.FocusPolicy.TabFocus and entry.isVisible():
            assert entry.accessibleName() or entry.text(), entry
            assert entry.toolTip(), entry


def test_every_built_in_preset_has_a_small_picture():
    files = sorted(paths.builtin_presets_folder().glob("*.json"))
    assert len(files) == len(builtin_presets()) == 11
    seen = set()
    for file in files:
        preview = file.with_suffix(".jpg")
        assert preview.stat().st_size <= 15 * 1024
        image = QImage(str(preview))
        assert (image.width(), image.height()) == (120, 90)
        seen.add(bytes(image.constBits()))
    assert len(seen) == 11
