import gc

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nst_desktop.ui.canvas import Canvas
from nst_desktop.ui.parts.drops import LocalFile
from nst_desktop.ui.regions.easel import Easel
from nst_desktop.ui.regions.paint_tool import PaintTool
from tests.ui.canvas.canvas_hands import drag, plain

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def canvas(qtbot, actions):
    canvas = Canvas(actions)
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show()
    canvas.set_image(plain("#0a1ec8", 800, 600))
    return canvas


@pytest.fixture
def export(canvas, make_picture):
    """Calls of the canvas' export function."""
    calls = []

    def provide():
        calls.append(make_picture("artwork ä.png"))
        return calls[-1]

    canvas.set_export(provide)
    return calls


class Drags(list):
    """Started drags; look(mime) is what the drop target does with the data."""

    def look(self, mime):
        pass


@pytest.fixture
def drags(monkeypatch):
    drags = Drags()

    def carry_out(dragged, *actions):
        gc.collect()
        drags.append(dragged)
        drags.look(dragged.mimeData())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", carry_out)
    return drags


def test_the_picture_is_dragged_out_as_image_and_file(canvas, export, drags):
    offers = []
    drags.look = lambda mime: offers.append((mime.hasImage(), mime.imageData(), mime.urls()))
    drag(canvas, (200, 150), (240, 160))
    has_image, image, urls = offers[0]
    assert len(drags) == 1
    assert has_image
    assert image.size().toTuple() == (800, 600)
    assert [url.toLocalFile() for url in urls] == [str(export[0])]
    assert max(drags[0].pixmap().deviceIndependentSize().toTuple()) == 128


def test_the_file_is_written_once_and_only_on_demand(canvas, export, drags):
    drag(canvas, (200, 150), (240, 160))
    assert drags
    assert export == []
    drags.look = lambda mime: [mime.hasUrls() and mime.urls() for _ in range(3)]
    drag(canvas, (200, 150), (240, 160))
    assert len(export) == 1


def test_a_click_and_a_small_movement_drag_nothing(canvas, export, drags):
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    drag(canvas, (200, 150), (203, 151))
    assert drags == []


def test_without_an_export_nothing_is_dragged_out(canvas, export, drags):
    canvas.set_export(None)
    drag(canvas, (200, 150), (260, 150))
    assert drags == []


def test_zoomed_in_only_control_drags_out(canvas, export, drags):
    canvas.viewport.actual_size()
    before = canvas.viewport.picture_rect()
    drag(canvas, (200, 150), (260, 150), keys=CONTROL)
    assert len(drags) == 1
    assert canvas.viewport.picture_rect() == before
    drag(canvas, (200, 150), (260, 150))
    assert len(drags) == 1
    assert canvas.viewport.picture_rect() != before


def test_the_line_is_moved_and_not_dragged_out(canvas, export, drags):
    canvas.set_compared(plain("#c81e0a"))
    canvas.set_split(True)
    drag(canvas, (200, 150), (100, 150))
    assert drags == []
    assert canvas.grab().toImage().pixelColor(150, 220).name() == "#0a1ec8"


@pytest.mark.parametrize("keys", [CONTROL, Qt.KeyboardModifier.NoModifier])
def test_nothing_is_dragged_out_during_painting(canvas, export, drags, keys):
    canvas.set_tool(PaintTool(canvas.viewport, Easel()))
    drag(canvas, (200, 150), (260, 150), keys=keys)
    assert drags == []
    canvas.set_tool(None)
    drag(canvas, (200, 150), (260, 150), keys=keys)
    assert len(drags) == 1


def test_the_canvas_refuses_its_own_picture(qtbot, canvas, export, drags):
    accepted = []

    def drop_back(mime):
        where = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton
        entered = QDragEnterEvent(QPoint(9, 9), *where, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, entered)
        dropped = QDropEvent(QPointF(9, 9), *where, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, dropped)
        accepted.append(entered.isAccepted())

    drags.look = drop_back
    with qtbot.assertNotEmitted(canvas.sources_dropped):
        drag(canvas, (200, 150), (260, 150))
    assert accepted == [False]


def test_other_files_are_accepted_after_a_drag_out(
    qtbot, canvas, export, drags, drop, make_picture
):
    drag(canvas, (200, 150), (260, 150))
    file = make_picture("other.png")
    with qtbot.waitSignal(canvas.sources_dropped) as dropped:
        assert drop(canvas, file)
    assert dropped.args[0] == [LocalFile(file)]


def open_menu(canvas, reason=QContextMenuEvent.Reason.Mouse):
    position = QPoint(150, 100)
    QApplication.sendEvent(
        canvas, QContextMenuEvent(reason, position, canvas.mapToGlobal(position))
    )
    return QApplication.activePopupWidget()


@pytest.fixture
def choose(qtbot, canvas):
    """Open the menu and click the entry with this text."""

    def choose(text):
        menu = open_menu(canvas)
        action = next(a for a in menu.actions() if a.text().replace("&", "") == text)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        if QApplication.activePopupWidget() is menu:  # The entry is disabled.
            QTest.keyClick(menu, Qt.Key.Key_Escape)

    return choose


def test_the_menu_zooms(canvas, choose):
    choose("100 %")
    assert canvas.viewport.zoom() == 1
    choose("Fit to window")
    assert canvas.viewport.is_fit()


def test_the_menu_compares(canvas, actions, choose):
    menu = open_menu(canvas)
    assert actions.compare not in menu.actions(), "there is nothing to compare with"
    menu.close()
    canvas.set_compared(plain("#c81e0a"))
    choose("Compare")
    assert canvas.is_split()
    assert actions.compare.isChecked()
    choose("Compare")
    assert not canvas.is_split()


def test_the_menu_copies_and_saves(qtbot, actions, choose):
    with qtbot.waitSignal(actions.copy_shown.triggered):
        choose("Copy")
    with qtbot.assertNotEmitted(actions.save_as.triggered):
        choose("Save as…")
    actions.set_savable(True)
    with qtbot.waitSignal(actions.save_as.triggered):
        choose("Save as…")


def test_the_menu_has_the_windows_actions_with_unique_letters(canvas, actions):
    canvas.set_compared(plain("#c81e0a"))
    menu = open_menu(canvas)
    entries = [action for action in menu.actions() if not action.isSeparator()]
    assert set(entries) <= set(actions.findChildren(QAction))
    letters = [action.text().partition("&")[2][:1].lower() for action in entries]
    assert all(letters)
    assert len(set(letters)) == len(letters) == 5
    menu.close()


def test_the_menu_opens_by_keyboard_and_leaves_nothing_behind(qtbot, canvas):
    menu = open_menu(canvas, QContextMenuEvent.Reason.Keyboard)
    with qtbot.waitSignal(menu.destroyed):
        QTest.keyClick(menu, Qt.Key.Key_Escape)


def test_there_is_no_menu_without_a_picture(canvas):
    canvas.set_image(None)
    assert open_menu(canvas) is None
