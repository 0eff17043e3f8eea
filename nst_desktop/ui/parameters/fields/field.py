"""Base class for parameter fields, with label, help, reset button and error text."""

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
    """Label with an input widget beside it and, optionally, more widgets below.

    Signals:
        value_changed(object): The user entered another value.
        refused(ParameterError): The user entered text that is not a valid value.
        drag_began(): The user started a drag. All changes until the mouse button is released
            belong together.
    """

    value_changed = Signal(object)
    refused = Signal(object)
    drag_began = Signal()

    def __init__(
        self, name: str, parent: QWidget | None = None, *, label: str = "", about: str = ""
    ) -> None:
        """Build the field. If given, `label` and `about` replace the declared label and help."""
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
        self._tip = f"<qt>{escape(self._about)}</qt>"  # Qt wraps lines only in rich text.
        self.setToolTip(self._tip)

        self._reset.clicked.connect(self._on_reset)

    def value(self) -> Any:
        """Return the entered value.

        Raises:
            ParameterError: The entered text is not a valid value.
        """
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show this value without emitting signals."""
        self._show(value)
        self._show_difference()

    def set_default(self, value: Any) -> None:
        """Set the value that the reset button restores."""
        self._default = value
        self._show_difference()

    def differs(self) -> bool:
        """Return whether the entered value differs from the default."""
        try:
            return bool(self.value() != self._default)
        except ParameterError:
            return True

    def is_dragging(self) -> bool:
        """Return whether the user is dragging a slider."""
        return any(slider.isSliderDown() for slider in self.findChildren(QSlider))

    def set_error(self, text: str) -> None:
        """Show an error message below the input widget; "" removes the message."""
        message = text.removeprefix(f"{self.name}: ")  # The label already names the parameter.
        self._error.setText(message[:1].upper() + message[1:])
        self._error.setVisible(bool(text))

    def error(self) -> str:
        """Return the displayed error message, or "" if there is none."""
        return self._error.text()

    def _show(self, value: Any) -> None:
        raise NotImplementedError

    def _enter(self) -> None:
        """Emit the value that the user entered."""
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
        self._rows.insertWidget(self._rows.count() - 1, widget)  # The error stays last.

    def _prepare(self, entry: QWidget) -> None:
        """Set the entry's accessible name and tooltip, and prevent accidental scrolling."""
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
        button.setToolTip(self.tr("Reset to default"))
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # The line must not grow when the button appears.
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
