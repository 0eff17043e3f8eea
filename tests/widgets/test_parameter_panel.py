import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QToolButton,
)

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Mode
from nst_desktop.core.params import StyleParams, default_of, describe, parameter_names
from nst_desktop.widgets.parameter_panel import ParameterPanel

OTHER = StyleParams(
    size=640,
    colour="match",
    style_loss="moments",
    gradient_normalisation="on",
    precision="bfloat16",
    memory="strips",
    steps=33,
    style_weight=12.5,
    content_weight=0.00025,
    style_scale=2.5,
    content_layers=(("conv3_2", 1.0), ("conv4_2", 0.5)),
    style_layers=(("conv1_1", 2.0), ("pool3", 1.0)),
    pooling="l2",
    padding="zero",
    tv_weight=0.1,
    normalisation="absolute",
    optimiser="adam",
    learning_rate=0.005,
    history=20,
    init="blend",
    noise=0.25,
    min_size=128,
    seed=1234567,
)


@pytest.fixture
def panel(qtbot):
    panel = ParameterPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    return panel


@pytest.fixture
def field(panel):
    return {field.name: field for field in panel.fields()}


def wheel(widget):
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_every_parameter_has_a_field_and_no_field_is_without_one(field):
    assert tuple(field) == parameter_names()


def test_the_panel_begins_with_the_defaults(panel):
    assert panel.params() == StyleParams()


def test_what_is_set_is_what_is_read(panel):
    assert all(getattr(OTHER, name) != getattr(StyleParams(), name) for name in parameter_names())
    panel.set_params(OTHER)
    assert panel.params() == OTHER


def test_setting_values_is_silent_and_entering_them_is_not(qtbot, panel, field):
    with qtbot.assertNotEmitted(panel.value_changed):
        panel.set_params(OTHER)
    with qtbot.waitSignal(panel.value_changed):
        field["steps"].findChild(QSpinBox).setValue(44)
    assert panel.params().steps == 44


def test_a_number_can_be_anything_in_its_declared_range(field):
    for name, each in field.items():
        about = describe(name)
        if about.lo is not None:
            for value in (about.lo, about.hi):
                each.set_value(value)
                assert each.value() == value, name


def test_a_slider_and_its_number_go_together(qtbot, field):
    from PySide6.QtWidgets import QSlider

    slider = field["style_weight"].findChild(QSlider)
    middle = slider.value()
    slider.setValue(slider.maximum())
    assert field["style_weight"].value() == 100 * default_of("style_weight")
    field["style_weight"].findChild(QDoubleSpinBox).setValue(default_of("style_weight"))
    assert slider.value() == middle
    slider.setValue(0)
    assert field["style_weight"].value() == 0


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


def choose(field, value):
    box = field.findChild(QComboBox)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize("mode", Mode)
def test_every_mode_begins_from_what_it_has(panel, mode):
    panel.set_mode(mode)
    assert panel.params().init == mode.start


def test_coming_back_from_a_texture_starts_from_the_photograph_again(panel):
    panel.set_mode(Mode.TEXTURE)
    panel.set_mode(Mode.TRANSFER)
    assert panel.params().init == "content"


def test_a_texture_cannot_be_told_to_start_from_a_photograph(panel, field):
    panel.set_mode(Mode.TEXTURE)
    box = field["init"].findChild(QComboBox)
    possible = [
        box.itemData(row) for row in range(box.count()) if box.model().item(row).isEnabled()
    ]
    assert possible == ["noise", "style"]
    assert not field["content_weight"].isEnabled()


def test_layers_are_chosen_by_their_buttons(panel, field):
    buttons = {
        each.accessibleName(): each for each in field["style_layers"].findChildren(QToolButton)
    }
    buttons["conv3_3"].click()
    buttons["conv5_1"].click()
    assert [name for name, _ in panel.params().style_layers] == [
        "conv1_1", "conv2_1", "conv3_1", "conv3_3", "conv4_1",
    ]  # fmt: skip


def test_layers_and_weights_can_be_written(panel, field):
    write(field["content_layers"], "conv3_1:0.25, relu4_2")
    assert panel.params().content_layers == (("conv3_1", 0.25), ("conv4_2", 1.0))


def test_a_layer_that_does_not_exist_is_refused_next_to_it(panel, field):
    write(field["content_layers"], "conv9_9")
    assert "conv9_9" in field["content_layers"].error()
    with pytest.raises(ParameterError):
        panel.params()
    write(field["content_layers"], "conv4_2")
    assert field["content_layers"].error() == ""


def write(field, text):
    line = field.findChild(QLineEdit)
    line.setText(text)
    line.editingFinished.emit()


def test_no_layer_at_all_is_refused(panel, field):
    button = next(
        each for each in field["content_layers"].findChildren(QToolButton) if each.isChecked()
    )
    button.click()
    assert "at least one" in field["content_layers"].error()


def test_an_error_is_shown_at_its_field_even_if_that_was_folded(qtbot, panel, field):
    assert not field["seed"].isVisible()
    assert panel.set_error(ParameterError("seed", "seed: no."))
    assert field["seed"].isVisible()
    assert field["seed"].error() == "No."


def test_scrolling_over_a_field_changes_nothing(panel, field):
    before = panel.params()
    for name, kind in (
        ("steps", QSpinBox),
        ("pooling", QComboBox),
        ("style_weight", QDoubleSpinBox),
    ):
        wheel(field[name].findChild(kind))
    assert panel.params() == before


def test_the_wheel_changes_the_field_that_has_the_focus(qtbot, panel, field):
    box = field["steps"].findChild(QSpinBox)
    panel.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    wheel(box)
    assert panel.params().steps == StyleParams().steps + 1


def test_the_defaults_can_be_restored(qtbot, panel):
    panel.set_params(OTHER)
    panel._reset.click()
    assert panel.params() == StyleParams()
