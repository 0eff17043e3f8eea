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
from nst_desktop.making.job_record import State
from nst_desktop.queue.destination import Results
from nst_desktop.recipes.recipe import read_recipe
from nst_desktop.ui.parts.questions import Closing, ask_about_queue
from nst_desktop.ui.queue import add_to_queue, controller
from nst_desktop.ui.queue.destination_rows import ResultsRows
from nst_desktop.ui.queue.queue_list import QueueList
from nst_desktop.ui.queue.queue_page import QueuePage
from nst_desktop.ui.queue.queue_texts import Situation
from tests.fakes import endless, steps
from tests.hands import PATIENCE, choose_density, when_open
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
def studio(make_studio, load_pictures, set_params, painters):
    """A window with a photograph and a painting, whose queue is made by painters."""
    studio = make_studio(steps(3))
    load_pictures(studio)
    set_params(studio)
    return studio


@pytest.fixture
def add(qtbot):
    """add(studio) puts what the window holds into the queue, by its keys."""

    def add(studio, times=1):
        for _ in range(times):
            count = len(studio.queueing.entries())
            qtbot.keyClick(studio.window, Qt.Key.Key_Return, CONTROL_SHIFT)
            qtbot.waitUntil(lambda count=count: len(studio.queueing.entries()) == count + 1)

    return add


@pytest.fixture
def add_folder(qtbot, tmp_path, make_picture, monkeypatch):
    """add_folder(studio, names) puts a folder of these photographs into the queue."""

    def add_folder(studio, names):
        folder = tmp_path / "photographs"
        folder.mkdir(exist_ok=True)
        for name in names:
            make_picture(f"photographs/{name}.png", seed=len(name))
        monkeypatch.setattr(add_to_queue, "ask_for_folder", lambda *_: folder)
        studio.window.actions.add_folder_to_queue.trigger()
        qtbot.waitUntil(lambda: len(studio.queueing.entries()) == len(names))

    return add_folder


@pytest.fixture
def open_page(qtbot):
    """open_page(studio) opens the page by its keys and gives it."""

    def open_page(studio):
        qtbot.keyClick(studio.window, Qt.Key.Key_J, CONTROL)
        page = studio.window.findChild(QueuePage)
        qtbot.waitUntil(page.isVisible)
        return page

    return open_page


def until_begun(qtbot, painters, *wanted):
    qtbot.waitUntil(lambda: painters.begun == list(wanted), timeout=PATIENCE)


def until_over(qtbot, studio):
    qtbot.waitUntil(lambda: not studio.queueing.runner.is_busy(), timeout=PATIENCE)


def states(studio):
    return [each.state for each in studio.queueing.entries()]


def photographs(studio):
    return [each.plan.content.stem for each in studio.queueing.entries()]


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


def test_what_the_window_holds_is_made_beside_it(qtbot, studio, painters, add):
    painters.let_go()
    add(studio)
    until_over(qtbot, studio)
    assert made_files() == ["lake_swirls.png"]
    recipe = read_recipe(paths.artworks_folder() / "lake_swirls.png")
    assert recipe.params == studio.document.setup().params
    assert [note.name for note in recipe.styles] == ["swirls.png"]
    assert studio.window.queue_button.text() == "Queue 1 of 1"


def test_an_entry_keeps_what_the_window_held_when_it_was_added(
    qtbot, studio, painters, add, set_params
):
    add(studio)
    set_params(studio, steps=9)
    add(studio)
    assert [each.plan.params.steps for each in studio.queueing.entries()] == [4, 9]


def test_without_a_painting_nothing_is_added_and_it_is_said_why(qtbot, studio, painters):
    studio.document.put(studio.document.setup().with_paintings([]))
    qtbot.keyClick(studio.window, Qt.Key.Key_Return, CONTROL_SHIFT)
    assert studio.window.message.text() == "Choose a painting first"
    assert studio.queueing.entries() == ()
    assert not paths.queue_folder().exists()


def test_a_folder_is_added_with_the_windows_style(qtbot, studio, painters, add_folder):
    painters.let_go()
    add_folder(studio, ["p10", "p2", "p1"])
    assert photographs(studio) == ["p1", "p2", "p10"]
    until_over(qtbot, studio)
    assert made_files() == ["p10_swirls.png", "p1_swirls.png", "p2_swirls.png"]


@pytest.mark.skipif(os.name != "posix", reason="only there names need not be text")
def test_names_that_are_no_text_and_what_is_no_file_refuse_no_folder(
    qtbot, studio, painters, tmp_path, make_picture, monkeypatch, open_page
):
    page, folder = open_page(studio), tmp_path / "photographs"
    folder.mkdir()
    odd = os.fsencode(folder) + b"/caf\xe9\n.png"
    os.rename(make_picture("photographs/a.png"), odd)
    os.mkfifo(folder / "pipe.png")
    (folder / "gone.png").symlink_to(folder / "nowhere.png")
    monkeypatch.setattr(add_to_queue, "ask_for_folder", lambda *_: folder)
    painters.failing = {"pipe", "gone"}
    painters.let_go()
    studio.window.actions.add_folder_to_queue.trigger()
    qtbot.waitUntil(lambda: len(states(studio)) == 3)
    until_over(qtbot, studio)
    assert states(studio) == [State.FINISHED, State.FAILED, State.FAILED]
    assert os.fsencode(studio.queueing.entries()[0].plan.content) == odd
    assert words(page, 0).startswith("caf_swirls.png")


@pytest.mark.skipif(os.name != "posix", reason="only there names need not be text")
def test_a_queue_with_names_that_are_no_text_is_there_the_next_time(
    qtbot, studio, make_studio, painters, tmp_path, make_picture, monkeypatch, open_page
):
    (tmp_path / "photographs").mkdir()
    odd = os.fsencode(tmp_path) + b"/photographs/caf\xe9\n.png"
    os.rename(make_picture("photographs/a.png"), odd)
    monkeypatch.setattr(add_to_queue, "ask_for_folder", lambda *_: tmp_path / "photographs")
    studio.window.actions.add_folder_to_queue.trigger()
    until_begun(qtbot, painters, os.fsdecode(b"caf\xe9\n"))
    qtbot.waitUntil(lambda: words(open_page(studio), 0).startswith("caf\ufffd\ufffd  ×  swirls"))
    make_studio.end(studio)
    again = make_studio(steps(3))
    qtbot.waitUntil(lambda: len(states(again)) == 1)
    assert os.fsencode(again.queueing.entries()[0].plan.content) == odd


def test_a_texture_takes_no_folder_of_photographs(qtbot, studio, painters):
    studio.document.put(studio.document.setup().with_mode(Mode.TEXTURE))
    studio.window.actions.add_folder_to_queue.trigger()
    assert "texture uses no photograph" in studio.window.message.text()


def test_a_folder_without_pictures_is_told_of(qtbot, studio, painters, tmp_path, monkeypatch):
    (tmp_path / "nothing").mkdir()
    monkeypatch.setattr(add_to_queue, "ask_for_folder", lambda *_: tmp_path / "nothing")
    studio.window.actions.add_folder_to_queue.trigger()
    qtbot.waitUntil(lambda: "no picture in the folder" in studio.window.message.text())


# the page


def test_the_page_shows_each_state_in_words(qtbot, studio, painters, add_folder, open_page):
    page = open_page(studio)
    painters.failing = {"aa"}
    painters.let_go()
    add_folder(studio, ["a", "aa"])
    until_over(qtbot, studio)
    painters.keep_at_it()
    studio.window.actions.add_to_queue.trigger()
    qtbot.waitUntil(lambda: painters.begun[2:] == ["lake"], timeout=PATIENCE)
    studio.window.actions.add_to_queue.trigger()
    qtbot.waitUntil(lambda: len(states(studio)) == 4)
    assert words(page, 0) == "a_swirls.png, 64 × 48 px, Finished in 1 s"
    assert words(page, 1).endswith("Failed: The painting is gone.")
    qtbot.waitUntil(lambda: words(page, 2).endswith("Being made, 40 %"))
    assert words(page, 3) == "lake  ×  swirls, 64 px  ·  4 steps, Waiting"
    mark(page, 1)
    told = [each.text() for each in page.findChildren(type(page._told)) if each.isVisible()]
    assert "Failed: The painting is gone." in told


def test_the_keyboard_changes_the_order(qtbot, studio, painters, add_folder, open_page):
    page = open_page(studio)
    add_folder(studio, ["a", "bb", "ccc"])
    until_begun(qtbot, painters, "a")
    entries = list_of(page)
    entries.setFocus()
    mark(page, 2)
    qtbot.keyClick(entries, Qt.Key.Key_Up, ALT)
    assert photographs(studio) == ["a", "ccc", "bb"]
    assert page.marked() == [studio.queueing.entries()[1].id], "it stays marked"
    qtbot.keyClick(entries, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(entries, Qt.Key.Key_Down, ALT)
    assert photographs(studio) == ["a", "bb", "ccc"]
    qtbot.keyClick(entries, Qt.Key.Key_Up, ALT)
    painters.let_go()
    until_over(qtbot, studio)
    assert painters.made == ["a", "ccc", "bb"]


def test_the_buttons_and_the_mouse_change_the_order(qtbot, studio, painters, add_folder, open_page):
    page = open_page(studio)
    add_folder(studio, ["a", "bb", "ccc"])
    mark(page, 0)
    click(qtbot, page, "Later")
    assert photographs(studio) == ["bb", "a", "ccc"]
    entries = list_of(page)
    rects = [entries.visualRect(entries.model().index(row, 0)) for row in range(3)]
    viewport, left = entries.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=rects[2].center())
    QTest.mouseMove(viewport, rects[1].center())
    QTest.mouseMove(viewport, QPoint(rects[0].center().x(), rects[0].top() + 2))
    QTest.mouseRelease(viewport, left, pos=QPoint(rects[0].center().x(), rects[0].top() + 2))
    assert photographs(studio) == ["ccc", "bb", "a"]


def test_the_button_is_as_wide_as_what_it_says(qtbot, studio, painters, add_folder):
    add_folder(studio, ["a", "bb"])
    until_begun(qtbot, painters, "a")
    button = studio.window.queue_button
    before = button.text()
    studio.queueing.pause(True)
    assert len(button.text()) > len(before)
    assert button.width() >= button.sizeHint().width()


def test_a_failed_one_is_tried_again(qtbot, studio, painters, add_folder, open_page):
    page = open_page(studio)
    painters.failing = {"a"}
    painters.let_go()
    add_folder(studio, ["a", "bb"])
    until_over(qtbot, studio)
    assert states(studio) == [State.FAILED, State.FINISHED]
    painters.failing = set()
    mark(page, 0, 1)
    click(qtbot, page, "Try again")
    until_over(qtbot, studio)
    assert states(studio) == [State.FINISHED, State.FINISHED]
    assert painters.begun == ["a", "bb", "a"]


def test_the_one_under_way_is_removed_and_the_next_is_begun(
    qtbot, studio, painters, add_folder, open_page
):
    page = open_page(studio)
    add_folder(studio, ["a", "bb"])
    until_begun(qtbot, painters, "a")
    mark(page, 0)
    qtbot.keyClick(list_of(page), Qt.Key.Key_Delete)
    until_begun(qtbot, painters, "a", "bb")
    assert photographs(studio) == ["bb"]
    assert page.marked() == [studio.queueing.entries()[0].id], "what is in its place is marked"
    painters.let_go()
    until_over(qtbot, studio)
    assert made_files() == ["bb_swirls.png"]


def test_order_and_removal_are_undone_and_done_again(
    qtbot, studio, painters, add_folder, open_page
):
    page = open_page(studio)
    add_folder(studio, ["a", "bb", "ccc"])
    until_begun(qtbot, painters, "a")
    entries = list_of(page)
    mark(page, 2)
    qtbot.keyClick(entries, Qt.Key.Key_Up, ALT)
    mark(page, 0)
    qtbot.keyClick(entries, Qt.Key.Key_Delete)
    assert photographs(studio) == ["ccc", "bb"]
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert photographs(studio) == ["a", "ccc", "bb"]
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert photographs(studio) == ["a", "bb", "ccc"]
    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL_SHIFT)
    assert photographs(studio) == ["ccc", "bb"]
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    painters.let_go()
    until_over(qtbot, studio)
    assert sorted(made_files()) == ["a_swirls.png", "bb_swirls.png", "ccc_swirls.png"]


def test_what_is_finished_is_cleared_and_its_file_stays(
    qtbot, studio, painters, add_folder, open_page
):
    page = open_page(studio)
    painters.failing = {"bb"}
    painters.let_go()
    add_folder(studio, ["a", "bb"])
    until_over(qtbot, studio)
    click(qtbot, page, "Clear finished")
    assert photographs(studio) == ["bb"]
    assert made_files() == ["a_swirls.png"]
    assert not button(page, "Clear finished").isEnabled()


def test_pausing_at_once_holds_the_one_under_way_where_it_is(
    qtbot, studio, painters, add_folder, open_page
):
    page = open_page(studio)
    add_folder(studio, ["a", "bb"])
    until_begun(qtbot, painters, "a")
    click(qtbot, page, "Pause")
    qtbot.waitUntil(lambda: painters.held, timeout=1000)
    assert studio.queueing.overview().situation is Situation.HELD
    qtbot.waitUntil(lambda: words(page, 0).endswith("Paused at 40 %"))
    painters.let_go()
    click(qtbot, page, "Resume")
    until_over(qtbot, studio)
    assert painters.begun == ["a", "bb"], "it has not begun anew"


def test_pausing_after_this_one_begins_no_other(qtbot, studio, painters, add_folder, open_page):
    page = open_page(studio)
    add_folder(studio, ["a", "bb"])
    until_begun(qtbot, painters, "a")
    click(qtbot, page, "Pause after this one")
    assert "Pauses after this artwork" in page._status.text()
    painters.let_go()
    until_over(qtbot, studio)
    assert states(studio) == [State.FINISHED, State.WAITING]
    assert page._status.text().startswith("Paused")
    click(qtbot, page, "Resume")
    until_over(qtbot, studio)
    assert states(studio) == [State.FINISHED, State.FINISHED]


def test_a_finished_artwork_is_opened_and_its_recipe_is_offered(
    qtbot, studio, painters, add, open_page
):
    page = open_page(studio)
    painters.let_go()
    add(studio)
    until_over(qtbot, studio)
    list_of(page).setFocus()
    mark(page, 0)
    with qtbot.waitSignal(studio.document.artwork_changed):
        qtbot.keyClick(list_of(page), Qt.Key.Key_Return)
    assert studio.document.artwork().file == paths.artworks_folder() / "lake_swirls.png"
    assert studio.window.windowTitle().startswith("lake_swirls")
    assert not studio.document.has_unsaved()
    assert "carries its recipe" in studio.window.message.text()


def test_names_are_changed_on_the_page_and_remembered(qtbot, studio, painters, add, open_page):
    page = open_page(studio)
    field = page.results._pattern
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "{style}{oops}")
    assert "In braces there can be: {content}, {style}" in page.results._told.whole_text()
    field.selectAll()
    qtbot.keyClicks(field, "{style}-{number}")
    assert "Such as impasto-001.png" in page.results._told.whole_text()
    painters.let_go()
    add(studio)
    until_over(qtbot, studio)
    assert made_files() == ["swirls-001.png"]
    assert studio.queueing.results() == Results(paths.artworks_folder(), "{style}-{number}")


# beside the run


def test_while_a_run_goes_the_queue_waits_and_then_goes_on(
    qtbot, make_studio, load_pictures, set_params, painters, add_folder, open_page, start
):
    studio = make_studio(endless)
    load_pictures(studio)
    set_params(studio)
    page = open_page(studio)
    add_folder(studio, ["a", "bb"])
    until_begun(qtbot, painters, "a")
    with qtbot.waitSignal(studio.running.progressed, timeout=PATIENCE):
        start(studio)
    qtbot.waitUntil(lambda: painters.held, timeout=1000)
    assert "Waits until the run in the window has ended" in page._status.text()
    qtbot.waitUntil(lambda: words(page, 0).endswith("Waits at 40 % for the run to end"))
    painters.let_go()
    with qtbot.waitSignal(studio.running.ended, timeout=PATIENCE):
        studio.window.actions.stop.trigger()
    until_over(qtbot, studio)
    assert painters.begun == ["a", "bb"]
    assert states(studio) == [State.FINISHED, State.FINISHED]


def test_what_is_added_during_a_run_is_begun_afterwards(
    qtbot, make_studio, load_pictures, set_params, painters, add, start
):
    studio = make_studio(endless)
    load_pictures(studio)
    set_params(studio)
    with qtbot.waitSignal(studio.running.progressed, timeout=PATIENCE):
        start(studio)
    add(studio)
    assert not studio.queueing.runner.is_busy()
    with qtbot.waitSignal(studio.running.ended, timeout=PATIENCE):
        studio.window.actions.stop.trigger()
    until_begun(qtbot, painters, "lake")


# the next start


def test_closing_says_that_artworks_are_left_and_they_are_made_the_next_time(
    qtbot, studio, make_studio, painters, add_folder, answers
):
    painters.let_go()
    add_folder(studio, ["a"])
    until_over(qtbot, studio)
    painters.keep_at_it()
    add_more(studio, qtbot)
    until_begun(qtbot, painters, "a", "lake")
    answers.closing = Closing.CANCEL
    studio.window.close()
    assert studio.window.isVisible()
    assert answers.asked_about_queue == [2]
    answers.closing = Closing.DISCARD
    make_studio.end(studio)
    again = make_studio(steps(3))
    qtbot.waitUntil(lambda: len(again.queueing.entries()) == 3)
    assert states(again) == [State.FINISHED, State.WAITING, State.WAITING]
    painters.let_go()
    again.use_torch()
    until_over(qtbot, again)
    qtbot.waitUntil(lambda: states(again) == [State.FINISHED] * 3, timeout=PATIENCE)
    assert painters.made == ["a", "lake", "lake"]
    assert made_files() == ["a_swirls.png", "lake_swirls-2.png", "lake_swirls.png"]


def add_more(studio, qtbot):
    for count in (2, 3):
        studio.window.actions.add_to_queue.trigger()
        qtbot.waitUntil(lambda count=count: len(studio.queueing.entries()) == count)


def test_a_paused_queue_is_paused_the_next_time(
    qtbot, studio, make_studio, painters, add_folder, open_page, answers
):
    page = open_page(studio)
    add_folder(studio, ["a"])
    until_begun(qtbot, painters, "a")
    click(qtbot, page, "Pause")
    make_studio.end(studio)
    assert answers.asked_about_queue == [1], "what is held begins again"
    again = make_studio(steps(3))
    again.use_torch()
    qtbot.waitUntil(lambda: len(again.queueing.entries()) == 1)
    assert again.queueing.overview().situation is Situation.PAUSED
    page = open_page(again)
    painters.let_go()
    click(qtbot, page, "Resume")
    until_over(qtbot, again)
    assert states(again) == [State.FINISHED]


def test_the_page_is_open_again_if_it_was(qtbot, studio, make_studio, open_page):
    open_page(studio)
    make_studio.end(studio)
    again = make_studio(steps(3))
    again.show_first([])
    qtbot.waitUntil(lambda: again.window.findChild(QueuePage) is not None)
    page = again.window.findChild(QueuePage)
    assert page.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    make_studio.end(again)
    third = make_studio(steps(3))
    with qtbot.waitSignal(third.shown):
        third.show_first([])
    assert third.window.findChild(QueuePage) is None


def test_a_damaged_queue_is_set_aside_and_told_of(qtbot, make_studio, painters):
    folder = paths.queue_folder()
    folder.mkdir(parents=True)
    (folder / "queue.json").write_bytes(b'{"format": "nst-desktop queue"')
    studio = make_studio(steps(3))
    qtbot.waitUntil(lambda: "could not be read" in studio.window.message.text())
    assert "queue-damaged-1.json" in studio.window.message.text()
    assert (folder / "queue-damaged-1.json").read_bytes() == b'{"format": "nst-desktop queue"'


def test_a_second_window_says_who_has_the_queue_and_gets_it_afterwards(
    qtbot, studio, make_studio, load_pictures, set_params, painters, add, open_page
):
    add(studio)
    until_begun(qtbot, painters, "lake")
    second = make_studio(steps(3))
    load_pictures(second)
    set_params(second)
    qtbot.keyClick(second.window, Qt.Key.Key_Return, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: "Another window has the queue" in second.window.message.text())
    page = open_page(second)
    qtbot.waitUntil(lambda: "Another window" in page._status.text())
    assert not button(page, "Pause").isEnabled()
    file = paths.queue_folder() / "queue.json"
    qtbot.waitUntil(lambda: len(json.loads(file.read_text())["jobs"]) == 1)
    make_studio.end(studio)
    second.window.activateWindow()
    qtbot.waitUntil(second.window.isActiveWindow)
    painters.let_go()
    qtbot.keyClick(second.window, Qt.Key.Key_Return, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: states(second) == [State.FINISHED] * 2, timeout=PATIENCE)
    assert made_files() == ["lake_swirls-2.png", "lake_swirls.png"]


def test_the_question_about_the_queue_is_answered_by_keyboard(qtbot, make_studio):
    window = make_studio().window
    when_open(QDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert not ask_about_queue(window, 2)
    when_open(QDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_C, ALT))
    assert ask_about_queue(window, 2)


# the real thing


def test_an_artwork_is_made_in_a_process_of_its_own(
    qtbot, make_studio, load_pictures, set_params, add
):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, size=48, min_size=48, steps=3)
    add(studio, 2)
    qtbot.waitUntil(lambda: states(studio) == [State.FINISHED] * 2, timeout=PATIENCE)
    assert made_files() == ["lake_swirls-2.png", "lake_swirls.png"]
    recipe = read_recipe(paths.artworks_folder() / "lake_swirls.png")
    assert (recipe.steps_done, recipe.complete) == (recipe.steps_total, True)
    wanted = studio.document.setup().params
    assert recipe.params == replace(wanted, precision=chosen_precision("auto"))
    assert studio.queueing.entries()[0].width == 48


def test_the_real_process_is_gone_when_the_window_is_closed(
    qtbot, make_studio, load_pictures, set_params, add
):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, size=128, min_size=128, steps=2000)
    with qtbot.waitSignal(studio.queueing.advanced, timeout=PATIENCE):
        add(studio)
    make_studio.end(studio)
    again = make_studio()
    qtbot.waitUntil(lambda: states(again) == [State.WAITING])


def test_artworks_are_saved_as_the_save_dialog_has_it_and_with_their_recipes(studio, add):
    chosen = SaveOptions(quality=80, metadata=Metadata.NONE, recipe=False)
    Settings(paths.settings_file()).set_document("save_options", chosen.to_dict())
    choose_density(studio, 300)
    add(studio)
    [entry] = studio.queueing.entries()
    assert entry.options == replace(chosen, density=300, recipe=True)


def test_every_format_that_can_be_written_is_there_for_them(studio, open_page):
    kinds = open_page(studio).findChild(ResultsRows)._format
    assert [kinds.itemData(at) for at in range(kinds.count())] == list(writable_formats())
    assert len({kinds.itemText(at) for at in range(kinds.count())}) == kinds.count()
