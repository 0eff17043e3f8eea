"""The queue in the window, by mouse and keys: adding, ordering, pausing, and the next start."""

import json
import os
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QToolButton

from nst_desktop import paths
from nst_desktop.core.mode import Mode
from nst_desktop.document.settings import Settings
from nst_desktop.images.formats import Metadata, SaveOptions, writable_formats
from nst_desktop.machine.tuning_file import chosen_precision
from nst_desktop.making.job_record import JobState
from nst_desktop.queue.destination import Destination
from nst_desktop.recipes.recipe import read_recipe
from nst_desktop.ui.parts.questions import CloseAnswer, ask_about_queue
from nst_desktop.ui.queue import add_to_queue, controller
from nst_desktop.ui.queue.destination_rows import DestinationRows
from nst_desktop.ui.queue.queue_list import QueueList
from nst_desktop.ui.queue.queue_page import QueuePage
from nst_desktop.ui.queue.queue_texts import Situation
from tests.fakes import endless, steps
from tests.hands import TIMEOUT, choose_density, when_open
from tests.painters import Painters

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def painters(monkeypatch):
    painters = Painters()
    monkeypatch.setattr(controller, "real_makers", painters)
    return painters


@pytest.fixture
def app(make_app, load_pictures, set_params, painters):
    """A window with a photograph and a painting, whose queue is made by painters."""
    app = make_app(steps(3))
    load_pictures(app)
    set_params(app)
    return app


@pytest.fixture
def add(qtbot):
    """Return a function that adds the document to the queue with the keyboard."""

    def add(app, times=1):
        for _ in range(times):
            count = len(app.queue.entries())
            qtbot.keyClick(app.window, Qt.Key.Key_Return, CONTROL_SHIFT)
            qtbot.waitUntil(lambda count=count: len(app.queue.entries()) == count + 1)

    return add


@pytest.fixture
def add_folder(qtbot, tmp_path, make_picture, monkeypatch):
    """Return a function that queues a folder of photographs with these names."""

    def add_folder(app, names):
        folder = tmp_path / "photographs"
        folder.mkdir(exist_ok=True)
        for name in names:
            make_picture(f"photographs/{name}.png", seed=len(name))
        monkeypatch.setattr(add_to_queue, "ask_for_folder", lambda *_: folder)
        app.window.actions.add_folder_to_queue.trigger()
        qtbot.waitUntil(lambda: len(app.queue.entries()) == len(names))

    return add_folder


@pytest.fixture
def open_page(qtbot):
    """Return a function that opens the queue page with the keyboard and returns it."""

    def open_page(app):
        qtbot.keyClick(app.window, Qt.Key.Key_J, CONTROL)
        page = app.window.findChild(QueuePage)
        qtbot.waitUntil(page.isVisible)
        return page

    return open_page


def until_begun(qtbot, painters, *wanted):
    qtbot.waitUntil(lambda: painters.begun == list(wanted), timeout=TIMEOUT)


def until_over(qtbot, app):
    qtbot.waitUntil(lambda: not app.queue.runner.is_busy(), timeout=TIMEOUT)


def states(app):
    return [each.state for each in app.queue.entries()]


def photographs(app):
    return [each.plan.content.stem for each in app.queue.entries()]


def button(page, text):
    found = [*page.findChildren(QPushButton), *page.findChildren(QToolButton)]
    return next(each for each in found if each.text().replace("&", "") == text)


def click(qtbot, page, text):
    found = button(page, text)
    assert found.isEnabled(), text
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def list_of(page):
    return page.findChild(QueueList)


def mark(page, *rows):
    """Click on these rows, with Control from the second on."""
    entries = list_of(page)
    for number, row in enumerate(rows):
        place = entries.visualRect(entries.model().index(row, 0)).center()
        keys = CONTROL if number else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(entries.viewport(), Qt.MouseButton.LeftButton, keys, place)


def words(page, row):
    entries = list_of(page)
    return entries.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def made_files():
    return sorted(os.listdir(paths.artworks_folder()))


# adding


def test_what_the_window_holds_is_made_beside_it(qtbot, app, painters, add):
    painters.let_go()
    add(app)
    until_over(qtbot, app)
    assert made_files() == ["lake_swirls.png"]
    recipe = read_recipe(paths.artworks_folder() / "lake_swirls.png")
    assert recipe.params == app.document.setup().params
    assert [note.name for note in recipe.styles] == ["swirls.png"]
    assert app.window.queue_button.text() == "Queue 1 of 1"


def test_an_entry_keeps_what_the_window_held_when_it_was_added(
    qtbot, app, painters, add, set_params
):
    add(app)
    set_params(app, steps=9)
    add(app)
    assert [each.plan.params.steps for each in app.queue.entries()] == [4, 9]


def test_without_a_painting_nothing_is_added_and_the_reason_is_shown(qtbot, app, painters):
    app.document.put(app.document.setup().with_paintings([]))
    qtbot.keyClick(app.window, Qt.Key.Key_Return, CONTROL_SHIFT)
    assert app.window.message.text() == "Choose a painting first"
    assert app.queue.entries() == ()
    assert not paths.queue_folder().exists()


def test_a_folder_is_added_with_the_windows_style(qtbot, app, painters, add_folder):
    painters.let_go()
    add_folder(app, ["p10", "p2", "p1"])
    assert photographs(app) == ["p1", "p2", "p10"]
    until_over(qtbot, app)
    assert made_files() == ["p10_swirls.png", "p1_swirls.png", "p2_swirls.png"]


@pytest.mark.skipif(os.name != "posix", reason="only there names need not be text")
def test_undecodable_names_and_special_files_do_not_refuse_a_folder(
    qtbot, app, painters, tmp_path, make_picture, monkeypatch, open_page
):
    page, folder = open_page(app), tmp_path / "photographs"
    folder.mkdir()
    odd = os.fsencode(folder) + b"/caf\xe9\n.png"
    os.rename(make_picture("photographs/a.png"), odd)
    os.mkfifo(folder / "pipe.png")
    (folder / "gone.png").symlink_to(folder / "nowhere.png")
    monkeypatch.setattr(add_to_queue, "ask_for_folder", lambda *_: folder)
    painters.failing = {"pipe", "gone"}
    painters.let_go()
    app.window.actions.add_folder_to_queue.trigger()
    qtbot.waitUntil(lambda: len(states(app)) == 3)
    until_over(qtbot, app)
    assert states(app) == [JobState.FINISHED, JobState.FAILED, JobState.FAILED]
    assert os.fsencode(app.queue.entries()[0].plan.content) == odd
    assert words(page, 0).startswith("caf_swirls.png")


@pytest.mark.skipif(os.name != "posix", reason="only there names need not be text")
def test_a_queue_with_undecodable_names_is_restored(
    qtbot, app, make_app, painters, tmp_path, make_picture, monkeypatch, open_page
):
    (tmp_path / "photographs").mkdir()
    odd = os.fsencode(tmp_path) + b"/photographs/caf\xe9\n.png"
    os.rename(make_picture("photographs/a.png"), odd)
    monkeypatch.setattr(add_to_queue, "ask_for_folder", lambda *_: tmp_path / "photographs")
    app.window.actions.add_folder_to_queue.trigger()
    until_begun(qtbot, painters, os.fsdecode(b"caf\xe9\n"))
    qtbot.waitUntil(lambda: words(open_page(app), 0).startswith("caf\ufffd\ufffd  ×  swirls"))
    make_app.end(app)
    again = make_app(steps(3))
    qtbot.waitUntil(lambda: len(states(again)) == 1)
    assert os.fsencode(again.queue.entries()[0].plan.content) == odd


def test_a_texture_takes_no_folder_of_photographs(qtbot, app, painters):
    app.document.put(app.document.setup().with_mode(Mode.TEXTURE))
    app.window.actions.add_folder_to_queue.trigger()
    assert "texture uses no photograph" in app.window.message.text()


def test_a_folder_without_pictures_is_reported(qtbot, app, painters, tmp_path, monkeypatch):
    (tmp_path / "nothing").mkdir()
    monkeypatch.setattr(add_to_queue, "ask_for_folder", lambda *_: tmp_path / "nothing")
    app.window.actions.add_folder_to_queue.trigger()
    qtbot.waitUntil(lambda: "contains no pictures" in app.window.message.text())


# the page


def test_the_page_shows_each_state_in_words(qtbot, app, painters, add_folder, open_page):
    page = open_page(app)
    painters.failing = {"aa"}
    painters.let_go()
    add_folder(app, ["a", "aa"])
    until_over(qtbot, app)
    painters.keep_at_it()
    app.window.actions.add_to_queue.trigger()
    qtbot.waitUntil(lambda: painters.begun[2:] == ["lake"], timeout=TIMEOUT)
    app.window.actions.add_to_queue.trigger()
    qtbot.waitUntil(lambda: len(states(app)) == 4)
    assert words(page, 0) == "a_swirls.png, 64 × 48 px, Finished in 1 s"
    assert words(page, 1).endswith("Failed: The painting is gone.")
    qtbot.waitUntil(lambda: words(page, 2).endswith("In progress, 40 %"))
    assert words(page, 3) == "lake  ×  swirls, 64 px  ·  4 steps, Waiting"
    mark(page, 1)
    told = [each.text() for each in page.findChildren(type(page._error)) if each.isVisible()]
    assert "Failed: The painting is gone." in told


def test_the_keyboard_changes_the_order(qtbot, app, painters, add_folder, open_page):
    page = open_page(app)
    add_folder(app, ["a", "bb", "ccc"])
    until_begun(qtbot, painters, "a")
    entries = list_of(page)
    entries.setFocus()
    mark(page, 2)
    qtbot.keyClick(entries, Qt.Key.Key_Up, ALT)
    assert photographs(app) == ["a", "ccc", "bb"]
    assert page.selected() == [app.queue.entries()[1].id], "it stays selected"
    qtbot.keyClick(entries, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(entries, Qt.Key.Key_Down, ALT)
    assert photographs(app) == ["a", "bb", "ccc"]
    qtbot.keyClick(entries, Qt.Key.Key_Up, ALT)
    painters.let_go()
    until_over(qtbot, app)
    assert painters.made == ["a", "ccc", "bb"]


def test_the_buttons_and_the_mouse_change_the_order(qtbot, app, painters, add_folder, open_page):
    page = open_page(app)
    add_folder(app, ["a", "bb", "ccc"])
    mark(page, 0)
    click(qtbot, page, "Move down")
    assert photographs(app) == ["bb", "a", "ccc"]
    entries = list_of(page)
    rects = [entries.visualRect(entries.model().index(row, 0)) for row in range(3)]
    viewport, left = entries.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=rects[2].center())
    QTest.mouseMove(viewport, rects[1].center())
    QTest.mouseMove(viewport, QPoint(rects[0].center().x(), rects[0].top() + 2))
    QTest.mouseRelease(viewport, left, pos=QPoint(rects[0].center().x(), rects[0].top() + 2))
    assert photographs(app) == ["ccc", "bb", "a"]


def test_the_button_is_as_wide_as_what_it_says(qtbot, app, painters, add_folder):
    add_folder(app, ["a", "bb"])
    until_begun(qtbot, painters, "a")
    button = app.window.queue_button
    before = button.text()
    app.queue.pause(True)
    assert len(button.text()) > len(before)
    assert button.width() >= button.sizeHint().width()


def test_a_failed_entry_is_retried(qtbot, app, painters, add_folder, open_page):
    page = open_page(app)
    painters.failing = {"a"}
    painters.let_go()
    add_folder(app, ["a", "bb"])
    until_over(qtbot, app)
    assert states(app) == [JobState.FAILED, JobState.FINISHED]
    painters.failing = set()
    mark(page, 0, 1)
    click(qtbot, page, "Retry")
    until_over(qtbot, app)
    assert states(app) == [JobState.FINISHED, JobState.FINISHED]
    assert painters.begun == ["a", "bb", "a"]


def test_removing_the_running_entry_starts_the_next(qtbot, app, painters, add_folder, open_page):
    page = open_page(app)
    add_folder(app, ["a", "bb"])
    until_begun(qtbot, painters, "a")
    mark(page, 0)
    qtbot.keyClick(list_of(page), Qt.Key.Key_Delete)
    until_begun(qtbot, painters, "a", "bb")
    assert photographs(app) == ["bb"]
    assert page.selected() == [app.queue.entries()[0].id], "what is in its place is selected"
    painters.let_go()
    until_over(qtbot, app)
    assert made_files() == ["bb_swirls.png"]


def test_order_and_removal_are_undone_and_redone(qtbot, app, painters, add_folder, open_page):
    page = open_page(app)
    add_folder(app, ["a", "bb", "ccc"])
    until_begun(qtbot, painters, "a")
    entries = list_of(page)
    mark(page, 2)
    qtbot.keyClick(entries, Qt.Key.Key_Up, ALT)
    mark(page, 0)
    qtbot.keyClick(entries, Qt.Key.Key_Delete)
    assert photographs(app) == ["ccc", "bb"]
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert photographs(app) == ["a", "ccc", "bb"]
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert photographs(app) == ["a", "bb", "ccc"]
    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL_SHIFT)
    assert photographs(app) == ["ccc", "bb"]
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    painters.let_go()
    until_over(qtbot, app)
    assert sorted(made_files()) == ["a_swirls.png", "bb_swirls.png", "ccc_swirls.png"]


def test_what_is_finished_is_cleared_and_its_file_stays(
    qtbot, app, painters, add_folder, open_page
):
    page = open_page(app)
    painters.failing = {"bb"}
    painters.let_go()
    add_folder(app, ["a", "bb"])
    until_over(qtbot, app)
    click(qtbot, page, "Clear finished")
    assert photographs(app) == ["bb"]
    assert made_files() == ["a_swirls.png"]
    assert not button(page, "Clear finished").isEnabled()


def test_pausing_at_once_holds_the_running_entry(qtbot, app, painters, add_folder, open_page):
    page = open_page(app)
    add_folder(app, ["a", "bb"])
    until_begun(qtbot, painters, "a")
    click(qtbot, page, "Pause")
    qtbot.waitUntil(lambda: painters.held, timeout=1000)
    assert app.queue.overview().situation is Situation.HELD
    qtbot.waitUntil(lambda: words(page, 0).endswith("Paused at 40 %"))
    painters.let_go()
    click(qtbot, page, "Resume")
    until_over(qtbot, app)
    assert painters.begun == ["a", "bb"], "it has not restarted"


def test_pausing_after_this_one_starts_no_other(qtbot, app, painters, add_folder, open_page):
    page = open_page(app)
    add_folder(app, ["a", "bb"])
    until_begun(qtbot, painters, "a")
    click(qtbot, page, "Pause after this one")
    assert "Will pause after this artwork" in page._status.text()
    painters.let_go()
    until_over(qtbot, app)
    assert states(app) == [JobState.FINISHED, JobState.WAITING]
    assert page._status.text().startswith("Paused")
    click(qtbot, page, "Resume")
    until_over(qtbot, app)
    assert states(app) == [JobState.FINISHED, JobState.FINISHED]


def test_a_finished_artwork_is_opened_and_its_recipe_is_offered(
    qtbot, app, painters, add, open_page
):
    page = open_page(app)
    painters.let_go()
    add(app)
    until_over(qtbot, app)
    list_of(page).setFocus()
    mark(page, 0)
    with qtbot.waitSignal(app.document.artwork_changed):
        qtbot.keyClick(list_of(page), Qt.Key.Key_Return)
    assert app.document.artwork().file == paths.artworks_folder() / "lake_swirls.png"
    assert app.window.windowTitle().startswith("lake_swirls")
    assert not app.document.has_unsaved()
    assert "contains the recipe" in app.window.message.text()


def test_names_are_changed_on_the_page_and_remembered(qtbot, app, painters, add, open_page):
    page = open_page(app)
    field = page.destination._pattern
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "{style}{oops}")
    assert "Available placeholders: {content}, {style}" in page.destination._hint.whole_text()
    field.selectAll()
    qtbot.keyClicks(field, "{style}-{number}")
    assert "Example: impasto-001.png" in page.destination._hint.whole_text()
    painters.let_go()
    add(app)
    until_over(qtbot, app)
    assert made_files() == ["swirls-001.png"]
    assert app.queue.destination() == Destination(paths.artworks_folder(), "{style}-{number}")


# beside the run


def test_the_queue_waits_during_a_run_and_then_continues(
    qtbot, make_app, load_pictures, set_params, painters, add_folder, open_page, start
):
    app = make_app(endless)
    load_pictures(app)
    set_params(app)
    page = open_page(app)
    add_folder(app, ["a", "bb"])
    until_begun(qtbot, painters, "a")
    with qtbot.waitSignal(app.run.progressed, timeout=TIMEOUT):
        start(app)
    qtbot.waitUntil(lambda: painters.held, timeout=1000)
    assert "Waiting for the current run to finish" in page._status.text()
    qtbot.waitUntil(lambda: words(page, 0).endswith("Waiting for the run to end, 40 % finished"))
    painters.let_go()
    with qtbot.waitSignal(app.run.ended, timeout=TIMEOUT):
        app.window.actions.stop.trigger()
    until_over(qtbot, app)
    assert painters.begun == ["a", "bb"]
    assert states(app) == [JobState.FINISHED, JobState.FINISHED]


def test_an_entry_added_during_a_run_starts_afterwards(
    qtbot, make_app, load_pictures, set_params, painters, add, start
):
    app = make_app(endless)
    load_pictures(app)
    set_params(app)
    with qtbot.waitSignal(app.run.progressed, timeout=TIMEOUT):
        start(app)
    add(app)
    assert not app.queue.runner.is_busy()
    with qtbot.waitSignal(app.run.ended, timeout=TIMEOUT):
        app.window.actions.stop.trigger()
    until_begun(qtbot, painters, "lake")


# the next start


def test_closing_says_that_artworks_are_left_and_they_are_made_the_next_time(
    qtbot, app, make_app, painters, add_folder, answers
):
    painters.let_go()
    add_folder(app, ["a"])
    until_over(qtbot, app)
    painters.keep_at_it()
    add_more(app, qtbot)
    until_begun(qtbot, painters, "a", "lake")
    answers.closing = CloseAnswer.CANCEL
    app.window.close()
    assert app.window.isVisible()
    assert answers.asked_about_queue == [2]
    answers.closing = CloseAnswer.DISCARD
    make_app.end(app)
    again = make_app(steps(3))
    qtbot.waitUntil(lambda: len(again.queue.entries()) == 3)
    assert states(again) == [JobState.FINISHED, JobState.WAITING, JobState.WAITING]
    painters.let_go()
    again.use_torch()
    until_over(qtbot, again)
    qtbot.waitUntil(lambda: states(again) == [JobState.FINISHED] * 3, timeout=TIMEOUT)
    assert painters.made == ["a", "lake", "lake"]
    assert made_files() == ["a_swirls.png", "lake_swirls-2.png", "lake_swirls.png"]


def add_more(app, qtbot):
    for count in (2, 3):
        app.window.actions.add_to_queue.trigger()
        qtbot.waitUntil(lambda count=count: len(app.queue.entries()) == count)


def test_a_paused_queue_is_paused_the_next_time(
    qtbot, app, make_app, painters, add_folder, open_page, answers
):
    page = open_page(app)
    add_folder(app, ["a"])
    until_begun(qtbot, painters, "a")
    click(qtbot, page, "Pause")
    make_app.end(app)
    assert answers.asked_about_queue == [1], "what is held begins again"
    again = make_app(steps(3))
    again.use_torch()
    qtbot.waitUntil(lambda: len(again.queue.entries()) == 1)
    assert again.queue.overview().situation is Situation.PAUSED
    page = open_page(again)
    painters.let_go()
    click(qtbot, page, "Resume")
    until_over(qtbot, again)
    assert states(again) == [JobState.FINISHED]


def test_the_page_is_open_again_if_it_was(qtbot, app, make_app, open_page):
    open_page(app)
    make_app.end(app)
    again = make_app(steps(3))
    again.show_first([])
    qtbot.waitUntil(lambda: again.window.findChild(QueuePage) is not None)
    page = again.window.findChild(QueuePage)
    assert page.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    make_app.end(again)
    third = make_app(steps(3))
    with qtbot.waitSignal(third.shown):
        third.show_first([])
    assert third.window.findChild(QueuePage) is None


def test_a_damaged_queue_is_set_aside_and_reported(qtbot, make_app, painters):
    folder = paths.queue_folder()
    folder.mkdir(parents=True)
    (folder / "queue.json").write_bytes(b'{"format": "nst-desktop queue"')
    app = make_app(steps(3))
    qtbot.waitUntil(lambda: "could not be read" in app.window.message.text())
    assert "queue-damaged-1.json" in app.window.message.text()
    assert (folder / "queue-damaged-1.json").read_bytes() == b'{"format": "nst-desktop queue"'


def test_a_second_window_says_who_has_the_queue_and_gets_it_afterwards(
    qtbot, app, make_app, load_pictures, set_params, painters, add, open_page
):
    add(app)
    until_begun(qtbot, painters, "lake")
    second = make_app(steps(3))
    load_pictures(second)
    set_params(second)
    qtbot.keyClick(second.window, Qt.Key.Key_Return, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: "in use by another window" in second.window.message.text())
    page = open_page(second)
    qtbot.waitUntil(lambda: "another window" in page._status.text())
    assert not button(page, "Pause").isEnabled()
    file = paths.queue_folder() / "queue.json"
    qtbot.waitUntil(lambda: len(json.loads(file.read_text())["jobs"]) == 1)
    make_app.end(app)
    second.window.activateWindow()
    qtbot.waitUntil(second.window.isActiveWindow)
    painters.let_go()
    qtbot.keyClick(second.window, Qt.Key.Key_Return, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: states(second) == [JobState.FINISHED] * 2, timeout=TIMEOUT)
    assert made_files() == ["lake_swirls-2.png", "lake_swirls.png"]


def test_the_question_about_the_queue_is_answered_by_keyboard(qtbot, make_app):
    window = make_app().window
    when_open(QDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert not ask_about_queue(window, 2)
    when_open(QDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_C, ALT))
    assert ask_about_queue(window, 2)


# the real thing


def test_an_artwork_is_made_in_a_process_of_its_own(
    qtbot, make_app, load_pictures, set_params, add
):
    app = make_app()
    load_pictures(app)
    set_params(app, size=48, min_size=48, steps=3)
    add(app, 2)
    qtbot.waitUntil(lambda: states(app) == [JobState.FINISHED] * 2, timeout=TIMEOUT)
    assert made_files() == ["lake_swirls-2.png", "lake_swirls.png"]
    recipe = read_recipe(paths.artworks_folder() / "lake_swirls.png")
    assert (recipe.steps_done, recipe.complete) == (recipe.steps_total, True)
    wanted = app.document.setup().params
    assert recipe.params == replace(wanted, precision=chosen_precision("auto"))
    assert app.queue.entries()[0].width == 48


def test_the_real_process_is_gone_when_the_window_is_closed(
    qtbot, make_app, load_pictures, set_params, add
):
    app = make_app()
    load_pictures(app)
    set_params(app, size=128, min_size=128, steps=2000)
    with qtbot.waitSignal(app.queue.advanced, timeout=TIMEOUT):
        add(app)
    make_app.end(app)
    again = make_app()
    qtbot.waitUntil(lambda: states(again) == [JobState.WAITING])


def test_artworks_are_saved_as_the_save_dialog_has_it_and_with_their_recipes(app, add):
    chosen = SaveOptions(quality=80, metadata=Metadata.NONE, recipe=False)
    Settings(paths.settings_file()).set_document("save_options", chosen.to_dict())
    choose_density(app, 300)
    add(app)
    [entry] = app.queue.entries()
    assert entry.options == replace(chosen, density=300, recipe=True)


def test_every_writable_format_is_offered(app, open_page):
    kinds = open_page(app).findChild(DestinationRows)._format
    assert [kinds.itemData(at) for at in range(kinds.count())] == list(writable_formats())
    assert len({kinds.itemText(at) for at in range(kinds.count())}) == kinds.count()
