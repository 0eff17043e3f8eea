"""No text is cut off in a small window, in English and in German."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from nst_desktop.core.mode import Mode
from nst_desktop.images.formats import PictureFormat, SaveOptions
from nst_desktop.ui.actions import Panel
from nst_desktop.ui.device.weights_dialog import WeightsDialog
from nst_desktop.ui.film.film_dialog import FilmDialog
from nst_desktop.ui.help.about import AboutDialog
from nst_desktop.ui.help.log_view import LogView
from nst_desktop.ui.help.shortcuts_page import ShortcutsPage
from nst_desktop.ui.language import install
from nst_desktop.ui.parts.questions import (
    ask_about_queue,
    ask_about_unsaved,
    ask_whether_to_delete,
)
from nst_desktop.ui.parts.section import Section
from nst_desktop.ui.parts.theme import Theme, apply_theme
from nst_desktop.ui.pictures.open_dialog import OpenDialog
from nst_desktop.ui.queue.queue_page import QueuePage
from nst_desktop.ui.save.save_dialog import SaveDialog
from tests.fakes import steps
from tests.hands import when_open
from tests.measuring import cut_texts

CONTROL = Qt.KeyboardModifier.ControlModifier


SMALL = (1024, 700)  # px
DIALOGS = (
    (OpenDialog, lambda window: window.actions.open_photograph.trigger()),
    (SaveDialog, lambda window: window.run_bar.save.click()),
    (WeightsDialog, lambda window: window.actions.choose_weights.trigger()),
    (LogView, lambda window: window.actions.show_log.trigger()),
    (ShortcutsPage, lambda window: window.actions.show_shortcuts.trigger()),
    (AboutDialog, lambda window: window.actions.show_about.trigger()),
    (QDialog, lambda window: ask_about_unsaved(window, "lake", False)),
    (QDialog, lambda window: ask_about_unsaved(window, "lake", True, 3)),
    (QDialog, lambda window: ask_about_queue(window, 3)),
    (QDialog, lambda window: ask_whether_to_delete(window, 2)),
)


@pytest.fixture(params=["en", "de"])
def app(request, qapp, make_app, load_pictures, run):
    """Return a small, themed window in each language, in which a run has ended."""
    translators = install(qapp, request.param)
    apply_theme(qapp, Theme.LIGHT)
    app = make_app(steps(3))
    load_pictures(app)
    run(app)
    assert app.window.size().toTuple() == SMALL
    yield app
    for translator in translators:
        qapp.removeTranslator(translator)


def cut(widget):
    """Return the cut texts once the layout has settled, and the widget's size if too large."""
    for _ in range(3):  # one layout may cause another
        QApplication.processEvents()
    too_large = [widget.size().toTuple()] if not fits(widget) else []
    return [*cut_texts(widget), *too_large]


def fits(widget):
    return widget.width() <= SMALL[0] and widget.height() <= SMALL[1]


def test_nothing_is_cut_in_the_window_and_its_pages(qtbot, app):
    window, cut_parts = app.window, []
    document = app.document
    document.put(document.setup().with_paintings(2 * document.setup().paintings))
    for section in window.findChildren(Section):
        section.set_unfolded(True)
    window.actions.compare.setChecked(True)
    for mode in Mode:
        document.put(document.setup().with_mode(mode))
        cut_parts += cut(window)
    document.put(document.setup().with_mode(Mode.TRANSFER))
    app.regions.set_painting(True)
    cut_parts += cut(window)
    app.regions.set_painting(False)
    window.set_panel_shown(Panel.HISTORY, True)
    cut_parts += cut(window)

    qtbot.keyClick(window, Qt.Key.Key_J, CONTROL)
    (queue,) = window.findChildren(QueuePage)
    cut_parts += cut(queue)
    queue.close()
    app.film.film()
    qtbot.waitUntil(lambda: len(window.findChildren(FilmDialog)) == 1)
    (film,) = window.findChildren(FilmDialog)
    cut_parts += cut(film)
    film.reject()
    for exploring in (app.variations, app.layers):
        exploring.open()
        page = exploring.page()
        page.resize(*SMALL)
        cut_parts += cut(page)
        page.close()
        qtbot.waitUntil(lambda exploring=exploring: not exploring._runner.is_running())
    assert cut_parts == []


def test_nothing_is_cut_in_a_dialog(qtbot, app):
    cut_parts = []

    def look(dialog):
        cut_parts.append(cut(dialog))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    for number, (kind, open_it) in enumerate(DIALOGS, 1):
        when_open(kind, look)
        open_it(app.window)
        qtbot.waitUntil(lambda number=number: len(cut_parts) == number)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        app.window.activateWindow()
    assert cut_parts == [[]] * len(DIALOGS)


def test_nothing_is_cut_when_the_save_dialog_warns_of_lost_transparency(qtbot, app, tmp_path):
    options = SaveOptions(format=PictureFormat.JPEG)
    dialog = SaveDialog(tmp_path / "sea.jpg", options, app.window, transparent=True)
    dialog.show()
    assert cut(dialog) == []
    assert dialog._rows._matte_note.isVisible()
    dialog.close()
