"""What all fields have in common: the label, the help and a place for what is wrong."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nst_desktop.core.params import describe
from nst_desktop.widgets.wheel_guard import WheelGuard


def declared(text: str) -> str:
    """A parameter's label, help or choice in the user's language."""
    return QCoreApplication.translate("StyleParams", text)


class Field(QWidget):
    """The label, an entry to its right and perhaps something below.

    value_changed(object): the user has entered another value.
    """

    value_changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        about = describe(name)
        self._label = QLabel(declared(about.label))
        self._error = QLabel()
        self._error.setProperty("tone", "danger")
        self._error.setWordWrap(True)
        self._error.hide()
        self._wheel_guard = WheelGuard(self)
        # Qt breaks the lines of a tool tip only if it is rich text.
        self.setToolTip(f"<qt>{escape(declared(about.help))}</qt>")

    def value(self) -> Any:
        """What is entered. Raises ParameterError if it cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show this value; emits nothing."""
        raise NotImplementedError

    def set_error(self, text: str) -> None:
        """Say below the entry what is wrong with it; an empty text takes it back."""
        told = text.removeprefix(f"{self.name}: ")  # the label above says as much
        self._error.setText(told[:1].upper() + told[1:])
        self._error.setVisible(bool(text))

    def error(self) -> str:
        """What is said to be wrong; empty if nothing is."""
        return self._error.text()

    def _arrange(self, beside: QWidget | None, below: Sequence[QWidget] = ()) -> None:
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._label, 1)
        if beside is not None:
            line.addWidget(beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        for widget in below:
            layout.addWidget(widget)
        layout.addWidget(self._error)

    def _prepare(self, entry: QWidget) -> None:
        """Name the entry for a screen reader, and guard it against the wheel."""
        about = describe(self.name)
        self._label.setBuddy(entry)
        entry.setAccessibleName(declared(about.label))
        entry.setAccessibleDescription(declared(about.help))
        self._wheel_guard.watch(entry)
