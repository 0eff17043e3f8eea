"""What was typed into a field and not confirmed yet."""

from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit


def take_typed_text() -> None:
    """Let the field with the keyboard focus take it up, as if the focus left the field."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit) and focus.isModified():
        focus.editingFinished.emit()
    elif isinstance(focus, QAbstractSpinBox) and focus.lineEdit().isModified():
        focus.interpretText()  # not else: the text shows fewer digits than the value has
