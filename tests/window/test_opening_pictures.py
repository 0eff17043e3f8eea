"""Pictures come in by drop, paste and dialog, from files, folders, the web and the clipboard."""

import base64
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton

from nst_desktop.ui.pictures import loader, open_dialog, sources
from nst_desktop.ui.pictures.open_dialog import OpenDialog
from tests.hands import when_open

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def drop_data(widget, data, at=(5, 5)):
    """Drop anything on a widget, as a desktop does."""
    where = Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(*at), *where)
    QApplication.sendEvent(widget, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(*at), *where))


def name_of(studio):
    loaded = studio.document.setup().photograph
    return None if loaded is None else loaded.picture.name


def names_of(studio):
    return [entry.loaded.picture.name for entry in studio.document.setup().paintings]


@pytest.fixture
def settle(qtbot):
    """settle(studio, do) does it and waits until all pictures are read."""

    def settle(studio, do):
        with qtbot.waitSignal(studio.opening.settled):
            do()

    return settle


def plain_image():
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#c81e0a"))
    return image


# drops


def test_two_files_on_the_canvas_are_photograph_and_painting(make_studio, load_pictures):
    studio = make_studio()
    assert studio.window.canvas.image() is None
    assert "Choose a photograph" in studio.window.run_bar.status()
    load_pictures(studio)
    assert (name_of(studio), names_of(studio)) == ("lake.png", ["swirls.png"])
    assert studio.window.run_bar.status() == "Ready"
    assert studio.window.canvas.image().width() == 192


def test_files_beside_the_paintings_are_added_and_on_one_take_its_place(
    make_studio, load_pictures, drop, make_picture, settle
):
    studio = make_studio()
    load_pictures(studio)
    strip = studio.window.paintings
    settle(studio, lambda: drop(strip, make_picture("b.png"), make_picture("c.png")))
    assert names_of(studio) == ["swirls.png", "b.png", "c.png"]
    studio.window.paintings.sources_dropped.emit([sources.LocalFile(make_picture("d.png"))], 1)
    settle(studio, lambda: None)
    assert names_of(studio) == ["swirls.png", "d.png", "c.png"]


def test_a_folder_brings_all_its_pictures_as_paintings(
    make_studio, load_pictures, drop, make_picture, settle, tmp_path
):
    (tmp_path / "styles").mkdir()
    for name in ("a10.png", "a2.png"):
        make_picture(name).rename(tmp_path / "styles" / name)
    studio = make_studio()
    load_pictures(studio)
    settle(studio, lambda: drop(studio.window.paintings, tmp_path / "styles"))
    assert names_of(studio) == ["swirls.png", "a2.png", "a10.png"]


def test_one_of_a_folder_that_cannot_be_read_is_told_of_and_the_others_come(
    make_studio, load_pictures, drop, make_picture, settle, tmp_path
):
    (tmp_path / "styles").mkdir()
    for name in ("a.png", "c.png"):
        make_picture(name).rename(tmp_path / "styles" / name)
    (tmp_path / "styles" / "b.png").symlink_to(tmp_path / "nowhere.png")
    studio = make_studio()
    load_pictures(studio)
    settle(studio, lambda: drop(studio.window.paintings, tmp_path / "styles"))
    assert names_of(studio) == ["swirls.png", "a.png", "c.png"]
    assert "b.png is a link to a file that is not there" in studio.window.message.text()


def test_picture_data_from_a_browser_comes_before_its_address(make_studio, settle):
    data = QMimeData()
    data.setImageData(plain_image())
    data.setUrls([QUrl("https://pictures.example/lake.jpg")])
    studio = make_studio()
    settle(studio, lambda: drop_data(studio.window.photograph, data))
    assert name_of(studio).startswith("pasted-")
    assert studio.document.setup().photograph.image.pixelColor(0, 0).name() == "#c81e0a"


def test_a_web_address_is_fetched(make_studio, settle, make_picture, monkeypatch):
    asked = []

    def fetch(url, folder):
        asked.append(url)
        return make_picture("fetched.png")

    monkeypatch.setattr("nst_desktop.images.fetch.fetch_picture", fetch)
    data = QMimeData()
    data.setUrls([QUrl("https://pictures.example/lake.jpg")])
    studio = make_studio()
    settle(studio, lambda: drop_data(studio.window.canvas, data))
    assert asked == ["https://pictures.example/lake.jpg"]
    assert name_of(studio) == "fetched.png"


def test_an_address_on_this_machine_is_refused(make_studio, settle):
    data = QMimeData()
    data.setUrls([QUrl("http://127.0.0.1:9/lake.jpg")])
    studio = make_studio()
    settle(studio, lambda: drop_data(studio.window.photograph, data))
    assert name_of(studio) is None
    assert studio.window.message.isVisible()


def test_a_picture_in_a_piece_of_a_page_is_taken(make_studio, settle, make_picture):
    encoded = base64.b64encode(make_picture("a.png").read_bytes()).decode()
    data = QMimeData()
    data.setHtml(f'<p>See <img src="data:image/png;base64,{encoded}"></p>')
    studio = make_studio()
    settle(studio, lambda: drop_data(studio.window.paintings, data))
    assert names_of(studio)[0].startswith("dropped-")


def test_a_file_that_is_no_picture_is_refused_and_the_old_one_stays(
    make_studio, load_pictures, drop, tmp_path, settle
):
    studio = make_studio()
    load_pictures(studio)
    bad = tmp_path / "notes.jpg"
    bad.write_text("no picture")
    settle(studio, lambda: drop(studio.window.photograph, bad))
    assert "notes.jpg" in studio.window.message.text()
    assert studio.window.message.isVisible()
    assert name_of(studio) == "lake.png"


def test_of_two_photographs_dropped_in_a_row_the_second_is_shown(
    make_studio, drop, make_picture, settle
):
    studio = make_studio()
    large, small = make_picture("large.png", 2000, 2000), make_picture("small.png", 20, 20)
    slot = studio.window.photograph
    settle(studio, lambda: (drop(slot, large), drop(slot, small)))
    assert name_of(studio) == "small.png"


# the clipboard


def test_a_picture_is_pasted_as_the_photograph(qtbot, make_studio, settle):
    QGuiApplication.clipboard().setImage(plain_image())
    studio = make_studio()
    settle(studio, lambda: qtbot.keyClick(studio.window, Qt.Key.Key_V, CONTROL))
    assert name_of(studio).startswith("pasted-")


def test_files_are_pasted_into_the_paintings_where_the_focus_is(
    qtbot, make_studio, settle, make_picture
):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(make_picture("a.png")))])
    QGuiApplication.clipboard().setMimeData(data)
    studio = make_studio()
    studio.window.activateWindow()
    studio.window.paintings._spare.thumbnail.setFocus()
    settle(studio, lambda: qtbot.keyClick(studio.window, Qt.Key.Key_V, CONTROL))
    assert names_of(studio) == ["a.png"]


@pytest.mark.parametrize("by_paste", [True, False])
def test_three_files_with_an_icon_are_three_paintings(
    qtbot, make_studio, settle, make_picture, by_paste
):
    files = [make_picture(f"{n}.png") for n in "abc"]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    data.setImageData(plain_image())
    studio = make_studio()
    if by_paste:
        QGuiApplication.clipboard().setMimeData(data)
        studio.window.activateWindow()
        studio.window.paintings._spare.thumbnail.setFocus()
        settle(studio, lambda: qtbot.keyClick(studio.window, Qt.Key.Key_V, CONTROL))
    else:
        settle(studio, lambda: drop_data(studio.window.paintings, data))
    assert names_of(studio) == ["a.png", "b.png", "c.png"]


@pytest.mark.parametrize("place", ["photograph", "canvas"])
def test_a_file_with_an_icon_is_the_photograph(make_studio, settle, make_picture, place):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(make_picture("lake.png")))])
    data.setImageData(plain_image())
    studio = make_studio()
    settle(studio, lambda: drop_data(getattr(studio.window, place), data))
    assert name_of(studio) == "lake.png"


def test_a_clipboard_without_a_picture_is_told(qtbot, make_studio):
    QGuiApplication.clipboard().setText("only words")
    studio = make_studio()
    qtbot.keyClick(studio.window, Qt.Key.Key_V, CONTROL)
    assert "no picture on the clipboard" in studio.window.message.text()


# the dialog and the recent ones


def test_the_dialog_offers_recent_pictures_and_samples(
    qtbot, make_studio, load_pictures, settle, make_picture
):
    studio = make_studio()
    load_pictures(studio)
    offered = []

    def choose(dialog):
        rows = [dialog._list.item(row) for row in range(dialog._list.count())]
        offered.extend(row.text() for row in rows)
        dialog._list.setCurrentItem(next(row for row in rows if row.text() == "swirls.png"))
        qtbot.keyClick(dialog._list, Qt.Key.Key_Return)

    when_open(OpenDialog, choose)
    settle(studio, lambda: qtbot.keyClick(studio.window, Qt.Key.Key_O, CONTROL))
    assert set(offered) == {"lake.png", "swirls.png", "mountain_lake.jpg"}
    assert name_of(studio) == "swirls.png"


def test_any_other_file_can_be_browsed_for(
    qtbot, make_studio, load_pictures, settle, make_picture, monkeypatch
):
    studio = make_studio()
    load_pictures(studio)
    file = make_picture("elsewhere.png")
    monkeypatch.setattr(open_dialog, "ask_for_pictures", lambda *_: [file])
    when_open(OpenDialog, lambda dialog: dialog.findChild(QPushButton).click())
    settle(studio, lambda: qtbot.mouseClick(studio.window.paintings._add, LEFT))
    assert names_of(studio) == ["swirls.png", "elsewhere.png"]


def test_a_recent_picture_goes_where_it_was(make_studio, load_pictures, settle, tmp_path):
    studio = make_studio()
    load_pictures(studio)
    studio.document.put(studio.document.setup().with_paintings([]))
    settle(studio, lambda: studio.window.menus.recent.chosen.emit(tmp_path / "swirls.png"))
    assert (name_of(studio), names_of(studio)) == ("lake.png", ["swirls.png"])


def test_photograph_and_painting_change_places(qtbot, make_studio, load_pictures):
    studio = make_studio()
    load_pictures(studio)
    studio.window.actions.swap.trigger()
    assert (name_of(studio), names_of(studio)) == ("swirls.png", ["lake.png"])


def test_a_fault_while_reading_for_undoing_or_a_recipe_ends_the_loading_sign(
    qtbot, make_studio, load_pictures, monkeypatch
):
    studio = make_studio()
    load_pictures(studio)
    monkeypatch.setattr(loader, "_load_all", Mock(side_effect=OSError("gone")))
    with qtbot.waitSignals([studio.opening.loaded] * 2 + [studio.opening.settled]):
        studio.opening.show(studio.document.setup().files(), studio.document.put)
    assert len(studio.document.setup().paintings) == 1
