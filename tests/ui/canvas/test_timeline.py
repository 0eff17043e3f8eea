import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QSlider, QToolButton, QToolTip

from nst_desktop.ui.canvas.timeline import Timeline

STEPS = (1, 20, 40, 60, 80)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def timeline(qtbot):
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.resize(600, 32)
    timeline.set_moments([(step, f"Step {step}") for step in STEPS])
    timeline.show()
    qtbot.waitExposed(timeline)
    return timeline


@pytest.fixture
def emitted(timeline):
    """Values that the timeline emitted, in order."""
    emitted = []
    timeline.scrubbed.connect(emitted.append)
    timeline.released_live.connect(lambda: emitted.append("live"))
    return emitted


def track_of(timeline):
    return timeline.findChild(QSlider)


def press(qtbot, timeline, *keys):
    for key in keys:
        qtbot.keyClick(track_of(timeline), key)


def shown(timeline):
    """Return the text beside the track, which is also the accessible description."""
    return track_of(timeline).accessibleDescription()


def button(timeline, name):
    [button] = [b for b in timeline.findChildren(QToolButton) if b.accessibleName() == name]
    return button


def drag(qtbot, timeline, *shares):
    """Press at the first of these shares of the track's width and drag to the others."""
    track = track_of(timeline)
    points = [QPoint(round(share * (track.width() - 1)), track.height() // 2) for share in shares]
    qtbot.mousePress(track, LEFT, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(track, point)
    qtbot.mouseRelease(track, LEFT, pos=points[-1])


def test_it_starts_at_now(timeline):
    assert timeline.index() is None
    assert shown(timeline) == "Now"


def test_dragging_goes_through_the_moments_and_back_to_now(qtbot, timeline, emitted):
    drag(qtbot, timeline, 0.0, 0.25, 0.5, 1.0)
    assert emitted == [0, 1, 2, "live"]
    assert timeline.index() is None


def test_a_dragged_moment_stays_after_the_release(qtbot, timeline, emitted):
    drag(qtbot, timeline, 0.97, 0.5)
    assert emitted[-1] == 2
    assert timeline.index() == 2
    assert shown(timeline) == "Step 40"


def test_moving_the_mouse_without_pressing_changes_nothing(qtbot, timeline, emitted):
    qtbot.mouseMove(track_of(timeline), QPoint(20, 10))
    assert emitted == []


def test_moments_are_placed_at_their_steps(qtbot, timeline, emitted):
    timeline.set_moments([(1, "a"), (10, "b"), (100, "c")])
    drag(qtbot, timeline, 0.11)
    drag(qtbot, timeline, 0.40)
    drag(qtbot, timeline, 0.60)
    assert emitted == [1, 2]


def test_the_keyboard_moves_by_moments_and_to_both_ends(qtbot, timeline, emitted):
    press(qtbot, timeline, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert emitted == [4, 3, 4, "live"]
    emitted.clear()
    press(qtbot, timeline, Qt.Key.Key_Home, Qt.Key.Key_End)
    assert emitted == [0, "live"]


def test_new_moments_keep_the_selected_one(qtbot, timeline, emitted):
    press(qtbot, timeline, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right)
    emitted.clear()
    timeline.add_moment(100, "Step 100")
    assert (timeline.index(), shown(timeline)) == (2, "Step 40")
    timeline.set_moments([(1, "Step 1"), (40, "Step 40"), (100, "Step 100")])
    assert (timeline.index(), shown(timeline)) == (1, "Step 40")
    timeline.set_moments([(1, "Step 1"), (30, "Step 30"), (100, "Step 100")])
    assert (timeline.index(), shown(timeline)) == (1, "Step 30")
    assert emitted == [], "only user input is emitted"


def test_new_moments_keep_now_selected(timeline, emitted):
    timeline.add_moment(100, "Step 100")
    assert timeline.index() is None
    assert emitted == []


def test_set_live_emits_nothing(qtbot, timeline, emitted):
    press(qtbot, timeline, Qt.Key.Key_Home)
    emitted.clear()
    timeline.set_live()
    assert timeline.index() is None
    assert shown(timeline) == "Now"
    assert emitted == []


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("Save this moment", "save_requested"),
        ("Compare this moment", "compare_requested"),
        ("Continue from here", "continue_requested"),
        ("Use its parameters", "params_requested"),
    ],
)
def test_a_moment_can_be_used_by_its_buttons(qtbot, timeline, name, signal):
    assert not button(timeline, name).isEnabled(), "now is no moment"
    press(qtbot, timeline, Qt.Key.Key_Home, Qt.Key.Key_Right)
    with qtbot.waitSignal(getattr(timeline, signal)) as wanted:
        qtbot.mouseClick(button(timeline, name), LEFT)
    assert wanted.args == [1]
    press(qtbot, timeline, Qt.Key.Key_End)
    assert not button(timeline, name).isEnabled()


def test_the_context_menu_offers_the_same(qtbot, timeline):
    press(qtbot, timeline, Qt.Key.Key_Home)
    track = track_of(timeline)
    position = QPoint(20, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, position, track.mapToGlobal(position))
    QApplication.sendEvent(track, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(timeline.continue_requested) as wanted:
        for _ in range(3):
            qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert wanted.args == [0]


def hover(timeline, position):
    track = track_of(timeline)
    point = QPoint(round(position * track.width()), 10)
    event = QHelpEvent(QEvent.Type.ToolTip, point, track.mapToGlobal(point))
    QApplication.sendEvent(track, event)
    return QToolTip.text()


def test_the_tooltip_shows_the_step_and_its_scale(timeline):
    assert hover(timeline, 0.5) == "Step 40"
    timeline.add_scale(1, "256 px")
    timeline.add_scale(60, "512 px")
    assert hover(timeline, 0.51) == "Step 40  ·  256 px"
    assert hover(timeline, 0.73) == "Step 60  ·  512 px"
    assert hover(timeline, 1.0) == "Now"


def test_a_scale_is_marked_where_it_begins(timeline):
    def line_at(x):
        image = track_of(timeline).grab().toImage()
        return image.pixelColor(round(x), image.height() // 2 - 5)

    track = track_of(timeline)
    x = 9 + (41 - 1) / (80 - 1) * (track.width() - 18 - 18)
    before = line_at(x)
    timeline.add_scale(41, "512 px")
    assert line_at(x) != before
    timeline.clear()
    timeline.set_moments([(step, "") for step in STEPS])
    assert line_at(x) == before


def test_a_screen_reader_gets_the_position(qtbot, timeline):
    press(qtbot, timeline, Qt.Key.Key_Home, Qt.Key.Key_Right)
    spoken = QAccessible.queryAccessibleInterface(track_of(timeline))
    assert spoken.role() == QAccessible.Role.Slider
    assert spoken.text(QAccessible.Text.Name) == "Moments of the run"
    assert spoken.text(QAccessible.Text.Description) == "Step 20"
    assert spoken.valueInterface().currentValue() == 1


def test_without_moments_there_is_nothing_to_scrub(qtbot, timeline, emitted):
    press(qtbot, timeline, Qt.Key.Key_Home)
    emitted.clear()
    timeline.clear()
    assert timeline.index() is None
    drag(qtbot, timeline, 0.2, 0.4)
    assert emitted == []


def test_a_single_moment_can_be_selected(qtbot, timeline, emitted):
    timeline.set_moments([(1, "Step 1")])
    drag(qtbot, timeline, 0.0)
    assert emitted == [0]
