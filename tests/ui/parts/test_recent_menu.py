from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from nst_desktop.ui.parts.recent_menu import RecentMenu
from nst_desktop.ui.parts.theme import Theme, apply_theme


@pytest.fixture
def menu(qtbot):
    menu = RecentMenu("Recent photographs")
    qtbot.addWidget(menu)
    return menu


@pytest.fixture
def red():
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def texts(menu):
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def click(qtbot, menu, text):
    menu.popup(menu.pos())
    action = next(action for action in menu.actions() if action.text() == text)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_a_click_on_a_picture_chooses_it(qtbot, menu):
    path = Path("/pictures/lake.png")
    menu.set_entries([(Path("/pictures/sea.png"), None), (path, None)])
    with qtbot.waitSignal(menu.chosen) as chosen:
        click(qtbot, menu, "lake.png")
    assert chosen.args == [path]


def test_the_keyboard_chooses_too(qtbot, menu):
    menu.set_entries([(Path("/sea.png"), None), (Path("/lake.png"), None)])
    menu.popup(menu.pos())
    with qtbot.waitSignal(menu.chosen) as chosen:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(menu, key)
    assert chosen.args == [Path("/lake.png")]


def test_clearing_chooses_nothing(qtbot, menu):
    menu.set_entries([(Path("/lake.png"), None)])
    with qtbot.assertNotEmitted(menu.chosen), qtbot.waitSignal(menu.cleared):
        click(qtbot, menu, "&Clear list")


def test_an_empty_list_says_so_and_cannot_be_cleared(menu, red):
    menu.set_entries([(Path("/lake.png"), red)])
    menu.set_entries([])
    assert texts(menu) == ["No pictures yet"]
    assert not menu.actions()[0].isEnabled()


def test_pictures_with_the_same_name_show_their_folder(menu):
    menu.set_entries([(Path("/a/x.png"), None), (Path("/b/x.png"), None), (Path("/b/y.png"), None)])
    assert texts(menu)[:3] == ["x.png — a", "x.png — b", "y.png"]


def test_an_ampersand_in_a_name_is_not_a_mnemonic(menu):
    menu.set_entries([(Path("/me & you.png"), None)])
    assert texts(menu)[0] == "me && you.png"


def test_the_thumbnail_is_visible(menu, red):
    menu.set_entries([(Path("/lake.png"), red)])
    menu.popup(menu.pos())
    grab = menu.grab().toImage()
    row = menu.actionGeometry(menu.actions()[0])
    colours = {grab.pixelColor(x, row.center().y()).name() for x in range(row.width())}
    assert "#ff0000" in colours


def test_a_picture_without_an_image_follows_the_theme(qapp, menu):
    menu.set_entries([(Path("/lake.png"), None)])
    icons = []
    for theme in (Theme.DARK, Theme.LIGHT):
        apply_theme(qapp, theme)
        qapp.processEvents()
        icons.append(menu.actions()[0].icon().pixmap(40, 40).toImage())
    assert icons[0] != icons[1]
