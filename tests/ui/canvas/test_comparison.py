import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nst_desktop.ui.canvas import Canvas
from nst_desktop.ui.regions.easel import Easel
from nst_desktop.ui.regions.paint_tool import PaintTool
from tests.ui.canvas.canvas_hands import colour_at, drag, mapped, pixel_at, plain, wheel

RED, BLUE = "#c81e0a", "#0a1ec8"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def canvas(qtbot, actions):
    """Canvas of 400 x 300 px with a blue picture, compared with a larger red one."""
    canvas = Canvas(actions)
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show()
    canvas.set_image(plain(BLUE, 400, 300))
    canvas.set_compared(plain(RED, 801, 600), "Photograph")
    canvas.set_label("Artwork")
    return canvas


def seen(canvas, y=220):
    """Return the colours from left to right, one letter every 20 px."""
    shown = canvas.grab().toImage()
    letters = {RED: "r", BLUE: "b"}
    return "".join(letters.get(shown.pixelColor(x, y).name(), ".") for x in range(30, 390, 20))


def test_the_compared_picture_is_left_of_the_line_and_the_shown_one_right(canvas):
    assert seen(canvas) == 18 * "b"
    canvas.set_split(True)
    assert seen(canvas) == 9 * "r" + 9 * "b"
    canvas.set_split(False)
    assert seen(canvas) == 18 * "b"


def test_dragging_the_line_changes_both_sides(canvas):
    canvas.set_split(True)
    drag(canvas, (200, 60), (100, 60))
    assert seen(canvas) == 4 * "r" + 14 * "b"
    drag(canvas, (100, 150), (300, 150))
    assert seen(canvas) == 14 * "r" + 4 * "b"
    drag(canvas, (300, 150), (900, 150))
    assert seen(canvas) == 18 * "r"
    drag(canvas, (384, 150), (340, 150))
    assert seen(canvas) == 16 * "r" + 2 * "b"


def test_the_line_is_between_two_pixels(canvas):
    canvas.set_split(True)
    drag(canvas, (200, 60), (100, 60))
    shown = canvas.grab().toImage()
    row = [shown.pixelColor(x, 220).name() for x in range(96, 104)]
    assert row[:2] == [RED, RED]
    assert row[3:5] == ["#ffffff", "#ffffff"]
    assert row[6:] == [BLUE, BLUE]


def test_dragging_beside_the_line_moves_the_picture_and_not_the_line(canvas):
    canvas.set_split(True)
    canvas.set_image(mapped(800, 600))
    canvas.viewport.actual_size()
    grabbed = pixel_at(canvas, 300, 120)
    drag(canvas, (300, 120), (280, 100))
    assert pixel_at(canvas, 280, 100) == grabbed
    shown = canvas.grab().toImage()
    assert shown.pixelColor(200, 220) == QColor("white")
    assert shown.pixelColor(190, 220).name() == RED


def test_the_line_stays_under_the_brush_and_control_moves_it(canvas):
    canvas.set_split(True)
    canvas.set_tool(PaintTool(canvas.viewport, Easel()))
    drag(canvas, (200, 60), (100, 60))
    assert seen(canvas) == 9 * "r" + 9 * "b"
    drag(canvas, (200, 60), (100, 60), keys=Qt.KeyboardModifier.ControlModifier)
    assert seen(canvas) == 4 * "r" + 14 * "b"


def test_the_line_can_be_reached_at_every_zoom(canvas):
    canvas.set_split(True)
    for _ in range(8):
        wheel(canvas, (30, 30))
    drag(canvas, (200, 150), (100, 150))
    assert seen(canvas) == 4 * "r" + 14 * "b"


def test_shift_and_the_arrows_move_the_line(canvas):
    canvas.set_split(True)
    for _ in range(9):
        QTest.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    assert seen(canvas) == 6 * "r" + 12 * "b"
    for _ in range(4):
        QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    assert seen(canvas) == 7 * "r" + 11 * "b"
    assert canvas.viewport.is_fit()


def test_both_pictures_are_drawn_in_the_same_rectangle(canvas):
    canvas.set_image(mapped(400, 300))
    canvas.set_compared(mapped(400, 300).scaled(1200, 900))
    canvas.viewport.actual_size()
    for _ in range(3):
        canvas.viewport.zoom_in()
    right = pixel_at(canvas, 120, 220)
    canvas.set_split(True)
    assert pixel_at(canvas, 120, 220) == right


def test_a_compared_picture_keeps_its_proportions(canvas):
    canvas.set_compared(plain(RED, 300, 300))
    canvas.show_before(True)
    shown = canvas.grab().toImage()
    row = [x for x in range(400) if shown.pixelColor(x, 220).name() == RED]
    assert len(row) == 268
    assert abs(row[0] - 66) <= 1


def test_the_cursor_changes_at_the_line(canvas):
    canvas.set_split(True)
    QTest.mouseMove(canvas, QPoint(203, 60))
    assert canvas.cursor().shape() == Qt.CursorShape.SplitHCursor
    QTest.mouseMove(canvas, QPoint(250, 60))
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_labels_are_on_their_own_sides(canvas):
    def inked(left, right):
        shown = canvas.grab().toImage()
        colours = {shown.pixelColor(x, y).name() for x in range(left, right) for y in range(20, 50)}
        return not colours <= {RED, BLUE}

    canvas.set_split(True)
    assert inked(30, 150)
    assert inked(280, 370)
    canvas.set_label("")
    assert not inked(280, 370)
    canvas.set_split(False)
    assert not inked(30, 150)


def test_holding_backslash_shows_the_compared_picture(canvas):
    QTest.keyPress(canvas, Qt.Key.Key_Backslash)
    assert seen(canvas) == 18 * "r"
    QTest.keyRelease(canvas, Qt.Key.Key_Backslash)
    assert seen(canvas) == 18 * "b"


def test_a_key_that_repeats_is_still_held(canvas):
    QTest.keyPress(canvas, Qt.Key.Key_Backslash)
    for kind in (QKeyEvent.Type.KeyRelease, QKeyEvent.Type.KeyPress):
        event = QKeyEvent(
            kind, Qt.Key.Key_Backslash, Qt.KeyboardModifier.NoModifier, "\\", autorep=True
        )
        QApplication.sendEvent(canvas, event)
        assert seen(canvas) == 18 * "r"


def test_backslash_shows_the_whole_compared_picture_despite_a_line(canvas):
    canvas.set_split(True)
    QTest.keyPress(canvas, Qt.Key.Key_Backslash)
    assert seen(canvas) == 18 * "r"
    QTest.keyRelease(canvas, Qt.Key.Key_Backslash)
    assert seen(canvas) == 9 * "r" + 9 * "b"


def test_losing_the_focus_ends_the_comparison(qtbot, canvas):
    canvas.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    QTest.keyPress(canvas, Qt.Key.Key_Backslash)
    canvas.clearFocus()
    assert seen(canvas) == 18 * "b"


def test_backslash_does_nothing_without_a_compared_picture(canvas):
    canvas.set_split(True)
    canvas.set_compared(None)
    assert seen(canvas) == 18 * "b"
    canvas.show_before(True)
    assert seen(canvas) == 18 * "b"
    canvas.show_before(False)
    canvas.set_compared(plain(RED))
    assert canvas.is_split()
    assert seen(canvas) == 9 * "r" + 9 * "b"


def test_new_previews_are_compared_as_well(canvas):
    canvas.set_split(True)
    drag(canvas, (200, 60), (100, 60))
    canvas.set_image(plain("#0a1ec8", 200, 150))
    assert seen(canvas) == 4 * "r" + 14 * "b"


def test_a_transparent_picture_hides_nothing_but_itself(canvas):
    image = QImage(400, 300, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    canvas.set_compared(image)
    canvas.set_split(True)
    assert seen(canvas)[9:] == 9 * "b"
    assert len({colour_at(canvas, x, 220).name() for x in range(30, 60)}) == 2
