"""Devices, weights, and the estimate of a run's time and memory."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from nst_desktop.core import estimate
from nst_desktop.core.estimate import Estimate
from nst_desktop.document.chosen_weights import chosen_weights
from nst_desktop.images.picture_limits import read_limits
from nst_desktop.ui.device import weights_dialog
from nst_desktop.ui.device.weights_dialog import WeightsDialog
from nst_desktop.weights.network_weights import builtin_path
from tests.hands import TIMEOUT, when_open


def action_of(menu, name):
    return next(action for action in menu.actions() if action.data() == name)


def test_the_processor_is_offered_with_its_memory_and_remembered(qtbot, make_app):
    first = make_app()
    first.use_torch()
    menu = first.window.menus.devices
    qtbot.waitUntil(menu.isEnabled, timeout=TIMEOUT)
    assert "GB" in action_of(menu, "cpu").text()
    action_of(menu, "cpu").trigger()
    assert first.document.setup().device == "cpu"
    assert first.window.panel.devices.device() == "cpu"
    first.window.close()
    assert first.shut_down()
    assert make_app().document.setup().device == "cpu"


def test_the_largest_picture_is_chosen_and_remembered(make_app):
    first = make_app()
    menu = first.window.menus.limits
    assert action_of(menu, "200").isChecked()
    action_of(menu, "400").trigger()
    assert read_limits().pixels == 400_000_000
    first.window.close()
    assert first.shut_down()
    menu = make_app().window.menus.limits
    assert [action.data() for action in menu.actions() if action.isChecked()] == ["400"]


def test_a_weights_file_is_checked_and_chosen(
    qtbot, make_app, load_pictures, monkeypatch, set_params, run
):
    app = make_app()
    monkeypatch.setattr(weights_dialog, "ask_for_weights", lambda *_: builtin_path())

    def choose(dialog):
        qtbot.mouseClick(dialog._browse, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(dialog._use.isEnabled, timeout=TIMEOUT)
        qtbot.mouseClick(dialog._use, Qt.MouseButton.LeftButton)

    when_open(WeightsDialog, choose)
    with qtbot.waitSignal(app.device.weights_changed, timeout=TIMEOUT):
        app.window.actions.choose_weights.trigger()
    assert chosen_weights(app._services.settings) == str(builtin_path())


def test_without_torchvision_its_weights_cannot_be_chosen_and_the_dialog_says_why(
    qtbot, make_app, break_import
):
    break_import("torchvision", RuntimeError("operator torchvision::nms does not exist"))
    app = make_app()
    app.device._settings.set_text("weights", "torchvision")
    app.window.actions.choose_weights.trigger()
    [dialog] = app.window.findChildren(WeightsDialog)
    choice = dialog._button("torchvision")
    qtbot.waitUntil(lambda: not choice.isEnabled(), timeout=TIMEOUT)
    assert not dialog._download.isEnabled()
    for text in (dialog._status.text(), choice.toolTip(), choice.accessibleDescription()):
        assert "torchvision::nms does not exist" in text
        assert "Install both together" in text
    assert dialog.chosen() == "builtin"
    assert dialog._use.isEnabled()
    dialog.reject()


def test_with_torchvision_its_weights_can_be_downloaded(qtbot, make_app):
    app = make_app()
    app.window.actions.choose_weights.trigger()
    [dialog] = app.window.findChildren(WeightsDialog)
    assert app._tasks.finish(60)
    QCoreApplication.sendPostedEvents()
    assert dialog._download.isEnabled()
    assert dialog._status.text() == ""
    dialog.reject()


def test_missing_weights_are_replaced_by_the_built_in_ones(make_app, tmp_path):
    app = make_app()
    app.device._settings.set_text("weights", str(tmp_path / "gone.safetensors"))
    assert chosen_weights(app._services.settings) == "builtin"


# Estimates


@pytest.fixture
def estimates(monkeypatch):
    """Make the estimator answer by the job's size."""

    def estimate_by_size(_self, job):
        fits = job.params.size <= 1024
        return Estimate(memory=1_500_000_000, seconds=200.0, fits=fits, fitting_size=1024)

    monkeypatch.setattr(estimate.Estimator, "estimate", estimate_by_size)


def test_time_and_memory_are_shown_before_the_start(qtbot, make_app, load_pictures, estimates):
    app = make_app()
    app.estimate.begin()
    load_pictures(app)
    qtbot.waitUntil(lambda: "3 min 20 s" in app.window.run_bar.aside())
    assert "1.5 GB" in app.window.run_bar.aside()


@pytest.mark.parametrize(
    ("device", "slowness", "remark"),
    [
        ("cpu", 40.3, "bfloat16 is about 40 times slower than float32 on this processor. "),
        ("cuda", 1.62, "bfloat16 is about 1.6 times slower than float32 on this graphics card. "),
    ],
)
def test_a_slow_precision_has_a_remark_until_another_is_chosen(
    qtbot, make_app, load_pictures, set_params, monkeypatch, device, slowness, remark
):
    answer = Estimate(1, 1.0, True, 64, slowness, device)
    monkeypatch.setattr(estimate.Estimator, "estimate", lambda *_: answer)
    app = make_app()
    load_pictures(app)
    set_params(app, precision="bfloat16")
    app.estimate.begin()
    [field] = [field for field in app.window.panel.fields() if field.name == "precision"]
    remark += "Automatic precision is faster."
    qtbot.waitUntil(lambda: field.remark() == remark)
    assert remark in field._list.accessibleDescription()
    answer = replace(answer, slowness=1.0)
    app.estimate.refresh()
    assert field.remark() == remark, "until there is another estimate"
    qtbot.waitUntil(lambda: field.remark() == "")
    assert remark not in field._list.accessibleDescription()


def test_a_size_that_does_not_fit_is_reported_with_one_that_does(
    qtbot, make_app, load_pictures, estimates, set_params
):
    app = make_app()
    load_pictures(app)
    set_params(app, size=4096)
    app.estimate.begin()
    message = app.window.message
    qtbot.waitUntil(lambda: "1024 px would fit" in message.text())
    fields = app.window.panel.fields()
    layers = next(field for field in fields if field.name == "content_layers")
    layers._text.setText("nonsense")
    layers._text.editingFinished.emit()
    qtbot.mouseClick(message._action, Qt.MouseButton.LeftButton)
    assert app.document.setup().params.size == 1024
    assert app.document.undo.canUndo()
    assert layers._text.text() == "nonsense", "errors in other fields are kept"
    assert app.document.fault().field == "content_layers"
