import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from nst_desktop.films.film_formats import FilmFormat
from nst_desktop.films.film_options import Easing, FilmOptions, FilmRequest, Subject
from nst_desktop.ui.film.film_dialog import FilmDialog
from nst_desktop.ui.film.film_screen import FilmScreen

SIZE = (600, 400)
REQUEST = FilmRequest(options=FilmOptions(seconds=2, hold=1, fps=10))


def grey(value):
    image = QImage(30, 20, QImage.Format.Format_RGB888)
    image.fill(QColor(value, value, value))
    return image


PREVIEWS = {Subject.MAKING: [grey(0), grey(200)], Subject.FADE: [grey(50), grey(200)]}


@pytest.fixture
def open_dialog(qtbot, tmp_path):
    """Return a function that shows the dialog for an empty folder."""

    def show(request=REQUEST, previews=PREVIEWS):
        dialog = FilmDialog(tmp_path / "lake.mp4", request, previews, SIZE)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return show


def choice(dialog, name):
    return next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == name)


def texts(dialog):
    return " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def test_it_shows_what_the_film_will_be(open_dialog):
    assert "20 frames  ·  3.0 s  ·  600 × 400 px" in texts(open_dialog())


def test_return_asks_for_the_film(qtbot, open_dialog, tmp_path):
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.write_requested) as wanted:
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    assert wanted.args == [tmp_path / "lake.mp4", REQUEST]
    assert dialog.is_writing()
    assert dialog.isVisible()


def test_a_typed_suffix_chooses_the_format(qtbot, open_dialog):
    dialog = open_dialog()
    name = next(e for e in dialog.findChildren(QLineEdit) if e.accessibleName() == "Name")
    name.selectAll()
    qtbot.keyClicks(name, "sea.gif")
    assert dialog.request().kind is FilmFormat.GIF
    assert dialog.file().name == "sea.gif"


@pytest.mark.parametrize("missing", Subject)
def test_a_subject_without_pictures_is_greyed_with_the_reason(open_dialog, missing):
    dialog = open_dialog(previews={**PREVIEWS, missing: []})
    shows = choice(dialog, "Shows")
    row = shows.findData(missing)
    assert not shows.model().item(row).isEnabled()
    assert shows.itemData(row, Qt.ItemDataRole.ToolTipRole)
    assert dialog.request().subject is not missing


def test_an_animation_that_memory_cannot_hold_is_refused_at_once(qtbot, open_dialog):
    options = FilmOptions(seconds=600, fps=60, side=3840)
    dialog = open_dialog(FilmRequest(kind=FilmFormat.GIF, options=options))
    assert "memory" in texts(dialog)
    with qtbot.assertNotEmitted(dialog.write_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_a_side_missing_from_the_list_is_kept(open_dialog):
    dialog = open_dialog(FilmRequest(options=FilmOptions(side=333)))
    assert choice(dialog, "Long side").currentText() == "333 px"
    assert dialog.request().options.side == 333


def test_late_progress_is_ignored(open_dialog):
    dialog = open_dialog()
    dialog.set_progress(0.5)
    assert "50 %" not in texts(dialog)


def test_between_two_pictures_both_are_mixed(qtbot):
    screen = FilmScreen()
    qtbot.addWidget(screen)
    screen.resize(300, 200)
    screen.set_images([grey(0), grey(200)])
    found = []
    for place in (0, 0.25, 0.5, 1):
        screen.set_position(place)
        found.append(screen.grab().toImage().pixelColor(150, 100).red())
    assert found == pytest.approx([0, 50, 100, 200], abs=2)


# what is remembered


def test_a_request_survives_a_round_trip():
    options = FilmOptions(seconds=3.5, hold=0, fps=12, side=640, easing=Easing.LINEAR)
    request = FilmRequest(subject=Subject.FADE, kind=FilmFormat.GIF, options=options)
    assert FilmRequest.from_dict(request.to_dict()) == request


@pytest.mark.parametrize(
    "damaged",
    [
        {"subject": 3, "kind": ".avi", "easing": []},
        {"seconds": -1, "hold": float("nan"), "fps": "25", "side": 1e9},
        {"seconds": True, "fps": 25.5, "side": None},
    ],
)
def test_invalid_values_of_a_request_are_ignored(damaged):
    assert FilmRequest.from_dict(damaged) == FilmRequest()
