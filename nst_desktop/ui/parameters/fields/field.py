"""What all fields have in common: label, help, the way back, and a place for what is wrong."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.params import default_of, describe
from nst_desktop.ui.language import parameter_text
from nst_desktop.ui.parameters.fields.list_line import ListLine
from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.parts.wheel_guard import WheelGuard


class Field(QWidget):
    """The label, an entry to its right and perhaps something below.

    value_changed(object): the user has entered another value.
    refused(ParameterError): what the user has entered cannot be read.
    drag_began(): what the user enters until the mouse is let go is one change.
    """

    value_changed = Signal(object)
    refused = Signal(object)
    drag_began = Signal()

    def __init__(
        self, name: str, parent: QWidget | None = None, *, label: str = "", about: str = ""
    ) -> None:
        """label, about: told instead of the declaration's label and help."""
        super().__init__(parent)
        self.name = name
        self.label = label or parameter_text(describe(name).label)
        self._about = about or parameter_text(describe(name).help)
        self._default = default_of(name)
        self._label = QLabel(self.label)
        self._reset = self._make_reset()
        self._error = QLabel()
        self._error.setProperty("tone", "danger")
        self._error.setWordWrap(True)
        self._error.hide()
        self._wheel_guard = WheelGuard(self)
        self._tip = f"<qt>{escape(self._about)}</qt>"  # Qt breaks lines only in rich text
        self.setToolTip(self._tip)

        self._reset.clicked.connect(self._on_reset)

    def value(self) -> Any:
        """What is entered. Raises ParameterError if it cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show this value; emits nothing."""
        self._show(value)
        self._show_difference()

    def set_default(self, value: Any) -> None:
        """What the way back leads to."""
        self._default = value
        self._show_difference()

    def differs(self) -> bool:
        """Whether something else than the default is entered."""
        try:
            return bool(self.value() != self._default)
        except ParameterError:
            return True

    def is_dragging(self) -> bool:
        """Whether the user holds a slider at this moment."""
        return any(slider.isSliderDown() for slider in self.findChildren(QSlider))

    def set_error(self, text: str) -> None:
        """Say below the entry what is wrong with it; an empty text takes it back."""
        told = text.removeprefix(f"{self.name}: ")  # the label above says as much
        self._error.setText(told[:1].upper() + told[1:])
        self._error.setVisible(bool(text))

    def error(self) -> str:
        """What is said to be wrong; empty if nothing is."""
        return self._error.text()

    def _show(self, value: Any) -> None:
        raise NotImplementedError

    def _enter(self) -> None:
        """The user has entered what value() gives."""
        self._show_difference()
        self.value_changed.emit(self.value())

    def _show_difference(self) -> None:
        self._reset.setVisible(self.differs())

    def _arrange(self, beside: QWidget | None, below: Sequence[QWidget] = ()) -> None:
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        if isinstance(beside, QComboBox):
            self._rows.addWidget(ListLine(self._label, self._reset, beside))
        else:
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addWidget(self._label, 1)
            line.addWidget(self._reset)
            if beside is not None:
                line.addWidget(beside)
            self._rows.addLayout(line)
        self._rows.addWidget(self._error)
        for widget in below:
            self._add_below(widget)

    def _add_below(self, widget: QWidget) -> None:
        self._rows.insertWidget(self._rows.count() - 1, widget)  # the error stays last

    def _prepare(self, entry: QWidget) -> None:
        """Name the entry for a screen reader, and guard it against the wheel."""
        self._label.setBuddy(entry)
        entry.setAccessibleName(self.label)
        entry.setAccessibleDescription(self._about)
        entry.setToolTip(self._tip)
        self._wheel_guard.watch(entry)
        if isinstance(entry, QSlider):
            entry.sliderPressed.connect(self.drag_began)

    def _make_reset(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("flat", True)
        button.setStyleSheet("padding: 2px;")
        button.setIcon(line_icon("reset"))
        button.setIconSize(QSize(14, 14))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name = self.tr("Reset {0}").format(self.label)
        button.setAccessibleName(name)
        button.setToolTip(self.tr("Back to the default"))
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # or the line would grow when it appears
        button.setSizePolicy(policy)
        button.hide()
        return button

    def _on_reset(self) -> None:
        buddy = self._label.buddy()
        if self._reset.hasFocus() and buddy is not None:
            buddy.setFocus()
        self.set_error("")
        self.set_value(self._default)
        self.value_changed.emit(self._default)
