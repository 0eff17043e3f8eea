"""Keyboard use, screen readers and contrast; and the window leaves nothing behind."""

import gc
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QMenuBar,
    QScrollBar,
    QWidget,
)

from nst_desktop import paths
from nst_desktop.ui.actions import Panel
from nst_desktop.ui.device.weights_dialog import WeightsDialog
from nst_desktop.ui.help.about import AboutDialog
from nst_desktop.ui.help.guide_page import GuidePage
from nst_desktop.ui.help.log_view import LogView
from nst_desktop.ui.help.shortcuts_page import ShortcutsPage
from nst_desktop.ui.parts.questions import (
    CloseAnswer,
    ask_about_queue,
    ask_about_unsaved,
    ask_whether_to_delete,
)
from nst_desktop.ui.parts.section import Section
from nst_desktop.ui.parts.theme import DARK, LIGHT, Theme
from nst_desktop.ui.pictures.open_dialog import OpenDialog
from nst_desktop.ui.queue.queue_page import QueuePage
from nst_desktop.ui.save.save_dialog import SaveDialog
from tests.fakes import steps
from tests.hands import when_open

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


def focusable(root):
    """Return the visible widgets that the Tab key or a click can focus."""
    inner = (QScrollBar, QMenuBar, QMenu, QLabel)
    return [
        widget
        for widget in [root, *root.findChildren(QWidget)]
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, inner)
        and not widget.objectName().startswith("qt_")
    ]


def name_of(widget):
    text = widget.property("text")
    return widget.accessibleName() or (text if isinstance(text, str) else "")


def faults(root):
    """List the widgets without a name or a tooltip."""
    return [
        f"{type(widget).__name__} '{name_of(widget)}' in {type(widget.parent()).__name__}: {lack}"
        for widget in focusable(root)
        for lack, text in (("no name", name_of(widget)), ("no tooltip", widget.toolTip()))
        if not text
    ]


def test_every_focusable_widget_has_a_name_and_a_tooltip(qtbot, with_artwork):
    window = with_artwork.window
    window.set_panel_shown(Panel.HISTORY, True)
    with_artwork.regions.set_painting(True)
    window.actions.compare.setChecked(True)
    for section in window.findChildren(Section):
        section.set_unfolded(True)
    document = with_artwork.document
    document.put(document.setup().with_paintings(2 * document.setup().paintings))
    window.message.show_error("An error", "and what is behind it")
    window.message._show_details.click()
    QApplication.processEvents()
    assert len(focusable(window)) > 75
    assert faults(window) == []


@pytest.mark.parametrize(
    ("kind", "open_it"),
    [
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
    ],
)
def test_every_focusable_widget_of_a_dialog_has_both(qtbot, with_artwork, kind, open_it):
    seen = []

    def look(dialog):
        seen.append(faults(dialog))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(kind, look)
    open_it(with_artwork.window)
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen == [[]]
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_every_focusable_widget_of_the_queue_page_has_both(qtbot, with_artwork):
    window = with_artwork.window
    qtbot.keyClick(window, Qt.Key.Key_J, CONTROL)
    page = next(page for page in window.findChildren(QueuePage) if page.isVisible())
    assert len(focusable(page)) > 10
    assert faults(page) == []
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_every_focusable_widget_of_the_guide_has_both(qtbot, with_artwork):
    window = with_artwork.window
    for _ in range(2):  # the second time it is only raised
        qtbot.keyClick(window, Qt.Key.Key_F1)
    [page] = window.findChildren(GuidePage)
    assert faults(page) == []
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(GuidePage))


@pytest.mark.parametrize("name", ["variations", "layers"])
def test_every_focusable_widget_of_the_explore_pages_has_both(qtbot, with_artwork, name):
    exploring = getattr(with_artwork, name)
    exploring.open()
    page = exploring.page()
    qtbot.waitUntil(lambda: len(focusable(page)) > 12)
    assert faults(page) == []
    assert page.minimumSizeHint().width() <= 1024
    assert page.minimumSizeHint().height() <= 700
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not exploring._runner.is_running())


def test_the_question_about_unsaved_work_can_be_answered_by_keyboard(qtbot, with_artwork):
    when_open(QDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert ask_about_unsaved(with_artwork.window, "lake", False) is CloseAnswer.CANCEL
    when_open(QDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    assert ask_about_unsaved(with_artwork.window, "lake", False) is CloseAnswer.SAVE


# By keyboard alone


def test_open_choose_start_and_save_with_the_keyboard_alone(
    qtbot, make_app, load_pictures, tmp_path
):
    app = make_app(steps(3))
    load_pictures(app)  # makes them recent pictures
    window = app.window
    app.document.put(app.document.setup().with_pictures(None, (), ()))

    def choose(name):
        def press(dialog):
            qtbot.keyClicks(dialog.focusWidget(), name)  # a list selects what is typed
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

        return press

    for key, name in ((CONTROL, "lake"), (CONTROL_SHIFT, "swirls")):
        when_open(OpenDialog, choose(name))
        with qtbot.waitSignal(app.loader.settled):
            qtbot.keyClick(window, Qt.Key.Key_O, key)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    tab_to(qtbot, window, "Quality")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    assert app.document.setup().params.steps == 26, "a draft"

    with qtbot.waitSignal(app.run.ended):
        qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)

    def save(dialog):
        qtbot.keyClicks(dialog.focusWidget(), "mine")
        tab_to(qtbot, dialog, "Folder")
        dialog.focusWidget().selectAll()
        qtbot.keyClicks(dialog.focusWidget(), str(tmp_path))
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    when_open(SaveDialog, save)
    with qtbot.waitSignal(app.save.saved):
        qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert (tmp_path / "mine.png").exists()


def tab_to(qtbot, window, name):
    """Press Tab until the widget of this name has the focus."""
    for _ in range(120):
        widget = window.focusWidget()
        if widget is not None and widget.accessibleName() == name:
            return
        qtbot.keyClick(widget or window, Qt.Key.Key_Tab)
    raise AssertionError(f"the Tab key does not reach {name}")


def test_the_tab_key_visits_each_widget_once_and_returns(qtbot, make_app, load_pictures):
    app = make_app()
    load_pictures(app)
    app.regions.set_painting(True)
    window = app.window
    window.run_bar.start.setFocus()
    seen = []
    for _ in range(120):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is window.run_bar.start:
            break
        seen.append(QApplication.focusWidget())
    assert 35 < len(seen) < 115
    assert len(set(seen)) == len(seen)


# Colours


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_have_enough_contrast(colours):
    grounds = (colours.window, colours.base, colours.button, colours.hover)
    pairs = [(text, ground) for text in (colours.text, colours.muted) for ground in grounds]
    pairs += [(colours.muted, colours.canvas), (colours.text, colours.canvas)]
    pairs += [(colours.on_accent, colours.accent), (colours.on_accent, colours.accent_hover)]
    pairs += [(colour, colours.window) for colour in (colours.danger, colours.style_line)]
    pairs += [(colours.content_line, colours.window), (colours.danger, colours.base)]
    low = {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5}
    assert low == {}


# Nothing is left behind


def test_a_window_leaves_no_thread_no_timer_and_no_window_behind(
    qtbot, make_app, load_pictures, run, answers
):
    before = set(QApplication.topLevelWidgets())
    threads = set(threading.enumerate())
    app = make_app(steps(3))
    with qtbot.waitSignal(app.loader.settled):
        app.show_first([])
    load_pictures(app)
    app.regions.set_painting(True)
    run(app)
    app.window.actions.show_shortcuts.trigger()
    dialog = QApplication.activeModalWidget()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    app.window.close()
    assert app.shut_down()
    assert [timer for timer in app.findChildren(QTimer) if timer.isActive()] == []
    assert app.findChildren(QThread) == []
    app.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = set(QApplication.topLevelWidgets()) - before
    assert {type(widget).__name__ for widget in left} == set()
    assert set(threading.enumerate()) <= threads
    make_app.forget(app)


def test_everything_fits_into_a_small_window(make_app):
    window = make_app().window
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 700
    for panel in Panel:
        window.set_panel_shown(panel, True)
    window.message.show_error("An error that takes a line. " * 8)
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 700
    assert paths.icon_file("nst-desktop").exists()


def test_each_theme_can_be_chosen(make_app):
    themes = make_app().window.menus.themes.actions()
    assert {action.data() for action in themes} == set(Theme)
