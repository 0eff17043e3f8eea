"""The save dialog by mouse and keyboard."""

import os
from pathlib import Path

import pytest
from PIL import features
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QSlider,
    QSpinBox,
    QWidget,
)

from nst_desktop.images import formats
from nst_desktop.images.formats import Metadata, PictureFormat, SaveOptions
from nst_desktop.ui.parts import naming_dialog
from nst_desktop.ui.save.save_dialog import SaveDialog

Key = Qt.Key


@pytest.fixture
def open_dialog(qtbot, tmp_path):
    """Return open_dialog(name, **options), which shows the dialog in an empty folder."""

    def show(name="lake.png", folder=tmp_path, **options):
        dialog = SaveDialog(folder / name, SaveOptions(**options))
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return show


def find(dialog, kind, name):
    """Return the widget with this accessible name."""
    widgets = dialog.findChildren(kind)
    return next(widget for widget in widgets if widget.accessibleName() == name)


def button(dialog, text):
    buttons = dialog.findChildren(QAbstractButton)
    return next((button for button in buttons if button.text().replace("&", "") == text), None)


def shows(dialog, text):
    return any(text in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def retype(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Key.Key_Delete)
    qtbot.keyClicks(field, text)


def choose_format(qtbot, dialog, picture_format):
    """Choose a format with the arrow keys."""
    formats = find(dialog, QComboBox, "Format")
    formats.setFocus()
    row = formats.findData(picture_format)
    while formats.currentIndex() != row:
        qtbot.keyClick(formats, Key.Key_Down if formats.currentIndex() < row else Key.Key_Up)


def press_return(qtbot, dialog):
    qtbot.keyClick(dialog.focusWidget() or dialog, Key.Key_Return)


# The file


def test_return_saves_the_proposed_file(qtbot, open_dialog, tmp_path):
    dialog = open_dialog("lake_impasto.png")
    with qtbot.waitSignal(dialog.accepted):
        press_return(qtbot, dialog)
    assert dialog.chosen() == (tmp_path / "lake_impasto.png", SaveOptions())


def test_escape_saves_nothing(qtbot, open_dialog):
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Key.Key_Escape)


def test_typing_at_once_replaces_the_name_but_not_the_suffix(qtbot, open_dialog, tmp_path):
    dialog = open_dialog()
    qtbot.keyClicks(dialog.focusWidget(), "sea")
    assert find(dialog, QLineEdit, "Name").text() == "sea.png"
    assert dialog.chosen()[0] == tmp_path / "sea.png"


@pytest.mark.parametrize(
    ("typed", "name"),
    [("sea", "sea.png"), (" sea ", "sea.png"), ("v1.2", "v1.2.png"), ("SEA.PNG", "SEA.PNG")],
)
def test_the_name_always_gets_the_suffix_of_the_format(qtbot, open_dialog, tmp_path, typed, name):
    dialog = open_dialog()
    retype(qtbot, find(dialog, QLineEdit, "Name"), typed)
    assert dialog.chosen()[0] == tmp_path / name


@pytest.mark.parametrize("picture_format", PictureFormat)
def test_every_format_can_be_chosen_and_renames_the_file(qtbot, open_dialog, picture_format):
    dialog = open_dialog()
    choose_format(qtbot, dialog, picture_format)
    path, options = dialog.chosen()
    assert path.name == f"lake{picture_format.suffix}"
    assert find(dialog, QLineEdit, "Name").text() == path.name
    assert options.format is picture_format


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        (PictureFormat.PNG, "a.tif", PictureFormat.TIFF),
        (PictureFormat.PNG_16, "a.tif", PictureFormat.TIFF_16),
        (PictureFormat.PNG_16, "a.png", PictureFormat.PNG_16),
        (PictureFormat.PNG, "a.JPEG", PictureFormat.JPEG),
        (PictureFormat.WEBP, "a.gif", PictureFormat.WEBP),
    ],
)
def test_typing_a_suffix_chooses_the_format(qtbot, open_dialog, before, typed, after):
    dialog = open_dialog(format=before)
    retype(qtbot, find(dialog, QLineEdit, "Name"), typed)
    path, options = dialog.chosen()
    assert options.format is after
    assert find(dialog, QComboBox, "Format").currentData() == after
    assert path.name == typed if typed != "a.gif" else "a.gif.webp"


@pytest.mark.parametrize("name", ["", "   ", "a/b", "/etc/a", "x" * 300])
def test_an_invalid_name_is_reported_and_not_saved(qtbot, open_dialog, name):
    dialog = open_dialog()
    retype(qtbot, find(dialog, QLineEdit, "Name"), name)
    assert shows(dialog, "a name.") or shows(dialog, "This name")
    assert not button(dialog, "Save").isEnabled()
    press_return(qtbot, dialog)
    assert dialog.isVisible()


def test_an_invalid_name_is_kept_when_the_format_changes(qtbot, open_dialog):
    dialog = open_dialog()
    retype(qtbot, find(dialog, QLineEdit, "Name"), "lake/sea.png")
    choose_format(qtbot, dialog, PictureFormat.JPEG)
    assert find(dialog, QLineEdit, "Name").text() == "lake/sea.jpg"
    assert not button(dialog, "Save").isEnabled()


def test_a_missing_folder_is_reported(qtbot, open_dialog, tmp_path):
    dialog = open_dialog()
    field = find(dialog, QLineEdit, "Folder")
    retype(qtbot, field, str(tmp_path / "gone"))
    assert shows(dialog, "folder does not exist")
    assert not button(dialog, "Save").isEnabled()
    (tmp_path / "there").mkdir()
    retype(qtbot, field, str(tmp_path / "there"))
    assert button(dialog, "Save").isEnabled()
    assert not shows(dialog, "folder does not exist")
    assert dialog.chosen()[0] == tmp_path / "there" / "lake.png"


def test_a_tilde_is_the_home_folder(qtbot, open_dialog):
    dialog = open_dialog()
    Path.home().mkdir(exist_ok=True)
    retype(qtbot, find(dialog, QLineEdit, "Folder"), "~")
    assert dialog.chosen()[0] == Path.home() / "lake.png"


def test_browse_chooses_the_folder(qtbot, open_dialog, tmp_path, monkeypatch):
    (tmp_path / "other").mkdir()
    answers = iter([str(tmp_path / "other"), ""])
    asked = []
    monkeypatch.setattr(
        QFileDialog,
        "getExistingDirectory",
        lambda parent, title, folder: asked.append(folder) or next(answers),
    )
    dialog = open_dialog()
    for _ in range(2):  # the second time, the user cancels
        qtbot.mouseClick(button(dialog, "Browse…"), Qt.MouseButton.LeftButton)
    assert asked == [str(tmp_path), str(tmp_path / "other")]
    assert dialog.chosen()[0] == tmp_path / "other" / "lake.png"


# An existing file


def test_an_existing_file_is_replaced_only_with_the_replace_button(qtbot, open_dialog, tmp_path):
    (tmp_path / "lake.png").touch()
    dialog = open_dialog()
    assert shows(dialog, "lake.png is already in this folder")
    press_return(qtbot, dialog)
    assert dialog.isVisible()
    assert dialog.focusWidget() is button(dialog, "Replace")
    with qtbot.waitSignal(dialog.accepted):
        press_return(qtbot, dialog)


def test_the_replace_button_can_be_clicked(qtbot, open_dialog, tmp_path):
    (tmp_path / "lake.png").touch()
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(button(dialog, "Replace"), Qt.MouseButton.LeftButton)


def test_holding_down_return_replaces_nothing(open_dialog, tmp_path):
    (tmp_path / "lake.png").touch()
    dialog = open_dialog()
    for repeated in (False, True, True):
        event = QKeyEvent(
            QKeyEvent.Type.KeyPress,
            Key.Key_Return,
            Qt.KeyboardModifier.NoModifier,
            "\r",
            repeated,
        )
        QApplication.sendEvent(dialog.focusWidget(), event)
    assert dialog.isVisible()


def test_another_name_or_format_brings_back_the_save_button(qtbot, open_dialog, tmp_path):
    (tmp_path / "lake.png").touch()
    dialog = open_dialog()
    choose_format(qtbot, dialog, PictureFormat.JPEG)
    assert button(dialog, "Save")
    assert not shows(dialog, "already")
    choose_format(qtbot, dialog, PictureFormat.PNG)
    assert button(dialog, "Replace")
    retype(qtbot, find(dialog, QLineEdit, "Name"), "sea.png")
    with qtbot.waitSignal(dialog.accepted):
        press_return(qtbot, dialog)


def test_a_file_that_appears_meanwhile_is_not_replaced_unasked(qtbot, open_dialog, tmp_path):
    dialog = open_dialog()
    (tmp_path / "lake.png").touch()
    qtbot.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert shows(dialog, "already")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(button(dialog, "Replace"), Qt.MouseButton.LeftButton)


def test_a_folder_that_disappears_is_reported(qtbot, open_dialog, tmp_path):
    (tmp_path / "there").mkdir()
    dialog = open_dialog(folder=tmp_path / "there")
    (tmp_path / "there").rmdir()
    qtbot.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert shows(dialog, "folder does not exist")


def test_a_folder_with_this_name_is_not_replaced(open_dialog, tmp_path):
    (tmp_path / "lake.png").mkdir()
    dialog = open_dialog()
    assert shows(dialog, "A folder with this name")
    assert not button(dialog, "Save").isEnabled()


def test_a_folder_without_write_permission_is_reported(open_dialog, monkeypatch):
    monkeypatch.setattr(naming_dialog.os, "access", lambda path, mode: mode != os.W_OK)
    dialog = open_dialog()
    assert shows(dialog, "write-protected")
    assert not button(dialog, "Save").isEnabled()


# Options


@pytest.mark.parametrize("picture_format", PictureFormat)
def test_the_quality_is_offered_only_where_it_counts(qtbot, open_dialog, picture_format):
    dialog = open_dialog(format=picture_format)
    for kind in (QSlider, QSpinBox):
        assert find(dialog, kind, "Quality").isEnabled() == picture_format.traits.lossy
    lossless = find(dialog, QCheckBox, "Lossless")
    assert lossless.isEnabled() == (picture_format is PictureFormat.WEBP)
    assert lossless.isChecked() == (not picture_format.traits.lossy)


def test_slider_and_number_stay_in_sync(qtbot, open_dialog):
    dialog = open_dialog(format=PictureFormat.JPEG, quality=90)
    slider, number = find(dialog, QSlider, "Quality"), find(dialog, QSpinBox, "Quality")
    qtbot.keyClick(slider, Key.Key_Left)
    assert (number.value(), dialog.options().quality) == (89, 89)
    number.selectAll()
    qtbot.keyClicks(number, "42")
    assert (slider.value(), dialog.options().quality) == (42, 42)


def test_lossless_webp_needs_no_quality_and_is_remembered(qtbot, open_dialog):
    dialog = open_dialog(format=PictureFormat.WEBP)
    qtbot.keyClick(find(dialog, QCheckBox, "Lossless"), Key.Key_Space)
    assert dialog.options().lossless
    assert not find(dialog, QSlider, "Quality").isEnabled()
    choose_format(qtbot, dialog, PictureFormat.JPEG)
    assert find(dialog, QSlider, "Quality").isEnabled()
    choose_format(qtbot, dialog, PictureFormat.WEBP)
    assert find(dialog, QCheckBox, "Lossless").isChecked()
    assert dialog.options().lossless


def test_the_recipe_can_be_left_out(qtbot, open_dialog):
    dialog = open_dialog()
    qtbot.keyClick(find(dialog, QCheckBox, "Include recipe"), Key.Key_Space)
    assert dialog.chosen()[1] == SaveOptions(recipe=False)


def test_the_photographs_details_to_keep_can_be_chosen(qtbot, open_dialog):
    dialog = open_dialog()
    choice = find(dialog, QComboBox, "Photograph's details")
    choice.setFocus()
    for expected in (Metadata.USUAL, Metadata.ALL, Metadata.NONE):
        assert dialog.chosen()[1] == SaveOptions(metadata=expected)
        qtbot.keyClick(choice, Key.Key_Down)


def test_the_last_options_are_shown(open_dialog):
    options = {"format": PictureFormat.AVIF, "quality": 33, "recipe": False, "matte": "#102030"}
    options |= {"metadata": Metadata.ALL, "density": 300}
    dialog = open_dialog("lake.png", **options)
    assert dialog.options() == SaveOptions(**options)
    assert dialog.chosen()[0].name == "lake.avif"
    assert find(dialog, QSpinBox, "Quality").value() == 33
    assert not find(dialog, QCheckBox, "Include recipe").isChecked()
    assert find(dialog, QComboBox, "Photograph's details").currentData() == Metadata.ALL


def test_a_remembered_format_that_is_not_available_becomes_png(open_dialog, monkeypatch):
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    formats.writable_formats.cache_clear()
    try:
        dialog = open_dialog("lake.avif", format=PictureFormat.AVIF)
        assert dialog.chosen()[0].name == "lake.png"
        assert find(dialog, QComboBox, "Format").findData(PictureFormat.AVIF) < 0
    finally:
        formats.writable_formats.cache_clear()


# The size


def test_the_size_is_requested_and_shown(qtbot, open_dialog):
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.size_requested) as request:
        assert shows(dialog, "calculating")
    dialog.set_size(request.args[0], 1_834_567)
    assert shows(dialog, "1.8 MB")
    dialog.set_size(request.args[0], 9_876)
    assert shows(dialog, "10 kB")
    dialog.set_size(request.args[0], None)
    assert shows(dialog, "unknown")


def test_moving_the_slider_requests_one_size_with_the_last_options(qtbot, open_dialog):
    dialog = open_dialog(format=PictureFormat.JPEG, quality=90)
    qtbot.waitSignal(dialog.size_requested).wait()
    requests = []
    dialog.size_requested.connect(requests.append)
    with qtbot.waitSignal(dialog.size_requested):
        for _ in range(5):
            qtbot.keyClick(find(dialog, QSlider, "Quality"), Key.Key_Left)
        assert requests == []
    assert requests == [SaveOptions(format=PictureFormat.JPEG, quality=85)]


def test_a_late_size_is_not_shown(qtbot, open_dialog):
    dialog = open_dialog(format=PictureFormat.JPEG, quality=90)
    with qtbot.waitSignal(dialog.size_requested) as request:
        pass
    qtbot.keyClick(find(dialog, QSlider, "Quality"), Key.Key_Left)
    dialog.set_size(request.args[0], 1_000)
    assert shows(dialog, "calculating")
    qtbot.waitSignal(dialog.size_requested).wait()
    dialog.set_size(request.args[0], 1_000)
    assert shows(dialog, "calculating")


def test_typing_a_name_does_not_request_the_size_again(qtbot, open_dialog):
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.size_requested) as request:
        pass
    dialog.set_size(request.args[0], 2_000_000)
    with qtbot.assertNotEmitted(dialog.size_requested, wait=300):
        qtbot.keyClicks(dialog.focusWidget(), "sea")
    assert shows(dialog, "2.0 MB")


def test_a_closed_dialog_requests_no_size(qtbot, open_dialog):
    dialog = open_dialog()
    with qtbot.assertNotEmitted(dialog.size_requested, wait=300):
        qtbot.keyClick(dialog, Key.Key_Escape)


# Accessibility


def test_every_field_has_a_name_and_a_tooltip(open_dialog):
    dialog = open_dialog()
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            if widget.parent() is not None and isinstance(widget.parent(), QSpinBox):
                continue
            assert widget.accessibleName() or widget.text(), widget
            assert widget.toolTip(), widget


def test_the_tab_key_goes_from_top_to_bottom(qtbot, open_dialog):
    dialog = open_dialog(format=PictureFormat.WEBP)
    seen = [dialog.focusWidget()]
    for _ in range(10):
        qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
        seen.append(dialog.focusWidget())
    names = [widget.accessibleName() or widget.text().replace("&", "") for widget in seen]
    fields = ["Name", "Folder", "Browse for a folder", "Format", "Quality", "Quality", "Lossless"]
    assert names[:9] == [*fields, "Include recipe", "Photograph's details"]
    assert set(names[9:]) == {"Save", "Cancel"}


def test_the_obstacle_to_saving_is_described_to_screen_readers(open_dialog, tmp_path):
    (tmp_path / "lake.png").touch()
    dialog = open_dialog()
    for widget in (find(dialog, QLineEdit, "Name"), button(dialog, "Replace")):
        assert "already in this folder" in widget.accessibleDescription()
