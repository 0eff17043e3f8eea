"""The document and its undoing, without a window."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.document import document as module
from nst_desktop.document.document import Document
from nst_desktop.document.loaded_picture import load
from nst_desktop.document.regions import Region, RegionKind
from nst_desktop.document.setup import Painting, Setup
from nst_desktop.document.undo import differing
from nst_desktop.images.load import load_picture
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.patches import Recorder
from nst_desktop.masks.rect import Rect


@pytest.fixture
def document(qapp):
    return Document()


@pytest.fixture
def read(make_picture):
    """read(name, …) writes a picture and reads it as the window does."""
    return lambda name="lake.png", *size, seed=0: load(
        load_picture(make_picture(name, *(size or (48, 32)), seed=seed))
    )


def with_steps(document, steps):
    return replace(document.setup(), params=replace(document.setup().params, steps=steps))


def names(document):
    return [each.loaded.picture.name for each in document.setup().paintings]


def test_no_widget_is_needed():
    script = (
        "import sys, nst_desktop.document.document, nst_desktop.document.mask_files\n"
        "sys.exit('PySide6.QtWidgets' in sys.modules or 'torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0


def test_an_edit_says_which_fields_differ_and_can_be_undone(qtbot, document):
    with qtbot.waitSignal(document.changed) as changed:
        document.edit("Steps", with_steps(document, 7))
    assert changed.args == [frozenset({"params"})]
    assert document.undo.undoText() == "Steps"
    with qtbot.waitSignal(document.changed):
        document.undo.undo()
    assert document.setup() == Setup()
    document.undo.redo()
    assert document.setup().params.steps == 7


def test_an_edit_that_changes_nothing_is_no_step(qtbot, document):
    with qtbot.assertNotEmitted(document.changed):
        document.edit("Steps", replace(document.setup()))
    assert document.undo.count() == 0


def test_what_is_put_is_no_step_and_stays_when_another_is_undone(document):
    document.edit("Steps", with_steps(document, 7))
    document.put(replace(document.setup(), device="cpu"))
    assert document.undo.count() == 1
    document.undo.undo()
    assert document.setup() == Setup(device="cpu")


def test_changes_of_one_gesture_are_one_step(document):
    for steps in (1, 2, 3):
        document.edit("Steps", with_steps(document, steps), gesture=5)
    assert document.undo.count() == 1
    document.undo.undo()
    assert document.setup().params == StyleParams()
    document.undo.redo()
    assert document.setup().params.steps == 3


def test_changes_of_two_gestures_or_of_none_are_steps_of_their_own(document):
    document.edit("Steps", with_steps(document, 1), gesture=5)
    document.edit("Steps", with_steps(document, 2), gesture=6)
    document.edit("Steps", with_steps(document, 3))
    document.edit("Steps", with_steps(document, 4))
    assert document.undo.count() == 4


def test_a_gesture_that_ends_where_it_began_leaves_nothing(document):
    usual = document.setup().params.steps
    document.edit("Steps", with_steps(document, 1), gesture=5)
    document.edit("Steps", with_steps(document, usual), gesture=5)
    assert document.undo.count() == 0


def test_different_fields_of_one_gesture_are_undone_together(document, read):
    gesture = object()
    document.edit("Recipe", replace(with_steps(document, 7), mode=Mode.TEXTURE), gesture)
    document.edit("Recipe", document.setup().with_paintings([Painting(read())]), gesture)
    document.edit("Recipe", replace(document.setup(), device="cpu"), gesture)
    assert document.undo.count() == 1
    document.undo.undo()
    assert document.setup() == Setup()
    document.undo.redo()
    assert (document.setup().mode, document.setup().device) == (Mode.TEXTURE, "cpu")
    assert names(document) == ["lake.png"]


def test_a_gesture_is_over_when_something_else_was_changed(document):
    document.edit("Steps", with_steps(document, 1), gesture=5)
    document.edit("Device", replace(document.setup(), device="cpu"))
    document.edit("Steps", with_steps(document, 2), gesture=5)
    assert document.undo.count() == 3


def test_a_fault_leaves_the_setup_alone_until_everything_is_set(qtbot, document):
    error = ParameterError("steps", "steps: no.")
    document.set_fault("steps", error)
    document.edit("Device", replace(document.setup(), device="cpu"))
    assert document.fault() is error
    with qtbot.waitSignal(document.faults_cleared):
        document.edit_params("Preset", StyleParams(steps=3), preset="quick")
    assert document.fault() is None
    assert document.setup().preset == "quick"


# pictures


def test_pictures_of_late_come_back_without_reading(document, read):
    first, second = read("a.png"), read("b.png", seed=1)
    document.edit("Pictures", document.setup().with_photograph(first))
    document.edit("Pictures", document.setup().with_photograph(second))
    first.picture.path.unlink()
    document.undo.undo()
    assert document.setup().photograph is first


def test_pictures_of_long_ago_are_read_again(document, read, monkeypatch):
    monkeypatch.setattr(module, "MAX_PICTURES", 1)
    for index in range(3):
        document.edit("Pictures", document.setup().with_photograph(read(f"{index}.png")))
    assert len(document._recent) == 1
    document.undo.undo()
    assert document.setup().photograph.picture.name == "1.png"


def test_a_picture_that_is_gone_is_reported_and_redo_stays(qtbot, document, read, monkeypatch):
    monkeypatch.setattr(module, "MAX_PICTURES", 1)
    document.edit("Pictures", document.setup().with_photograph(read("a.png")))
    document.edit("Pictures", document.setup().with_photograph(read("b.png")))
    document.setup().photograph.picture.path.with_name("a.png").unlink()
    with qtbot.waitSignal(document.not_restored) as told:
        document.undo.undo()
    [[error]] = told.args
    assert "a.png" in str(error)
    assert document.setup().photograph is None
    assert document.undo.canRedo()
    document.undo.redo()
    assert document.setup().photograph.picture.name == "b.png"


def test_a_painting_that_is_gone_takes_its_region_along(document, read, monkeypatch):
    monkeypatch.setattr(module, "MAX_PICTURES", 1)
    paintings = [Painting(read(f"{name}.png")) for name in "abc"]
    document.put(document.setup().with_photograph(read("lake.png")))
    document.put(document.setup().with_paintings(paintings).with_all_regions())
    of_the_last = document.setup().regions[2].buffer
    del paintings[1]
    document.edit("Pictures", document.setup().with_paintings(paintings, {0: 0, 2: 1}))
    document.setup().photograph.picture.path.with_name("b.png").unlink()
    document._recent.clear()
    document.put(document.setup().with_paintings([], {}))
    paintings.clear()
    document.undo.undo()
    assert names(document) == ["a.png", "c.png"]
    regions = [each for each in document.setup().regions if each.kind is RegionKind.REGION]
    assert [each.painting for each in regions] == [0, 1]
    assert regions[1].buffer is of_the_last


def test_a_painting_that_is_gone_takes_its_region_along_where_only_weights_had_changed(
    document, read, monkeypatch
):
    monkeypatch.setattr(module, "MAX_PICTURES", 1)
    paintings = [Painting(read(f"{name}.png")) for name in "ab"]
    setup = document.setup().with_photograph(read("lake.png")).with_paintings(paintings)
    document.put(setup.with_all_regions())
    weighed = [replace(each, weight=2.0) for each in paintings]
    document.edit("Pictures", document.setup().with_paintings(weighed))
    document.setup().photograph.picture.path.with_name("a.png").unlink()
    document._recent.clear()
    painted = document.setup().regions
    document.put(replace(document.setup(), paintings=()))
    del setup, paintings, weighed
    document.undo.undo()
    assert names(document) == ["b.png"]
    regions = [each for each in document.setup().regions if each.kind is RegionKind.REGION]
    assert [(each.painting, each.buffer) for each in regions] == [(0, painted[1].buffer)]


def test_a_recent_picture_is_taken_again(document, read):
    loaded = read("a.png")
    document.put(document.setup().with_photograph(loaded))
    document.put(document.setup().with_photograph(None))
    assert document.recent_picture(loaded.picture.path, "#ffffff") is loaded
    assert document.recent_picture(loaded.picture.path, "#000000") is loaded, "it is opaque"


def test_a_transparent_picture_on_another_ground_is_not_taken(document, read):
    picture = replace(read("a.png").picture, alpha=np.zeros((32, 48), np.uint8))
    glass = load(picture)
    document.put(replace(document.setup().with_photograph(glass), ground="#000000"))
    assert document.recent_picture(picture.path, "#ffffff") is glass
    assert document.recent_picture(picture.path, "#000000") is None


# masks


@pytest.fixture
def painted(document, read):
    """A document with a photograph, a painting and two areas."""
    setup = document.setup().with_photograph(read("lake.png"))
    document.put(setup.with_paintings([Painting(read("a.png"))]).with_all_regions())
    return document


def paint(document, value=255):
    buffer = document.region().buffer
    recorder = Recorder(buffer)
    recorder.keep(Rect(0, 0, 8, 8))
    buffer.mask[:8, :8] = value
    buffer.touched(Rect(0, 0, 8, 8))
    document.paint("Brush", buffer, recorder.changes())
    return buffer


def test_what_is_painted_is_undone_and_redone(qtbot, painted):
    with qtbot.waitSignal(painted.painted):
        buffer = paint(painted)
    with qtbot.waitSignals([painted.restoring, painted.painted]):
        painted.undo.undo()
    assert not buffer.has_any()
    painted.undo.redo()
    assert buffer.mask[:8, :8].all()


def test_undoing_makes_the_mask_current_that_was_painted(painted):
    buffer = paint(painted)
    painted.choose_region(1)
    painted.undo.undo()
    assert painted.region().buffer is buffer


def test_regions_that_came_without_a_step_stay_when_another_is_undone(document, read):
    document.put(document.setup().with_photograph(read("lake.png")))
    document.edit("Steps", with_steps(document, 3))
    document.put(document.setup().with_all_regions())
    buffer = paint(document)
    document.undo.undo()
    document.undo.undo()
    document.undo.redo()
    document.undo.redo()
    assert [each.buffer for each in document.setup().regions] == [buffer]
    assert buffer.has_any()


def test_the_first_region_is_current_until_one_is_chosen(painted):
    assert painted.region_index() == 0
    painted.choose_region(1)
    assert painted.region().kind is RegionKind.PROTECT
    painted.edit_regions("Remove", (), None)
    assert painted.region() is None
    assert painted.region_index() == -1


def test_other_proportions_empty_the_masks_and_say_so(qtbot, painted, read):
    buffer = paint(painted)
    with qtbot.waitSignal(painted.masks_lost):
        painted.edit("Pictures", painted.setup().with_photograph(read("tall.png", 20, 60)))
    assert painted.setup().regions[0].buffer.size == (20, 60)
    painted.undo.undo()
    assert painted.setup().regions[0].buffer is buffer


def test_the_names_of_what_differs(read):
    one = Setup()
    other = replace(
        one, regions=(Region(RegionKind.PROTECT, -1, MaskBuffer.empty(2, 2)),), preset="x"
    )
    assert differing(one, other) == {"regions", "preset"}


def test_a_mask_that_moves_with_its_painting_is_not_lost(qtbot, painted, read):
    paint(painted)
    a, b = painted.setup().paintings[0], Painting(read("b.png"))
    painted.edit("Pictures", painted.setup().with_paintings([a, b]))
    with qtbot.assertNotEmitted(painted.masks_lost, wait=10):
        painted.edit("Pictures", painted.setup().with_paintings([b, a], {0: 1, 1: 0}))
        painted.edit("Pictures", painted.setup().with_paintings([b], {0: 0}))


def test_regions_that_came_without_a_step_fit_the_pictures_of_an_earlier_one(document, read):
    wide, tall = read("wide.png"), read("tall.png", 20, 60)
    document.put(document.setup().with_photograph(wide))
    document.edit("Pictures", document.setup().with_photograph(tall))
    document.put(document.setup().with_all_regions())
    document.undo.undo()
    assert [each.buffer.size for each in document.setup().regions] == [(48, 32)]


def test_regions_of_a_painting_that_is_undone_go_with_it(document, read):
    document.put(document.setup().with_photograph(read("lake.png")))
    document.edit("Pictures", document.setup().with_paintings([Painting(read("a.png"))]))
    more = [*document.setup().paintings, Painting(read("b.png"))]
    document.edit("Pictures", document.setup().with_paintings(more))
    document.put(document.setup().with_all_regions())
    document.undo.undo()
    assert [each.painting for each in document.setup().regions] == [0, -1]


def test_a_file_that_has_changed_is_reported_when_it_comes_back(
    qtbot, document, read, make_picture, monkeypatch
):
    monkeypatch.setattr(module, "MAX_PICTURES", 1)
    document.edit("Pictures", document.setup().with_photograph(read("a.png")))
    document.edit("Pictures", document.setup().with_photograph(read("b.png")))
    make_picture("a.png", 30, 30, seed=5)
    with qtbot.waitSignal(document.not_restored) as told:
        document.undo.undo()
    assert "a.png has been changed" in str(told.args[0][0])
    assert document.setup().photograph.picture.pixels.shape == (30, 30, 3)


def test_an_edit_inside_another_comes_after_it(document):
    def follow(names):
        if document.setup().params.seed == 0:
            document.edit("Seed", replace(document.setup(), params=StyleParams(steps=7, seed=4)))

    document.changed.connect(follow)
    document.edit("Steps", with_steps(document, 7))
    assert [document.undo.text(index) for index in range(2)] == ["Steps", "Seed"]
    document.undo.undo()
    assert document.setup().params == StyleParams(steps=7)


def test_an_edit_during_undoing_is_a_step_of_its_own(qtbot, document):
    document.edit("Steps", with_steps(document, 7))

    def follow(names):
        document.changed.disconnect(follow)
        document.edit("Device", replace(document.setup(), device="cpu"))

    document.changed.connect(follow)
    document.undo.undo()
    qtbot.waitUntil(lambda: document.setup().device == "cpu")
    assert document.setup().params == StyleParams()
    assert document.undo.undoText() == "Device"
    document.undo.undo()
    assert document.setup() == Setup()


def test_an_edit_inside_what_is_put_is_not_lost(document):
    def follow(names):
        document.changed.disconnect(follow)
        document.edit("Device", replace(document.setup(), device="cpu"))

    document.changed.connect(follow)
    document.put(with_steps(document, 7))
    assert document.setup().device == "cpu"
    assert document.undo.undoText() == "Device"
