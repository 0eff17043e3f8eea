"""The panel of all parameters, derived from their declarations."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Mode
from nst_desktop.core.params import Group, StyleParams, describe, parameter_names
from nst_desktop.widgets.fields import ChoiceField, Field, make_field
from nst_desktop.widgets.fields.field import declared
from nst_desktop.widgets.section import Section
from nst_desktop.widgets.wheel_guard import WheelGuard

WITHOUT_EFFECT = {
    Mode.TRANSFER: (),
    Mode.TEXTURE: ("content_weight", "content_layers", "colour"),
    Mode.RECONSTRUCTION: ("style_weight", "style_layers", "style_scale", "style_loss"),
}
POSSIBLE_STARTS = {
    Mode.TRANSFER: ("content", "noise", "style", "blend"),
    Mode.TEXTURE: ("noise", "style"),
    Mode.RECONSTRUCTION: ("content", "noise", "blend"),
}


class ParameterPanel(QScrollArea):
    """What to make and how. mode_changed(Mode), value_changed(): the user did it."""

    mode_changed = Signal(object)
    value_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = Mode.TRANSFER
        self._running = False
        self._modes = self._make_modes()
        self._fields = {name: make_field(name) for name in parameter_names()}
        self._sections = {group: Section(declared(group)) for group in self._folded_groups()}
        self._reset = QPushButton(self.tr("Restore defaults"))
        self._reset.setProperty("bare", True)
        self._wheel_guard = WheelGuard(self)
        self._wheel_guard.watch(self._modes)

        self._content = QWidget()
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(8, 0, 8, 8)
        layout.setSpacing(10)
        layout.addLayout(self._make_mode_line())
        for name, field in self._fields.items():
            self._place(layout, name, field)
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
        self._show_effects()

        self._modes.activated.connect(self._on_mode_chosen)
        self._reset.clicked.connect(self._on_reset)
        for field in self._fields.values():
            field.value_changed.connect(self._on_value_changed)

    def params(self) -> StyleParams:
        """What is entered. Raises ParameterError if it cannot be used."""
        return StyleParams(**{name: field.value() for name, field in self._fields.items()})

    def set_params(self, params: StyleParams) -> None:
        """Show these values."""
        for name, field in self._fields.items():
            field.set_value(getattr(params, name))
        self._clear_errors()
        self._show_effects()

    def mode(self) -> Mode:
        """What the run shall make."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Show this mode; `init` follows where it was the old mode's usual one, or cannot stay.

        So does `colour`: a texture has none but the painting's.
        """
        if mode is Mode.TEXTURE:
            self._fields["colour"].set_value("style")
        init = self._fields["init"]
        if init.value() == self._mode.start or init.value() not in POSSIBLE_STARTS[mode]:
            init.set_value(mode.start)
        self._mode = mode
        self._modes.setCurrentIndex(self._modes.findData(mode))
        self._show_effects()

    def set_running(self, running: bool) -> None:
        """While a run goes, only the live parameters can be changed."""
        self._running = running
        self._modes.setEnabled(not running)
        self._reset.setEnabled(not running)
        self._show_effects()

    def set_error(self, error: ParameterError) -> bool:
        """Show the error at its field, and bring that into view. False if it concerns none."""
        self._clear_errors()
        field = self._fields.get(error.field)
        if field is None:
            return False
        field.set_error(str(error))
        section = self._sections.get(describe(field.name).group)
        if section is not None:
            section.set_unfolded(True)
        # The layout has to settle first, or there is no right place to scroll to.
        QTimer.singleShot(0, field, lambda: self.ensureWidgetVisible(field))
        return True

    def fields(self) -> Iterator[Field]:
        """The fields, in the order of the declarations."""
        return iter(self._fields.values())

    def _make_modes(self) -> QComboBox:
        modes = QComboBox()
        modes.setAccessibleName(self.tr("Make"))
        modes.addItem(self.tr("Artwork"), Mode.TRANSFER)
        modes.addItem(self.tr("Texture of the painting"), Mode.TEXTURE)
        modes.addItem(self.tr("Reconstruction of the photograph"), Mode.RECONSTRUCTION)
        return modes

    def _make_mode_line(self) -> QHBoxLayout:
        label = QLabel(self.tr("Make"))
        label.setProperty("tone", "heading")
        label.setBuddy(self._modes)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label)
        line.addWidget(self._modes, 1)
        return line

    def _folded_groups(self) -> list[Group]:
        return [group for group in Group if group is not Group.ESSENTIAL]

    def _place(self, layout: QVBoxLayout, name: str, field: Field) -> None:
        section = self._sections.get(describe(name).group)
        if section is None:
            layout.addWidget(field)
        else:
            section.add(field)

    def _show_effects(self) -> None:
        """Grey out what has no effect at the present mode and values."""
        for name, field in self._fields.items():
            free = describe(name).live or not self._running
            acts = name not in WITHOUT_EFFECT[self._mode] and self._is_effective(name)
            field.setEnabled(free and acts)
        start = self._fields["init"]
        assert isinstance(start, ChoiceField)
        start.set_possible(POSSIBLE_STARTS[self._mode])

    def _is_effective(self, name: str) -> bool:
        condition = describe(name).only_with
        return condition is None or self._fields[condition[0]].value() == condition[1]

    def _clear_errors(self) -> None:
        for field in self._fields.values():
            field.set_error("")

    def _on_mode_chosen(self) -> None:
        self.set_mode(Mode(self._modes.currentData()))
        self.mode_changed.emit(self._mode)

    def _on_value_changed(self) -> None:
        self._clear_errors()
        self._show_effects()
        try:
            self.params()
        except ParameterError as error:
            if error.field in self._fields:
                self._fields[error.field].set_error(str(error))
        self.value_changed.emit()

    def _on_reset(self) -> None:
        self.set_params(StyleParams())
        self._fields["init"].set_value(self._mode.start)
        self._show_effects()
        self.value_changed.emit()
