import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nst_desktop.document.loaded_picture import halved, shrunk, to_image
from nst_desktop.ui.canvas import Canvas
from nst_desktop.ui.parts.drops import LocalFile
from tests.ui.canvas.canvas_hands import (
    NO_KEY,
    colour_at,
    drag,
    furthest_apart,
    mapped,
    pixel_at,
    plain,
    wheel,
)


@pytest.fixture
def canvas(qtbot, actions):
    canvas = Canvas(actions)
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show()
    return canvas


def test_a_picture_is_shown_in_its_own_colours_and_order(canvas):
    pixels = np.zeros((30, 40, 3), np.uint8)
    pixels[:, :20] = 200, 30, 10
    pixels[:, 20:] = 10, 30, 200
    canvas.set_image(to_image(pixels))
    shown = canvas.grab().toImage()
    assert shown.pixelColor(100, 150) == QColor(200, 30, 10)
    assert shown.pixelColor(300, 150) == QColor(10, 30, 200)


def test_an_image_does_not_change_with_the_array_it_was_made_from():
    pixels = np.full((4, 5, 3), 9, np.uint8)
    image = to_image(pixels)
    pixels[:] = 200
    assert image.pixelColor(2, 2) == QColor(9, 9, 9)


def test_a_row_of_pixels_need_not_be_a_multiple_of_four_bytes():
    pixels = np.arange(3 * 7 * 3, dtype=np.uint8).reshape(3, 7, 3)
    image = to_image(pixels)
    colours = [[image.pixelColor(x, y).getRgb()[:3] for x in range(7)] for y in range(3)]
    assert np.array_equal(colours, pixels)


def test_every_part_of_a_tall_picture_is_visible(canvas):
    pixels = np.full((900, 30, 3), 255, np.uint8)
    pixels[:40], pixels[-40:] = (255, 0, 0), (0, 0, 255)
    canvas.set_image(to_image(pixels))
    shown = canvas.grab().toImage()
    column = [shown.pixelColor(200, y).name() for y in range(300)]
    assert "#ff0000" in column
    assert "#0000ff" in column


def test_two_files_can_be_dropped_at_once(qtbot, canvas, drop, make_picture):
    files = [make_picture("a.png"), make_picture("b.png")]
    with qtbot.waitSignal(canvas.sources_dropped) as dropped:
        drop(canvas, *files)
    assert dropped.args[0] == [LocalFile(file) for file in files]


def test_small_images_are_stored_without_enlarging():
    image = to_image(np.zeros((20, 30, 3), np.uint8))
    assert shrunk(image, 100).size() == image.size()
    assert shrunk(image, 15).width() == 15


def test_halving_takes_the_mean_of_four_pixels():
    pixels = np.random.default_rng(0).integers(0, 256, (8, 12, 3), dtype=np.uint8)
    half = halved(to_image(pixels))
    colours = [[half.pixelColor(x, y).getRgb()[:3] for x in range(6)] for y in range(4)]
    means = pixels.reshape(4, 2, 6, 2, 3).mean((1, 3))
    assert np.abs(np.array(colours) - means).max() <= 3


def test_a_picture_is_fitted_with_a_margin(canvas):
    canvas.set_image(mapped(800, 400))
    assert canvas.viewport.picture_rect() == QRectF(16, 58, 368, 184)
    assert canvas.viewport.zoom() == 368 / 800


def test_fit_follows_the_size_of_the_canvas(canvas):
    canvas.set_image(mapped(800, 400))
    canvas.resize(800, 600)
    assert canvas.viewport.picture_rect() == QRectF(16, 108, 768, 384)


def test_the_picture_is_painted_where_picture_rect_says(canvas):
    canvas.set_image(plain("#ff0000", 800, 400))
    for _ in range(3):
        shown, rect = canvas.grab().toImage(), canvas.viewport.picture_rect().toRect()
        red = [
            (x, y)
            for x in range(400)
            for y in range(300)
            if shown.pixelColor(x, y) == QColor("#ff0000")
        ]
        assert {min(red), max(red)} == {
            (rect.left(), rect.top()),
            (rect.right(), rect.bottom()),
        }
        canvas.viewport.actual_size()
        canvas.set_image(plain("#ff0000", canvas.viewport.picture_rect().toRect().width() // 4, 50))


@pytest.mark.parametrize("point", [(200, 150), (40, 80), (370, 230)])
def test_the_wheel_keeps_the_point_under_the_cursor(canvas, point):
    canvas.set_image(mapped(800, 600))
    kept = canvas.viewport.to_picture(QPointF(*point))
    for turned in (120, 120, 30, 240, -120, 480, 7):
        assert wheel(canvas, point, turned)
        rect = canvas.viewport.picture_rect()
        now = rect.topLeft() + QPointF(kept.x() * rect.width(), kept.y() * rect.height())
        assert abs(now.x() - point[0]) <= 1
        assert abs(now.y() - point[1]) <= 1


def test_the_wheel_keeps_the_pixel_under_the_cursor(canvas):
    canvas.set_image(mapped(800, 600))
    canvas.viewport.actual_size()
    x, y = pixel_at(canvas, 120, 70)
    wheel(canvas, (120, 70), 480)
    assert canvas.viewport.zoom() == 2
    seen = pixel_at(canvas, 120, 70)
    assert abs(seen[0] - x) <= 1
    assert abs(seen[1] - y) <= 1


def test_a_small_picture_is_zoomed_to_the_cursor_as_well(canvas):
    canvas.set_image(mapped(60, 40))
    canvas.viewport.actual_size()
    point = canvas.viewport.picture_rect().topLeft() + QPointF(10, 10)
    kept = canvas.viewport.to_picture(point)
    for _ in range(8):
        wheel(canvas, point.toTuple())
    now = canvas.viewport.to_picture(point)
    assert abs(now.x() - kept.x()) * canvas.viewport.picture_rect().width() <= 1
    assert abs(now.y() - kept.y()) * canvas.viewport.picture_rect().height() <= 1


def test_the_wheel_stops_at_100_percent(canvas):
    canvas.set_image(mapped(400, 300))
    while canvas.viewport.zoom() < 1:
        wheel(canvas, (200, 150), 100)
    assert canvas.viewport.zoom() == 1


def test_zoom_ends_at_5_and_at_3200_percent(canvas):
    canvas.set_image(mapped(2000, 1000))
    for _ in range(60):
        wheel(canvas, (200, 150))
    assert canvas.viewport.zoom() == 32
    for _ in range(80):
        wheel(canvas, (200, 150), -120)
    assert canvas.viewport.zoom() == 0.05


def test_zooming_out_of_a_huge_picture_never_enlarges_it(canvas):
    canvas.set_image(plain("#808080", 20_000, 10))
    fit = canvas.viewport.zoom()
    assert fit < 0.05
    wheel(canvas, (200, 150), -120)
    assert canvas.viewport.zoom() == fit


def test_a_pinch_zooms_around_its_point(canvas):
    canvas.set_image(mapped(800, 600))
    kept, point = canvas.viewport.to_picture(QPointF(100, 90)), QPointF(100, 90)
    before = canvas.viewport.zoom()
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        point, point, canvas.mapToGlobal(point), 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    assert canvas.viewport.zoom() == pytest.approx(1.5 * before)
    assert (canvas.viewport.to_picture(point) - kept).manhattanLength() < 0.003


def test_plus_minus_and_the_arrow_keys_zoom_and_pan(canvas):
    canvas.set_image(mapped(800, 600))
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.viewport.zoom() == 0.5
    QTest.keyClick(canvas, Qt.Key.Key_Equal)
    QTest.keyClick(canvas, Qt.Key.Key_Equal)
    assert canvas.viewport.zoom() == 1
    before = canvas.viewport.picture_rect().topLeft()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.viewport.picture_rect().topLeft() == before - QPointF(48, 48)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.viewport.picture_rect().topLeft() == before
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.viewport.zoom() == pytest.approx(2 / 3, abs=0.001)


@pytest.mark.parametrize("size", [(800, 600), (801, 599), (500, 280)])
def test_at_100_percent_every_pixel_is_unchanged(canvas, size):
    image = mapped(*size)
    canvas.set_image(image)
    canvas.viewport.actual_size()
    shown = canvas.grab().toImage()
    left, top = (round(value) for value in canvas.viewport.picture_rect().topLeft().toTuple())
    for x, y in [(20, 20), (200, 150), (201, 151), (379, 250), (31, 277)]:
        assert shown.pixelColor(x, y) == image.pixelColor(x - left, y - top)


@pytest.mark.parametrize("zoom_ins", [2, 3, 5, 10])
def test_from_200_percent_on_the_pixels_are_squares(canvas, zoom_ins):
    image = mapped(800, 600)
    canvas.set_image(image)
    canvas.viewport.actual_size()
    for _ in range(zoom_ins):
        canvas.viewport.zoom_in()
    shown, rect, zoom = (
        canvas.grab().toImage(),
        canvas.viewport.picture_rect(),
        canvas.viewport.zoom(),
    )
    for x, y in [(20, 20), (200, 150), (203, 151), (371, 240), (31, 277)]:
        column, row = int((x + 0.5 - rect.left()) / zoom), int((y + 0.5 - rect.top()) / zoom)
        assert shown.pixelColor(x, y) == image.pixelColor(column, row)


def test_a_fitted_picture_is_always_smooth(canvas):
    pixels = np.zeros((3, 4, 3), np.uint8)
    pixels[:, 2:] = 255
    canvas.set_image(to_image(pixels))
    greys = {canvas.grab().toImage().pixelColor(x, 150).red() for x in range(150, 250)}
    assert len(greys) > 20


def test_a_fine_pattern_becomes_grey_when_it_is_shrunk(canvas):
    pixels = np.zeros((1200, 1600, 3), np.uint8)
    pixels[::2, ::2] = pixels[1::2, 1::2] = 255
    canvas.set_image(to_image(pixels))
    for _ in range(2):
        seen = {colour_at(canvas, x, y).red() for x in range(60, 80) for y in range(60, 64)}
        assert min(seen) > 110
        assert max(seen) < 145
        wheel(canvas, (200, 150))
        wheel(canvas, (200, 150))


def test_dragging_moves_the_picture_with_the_pointer(canvas):
    canvas.set_image(mapped(800, 600))
    canvas.viewport.actual_size()
    grabbed = pixel_at(canvas, 100, 100)
    drag(canvas, (100, 100), (163, 81))
    assert pixel_at(canvas, 163, 81) == grabbed
    drag(canvas, (163, 81), (110, 200), Qt.MouseButton.MiddleButton)
    assert pixel_at(canvas, 110, 200) == grabbed


@pytest.mark.parametrize("notches", [3, 5, 9])
def test_panning_shows_the_same_pixels_as_repainting(canvas, notches):
    canvas.set_image(mapped(1600, 1200))
    for _ in range(notches):
        wheel(canvas, (200, 150))
    panned = canvas.grab().toImage()
    for end in ((220, 170), (190, 155), (260, 90)):
        drag(canvas, (200, 150), end)
        before, panned = panned, canvas.grab().toImage()
        assert furthest_apart(before, panned) > 100
        canvas.set_image(canvas.image())
        assert furthest_apart(canvas.grab().toImage(), panned) <= 1


def test_the_picture_cannot_be_pushed_out_of_sight(canvas):
    canvas.set_image(mapped(800, 600))
    canvas.viewport.actual_size()
    for _ in range(6):
        drag(canvas, (20, 20), (390, 290))
    assert canvas.viewport.picture_rect().topLeft() == QPointF(200, 150)


def test_a_wholly_visible_picture_stays_centred(canvas):
    canvas.set_image(mapped(200, 100))
    canvas.viewport.actual_size()
    drag(canvas, (200, 150), (260, 150))
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.viewport.picture_rect() == QRectF(100, 100, 200, 100)


def test_a_preview_of_another_size_keeps_the_visible_part(canvas):
    canvas.set_image(mapped(201, 134))
    for _ in range(8):
        wheel(canvas, (300, 100))
    before = canvas.viewport.picture_rect()
    for width, height in ((402, 267), (800, 533), (302, 201)):
        canvas.set_image(mapped(width, height))
        moved = canvas.viewport.picture_rect().topLeft() - before.topLeft()
        assert moved.manhattanLength() <= 4
        assert canvas.viewport.picture_rect().width() == pytest.approx(before.width(), abs=1)
        assert canvas.viewport.zoom() == pytest.approx(before.width() / width, rel=0.01)


def test_a_picture_of_other_proportions_is_fitted(canvas):
    canvas.set_image(mapped(400, 300))
    wheel(canvas, (200, 150))
    canvas.set_image(mapped(300, 300))
    assert canvas.viewport.picture_rect() == QRectF(66, 16, 268, 268)
    assert canvas.viewport.is_fit()


def test_the_zoom_of_a_small_copy_refers_to_the_full_picture(canvas):
    canvas.set_image(mapped(400, 300), QSize(800, 600))
    canvas.viewport.actual_size()
    assert canvas.viewport.picture_rect().size().toTuple() == (800, 600)
    canvas.set_image(mapped(800, 600))
    assert canvas.viewport.zoom() == 1


def test_every_zoom_change_is_emitted(qtbot, canvas):
    with qtbot.waitSignal(canvas.viewport.zoom_changed) as signal:
        canvas.set_image(mapped(800, 600))
    assert signal.args == [canvas.viewport.zoom()]
    with qtbot.waitSignal(canvas.viewport.zoom_changed) as signal:
        canvas.resize(600, 500)
    assert signal.args == [canvas.viewport.zoom()]
    with qtbot.waitSignal(canvas.viewport.zoom_changed) as signal:
        wheel(canvas, (200, 150))
    assert signal.args == [canvas.viewport.zoom()]
    with qtbot.assertNotEmitted(canvas.viewport.zoom_changed):
        canvas.set_image(mapped(800, 600))


def test_the_corner_shows_the_zoom_unless_fitted(canvas):
    canvas.set_image(plain("#00ff00", 400, 300))
    corner = QPoint(375, 277)
    assert colour_at(canvas, *corner.toTuple()) == QColor("#00ff00")
    wheel(canvas, (200, 150))
    assert colour_at(canvas, *corner.toTuple()) != QColor("#00ff00")
    canvas.viewport.fit()
    assert colour_at(canvas, *corner.toTuple()) == QColor("#00ff00")


def test_previews_may_be_larger_while_the_picture_is_zoomed(qtbot, canvas):
    canvas.set_image(mapped(800, 600))
    assert canvas.viewport.shown_side() == 368
    with qtbot.waitSignal(canvas.viewport.resized) as signal:
        canvas.viewport.actual_size()
    assert signal.args == [800]
    for _ in range(9):
        canvas.viewport.zoom_in()
    assert canvas.viewport.shown_side() == 2560
    with qtbot.waitSignal(canvas.viewport.resized) as signal:
        canvas.viewport.fit()
    assert signal.args == [368]


def test_a_transparent_picture_lies_on_a_checkerboard_that_moves_with_it(canvas):
    image = QImage(800, 600, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 0, 0, 0))
    canvas.set_image(image)
    shown = canvas.grab().toImage()
    ground = shown.pixelColor(200, 8)
    squares = {shown.pixelColor(x, 150).name() for x in range(30, 100)}
    assert len(squares) == 2
    assert ground.name() not in squares
    canvas.viewport.actual_size()
    row = [colour_at(canvas, x, 150).name() for x in range(100, 130)]
    drag(canvas, (100, 100), (105, 100))
    assert [colour_at(canvas, x, 150).name() for x in range(105, 135)] == row


def test_half_transparent_colours_are_laid_on_the_checkerboard(canvas):
    image = QImage(400, 300, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 0, 0, 128))
    canvas.set_image(image)
    for zoomed in (False, True):
        if zoomed:
            canvas.viewport.actual_size()
        colours = {colour_at(canvas, x, 150).getRgb()[:3] for x in range(30, 60)}
        assert len(colours) == 2
        assert all(red > green + 60 for red, green, _ in colours)


def test_an_opaque_picture_has_no_checkerboard(canvas):
    canvas.set_image(plain("#336699"))
    assert {colour_at(canvas, x, 150).name() for x in range(30, 100, 3)} == {"#336699"}


@pytest.mark.parametrize("notches", range(-6, 12))
def test_the_background_never_shows_through(canvas, notches):
    canvas.set_image(plain("#ffffff", 613, 407))
    for _ in range(abs(notches)):
        wheel(canvas, (211, 133), 120 if notches > 0 else -120)
    shown = canvas.grab().toImage()
    seen = (
        canvas.viewport.picture_rect().toRect().intersected(canvas.rect().adjusted(8, 8, -80, -40))
    )
    for x in (seen.left(), seen.center().x(), seen.right()):
        assert shown.pixelColor(x, seen.center().y()) == QColor("white")
    for y in (seen.top(), seen.center().y(), seen.bottom()):
        assert shown.pixelColor(seen.center().x(), y) == QColor("white")


def test_only_keyboard_focus_is_visible(qtbot, canvas):
    canvas.set_image(plain("#336699"))
    canvas.activateWindow()
    canvas.setFocus(Qt.FocusReason.MouseFocusReason)
    quiet = canvas.grab().toImage()
    canvas.clearFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(canvas.hasFocus)
    assert canvas.grab().toImage().pixelColor(200, 1) != quiet.pixelColor(200, 1)
    canvas.clearFocus()
    assert canvas.grab().toImage() == quiet


def test_an_empty_canvas_ignores_wheel_and_drag(canvas):
    assert not wheel(canvas, (200, 150))
    drag(canvas, (100, 100), (200, 200))
    QTest.keyClick(canvas, Qt.Key.Key_Plus, NO_KEY)
    assert canvas.viewport.zoom() == 1
    assert canvas.viewport.picture_rect().isEmpty()


def test_the_canvas_has_an_accessible_description(canvas):
    assert canvas.accessibleName()
    assert canvas.accessibleDescription()
    assert canvas.toolTip()
