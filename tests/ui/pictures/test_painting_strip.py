import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QSlider, QWidget

from nst_desktop.document.loaded_picture import load
from nst_desktop.document.setup import Painting
from nst_desktop.images.load import load_picture
from nst_desktop.ui.parts.drops import Address, LocalFile
from nst_desktop.ui.parts.theme import Theme, apply_theme
from nst_desktop.ui.parts.thumbnail import Thumbnail
from nst_desktop.ui.pictures.painting_card import PaintingCard
from nst_desktop.ui.pictures.painting_strip import PaintingStrip

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def make_entry(make_picture):
    def make(name, weight=1.0, scale=1.0):
        return Painting(load(load_picture(make_picture(f"{name}.png", 60, 40))), weight, scale)

    return make


class Strip(PaintingStrip):
    """Strip that shows each edit at once, as the document would."""

    def __init__(self, actions):
        super().__init__(actions)
        self.paintings, self.indices = (), {}
        self.edited.connect(self.apply)

    def apply(self, paintings, indices, gesture=None):
        self.paintings, self.indices, self.gesture = tuple(paintings), indices, gesture
        self.set_paintings(paintings)


@pytest.fixture
def strip(qtbot, actions):
    strip = Strip(actions)
    qtbot.addWidget(strip)
    strip.resize(216, 560)
    strip.show()
    strip.activateWindow()
    qtbot.waitUntil(strip.isActiveWindow)
    return strip


@pytest.fixture
def three(strip, make_entry):
    """The strip with a, b and c."""
    show(strip, *(make_entry(name) for name in "abc"))
    return strip


def show(strip, *entries):
    """Show these paintings and wait for the layout."""
    strip.apply(entries, {})
    for _ in range(3):
        QApplication.processEvents()


def settled_image(strip):
    """Return a screenshot after layout and hover have settled."""
    image, former = strip.grab().toImage(), None
    while image != former:
        QApplication.processEvents()
        image, former = strip.grab().toImage(), image
    return image


def names(strip):
    return "".join(entry.loaded.picture.name.removesuffix(".png") for entry in strip.paintings)


def weights(strip):
    return pytest.approx([entry.weight for entry in strip.paintings])


def part(strip, name):
    """Return the visible widget whose accessible name ends with this name."""
    widgets = [
        widget
        for widget in strip.findChildren(QWidget)
        if widget.accessibleName().endswith(name) and widget.isVisible()
    ]
    assert len(widgets) == 1, [widget.accessibleName() for widget in widgets]
    return widgets[0]


def shown(strip):
    return [label.text() for label in strip.findChildren(QLabel) if label.isVisible()]


def picture_of(strip, name):
    return part(strip, f"{name}.png: choose a picture")


def button(strip, text):
    return next(button for button in strip.findChildren(QPushButton) if button.text() == text)


def slide(qtbot, slider, distance):
    """Drag the slider's handle by a distance in px, in several moves as by hand."""
    share = (slider.value() - slider.minimum()) / (slider.maximum() - slider.minimum())
    start = QPoint(round(6 + share * (slider.width() - 12)), slider.height() // 2)
    qtbot.mousePress(slider, LEFT, pos=start)
    for step in range(1, 5):
        move_mouse(slider, start + QPoint(distance * step // 4, 0))
    qtbot.mouseRelease(slider, LEFT, pos=start + QPoint(distance, 0))


def move_mouse(widget, position):
    QApplication.sendEvent(
        widget,
        QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(position),
            QPointF(widget.mapToGlobal(position)),
            Qt.MouseButton.NoButton,
            LEFT,
            NO_KEYS,
        ),
    )


def carry(qtbot, widget, target):
    """Drag a widget with the mouse to a target on the screen."""
    start = widget.rect().center()
    end = widget.mapFromGlobal(target)
    qtbot.mousePress(widget, LEFT, pos=start)
    for step in range(1, 5):
        move_mouse(widget, start + (end - start) * step / 4)
    qtbot.mouseRelease(widget, LEFT, pos=end)


def top_of(strip, name, offset=2):
    thumbnail = picture_of(strip, name)
    return thumbnail.mapToGlobal(QPoint(20, offset))


def mime(*urls):
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def enter(strip, data, position):
    event = QDragEnterEvent(position, Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    QApplication.sendEvent(strip, event)
    return event.isAccepted()


def drop(strip, data, position):
    enter(strip, data, QPoint(2, 2))
    moved = QDragMoveEvent(position, Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    QApplication.sendEvent(strip, moved)
    event = QDropEvent(QPointF(position), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    QApplication.sendEvent(strip, event)


def test_an_empty_strip_says_what_to_do(strip):
    assert "Drop a file or click" in shown(strip)
    assert strip.paintings == ()


def test_a_click_on_the_empty_card_asks_for_a_painting(qtbot, strip, actions):
    with qtbot.waitSignal(actions.add_painting.triggered):
        qtbot.mouseClick(part(strip, "Painting: choose a picture"), LEFT)


def test_the_button_asks_for_another_painting(qtbot, three, actions):
    with qtbot.waitSignal(actions.add_painting.triggered):
        qtbot.mouseClick(button(three, "Add painting…"), LEFT)


def test_one_painting_is_shown_large_and_without_a_share(strip, make_entry):
    show(strip, make_entry("a"))
    assert {"Painting", "a.png", "60 × 40"} <= set(shown(strip))
    assert picture_of(strip, "a").width() > 180
    assert not [slider for slider in strip.findChildren(QSlider) if slider.isVisible()]


def test_several_paintings_are_shown_with_their_shares(strip, make_entry):
    show(strip, make_entry("a", 2), make_entry("b", 1), make_entry("c", 0.001))
    assert {"Paintings", "a.png", "b.png", "67 %", "33 %", "<1 %"} <= set(shown(strip))


def test_setting_paintings_emits_nothing(qtbot, strip, make_entry):
    entries = (make_entry("a", 2.0, 1.5), make_entry("b", 0.3, 0.77))
    with qtbot.assertNotEmitted(strip.edited):
        show(strip, *entries)
    assert strip.paintings == entries


def test_a_click_on_a_painting_asks_to_replace_it(qtbot, three):
    with qtbot.waitSignal(three.replace_requested) as requested:
        qtbot.mouseClick(picture_of(three, "b"), LEFT)
    assert requested.args == [1]


def test_a_painting_is_removed_by_its_button(qtbot, three):
    with qtbot.waitSignal(three.edited):
        qtbot.mouseClick(part(three, "b.png: remove"), LEFT)
    assert names(three) == "ac"


def test_a_painting_is_removed_by_the_delete_key(qtbot, three, qapp):
    picture_of(three, "b").setFocus()
    with qtbot.waitSignal(three.edited):
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Delete)
    assert names(three) == "ac"
    assert qapp.focusWidget() is picture_of(three, "c")
    for _ in range(2):
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Delete)
    assert names(three) == ""
    assert qapp.focusWidget() is part(three, "Painting: choose a picture")


def test_keys_do_nothing_in_the_empty_card(qtbot, strip):
    card = part(strip, "Painting: choose a picture")
    card.setFocus()
    with qtbot.assertNotEmitted(strip.edited):
        qtbot.keyClick(card, Qt.Key.Key_Delete)
        qtbot.keyClick(card, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)


def test_the_keyboard_moves_a_painting_and_its_focus(qtbot, three, qapp):
    picture_of(three, "a").setFocus()
    down, up = Qt.Key.Key_Down, Qt.Key.Key_Up
    orders = []
    for key in (down, down, down, up):
        qtbot.keyClick(qapp.focusWidget(), key, Qt.KeyboardModifier.AltModifier)
        orders.append(names(three))
        assert qapp.focusWidget() is picture_of(three, "a")
    assert orders == ["bac", "bca", "bca", "bac"]


def test_the_keys_also_work_on_a_slider_of_the_card(qtbot, three):
    slider = part(three, "b.png: share")
    slider.setFocus()
    before = slider.value()
    qtbot.keyClick(slider, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(three) == "bac"
    assert slider.value() == before


@pytest.mark.parametrize(
    ("taken", "above", "order"), [("c", "a", "cab"), ("c", "b", "acb"), ("b", "a", "bac")]
)
def test_the_mouse_moves_a_painting_up(qtbot, three, taken, above, order):
    changes = []
    three.edited.connect(lambda: changes.append(names(three)))
    carry(qtbot, picture_of(three, taken), top_of(three, above))
    assert changes == [order]


def test_the_mouse_moves_a_painting_down(qtbot, three):
    with qtbot.waitSignal(three.edited):
        carry(qtbot, picture_of(three, "a"), top_of(three, "c", 200))
    assert names(three) == "bca"
    assert three.indices == {0: 2, 1: 0, 2: 1}


def test_a_card_can_be_dragged_beside_its_picture(qtbot, three):
    card = next(
        card for card in three.findChildren(PaintingCard) if "c.png" in card.accessibleName()
    )
    with qtbot.waitSignal(three.edited):
        carry(qtbot, card, top_of(three, "a"))
    assert names(three) == "cab"


def test_a_painting_dropped_where_it_was_changes_nothing(qtbot, three):
    with qtbot.assertNotEmitted(three.edited), qtbot.assertNotEmitted(three.replace_requested):
        carry(qtbot, picture_of(three, "b"), top_of(three, "b"))
    assert names(three) == "abc"


def test_a_dragged_painting_shows_where_it_would_go(qtbot, three):
    before = three.grab().toImage()
    thumbnail = picture_of(three, "c")
    qtbot.mousePress(thumbnail, LEFT, pos=QPoint(5, 5))
    move_mouse(thumbnail, thumbnail.mapFromGlobal(top_of(three, "a")))
    during = three.grab().toImage()
    qtbot.mouseRelease(thumbnail, LEFT, pos=QPoint(5, 5))
    assert during != before


def test_a_share_is_moved_and_the_others_keep_their_ratio(qtbot, strip, make_entry):
    show(strip, make_entry("a", 2), make_entry("b", 1), make_entry("c", 1))
    slider = part(strip, "a.png: share")
    slider.setFocus()
    with qtbot.waitSignal(strip.edited):
        qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert weights(strip) == [1.8, 0.6, 0.6]
    assert [text for text in shown(strip) if "%" in text] == ["60 %", "20 %", "20 %"]


def test_no_share_can_reach_nothing_or_everything(qtbot, strip, make_entry):
    show(strip, make_entry("a"), make_entry("b"))
    slider = part(strip, "a.png: share")
    for key, expected in ((Qt.Key.Key_Home, [0.02, 1.98]), (Qt.Key.Key_End, [1.98, 0.02])):
        qtbot.keyClick(slider, key)
        assert weights(strip) == expected


def test_one_drag_of_a_slider_is_one_gesture(qtbot, three):
    gestures = []
    three.edited.connect(lambda *_: gestures.append(three.gesture))
    slider = part(three, "a.png: share")
    slide(qtbot, slider, 24)
    first = gestures[0]
    assert first is not None
    assert all(gesture is first for gesture in gestures)
    slide(qtbot, slider, 2)
    assert gestures[-1] is not first
    slide(qtbot, slider, -2)
    assert slider.value() > 40
    assert three.paintings[0].weight == pytest.approx(3 * slider.value() / 100)


def test_a_slider_that_is_only_clicked_changes_nothing(qtbot, three):
    with qtbot.assertNotEmitted(three.edited):
        slide(qtbot, part(three, "a.png: share"), 0)
    assert weights(three) == [1, 1, 1]


def test_the_brush_size_is_folded_and_can_be_unfolded(qtbot, three):
    assert "Brush" not in shown(three)
    qtbot.mouseClick(part(three, "b.png: show the brush size"), LEFT)
    slider = part(three, "b.png: brush size")
    with qtbot.waitSignal(three.edited):
        qtbot.keyClick(slider, Qt.Key.Key_End)
    assert [entry.scale for entry in three.paintings] == [1, 4, 1]
    assert "4x" in shown(three)
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert [entry.scale for entry in three.paintings] == [1, 0.25, 1]


def test_a_brush_size_with_an_effect_is_never_hidden(strip, make_entry):
    show(strip, make_entry("a", scale=1.37))
    assert "1.37x" in shown(strip)
    assert strip.paintings[0].scale == 1.37


def test_the_wheel_over_a_slider_only_scrolls(three, qapp):
    slider = part(three, "a.png: share")
    three.setFocus()
    turn = QWheelEvent(
        QPointF(20, 8),
        QPointF(slider.mapToGlobal(QPoint(20, 8))),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        NO_KEYS,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(slider, turn)
    assert weights(three) == [1, 1, 1]


def test_swapping_needs_a_painting(qtbot, strip, actions, make_entry):
    swap = part(strip, "Swap photograph and first painting")
    assert not swap.isEnabled()
    show(strip, make_entry("a"))
    with qtbot.waitSignal(actions.swap.triggered):
        qtbot.mouseClick(swap, LEFT)


def test_a_file_dropped_on_a_painting_replaces_it(qtbot, three, make_picture):
    path = make_picture("new.png")
    position = three.mapFromGlobal(top_of(three, "b", 10))
    with qtbot.waitSignal(three.sources_dropped) as dropped:
        drop(three, mime(QUrl.fromLocalFile(str(path))), position)
    assert dropped.args == [[LocalFile(path)], 1]


def test_a_drop_beside_the_paintings_adds_one(qtbot, three):
    position = button(three, "Add painting…").geometry().center()
    with qtbot.waitSignal(three.sources_dropped) as dropped:
        drop(three, mime("https://a.example/1.png"), position)
    assert dropped.args == [[Address("https://a.example/1.png")], None]


def test_a_drop_on_the_empty_strip_adds_one(qtbot, strip):
    with qtbot.waitSignal(strip.sources_dropped) as dropped:
        drop(strip, mime("https://a.example/1.png"), QPoint(100, 100))
    assert dropped.args[1] is None


def test_a_drag_of_something_else_is_refused(three):
    assert not enter(three, mime("ftp://a.example/1.png"), QPoint(50, 50))


def test_a_drag_shows_where_it_would_drop(qapp, three):
    apply_theme(qapp, Theme.LIGHT)
    before = settled_image(three)
    data = mime("https://a.example/1.png")
    enter(three, data, three.mapFromGlobal(top_of(three, "b", 10)))
    over_a_painting = three.grab().toImage()
    enter(three, data, button(three, "Add painting…").geometry().center())
    beside_them = three.grab().toImage()
    QApplication.sendEvent(three, QDragLeaveEvent())
    after = settled_image(three)
    assert over_a_painting != before
    assert beside_them not in (before, over_a_painting)
    assert after == before


def test_a_picture_being_read_has_its_own_card(three):
    three.set_loading(True)
    assert shown(three).count("Opening…") == 1
    assert "60 × 40" in shown(three)
    three.set_loading(False)
    assert "Opening…" not in shown(three)


def test_a_picture_being_replaced_shows_that_it_is_opening(strip, make_entry):
    show(strip, make_entry("a"))
    strip.set_loading(True, 0)
    assert "Opening…" in shown(strip)
    assert "60 × 40" not in shown(strip)
    strip.set_loading(False)
    assert "60 × 40" in shown(strip)


def test_the_empty_strip_shows_that_a_picture_is_opening(strip):
    strip.set_loading(True)
    assert "Opening…" in shown(strip)


def test_replacing_a_picture_keeps_the_focus(three, make_entry, qapp):
    picture_of(three, "b").setFocus()
    a, _, c = three.paintings
    three.set_paintings([a, make_entry("new"), c])
    assert qapp.focusWidget() is picture_of(three, "new")


def test_twenty_paintings_scroll_and_the_newest_is_seen(qtbot, strip, make_entry):
    entries = [make_entry(f"p{index}") for index in range(20)]
    show(strip, *entries[:19])
    show(strip, *entries)
    assert strip.height() == 560
    newest = picture_of(strip, "p19")
    qtbot.waitUntil(lambda: strip.rect().contains(newest.mapTo(strip, newest.rect().bottomRight())))


def test_the_tab_key_follows_the_order_of_the_cards(qtbot, three, qapp):
    for _ in range(2):
        picture_of(three, "c").setFocus()
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(three) == "cab"
    qapp.focusWidget().setFocus()
    passed = []
    for _ in range(9):
        if isinstance(qapp.focusWidget(), Thumbnail):
            passed.append(qapp.focusWidget().accessibleName().partition(", ")[2][0])
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Tab)
    assert passed == ["c", "a", "b"]


def test_every_button_and_slider_has_a_name_and_a_tooltip(three):
    entries = [w for w in three.findChildren(QWidget) if isinstance(w, QAbstractButton | QSlider)]
    named = [w for w in entries if w.accessibleName() or isinstance(w, QPushButton)]
    assert len(named) == len(entries) > 12
    assert all(w.toolTip() for w in entries)


def test_a_long_name_does_not_widen_the_strip(strip, make_entry):
    before = strip.minimumSizeHint().width()
    show(strip, make_entry("x" * 120), make_entry("y" * 120))
    assert strip.minimumSizeHint().width() <= max(before, 200)
