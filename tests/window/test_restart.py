"""What is remembered from one start to the next, also with two windows open."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from nst_desktop import paths
from nst_desktop.core.params import StyleParams
from nst_desktop.document.settings import Settings
from nst_desktop.ui.actions import Panel
from nst_desktop.ui.parts.section import Section
from nst_desktop.ui.parts.theme import DARK, LIGHT, Theme, colours_of

EARLIER = Path(__file__).parents[1] / "earlier"


def begin(qtbot, app, chosen=()):
    """Start as the program does, and wait until the pictures are read."""
    with qtbot.waitSignal(app.loader.settled):
        app.show_first(list(chosen))


def names_of(app):
    return [entry.loaded.picture.name for entry in app.document.setup().paintings]


def end(app):
    app.window.close()
    assert app.shut_down()


def test_the_first_start_opens_the_samples(qtbot, make_app):
    app = make_app()
    begin(qtbot, app)
    assert app.document.setup().photograph.picture.name == "mountain_lake.jpg"
    assert names_of(app) == ["impasto.jpg"]


def test_pictures_of_the_command_line_take_precedence(qtbot, make_app, make_picture):
    app = make_app()
    files = [make_picture(f"{name}.png") for name in "abc"]
    begin(qtbot, app, files)
    assert app.document.setup().photograph.picture.name == "a.png"
    assert names_of(app) == ["b.png", "c.png"]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX allows such names")
def test_pictures_whose_names_are_not_text_are_restored(qtbot, make_app, make_picture, tmp_path):
    folder = os.fsencode(tmp_path) + b"/\xe9t\xe9"
    os.mkdir(folder)
    names = [os.fsdecode(folder + name) for name in (b"/caf\xe9.png", b"/two\nlines\x1b.png")]
    files = [make_picture("a.png").rename(name) for name in names]
    first = make_app()
    begin(qtbot, first, files)
    end(first)
    again = make_app()
    begin(qtbot, again)
    assert again.document.setup().photograph.picture.path == files[0]
    paintings = again.document.setup().paintings
    assert [entry.loaded.picture.path for entry in paintings] == files[1:]
    assert not again.window.message.isVisible()
    settings = Settings(paths.settings_file())
    settings.add_recent(files[0])
    settings.set_path("photograph_folder", files[0].parent)
    settings.write()
    saved = Settings(paths.settings_file())
    assert saved.recent()[0] == files[0]
    assert saved.path("photograph_folder") == files[0].parent


@pytest.mark.parametrize("shown", [False, True], ids=["before", "while"])
def test_closing_before_the_pictures_are_read_keeps_them(qtbot, make_app, make_picture, shown):
    first = make_app()
    begin(qtbot, first, [make_picture(f"{name}.png") for name in "ab"])
    end(first)
    brief = make_app()
    if shown:
        brief.shown.connect(brief.window.close)
        with qtbot.waitSignal(brief.window.closed):
            brief.show_first([])
        assert brief.loader.is_busy()
        assert brief.shut_down()
    else:
        with qtbot.assertNotEmitted(brief.shown, wait=50):
            brief.show_first([])
            assert not brief.loader.is_busy()
            end(brief)
    third = make_app()
    begin(qtbot, third)
    assert third.document.setup().photograph.picture.name == "a.png"
    assert names_of(third) == ["b.png"]


def test_everything_is_restored(qtbot, make_app, load_pictures, set_params, drop,
                                   make_picture):  # fmt: skip
    first = make_app()
    begin(qtbot, first)
    load_pictures(first)
    with qtbot.waitSignal(first.loader.settled):
        drop(first.window.paintings, make_picture("dots.png"))
    set_params(first, seed=11, colour="luminance")
    first.window.actions.compare.setChecked(True)
    first.window.actions.panels[Panel.HISTORY].trigger()
    first.window.actions.panels[Panel.PICTURES].trigger()
    section = first.window.panel.findChildren(Section)[1]
    qtbot.mouseClick(section._heading, Qt.MouseButton.LeftButton)
    expected = first.document.setup()
    end(first)

    second = make_app()
    begin(qtbot, second)
    window = second.window
    restored = second.document.setup()
    assert (restored.mode, restored.params) == (expected.mode, expected.params)
    assert restored.photograph.picture.name == "lake.png"
    assert names_of(second) == ["swirls.png", "dots.png"]
    assert window.canvas.is_split()
    assert window.gallery.isVisible()
    assert not window.photograph.isVisible()
    assert window.panel.findChildren(Section)[1].is_unfolded()


def test_missing_pictures_are_replaced_by_the_samples(qtbot, make_app, load_pictures, tmp_path):
    first = make_app()
    load_pictures(first)
    end(first)
    (tmp_path / "lake.png").unlink()
    (tmp_path / "swirls.png").unlink()
    second = make_app()
    begin(qtbot, second)
    assert second.document.setup().photograph.picture.name == "mountain_lake.jpg"
    assert names_of(second) == ["impasto.jpg"]
    assert not second.window.message.isVisible()


def test_the_window_size_is_restored(make_app):
    first = make_app()
    first.window.resize(960, 655)  # the tests' screen is small
    end(first)
    second = make_app()
    state = Settings(paths.settings_file()).state("window")
    second.window.restoreGeometry(state)
    assert (second.window.width(), second.window.height()) == (960, 655)


def test_a_chosen_theme_is_applied_and_remembered(qapp, make_app):
    first = make_app()
    actions = first.window.menus.themes.actions()
    next(action for action in actions if action.data() == Theme.DARK).trigger()
    assert colours_of(first.window.palette()) is DARK
    end(first)
    assert Settings(paths.settings_file()).theme() is Theme.DARK
    second = make_app()
    assert colours_of(qapp.palette()) is DARK
    second.window.menus.themes.chosen.emit(Theme.LIGHT)
    assert colours_of(qapp.palette()) is LIGHT


def test_a_chosen_language_is_remembered_for_the_next_start(make_app):
    first = make_app()
    actions = first.window.menus.languages.actions()
    next(action for action in actions if action.data() == "de").trigger()
    assert "next time you open" in first.window.message.text()
    end(first)
    assert Settings(paths.settings_file()).text("language") == "de"


def test_two_windows_do_not_mix_their_settings(qtbot, make_app, set_params, make_picture):
    first, second = make_app(), make_app()
    begin(qtbot, first, [make_picture("a.png"), make_picture("b.png")])
    begin(qtbot, second, [make_picture("c.png"), make_picture("d.png")])
    set_params(first, seed=1)
    set_params(second, seed=2)
    first.window.actions.compare.setChecked(True)
    end(first)
    assert second.document.setup().params.seed == 2
    end(second)
    third = make_app()
    begin(qtbot, third)
    window = third.window
    assert third.document.setup().params.seed == 2, "as the window that was closed last"
    assert third.document.setup().photograph.picture.name == "c.png"
    assert names_of(third) == ["d.png"]
    assert not window.canvas.is_split()


def test_damaged_settings_are_reported_and_do_no_harm(qtbot, make_app):
    file = Path(paths.settings_file())
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\xfe\x00 nonsense")
    app = make_app()
    begin(qtbot, app)
    assert "The settings could not be read" in app.window.message.text()


def test_settings_of_an_earlier_version_keep_what_was_chosen(qtbot, make_app):
    """Parameters that were not chosen have this version's defaults."""
    text = (EARLIER / "settings.ini").read_text().replace("/pictures", EARLIER.as_posix())
    paths.settings_file().parent.mkdir(parents=True)
    paths.settings_file().write_text(text)
    app = make_app()
    begin(qtbot, app)
    assert app.document.setup().params == StyleParams(size=32, steps=3, style_weight=40.0)
    assert app.document.setup().photograph.picture.path == EARLIER / "lake.png"
    assert names_of(app) == ["impasto.png"]
    assert app.document.setup().device == "cpu"
    assert not app.window.message.isVisible()


def test_a_user_preset_is_saved_and_deleted(qtbot, make_app, set_params):
    first = make_app()
    set_params(first, seed=3, style_scale=2.0)
    presets = first.window.panel.presets
    presets.save_requested.emit("My brush")
    qtbot.waitUntil(lambda: presets.current() == "own:My brush")
    end(first)

    second = make_app()
    second.presets.load()
    presets = second.window.panel.presets
    qtbot.waitUntil(lambda: "own:My brush" in presets._entries)
    presets.preset_chosen.emit("own:My brush")
    assert second.document.setup().params.style_scale == 2.0
    presets.delete_requested.emit("own:My brush")
    qtbot.waitUntil(lambda: "own:My brush" not in presets._entries)


def test_a_preset_sets_its_values_and_keeps_the_size(qtbot, make_app, set_params):
    app = make_app()
    app.presets.load()
    presets = app.window.panel.presets
    qtbot.waitUntil(lambda: "Bold" in presets._entries)
    set_params(app, size=320, tv_weight=5.0)
    presets.preset_chosen.emit("Bold")
    params = app.document.setup().params
    assert params.size == 320
    assert params.tv_weight == 0.0, "values that the preset lacks get their defaults"
    assert presets.current() == "Bold"


def test_invalid_masks_do_not_affect_the_pictures(qtbot, make_app, make_picture):
    first = make_app()
    files = [str(make_picture(name)) for name in ("lake.png", "swirls.png", "mask.png")]
    masks = [{"mask": files[2], "style": 2}]  # there is only one painting
    parts = {"content": files[0], "styles": [{"picture": files[1]}], "regions": masks}
    make_app.end(first)
    settings = Settings(paths.settings_file())
    settings.set_document("pictures", parts)
    settings.write()
    app = make_app()
    begin(qtbot, app)
    assert app.document.setup().photograph.picture.name == "lake.png"
    assert names_of(app) == ["swirls.png"]
    assert app.document.setup().regions == ()
