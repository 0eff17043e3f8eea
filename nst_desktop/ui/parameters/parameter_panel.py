"""Panel for all parameters, built from their declarations."""

import json
from collections.abc import Container, Iterator
from functools import partial

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import (
    Group,
    StyleParams,
    choices_in,
    default_in,
    describe,
    essentials,
    has_effect,
    parameter_names,
)
from nst_desktop.run.error_texts import error_text
from nst_desktop.ui.language import parameter_text
from nst_desktop.ui.parameters.fields import ChoiceField, Field, SizeField, make_field, make_view
from nst_desktop.ui.parameters.preset_gallery import PresetGallery
from nst_desktop.ui.parts.device_picker import DevicePicker
from nst_desktop.ui.parts.gestures import Gestures
from nst_desktop.ui.parts.section import Section
from nst_desktop.ui.parts.wheel_guard import WheelGuard


class ParameterPanel(QScrollArea):
    """Shows the mode, the presets and all parameters.

    The essential parameters come first; the others follow in sections.

    Attributes:
        presets: Gallery of presets.
        devices: List of devices.

    Signals:
        mode_chosen(Mode): The user chose a mode.
        entered(str, object, str, int): The user entered a value. The arguments are the
            parameter's name, the value, the parameter's label and the number of the gesture.
            Changes that belong together have the same number.
        refused(ParameterError): The user entered text that is not a valid value.
        reset_requested(): The user wants to restore the defaults.
        density_changed(int): The user chose another print density, in dpi.
    """

    mode_chosen = Signal(object)
    entered = Signal(str, object, str, int)
    refused = Signal(object)
    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._params, self._mode = StyleParams(), Mode.TRANSFER
        self._running = False
        self._gestures = Gestures()
        self._modes = self._make_modes()
        self.presets = PresetGallery()
        self.devices = DevicePicker()
        self._fields = {name: make_field(name) for name in parameter_names()}
        views = ((name, make_view(name)) for name in essentials())
        self._views = {name: view for name, view in views if view is not None}
        self._sections: dict[Group, Section] = {
            group: Section(parameter_text(group)) for group in Group if group is not Group.ESSENTIAL
        }
        self._reset = QPushButton(self.tr("Restore defaults"))
        self._reset.setProperty("bare", True)
        self._reset.setToolTip(self.tr("Set every parameter to its default"))
        self._wheel_guard = WheelGuard(self)
        self._wheel_guard.watch(self._modes)

        self._content = QWidget()
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(8, 0, 8, 8)
        layout.setSpacing(10)
        layout.addLayout(self._make_head())
        first = [self._views.get(name, self._fields[name]) for name in essentials()]
        for field in first:
            layout.addWidget(field)
        self._sections[Group.COMPUTER].add(self._make_device_line())
        for name, field in self._fields.items():
            if field not in first:
                self._sections[describe(name).section].add(field)
        layout.addSpacing(4)
        for section in self._sections.values():
            layout.addWidget(section)
        layout.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Parameters"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._show_effects()

        self._modes.activated.connect(self._on_mode_chosen)
        self._reset.clicked.connect(self.reset_requested)
        self.density_changed = self._size_field().density_changed
        for field in (*self._fields.values(), *self._views.values()):
            field.value_changed.connect(self._on_value_changed)
            field.drag_began.connect(self._gestures.end)
            field.refused.connect(self.refused)

    def show_params(self, params: StyleParams, again: bool = False) -> None:
        """Show these values.

        A field keeps its text, even if it is invalid, as long as its parameter has not changed.
        If `again` is True, all fields are updated and all errors removed.
        """
        before, self._params = self._params, params
        for field in (*self._fields.values(), *self._views.values()):
            value = getattr(params, field.name)
            if again or (value != getattr(before, field.name) and not _holds(field, value)):
                field.set_value(value)
                field.set_error("")
        self._show_effects()

    def show_mode(self, mode: Mode) -> None:
        """Show this mode, with the fields that apply to it and their defaults."""
        self._mode = mode
        for field in (*self._fields.values(), *self._views.values()):
            field.set_default(default_in(field.name, mode))
        self._modes.setCurrentIndex(self._modes.findData(mode))
        self._show_effects()

    def set_aspect(self, width: int, height: int) -> None:
        """Set the proportions used for the print size; 0 × 0 if they are unknown."""
        self._size_field().set_aspect(width, height)

    def set_running(self, running: bool) -> None:
        """Disable everything except live parameters during a run."""
        self._running = running
        self._modes.setEnabled(not running)
        self.presets.setEnabled(not running)
        self.devices.setEnabled(not running)
        self._reset.setEnabled(not running)
        self._show_effects()

    def set_error(self, error: ParameterError) -> None:
        """Show the error below the field it concerns and scroll to that field."""
        field = self._fields[error.field]
        field.set_error(error_text(error))
        for section in self._sections.values():
            if section.isAncestorOf(field):
                section.set_unfolded(True)
        # Deferred: the position to scroll to is known only after the layout has settled.
        QTimer.singleShot(0, field, lambda: self.ensureWidgetVisible(field))

    def clear_errors(self, but: Container[str]) -> None:
        """Remove the errors from all fields except these."""
        for name, field in self._fields.items():
            if name not in but:
                field.set_error("")

    def set_remark(self, name: str, text: str) -> None:
        """Show a note below a choice field until its value changes; "" removes the note."""
        field = self._fields[name]
        assert isinstance(field, ChoiceField)
        field.set_remark(text)

    def fields(self) -> Iterator[Field]:
        """Return the fields, one per parameter, in declaration order."""
        return iter(self._fields.values())

    def views(self) -> Iterator[Field]:
        """Return the alternative fields: style strength and quality."""
        return iter(self._views.values())

    def density(self) -> int:
        """Return the print density in dots per inch."""
        return self._size_field().density()

    def state(self) -> QByteArray:
        """Return the state to save: the unfolded sections and the print density."""
        unfolded = [
            str(group) for group, section in self._sections.items() if section.is_unfolded()
        ]
        state = {"unfolded": unfolded, "density": self.density()}
        return QByteArray(json.dumps(state).encode())

    def restore_state(self, state: QByteArray) -> bool:
        """Restore a saved state. If it is not valid, return False and change nothing."""
        try:
            saved = json.loads(bytes(state.data()))
            unfolded, density = list(saved["unfolded"]), int(saved["density"])
        except (ValueError, TypeError, KeyError):
            return False
        for group, section in self._sections.items():
            section.set_unfolded(str(group) in unfolded)
        self._size_field().set_density(density)
        return True

    def _make_modes(self) -> QComboBox:
        modes = QComboBox()
        modes.setAccessibleName(self.tr("Output"))
        modes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        modes.setMinimumContentsLength(16)
        modes.setToolTip(self.tr("Make an artwork, or show what the network sees in a picture"))
        modes.addItem(self.tr("Artwork"), Mode.TRANSFER)
        modes.addItem(self.tr("Texture of the painting"), Mode.TEXTURE)
        modes.addItem(self.tr("Reconstructed photograph"), Mode.RECONSTRUCTION)
        return modes

    def _make_head(self) -> QGridLayout:
        head = QGridLayout()
        head.setContentsMargins(0, 0, 0, 4)
        head.setHorizontalSpacing(12)
        head.setVerticalSpacing(10)
        lines = ((self.tr("Output"), self._modes), (self.tr("Preset"), self.presets))
        for row, (text, widget) in enumerate(lines):
            label = QLabel(text)
            label.setProperty("tone", "heading")
            label.setBuddy(widget)
            head.addWidget(label, row, 0)
            head.addWidget(widget, row, 1)
        head.setColumnStretch(1, 1)
        return head

    def _make_device_line(self) -> QWidget:
        label = QLabel(self.tr("Device"))
        label.setBuddy(self.devices)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self.devices, 1)
        return line

    def _size_field(self) -> SizeField:
        return next(field for field in self._fields.values() if isinstance(field, SizeField))

    def _show_effects(self) -> None:
        """Disable the fields that have no effect with the current mode and values.

        This also updates the number of changes displayed beside each section title.
        """
        value_of = partial(getattr, self._params)
        for name, field in self._fields.items():
            free = describe(name).live or not self._running
            field.setEnabled(free and has_effect(name, value_of, self._mode))
            if isinstance(field, ChoiceField):
                field.set_possible(choices_in(name, self._mode))
        for name, view in self._views.items():
            view.setEnabled(self._fields[name].isEnabled())
        self._show_changes()

    def _show_changes(self) -> None:
        folded = [field for name, field in self._fields.items() if name not in self._views]
        for section in self._sections.values():
            changed = sum(field.differs() for field in folded if section.isAncestorOf(field))
            section.set_note(self.tr("{0} changed").format(changed) if changed else "")

    def _on_mode_chosen(self) -> None:
        self._gestures.end()
        self.mode_chosen.emit(Mode(self._modes.currentData()))

    def _on_value_changed(self, value: object) -> None:
        field = self.sender()
        assert isinstance(field, Field)
        field.set_error("")
        self.entered.emit(field.name, value, field.label, self._gestures.number(field))
        self._show_changes()


def _holds(field: Field, value: object) -> bool:
    try:
        return bool(field.value() == value)
    except ParameterError:
        return False
