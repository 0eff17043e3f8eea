from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.layers import LAYERS
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import (
    Group,
    StyleParams,
    default_of,
    describe,
    essentials,
    parameter_names,
)
from nst_desktop.core.scale import Amounts, Scale
from nst_desktop.document.document import Document
from nst_desktop.ui.parameters.controller import ParametersController
from nst_desktop.ui.parameters.fields import AmountsField, SizeField, StrengthField
from nst_desktop.ui.parameters.fields.layer_cell import LayerCell
from nst_desktop.ui.parameters.parameter_panel import ParameterPanel
from nst_desktop.ui.parameters.preset_gallery import PresetEntry
from nst_desktop.ui.parts.section import Section
from nst_desktop.ui.parts.theme import colours_of

OTHER = StyleParams(
    size=640,
    colour="match",
    style_loss="moments",
    gradient_normalisation="on",
    precision="bfloat16",
    memory="strips",
    convolution="ordinary",
    steps=33,
    style_weight=12.5,
    content_weight=0.00025,
    style_scale=2.5,
    content_layers=(("conv3_2", 1.0), ("conv4_2", 0.5)),
    style_layers=(("conv1_1", 2.0), ("pool3", 1.0)),
    pooling="l2",
    padding="zero",
    tv_weight=0.1,
    gamut_weight=30.0,
    neighbour_weight=2.0,
    plain_areas=0.6,
    large_forms=0.25,
    detail=0.5,
    painted_detail=0.5,
    normalisation="absolute",
    optimiser="adam",
    learning_rate=0.005,
    history=20,
    init="blend",
    noise=0.25,
    min_size=96,
    coarse_steps=3.0,
    coarse_content=2.0,
    seed=1234567,
)


@pytest.fixture
def document(qapp):
    return Document()


@pytest.fixture
def panel(qtbot, document):
    panel = ParameterPanel()
    qtbot.addWidget(panel)
    ParametersController(panel, document, panel)
    panel.resize(320, 600)
    panel.show()
    return panel


def set_params(document, params):
    document.put(replace(document.setup(), params=params))


def set_mode(document, mode):
    document.put(document.setup().with_mode(mode))


@pytest.fixture
def field(panel):
    return {field.name: field for field in panel.fields()}


def wheel(widget):
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_a_remark_is_shown_until_the_choice_changes(panel, field, document):
    text = "bfloat16 is about 40 times slower than float32 on this processor. " * 2
    precision = field["precision"]
    set_params(document, replace(StyleParams(), precision="bfloat16"))
    section = next(
        section for section in panel.findChildren(Section) if section.isAncestorOf(precision)
    )
    section.set_unfolded(True)
    panel.set_remark("precision", text)
    QApplication.processEvents()
    label = precision._remark
    assert label.isVisible()
    assert label.height() >= label.heightForWidth(label.width())
    set_params(document, replace(StyleParams(), precision="bfloat16", seed=3))
    assert precision.remark() == text
    precision._list.setCurrentIndex(precision._list.findData("auto"))
    precision._list.activated.emit(precision._list.currentIndex())
    assert precision.remark() == ""
    assert not label.isVisible()
    set_params(document, replace(StyleParams(), precision="bfloat16"))
    panel.set_remark("precision", text)
    precision._reset.click()
    assert precision.remark() == ""


def test_every_parameter_has_one_field(field):
    assert tuple(field) == parameter_names()


def test_the_panel_starts_with_the_defaults(panel, document):
    assert document.setup().params == StyleParams()


def test_set_values_are_read_back(panel, document):
    assert all(getattr(OTHER, name) != getattr(StyleParams(), name) for name in parameter_names())
    set_params(document, OTHER)
    assert document.setup().params == OTHER


def test_setting_values_is_silent_and_entering_them_is_not(qtbot, panel, field, document):
    with qtbot.assertNotEmitted(panel.entered):
        set_params(document, OTHER)
    with qtbot.waitSignal(panel.entered):
        field["steps"].findChild(QSpinBox).setValue(44)
    assert document.setup().params.steps == 44


def test_a_number_can_be_anything_in_its_declared_range(field):
    for name, entry in field.items():
        about = describe(name)
        if about.lo is not None:
            for value in (about.lo, about.hi):
                entry.set_value(value)
                assert entry.value() == value, name


def test_a_slider_and_its_number_agree(field):
    slider = field["content_weight"].findChild(QSlider)
    middle = slider.value()
    slider.setValue(slider.maximum())
    assert field["content_weight"].value() == pytest.approx(100 * default_of("content_weight"))
    field["content_weight"].findChild(QDoubleSpinBox).setValue(default_of("content_weight"))
    assert slider.value() == middle
    slider.setValue(0)
    assert field["content_weight"].value() == 0


def test_the_help_is_shown_and_read_out(field):
    entry = field["seed"].findChild(QSpinBox)
    assert entry.accessibleName() == "Seed"
    assert "same seed" in field["seed"].toolTip()
    assert "same seed" in entry.accessibleDescription()


def test_a_parameter_without_effect_is_greyed_out(field):
    choose(field["optimiser"], "adam")
    assert field["learning_rate"].isEnabled()
    assert not field["history"].isEnabled()
    choose(field["optimiser"], "lbfgs")
    assert not field["learning_rate"].isEnabled()
    assert field["history"].isEnabled()


def test_neighbours_have_layers_and_an_optimiser_of_their_own(panel, field, document):
    without = ("large_forms", "style_layers", "optimiser", "learning_rate", "history")
    choose(field["optimiser"], "adam")
    choose(field["style_loss"], "neighbours")
    assert not any(field[name].isEnabled() for name in without)
    assert field["style_weight"].isEnabled()
    set_mode(document, Mode.RECONSTRUCTION)  # which has no style
    assert field["optimiser"].isEnabled()
    assert field["learning_rate"].isEnabled()


def choose(field, value):
    box = field.findChild(QComboBox)
    QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentData() != value:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"{value} cannot be chosen"


@pytest.mark.parametrize("mode", Mode)
def test_every_mode_starts_from_a_picture_that_it_has(panel, mode, document):
    set_mode(document, mode)
    assert document.setup().params.init == mode.start


def test_coming_back_from_a_texture_starts_from_the_photograph_again(panel, document):
    set_mode(document, Mode.TEXTURE)
    set_mode(document, Mode.TRANSFER)
    assert document.setup().params.init == "content"


def test_a_texture_cannot_start_from_a_photograph(panel, field, document):
    set_mode(document, Mode.TEXTURE)
    box = field["init"].findChild(QComboBox)
    possible = [
        box.itemData(row) for row in range(box.count()) if box.model().item(row).isEnabled()
    ]
    assert possible == ["noise", "style"]
    assert not field["content_weight"].isEnabled()


# layers


@pytest.fixture
def cells(panel, field):
    unfold(panel)
    return {cell.layer: cell for cell in field["style_layers"].findChildren(LayerCell)}


def unfold(panel):
    panel.resize(320, 2400)
    for section in panel.findChildren(Section):
        section.set_unfolded(True)
    QApplication.processEvents()


def click(widget, where=None):
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(widget, button, keys, where or widget.rect().center())


def test_the_map_shows_all_layers_of_the_network(cells):
    assert tuple(cells) == LAYERS
    assert len(cells) == 16 + 5
    chosen = [name for name, cell in cells.items() if cell.weight()]
    assert chosen == [name for name, _ in default_of("style_layers")]


def test_clicks_turn_a_layer_on_and_off(panel, cells, document):
    click(cells["conv3_3"])
    click(cells["conv4_1"])
    click(cells["pool2"])
    assert document.setup().params.style_layers == (
        ("conv1_1", 2.0), ("conv2_1", 1.0), ("pool2", 1.0), ("conv3_1", 1.0), ("conv3_3", 1.0),
    )  # fmt: skip
    click(cells["conv3_3"])
    assert "conv3_3" not in dict(document.setup().params.style_layers)


def test_dragging_changes_a_weight_without_a_click(panel, cells, document):
    drag(cells["conv2_1"], -cells["conv2_1"].width() // 2)
    weight = dict(document.setup().params.style_layers)["conv2_1"]
    assert weight == pytest.approx(0.5, abs=0.03)
    assert cells["conv2_1"].accessibleDescription() == f"weight {weight:g}"


def drag(widget, distance, steps=4):
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    start = QPoint(widget.width() // 2, widget.height() // 2)
    QTest.mousePress(widget, button, keys, start)
    for step in range(1, steps + 1):
        here = QPointF(start.x() + distance * step / steps, start.y())
        event = QMouseEvent(
            QEvent.Type.MouseMove, here, widget.mapToGlobal(here), Qt.MouseButton.NoButton,
            button, keys,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
    QTest.mouseRelease(widget, button, keys, QPoint(start.x() + distance, start.y()))


def test_the_keyboard_goes_from_layer_to_layer_and_changes_weights(qtbot, panel, cells, document):
    panel.activateWindow()
    cells["conv1_1"].setFocus()
    qtbot.waitUntil(cells["conv1_1"].hasFocus)
    press(Qt.Key.Key_Right)
    assert cells["conv1_2"].hasFocus()
    press(Qt.Key.Key_Right)
    assert cells["pool1"].hasFocus()
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left)
    assert cells["conv3_4"].hasFocus()
    press(Qt.Key.Key_Up)
    assert cells["conv2_2"].hasFocus()
    press(Qt.Key.Key_Space)
    assert dict(document.setup().params.style_layers)["conv2_2"] == 1
    press(Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_Plus)
    assert dict(document.setup().params.style_layers)["conv2_2"] == 0.9


def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_the_map_is_one_tab_stop(qtbot, panel, field, cells):
    panel.activateWindow()
    click(cells["conv3_2"])
    qtbot.waitUntil(cells["conv3_2"].hasFocus)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field["style_layers"].findChild(QLineEdit)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert cells["conv3_2"].hasFocus()


def test_the_wheel_changes_a_layer_only_if_it_has_the_focus(qtbot, panel, cells, document):
    wheel(cells["conv1_1"])
    assert document.setup().params == StyleParams()
    panel.activateWindow()
    cells["conv1_1"].setFocus()
    qtbot.waitUntil(cells["conv1_1"].hasFocus)
    wheel(cells["conv1_1"])
    before = dict(default_of("style_layers"))["conv1_1"]
    assert dict(document.setup().params.style_layers)["conv1_1"] == before + 0.1


def test_the_map_and_the_text_agree(panel, field, cells):
    write(field["style_layers"], "conv2_2:0.5,pool5:2")
    assert {name: cell.weight() for name, cell in cells.items() if cell.weight()} == {
        "conv2_2": 0.5, "pool5": 2,
    }  # fmt: skip
    click(cells["pool5"])
    assert field["style_layers"].findChild(QLineEdit).text() == "conv2_2:0.5"


def test_a_cell_is_filled_in_proportion_to_its_weight(qapp, field, cells):
    write(field["style_layers"], "conv2_1:0.5,conv3_1")
    accent = QColor(colours_of(qapp.palette()).accent)
    assert filled(cells["conv3_1"], accent) == pytest.approx(1, abs=0.1)
    assert filled(cells["conv2_1"], accent) == pytest.approx(0.5, abs=0.1)
    assert filled(cells["conv1_1"], accent) == 0


def filled(cell, colour):
    image = cell.grab().toImage()
    row = [image.pixelColor(x, 4) for x in range(image.width())]  # above the text
    return sum(entry == colour for entry in row) / len(row)


def test_layers_and_weights_can_be_written(panel, field, document):
    write(field["content_layers"], "conv3_1:0.25, relu4_2")
    assert document.setup().params.content_layers == (("conv3_1", 0.25), ("conv4_2", 1.0))


def test_an_unknown_layer_is_refused_at_its_field(panel, field, document):
    write(field["content_layers"], "conv9_9")
    assert "conv9_9" in field["content_layers"].error()
    assert document.fault().field == "content_layers"
    assert document.setup().params == StyleParams()
    write(field["content_layers"], "conv4_2")
    assert field["content_layers"].error() == ""
    assert document.fault() is None


def write(field, text):
    line = field.findChild(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_no_layer_at_all_is_refused(panel, field):
    unfold(panel)
    write(field["content_layers"], "conv4_2")
    click(next(cell for cell in field["content_layers"].findChildren(LayerCell) if cell.weight()))
    assert "At least one layer" in field["content_layers"].error()


def test_an_error_unfolds_the_section_of_its_field(qtbot, panel, field):
    assert not field["seed"].isVisible()
    panel.set_error(ParameterError("seed", "seed: no."))
    assert field["seed"].isVisible()
    assert field["seed"].error() == "No."


def test_scrolling_over_a_field_changes_nothing(panel, field, document):
    before = document.setup().params
    for name, kind in (
        ("steps", QSpinBox),
        ("pooling", QComboBox),
        ("style_weight", QDoubleSpinBox),
    ):
        wheel(field[name].findChild(kind))
    assert document.setup().params == before


def test_the_wheel_changes_the_field_that_has_the_focus(qtbot, panel, field, document):
    box = field["steps"].findChild(QSpinBox)
    panel.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    wheel(box)
    assert document.setup().params.steps == StyleParams().steps + 1


def test_the_defaults_can_be_restored(qtbot, panel, document):
    set_params(document, OTHER)
    click(next(button for button in panel.findChildren(QPushButton) if "defaults" in button.text()))
    assert document.setup().params == StyleParams()


# essentials


@pytest.fixture
def strength(panel):
    return panel.findChild(StrengthField)


def test_fifty_is_the_default_strength_and_the_top_is_the_painting(panel, strength, document):
    box, slider = strength.findChild(QSpinBox), strength.findChild(QSlider)
    assert (box.value(), slider.value()) == (50, 50)
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert box.value() == 100
    assert document.setup().params.style_weight == pytest.approx(100 * default_of("style_weight"))
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert document.setup().params.style_weight == 0


def test_the_strength_and_the_exact_weight_are_one_value(panel, field, strength, document):
    exact = field["style_weight"].findChild(QDoubleSpinBox)
    exact.selectAll()
    QTest.keyClicks(exact, "200")
    QTest.keyClick(exact, Qt.Key.Key_Return)
    assert strength.findChild(QSpinBox).value() == 75
    assert document.setup().params.style_weight == 200
    QTest.keyClick(strength.findChild(QSlider), Qt.Key.Key_Left)
    assert strength.findChild(QSpinBox).value() == 74
    assert 180 < document.setup().params.style_weight < 200
    assert exact.value() == pytest.approx(document.setup().params.style_weight)


@pytest.mark.parametrize("weight", [0.01, 12.5, 60, 1e6])
def test_a_weight_between_two_strengths_stays_what_it_is(panel, weight, document):
    set_params(document, StyleParams(style_weight=weight))
    assert document.setup().params.style_weight == weight


def test_the_strength_can_be_changed_during_a_run_and_the_quality_not(panel, strength, document):
    panel.set_running(True)
    assert strength.isEnabled()
    assert not panel.findChild(AmountsField).isEnabled()
    panel.set_running(False)
    set_mode(document, Mode.RECONSTRUCTION)
    assert not strength.isEnabled()


def test_the_quality_is_a_number_of_steps(panel, field, document):
    quality = panel.findChild(AmountsField)
    box = quality.findChild(QComboBox)
    assert box.currentText() == "Normal (52 steps)"
    choose(quality, 104)
    assert document.setup().params.steps == 104
    assert field["steps"].findChild(QSpinBox).value() == 104
    choose(quality, 26)
    assert document.setup().params.steps == 26


def test_other_steps_are_a_custom_quality(panel, field):
    box = panel.findChild(AmountsField).findChild(QComboBox)
    field["steps"].findChild(QSpinBox).setValue(33)
    assert box.currentText() == "Custom (33 steps)"
    field["steps"].findChild(QSpinBox).setValue(52)
    assert box.currentText() == "Normal (52 steps)"
    assert box.count() == 3


def test_the_size_on_paper_follows_size_shape_and_density(panel, document):
    set_params(document, StyleParams(size=1024))
    size = panel.findChild(SizeField)
    assert size.print_size() == "Print: 17.3 cm long"
    panel.set_aspect(4000, 3000)
    assert size.print_size() == "Print: 17.3 × 13.0 cm"
    choose(size, 300)
    assert size.print_size() == "Print: 8.7 × 6.5 cm"
    size.findChild(QSpinBox).setValue(512)
    assert size.print_size() == "Print: 4.3 × 3.3 cm"


def test_the_density_of_the_print_is_no_parameter(qtbot, panel):
    with qtbot.assertNotEmitted(panel.entered):
        choose(panel.findChild(SizeField), 300)


def test_essentials_are_visible_and_exact_numbers_are_folded(panel, field, strength):
    assert strength.isVisible()
    assert field["size"].isVisible()
    assert not field["style_weight"].isVisible()
    assert not field["steps"].isVisible()
    assert not field["pooling"].isVisible()


# the declaration


@pytest.fixture
def declare(monkeypatch):
    """Change details of a parameter's declaration, given as keywords."""

    def change(name, **details):
        [entry] = [entry for entry in fields(StyleParams) if entry.name == name]
        described = {"description": replace(describe(name), **details)}
        monkeypatch.setattr(entry, "metadata", described)

    return change


def essentials_of(panel):
    """Return the fields outside the sections, from top to bottom."""
    folded = panel.findChildren(Section)
    shown = [
        entry
        for entry in (*panel.fields(), *panel.views())
        if not any(section.isAncestorOf(entry) for section in folded)
    ]
    assert all(panel.isAncestorOf(entry) for entry in shown)
    return sorted(shown, key=lambda entry: entry.mapTo(panel.widget(), QPoint()).y())


def group_of(panel, field):
    [section] = [section for section in panel.findChildren(Section) if section.isAncestorOf(field)]
    return section.findChild(QPushButton).text()


def made(qtbot):
    panel = ParameterPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 2400)
    panel.show()
    QApplication.processEvents()
    return panel


def test_the_essentials_follow_their_declared_order(panel):
    assert tuple(entry.name for entry in essentials_of(panel)) == essentials()


def test_a_declaration_can_make_a_parameter_essential(qtbot, declare):
    declare("seed", essential=4)
    declare("colour", essential=0, folded=Group.LAYERS)
    panel = made(qtbot)
    assert [entry.name for entry in essentials_of(panel)] == [
        "style_weight", "size", "steps", "seed", "style_scale", "large_forms",
    ]  # fmt: skip
    assert group_of(panel, next(entry for entry in panel.fields() if entry.name == "colour")) == (
        "Layers"
    )


def test_a_scale_or_amounts_give_a_view_and_fold_the_number(panel, field):
    views = {view.name: view for view in panel.views()}
    for name in parameter_names():
        about = describe(name)
        assert (name in views) == (about.scale is not None or about.amounts is not None)
        if name in views:
            assert views[name] in essentials_of(panel)
            assert group_of(panel, field[name]) == about.folded


def test_a_declared_scale_is_shown_and_can_be_set(qtbot, declare):
    calm = Scale("Calm", "How calm it is.", 0.5, ("wild", "usual", "calm"), -10, 10, 5)
    declare("tv_weight", essential=9, scale=calm)
    panel = made(qtbot)
    view = next(entry for entry in panel.views() if entry.name == "tv_weight")
    view.set_value(0.5)
    assert essentials_of(panel)[-1] is view
    assert view.label == "Calm"
    assert (view.findChild(QSpinBox).value(), view.findChild(QSlider).maximum()) == (0, 10)
    assert {"wild", "usual", "calm"} <= {label.text() for label in view.findChildren(QLabel)}
    with qtbot.waitSignal(panel.entered) as entered:
        view.findChild(QSpinBox).setValue(5)
    assert entered.args[:3] == ["tv_weight", 5.0, "Calm"]


def test_declared_amounts_can_be_chosen(qtbot, declare):
    mind = Amounts("Mind", "", {"Short": 2, "Long": 9}, "{0}: {1}")
    declare("history", essential=9, amounts=mind)
    panel = made(qtbot)
    view = essentials_of(panel)[-1]
    assert view.findChild(QComboBox).currentText() == "Custom: 10"
    with qtbot.waitSignal(panel.entered) as entered:
        choose(view, 2)
    assert entered.args[:3] == ["history", 2, "Mind"]
    assert view.findChild(QComboBox).currentText() == "Short: 2"


# reset buttons


def reset_button_of(field):
    return next(
        button
        for button in field.findChildren(QToolButton)
        if button.accessibleName()[:5] == "Reset"
    )


def test_a_changed_field_can_be_reset(qtbot, panel, field, strength, document):
    assert not reset_button_of(strength).isVisible()
    QTest.keyClick(strength.findChild(QSlider), Qt.Key.Key_PageUp)
    assert reset_button_of(strength).isVisible()
    with qtbot.waitSignal(panel.entered):
        click(reset_button_of(strength))
    assert document.setup().params == StyleParams()
    assert not reset_button_of(strength).isVisible()
    assert not any(reset_button_of(entry).isVisibleTo(entry) for entry in field.values())


def test_every_field_can_be_reset(panel, field, document):
    set_params(document, OTHER)
    unfold(panel)
    for entry in field.values():
        entry.setEnabled(True)
        click(reset_button_of(entry))
    assert document.setup().params == StyleParams()


def test_an_unreadable_value_can_be_reset(panel, field, document):
    unfold(panel)
    write(field["content_layers"], "conv9_9")
    click(reset_button_of(field["content_layers"]))
    assert document.setup().params == StyleParams()
    assert field["content_layers"].error() == ""


def test_the_default_start_of_a_mode_is_no_change(panel, field, document):
    unfold(panel)
    set_mode(document, Mode.TEXTURE)
    assert not reset_button_of(field["init"]).isVisible()


def test_a_folded_section_counts_its_changes(panel, field, document):
    headings = [button.text() for button in panel.findChildren(QPushButton) if button.isCheckable()]
    assert headings == ["Layers", "Losses", "Optimiser", "Start and scales", "Performance"]
    set_params(document, StyleParams(seed=3, noise=0.1, style_weight=33))
    headings = [button.text() for button in panel.findChildren(QPushButton) if button.isCheckable()]
    assert "Start and scales  ·  2 changed" in headings
    assert "Losses" in headings


# undo


def test_entered_values_are_undone_and_redone(panel, strength, document):
    QTest.keyClick(strength.findChild(QSlider), Qt.Key.Key_End)
    weight = document.setup().params.style_weight
    assert document.undo.undoText() == "Style strength"
    document.undo.undo()
    assert document.setup().params == StyleParams()
    assert strength.findChild(QSpinBox).value() == 50
    document.undo.redo()
    assert document.setup().params.style_weight == weight


def test_a_drag_is_one_change_and_the_next_drag_another(panel, strength, document):
    slider = strength.findChild(QSlider)
    drag_handle(slider, 60)
    assert slider.value() > 60
    assert document.undo.count() == 1
    first = document.setup().params
    drag_handle(slider, -100)
    assert document.undo.count() == 2
    document.undo.undo()
    assert document.setup().params == first
    document.undo.undo()
    assert document.setup().params == StyleParams()


def drag_handle(slider, distance):
    """Drag the slider's handle from its position."""
    share = slider.value() / slider.maximum()
    start = QPoint(round(7 + share * (slider.width() - 14)), slider.height() // 2)
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(slider, button, keys, start)
    for step in range(1, 5):
        QTest.mouseMove(slider, QPoint(start.x() + distance * step // 4, start.y()))
    QTest.mouseRelease(slider, button, keys, QPoint(start.x() + distance, start.y()))


def test_different_fields_are_different_changes(panel, field, strength, document):
    QTest.keyClick(strength.findChild(QSlider), Qt.Key.Key_Right)
    QTest.keyClick(field["style_scale"].findChild(QSlider), Qt.Key.Key_Right)
    QTest.keyClick(strength.findChild(QSlider), Qt.Key.Key_Right)
    assert document.undo.count() == 3


def test_undoing_a_mode_restores_its_parameters(panel, document):
    set_params(document, StyleParams(colour="match"))
    box = next(box for box in panel.findChildren(QComboBox) if box.accessibleName() == "Output")
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert document.setup().mode is Mode.TEXTURE
    assert document.setup().params == StyleParams(init="noise")
    document.undo.undo()
    assert document.setup().mode is Mode.TRANSFER
    assert document.setup().params == StyleParams(colour="match")
    assert box.currentText() == "Artwork"


def test_restoring_the_defaults_can_be_undone(panel, document):
    set_params(document, OTHER)
    click(next(button for button in panel.findChildren(QPushButton) if "defaults" in button.text()))
    document.undo.undo()
    assert document.setup().params == OTHER


def test_setting_and_undoing_emit_nothing(qtbot, panel, strength, document):
    QTest.keyClick(strength.findChild(QSlider), Qt.Key.Key_Right)
    with qtbot.assertNotEmitted(panel.entered), qtbot.assertNotEmitted(panel.mode_chosen):
        document.undo.undo()
        set_params(document, OTHER)
        set_mode(document, Mode.TEXTURE)


def test_an_invalid_value_does_not_change_the_document(panel, field, document):
    write(field["content_layers"], "conv9_9")
    assert document.undo.count() == 0
    write(field["content_layers"], "conv3_1")
    assert document.setup().params == StyleParams(content_layers=(("conv3_1", 1.0),))
    assert document.undo.undoText() == "Content layers"


def test_other_fields_can_change_while_one_is_invalid(panel, field, strength, document):
    write(field["content_layers"], "conv9_9")
    QTest.keyClick(strength.findChild(QSlider), Qt.Key.Key_End)
    assert document.undo.undoText() == "Style strength"
    assert document.setup().params.style_weight == 100 * default_of("style_weight")
    assert field["content_layers"].findChild(QLineEdit).text() == "conv9_9"
    assert "conv9_9" in field["content_layers"].error()


def test_a_change_removes_errors_that_no_longer_apply(panel, field, document):
    write(field["content_layers"], "conv9_9")
    panel.set_error(ParameterError("memory", "memory: no."))
    assert field["content_layers"].error()
    choose(field["style_loss"], "moments")
    assert field["memory"].error() == ""
    assert field["content_layers"].error()


def test_restoring_the_defaults_removes_errors(panel, field, document):
    write(field["content_layers"], "conv9_9")
    click(next(button for button in panel.findChildren(QPushButton) if "defaults" in button.text()))
    assert document.fault() is None
    assert field["content_layers"].findChild(QLineEdit).text() == "conv4_2,pool3:0.6,pool2:0.03"
    assert field["content_layers"].error() == ""


def test_a_preset_is_shown_until_a_change(panel, strength, document):
    panel.presets.set_presets([PresetEntry("bold", "Bold", "", None, False)])
    document.edit_params("Preset Bold", StyleParams(style_weight=60), preset="bold")
    assert panel.presets.current() == "bold"
    QTest.keyClick(strength.findChild(QSlider), Qt.Key.Key_Right)
    assert panel.presets.current() == ""
    document.undo.undo()
    assert document.setup().params.style_weight == 60
    assert panel.presets.current() == "bold"


# the panel as a whole


def test_unfolded_sections_are_remembered(panel, qtbot):
    heading = next(
        button for button in panel.findChildren(QPushButton) if button.text() == "Losses"
    )
    click(heading)
    choose(panel.findChild(SizeField), 300)
    other = ParameterPanel()
    qtbot.addWidget(other)
    assert other.restore_state(panel.state())
    unfolded = [section.is_unfolded() for section in other.findChildren(Section)]
    assert unfolded == [False, True, False, False, False]
    assert other.findChild(SizeField).density() == 300


@pytest.mark.parametrize("state", [b"", b"nonsense", b"\xff\xfe", b"[]", b'{"unfolded": 3}'])
def test_an_unreadable_state_changes_nothing(panel, state):
    before = panel.state()
    assert not panel.restore_state(QByteArray(state))
    assert panel.state() == before


def test_the_tab_key_goes_from_the_first_essential_to_the_last(qtbot, panel, field, strength):
    panel.activateWindow()
    slot = strength.findChild(QSpinBox)
    slot.setFocus()
    qtbot.waitUntil(slot.hasFocus)
    visited = []
    for _ in range(30):
        here = QApplication.focusWidget()
        if here.accessibleName() == "Layers":
            break
        visited.append(here.accessibleName())
        press(Qt.Key.Key_Tab)
    assert list(dict.fromkeys(visited)) == [
        "Style strength", "Size", "Print resolution", "Quality", "Colour", "Brush size",
        "Large forms",
    ]  # fmt: skip
    assert QApplication.focusWidget().accessibleName() == "Layers"


def test_the_wheel_over_a_field_scrolls_the_panel(panel, field, document):
    unfold(panel)
    panel.resize(320, 400)
    QApplication.processEvents()
    bar = panel.verticalScrollBar()
    bar.setValue(0)
    before = document.setup().params
    for widget in (field["size"].findChild(QSlider), field["size"].findChild(QSpinBox)):
        at = bar.value()
        here = widget.mapTo(panel.window(), widget.rect().center())
        QTest.wheelEvent(panel.window().windowHandle(), QPointF(here), QPoint(0, -60))
        assert bar.value() > at
    assert document.setup().params == before


def test_all_widgets_have_a_name_and_a_tooltip(panel, document):
    set_params(document, OTHER)
    unfold(panel)
    focusable = [
        entry
        for entry in panel.findChildren(QWidget)
        if entry.focusPolicy() & Qt.FocusPolicy.TabFocus
        and entry.isVisible()
        and not isinstance(entry.parent(), QAbstractSpinBox)
    ]
    assert len(focusable) > 60
    for entry in focusable:
        assert entry.accessibleName() or entry.text(), entry
        assert entry.toolTip(), entry.accessibleName()


@pytest.mark.parametrize("width", [304, 320])
def test_nothing_is_clipped_at_the_sides(panel, width, document):
    set_params(document, OTHER)
    unfold(panel)
    panel.resize(width, 500)
    QApplication.processEvents()
    assert panel.verticalScrollBar().isVisible()
    assert panel.widget().width() == panel.viewport().width()
    assert panel.widget().minimumSizeHint().width() <= panel.viewport().width()
