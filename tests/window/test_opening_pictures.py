"""Opening pictures by drop, paste and dialog, from files, folders, the web and the clipboard."""

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
    """Drop data on a widget, as a desktop does."""
    rest = Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(*at), *rest)
    QApplication.sendEvent(widget, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(*at), *rest))


def name_of(app):
    loaded = app.document.setup().photograph
    return None if loaded is None else loaded.picture.name


def names_of(app):
    return [entry.loaded.picture.name for entry in app.document.setup().paintings]


@pytest.fixture
def settle(qtbot):
    """Call action() of settle(app, action) and wait until all pictures are read."""

    def settle(app, action):
        with qtbot.waitSignal(app.loader.settled):
            action()

    return settle


def plain_image():
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#c81e0a"))
    return image


# drops


def test_two_files_on_the_canvas_are_photograph_and_painting(make_app, load_pictures):
    app = make_app()
    assert app.window.canvas.image() is None
    assert "Choose a photograph" in app.window.run_bar.status()
    load_pictures(app)
    assert (name_of(app), names_of(app)) == ("lake.png", ["swirls.png"])
    assert app.window.run_bar.status() == "Ready"
    assert app.window.canvas.image().width() == 192


def test_files_are_added_to_the_paintings_or_replace_one(
    make_app, load_pictures, drop, make_picture, settle
):
    app = make_app()
    load_pictures(app)
    strip = app.window.paintings
    settle(app, lambda: drop(strip, make_picture("b.png"), make_picture("c.png")))
    assert names_of(app) == ["swirls.png", "b.png", "c.png"]
    app.window.paintings.sources_dropped.emit([sources.LocalFile(make_picture("d.png"))], 1)
    settle(app, lambda: None)
    assert names_of(app) == ["swirls.png", "d.png", "c.png"]


def test_all_pictures_of_a_folder_become_paintings(
    make_app, load_pictures, drop, make_picture, settle, tmp_path
):
    (tmp_path / "styles").mkdir()
    for name in ("a10.png", "a2.png"):
        make_picture(name).rename(tmp_path / "styles" / name)
    app = make_app()
    load_pictures(app)
    settle(app, lambda: drop(app.window.paintings, tmp_path / "styles"))
    assert names_of(app) == ["swirls.png", "a2.png", "a10.png"]


def test_an_unreadable_picture_of_a_folder_is_reported_and_the_others_open(
    make_app, load_pictures, drop, make_picture, settle, tmp_path
):
    (tmp_path / "styles").mkdir()
    for name in ("a.png", "c.png"):
        make_picture(name).rename(tmp_path / "styles" / name)
    (tmp_path / "styles" / "b.png").symlink_to(tmp_path / "nowhere.png")
    app = make_app()
    load_pictures(app)
    settle(app, lambda: drop(app.window.paintings, tmp_path / "styles"))
    assert names_of(app) == ["swirls.png", "a.png", "c.png"]
    assert "b.png is a link to a file that does not exist" in app.window.message.text()


def test_picture_data_from_a_browser_is_preferred_to_its_address(make_app, settle):
    data = QMimeData()
    data.setImageData(plain_image())
    data.setUrls([QUrl("https://pictures.example/lake.jpg")])
    app = make_app()
    settle(app, lambda: drop_data(app.window.photograph, data))
    assert name_of(app).startswith("pasted-")
    assert app.document.setup().photograph.image.pixelColor(0, 0).name() == "#c81e0a"


def test_a_web_address_is_fetched(make_app, settle, make_picture, monkeypatch):
    fetched = []

    def fetch(url, folder):
        fetched.append(url)
        return make_picture("fetched.png")

    monkeypatch.setattr("nst_desktop.images.fetch.fetch_picture", fetch)
    data = QMimeData()
    data.setUrls([QUrl("https://pictures.example/lake.jpg")])
    app = make_app()
    settle(app, lambda: drop_data(app.window.canvas, data))
    assert fetched == ["https://pictures.example/lake.jpg"]
    assert name_of(app) == "fetched.png"


def test_an_address_on_this_machine_is_refused(make_app, settle):
    data = QMimeData()
    data.setUrls([QUrl("http://127.0.0.1:9/lake.jpg")])
    app = make_app()
    settle(app, lambda: drop_data(app.window.photograph, data))
    assert name_of(app) is None
    assert app.window.message.isVisible()


def test_a_picture_in_a_piece_of_a_page_is_opened(make_app, settle, make_picture):
    encoded = base64.b64encode(make_picture("a.png").read_bytes()).decode()
    data = QMimeData()
    data.setHtml(f'<p>See <img src="data:image/png;base64,{encoded}"></p>')
    app = make_app()
    settle(app, lambda: drop_data(app.window.paintings, data))
    assert names_of(app)[0].startswith("dropped-")


def test_a_file_without_a_picture_is_refused_and_the_old_one_stays(
    make_app, load_pictures, drop, tmp_path, settle
):
    app = make_app()
    load_pictures(app)
    bad = tmp_path / "notes.jpg"
    bad.write_text("no picture")
    settle(app, lambda: drop(app.window.photograph, bad))
    assert "notes.jpg" in app.window.message.text()
    assert app.window.message.isVisible()
    assert name_of(app) == "lake.png"


def test_the_second_of_two_dropped_photographs_is_shown(make_app, drop, make_picture, settle):
    app = make_app()
    large, small = make_picture("large.png", 2000, 2000), make_picture("small.png", 20, 20)
    slot = app.window.photograph
    settle(app, lambda: (drop(slot, large), drop(slot, small)))
    assert name_of(app) == "small.png"


# the clipboard


def test_a_picture_is_pasted_as_the_photograph(qtbot, make_app, settle):
    QGuiApplication.clipboard().setImage(plain_image())
    app = make_app()
    settle(app, lambda: qtbot.keyClick(app.window, Qt.Key.Key_V, CONTROL))
    assert name_of(app).startswith("pasted-")


def test_files_are_pasted_as_paintings_if_the_focus_is_there(qtbot, make_app, settle, make_picture):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(make_picture("a.png")))])
    QGuiApplication.clipboard().setMimeData(data)
    app = make_app()
    app.window.activateWindow()
    app.window.paintings._spare.thumbnail.setFocus()
    settle(app, lambda: qtbot.keyClick(app.window, Qt.Key.Key_V, CONTROL))
    assert names_of(app) == ["a.png"]


@pytest.mark.parametrize("by_paste", [True, False])
def test_three_files_with_an_icon_are_three_paintings(
    qtbot, make_app, settle, make_picture, by_paste
):
    files = [make_picture(f"{n}.png") for n in "abc"]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    data.setImageData(plain_image())
    app = make_app()
    if by_paste:
        QGuiApplication.clipboard().setMimeData(data)
        app.window.activateWindow()
        app.window.paintings._spare.thumbnail.setFocus()
        settle(app, lambda: qtbot.keyClick(app.window, Qt.Key.Key_V, CONTROL))
    else:
        settle(app, lambda: drop_data(app.window.paintings, data))
    assert names_of(app) == ["a.png", "b.png", "c.png"]


@pytest.mark.parametrize("target", ["photograph", "canvas"])
def test_a_file_with_an_icon_is_the_photograph(make_app, settle, make_picture, target):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(make_picture("lake.png")))])
    data.setImageData(plain_image())
    app = make_app()
    settle(app, lambda: drop_data(getattr(app.window, target), data))
    assert name_of(app) == "lake.png"


def test_pasting_without_a_picture_says_so(qtbot, make_app):
    QGuiApplication.clipboard().setText("only words")
    app = make_app()
    qtbot.keyClick(app.window, Qt.Key.Key_V, CONTROL)
    assert "The clipboard contains no picture" in app.window.message.text()


# the dialog and the recent ones


def test_the_dialog_offers_recent_pictures_and_samples(
    qtbot, make_app, load_pictures, settle, make_picture
):
    app = make_app()
    load_pictures(app)
    offered = []

    def choose(dialog):
        rows = [dialog._list.item(row) for row in range(dialog._list.count())]
        offered.extend(row.text() for row in rows)
        dialog._list.setCurrentItem(next(row for row in rows if row.text() == "swirls.png"))
        qtbot.keyClick(dialog._list, Qt.Key.Key_Return)

    when_open(OpenDialog, choose)
    settle(app, lambda: qtbot.keyClick(app.window, Qt.Key.Key_O, CONTROL))
    assert set(offered) == {"lake.png", "swirls.png", "mountain_lake.jpg"}
    assert name_of(app) == "swirls.png"


def test_any_other_file_can_be_opened_with_browse(
    qtbot, make_app, load_pictures, settle, make_picture, monkeypatch
):
    app = make_app()
    load_pictures(app)
    file = make_picture("elsewhere.png")
    monkeypatch.setattr(open_dialog, "ask_for_pictures", lambda *_: [file])
    when_open(OpenDialog, lambda dialog: dialog.findChild(QPushButton).click())
    settle(app, lambda: qtbot.mouseClick(app.window.paintings._add, LEFT))
    assert names_of(app) == ["swirls.png", "elsewhere.png"]


def test_a_recent_picture_opens_in_its_last_role(make_app, load_pictures, settle, tmp_path):
    app = make_app()
    load_pictures(app)
    app.document.put(app.document.setup().with_paintings([]))
    settle(app, lambda: app.window.menus.recent.chosen.emit(tmp_path / "swirls.png"))
    assert (name_of(app), names_of(app)) == ("lake.png", ["swirls.png"])


def test_photograph_and_painting_are_swapped(qtbot, make_app, load_pictures):
    app = make_app()
    load_pictures(app)
    app.window.actions.swap.trigger()
    assert (name_of(app), names_of(app)) == ("swirls.png", ["lake.png"])


def test_an_error_while_reading_a_plan_ends_the_loading_sign(
    qtbot, make_app, load_pictures, monkeypatch
):
    app = make_app()
    load_pictures(app)
    monkeypatch.setattr(loader, "_read_plan", Mock(side_effect=OSError("gone")))
    with qtbot.waitSignals([app.loader.loaded] * 2 + [app.loader.settled]):
        app.loader.show(app.document.setup().files(), app.document.put)
    assert len(app.document.setup().paintings) == 1
