import numpy as np
import pytest
from PySide6.QtGui import QColor

from nst_desktop.widgets.canvas import Canvas
from nst_desktop.widgets.pixels import shrunk, to_image


@pytest.fixture
def canvas(qtbot):
    canvas = Canvas()
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
    found = [[image.pixelColor(x, y).getRgb()[:3] for x in range(7)] for y in range(3)]
    assert np.array_equal(found, pixels)


def test_every_part_of_a_tall_picture_is_seen(canvas):
    pixels = np.full((900, 30, 3), 255, np.uint8)
    pixels[:40], pixels[-40:] = (255, 0, 0), (0, 0, 255)
    canvas.set_image(to_image(pixels))
    shown = canvas.grab().toImage()
    column = [shown.pixelColor(200, y).name() for y in range(300)]
    assert "#ff0000" in column
    assert "#0000ff" in column


def test_two_files_can_be_dropped_at_once(qtbot, canvas, drop, make_picture):
    files = [make_picture("a.png"), make_picture("b.png")]
    with qtbot.waitSignal(canvas.files_dropped) as dropped:
        drop(canvas, *files)
    assert dropped.args[0] == files


def test_small_images_are_never_enlarged_for_keeping():
    image = to_image(np.zeros((20, 30, 3), np.uint8))
    assert shrunk(image, 100).size() == image.size()
    assert shrunk(image, 15).width() == 15
