import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QListView, QMenu, QToolButton

from nst_desktop.ui.history.gallery import Gallery
from nst_desktop.ui.history.gallery_entry import GalleryItem

LEFT = Qt.MouseButton.LeftButton
SIGNALS = {
    "Open": "open_requested",
    "Save as": "save_requested",
    "Save film": "film_requested",
    "Compare": "compare_requested",
    "Continue from here": "continue_requested",
    "Use its parameters": "params_requested",
}


def item(name):
    return GalleryItem(name, f"lake_{name}", "22 Nov 2026\n512 × 341")


@pytest.fixture
def gallery(qtbot):
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(360, 420)
    gallery.show()
    gallery.set_entries([item(name) for name in "abcd"])
    qtbot.waitExposed(gallery)
    gallery.activateWindow()
    view_of(gallery).setFocus()
    qtbot.waitUntil(view_of(gallery).hasFocus)
    return gallery


@pytest.fixture
def chosen(gallery):
    chosen = []
    gallery.chosen.connect(chosen.append)
    return chosen


def view_of(gallery):
    return gallery.findChild(QListView)


def place_of(gallery, row):
    view = view_of(gallery)
    return view.visualRect(view.model().index(row, 0)).center()


def click(qtbot, gallery, row, keys=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(view_of(gallery).viewport(), LEFT, keys, place_of(gallery, row))


def button(gallery, name):
    [found] = [b for b in gallery.findChildren(QToolButton) if b.accessibleName() == name]
    return found


def enabled(gallery):
    return {b.accessibleName() for b in gallery.findChildren(QToolButton) if b.isEnabled()}


def test_an_empty_gallery_shows_a_hint(gallery):
    hint = gallery.findChild(QLabel)
    assert not hint.isVisible()
    gallery.set_entries([])
    assert hint.isVisible()
    assert "artworks" in hint.text()
    assert not view_of(gallery).isVisible()


def test_a_click_chooses_an_entry(qtbot, gallery, chosen):
    click(qtbot, gallery, 2)
    assert chosen == ["c"]
    assert gallery.selected() == ["c"]


def test_the_arrow_keys_go_through_the_entries(qtbot, gallery, chosen):
    click(qtbot, gallery, 0)
    qtbot.keyClick(view_of(gallery), Qt.Key.Key_Right)
    qtbot.keyClick(view_of(gallery), Qt.Key.Key_Right)
    qtbot.keyClick(view_of(gallery), Qt.Key.Key_Left)
    qtbot.keyClick(view_of(gallery), Qt.Key.Key_End)
    assert chosen == ["a", "b", "c", "b", "d"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_an_entry(qtbot, gallery, key):
    click(qtbot, gallery, 1)
    with qtbot.waitSignal(gallery.open_requested) as wanted:
        qtbot.keyClick(view_of(gallery), key)
    assert wanted.args == ["b"]


def test_a_double_click_opens_an_entry(qtbot, gallery):
    click(qtbot, gallery, 1)
    with qtbot.waitSignal(gallery.open_requested) as wanted:
        qtbot.mouseDClick(view_of(gallery).viewport(), LEFT, pos=place_of(gallery, 1))
    assert wanted.args == ["b"]


@pytest.mark.parametrize(("name", "signal"), SIGNALS.items())
def test_a_button_uses_the_selected_entry(qtbot, gallery, name, signal):
    click(qtbot, gallery, 3)
    with qtbot.waitSignal(getattr(gallery, signal)) as wanted:
        qtbot.mouseClick(button(gallery, name), LEFT)
    assert wanted.args == ["d"]


def test_delete_asks_for_all_that_are_selected(qtbot, gallery):
    click(qtbot, gallery, 2)
    click(qtbot, gallery, 0, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(gallery.delete_requested) as wanted:
        qtbot.keyClick(view_of(gallery), Qt.Key.Key_Delete)
    assert wanted.args == [["a", "c"]]
    with qtbot.waitSignal(gallery.delete_requested) as wanted:
        qtbot.mouseClick(button(gallery, "Delete"), LEFT)
    assert wanted.args == [["a", "c"]]
    assert view_of(gallery).model().rowCount() == 4, "nothing is deleted yet"


def test_only_applicable_buttons_are_enabled(qtbot, gallery):
    assert enabled(gallery) == set()
    click(qtbot, gallery, 0)
    assert enabled(gallery) == {*SIGNALS, "Delete"}
    click(qtbot, gallery, 1, Qt.KeyboardModifier.ControlModifier)
    assert enabled(gallery) == {"Delete"}
    gallery.set_entries([])
    assert enabled(gallery) == set()


def test_enter_does_nothing_while_several_are_selected(qtbot, gallery):
    click(qtbot, gallery, 0)
    click(qtbot, gallery, 1, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.assertNotEmitted(gallery.open_requested):
        qtbot.keyClick(view_of(gallery), Qt.Key.Key_Return)


def open_menu(gallery, row):
    view = view_of(gallery).viewport()
    place = place_of(gallery, row)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    return QApplication.activePopupWidget()


def test_the_context_menu_offers_the_same(qtbot, gallery):
    click(qtbot, gallery, 1)
    menu = open_menu(gallery, 1)
    assert isinstance(menu, QMenu)
    names = [action.text().rstrip("…") for action in menu.actions() if not action.isSeparator()]
    assert names == [*SIGNALS, "Delete"]
    with qtbot.waitSignal(gallery.compare_requested) as wanted:
        for _ in range(4):
            qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert wanted.args == ["b"]


def test_there_is_no_menu_where_nothing_is_selected(qtbot, gallery):
    view = view_of(gallery).viewport()
    place = QPoint(view.width() - 4, view.height() - 4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    assert QApplication.activePopupWidget() is None


def test_a_new_entry_keeps_the_selection(qtbot, gallery, chosen):
    click(qtbot, gallery, 1)
    chosen.clear()
    gallery.set_entries([item(name) for name in "zabcd"])
    assert gallery.selected() == ["b"]
    assert chosen == [], "only the user's choice is reported"
    assert enabled(gallery) == {*SIGNALS, "Delete"}
    qtbot.keyClick(view_of(gallery), Qt.Key.Key_Right)
    assert chosen == ["c"]


def test_a_removed_entry_is_not_selected(qtbot, gallery, chosen):
    click(qtbot, gallery, 1)
    chosen.clear()
    gallery.set_entries([item(name) for name in "acd"])
    assert gallery.selected() == []
    assert enabled(gallery) == set()
    assert chosen == []


def test_a_thumbnail_comes_later_and_is_shown(gallery):
    image = QImage(30, 20, QImage.Format.Format_RGB888)
    image.fill(QColor(10, 200, 30))
    view = view_of(gallery)

    def colour_at(row):
        region = view.visualRect(view.model().index(row, 0))
        shown = view.viewport().grab().toImage()
        return shown.pixelColor(region.center().x(), region.top() + region.height() // 3)

    gallery.set_thumbnail("b", image)
    gallery.set_thumbnail("gone", image)
    assert colour_at(1) == QColor(10, 200, 30)
    assert colour_at(0) != QColor(10, 200, 30)


def test_the_columns_fill_the_width_without_a_horizontal_scroll_bar(qtbot, gallery):
    view = view_of(gallery)

    def columns():
        return {view.visualRect(view.model().index(row, 0)).left() for row in range(4)}

    for width, count in ((220, 1), (310, 2), (440, 3), (640, 4)):
        gallery.resize(width, 420)
        qtbot.waitUntil(lambda count=count: len(columns()) == count)
        right = max(view.visualRect(view.model().index(row, 0)).right() for row in range(4))
        assert right <= view.viewport().width()
    assert not view.horizontalScrollBar().isVisible()


def test_a_screen_reader_reads_title_date_and_size(gallery):
    spoken = QAccessible.queryAccessibleInterface(view_of(gallery))
    assert spoken.text(QAccessible.Text.Name) == "Gallery"
    assert spoken.child(0).text(QAccessible.Text.Name) == "lake_a, 22 Nov 2026, 512 × 341"


def test_the_tooltip_has_the_whole_title(gallery):
    model = view_of(gallery).model()
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole).startswith("lake_a\n")


def test_every_button_has_a_name_and_a_tooltip(gallery):
    for each in gallery.findChildren(QToolButton):
        assert each.accessibleName()
        assert each.toolTip()
