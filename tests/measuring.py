"""Detection of visible texts that are cut off without an ellipsis."""

from collections.abc import Iterator

from PySide6 import QtGui
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from nst_desktop.ui.parts.elided_label import ElidedLabel


def cut_texts(root: QWidget) -> list[str]:
    """Return the texts cut off in a window or dialog, and by how many px."""
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.layout() is not None:
            widget.layout().activate()
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}: '{text}' lacks {lack} px"
        for widget in [root, *root.findChildren(QWidget)]
        if widget.isVisible()
        for text, lack in _measured(widget)
        if lack > 0
    ]


def _measured(widget: QWidget) -> Iterator[tuple[str, int]]:
    match widget:
        case QAbstractScrollArea() if widget.objectName() != "qt_container":
            if widget.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                yield "the scrolled content", widget.horizontalScrollBar().maximum()
        case ElidedLabel():
            if widget.text() != widget.whole_text() and not widget.toolTip():
                yield widget.whole_text(), 1
        case QLabel():
            yield from _label(widget)
        case QToolButton() if widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            if widget.text() and widget.icon().isNull():
                yield widget.text(), widget.sizeHint().width() - widget.width()
        case QAbstractButton():
            if widget.text():
                yield widget.text(), widget.sizeHint().width() - widget.width()
        case QComboBox():
            yield from _combo(widget)
        case QSpinBox() | QDoubleSpinBox():
            for value in (widget.minimum(), widget.maximum()):
                text = f"{widget.prefix()}{widget.textFromValue(value)}{widget.suffix()}"
                yield text, _text_width(widget, text) - _available_width(widget.lineEdit())
        case QLineEdit():
            if not widget.text() and not isinstance(widget.parent(), QAbstractSpinBox):
                text = widget.placeholderText()
                yield text, _text_width(widget, text) - _available_width(widget)
        case QGroupBox():
            yield widget.title(), _text_width(widget, widget.title()) - widget.width()
        case QTabBar():
            for index in range(widget.count()):
                width = widget.tabRect(index).width()
                yield widget.tabText(index), _text_width(widget, widget.tabText(index)) - width
        case QHeaderView():
            for index in range(widget.count()):
                lack = widget.sectionSizeHint(index) - widget.sectionSize(index)
                yield f"column {index}", lack
        case QMenuBar():
            yield "the menus", widget.sizeHint().width() - widget.width()


def _label(label: QLabel) -> Iterator[tuple[str, int]]:
    text = label.text()
    if not text:
        return
    document = QTextDocument()
    document.setDefaultFont(label.font())
    document.setDocumentMargin(0)
    document.setHtml(text)
    is_rich = QtGui.Qt.mightBeRichText(text)
    if label.wordWrap():
        plain = document.toPlainText() if is_rich else text
        yield text, label.heightForWidth(label.width()) - label.height()
        yield text, max(_text_width(label, word) for word in plain.split()) - label.width()
    elif is_rich:
        yield text, round(document.idealWidth()) - label.contentsRect().width()
    else:
        needed = label.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text)
        available: QSize = label.contentsRect().size()
        yield text, needed.width() - available.width()
        yield text, needed.height() - available.height()


def _combo(combo: QComboBox) -> Iterator[tuple[str, int]]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    edit_field = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option,
        QStyle.SubControl.SC_ComboBoxEditField, combo,
    )  # fmt: skip
    for index in range(combo.count()):
        icon_width = 0 if combo.itemIcon(index).isNull() else combo.iconSize().width() + 4
        text = combo.itemText(index)
        yield text, _text_width(combo, text) + icon_width - edit_field.width()


def _text_width(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()


def _available_width(line_edit: QLineEdit) -> int:
    margins = line_edit.textMargins()
    return line_edit.contentsRect().width() - margins.left() - margins.right()
