"""List of keyboard shortcuts, read from the menus."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A command and its keys.

    Attributes:
        text: Command name, as in the menu.
        keys: Alternative key sequences such as `Ctrl+O`, in the platform's notation.
    """

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortcutGroup:
    """Shortcuts under one heading."""

    title: str
    shortcuts: tuple[Shortcut, ...]


class ShortcutsPage(QDialog):
    """Dialog with groups of shortcuts in two columns; later menu changes have no effect."""

    def __init__(self, groups: Sequence[ShortcutGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = QHBoxLayout()
        columns.setContentsMargins(20, 16, 20, 16)
        columns.setSpacing(40)
        for column_groups in _split_into_columns(groups):
            column = QVBoxLayout()
            column.setSpacing(20)
            for group in column_groups:
                column.addLayout(_group_layout(group))
            column.addStretch(1)
            columns.addLayout(column, 1)
        content = QWidget()
        content.setLayout(columns)
        scroll_area = QScrollArea()
        scroll_area.setWidget(content)
        scroll_area.setWidgetResizable(True)
        scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll_area.setAccessibleName(self.tr("Shortcuts"))
        scroll_area.setToolTip(self.tr("Commands that have a keyboard shortcut"))
        close = QPushButton(self.tr("Close"))
        close.setToolTip(self.tr("Close this page"))
        close.setDefault(True)

        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 16)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll_area, 1)
        layout.addLayout(foot)
        scroll_area.setMinimumWidth(
            content.sizeHint().width() + scroll_area.verticalScrollBar().sizeHint().width()
        )
        self.setWindowTitle(self.tr("Shortcuts"))
        self.resize(self.minimumSizeHint().width(), min(640, content.sizeHint().height() + 64))

        close.clicked.connect(self.accept)


def shortcuts_of(bar: QMenuBar) -> list[ShortcutGroup]:
    """Return the shortcuts in the menus and their submenus, grouped by menu."""
    groups = []
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            shortcuts = tuple(
                Shortcut(_plain_text(entry.text()), _key_texts(entry.shortcuts()))
                for entry in _entries(menu)
                if entry.shortcuts()
            )
            if shortcuts:
                groups.append(ShortcutGroup(_plain_text(action.text()), shortcuts))
    return groups


def _entries(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            yield from _entries(submenu)
        elif action.isVisible():
            yield action


def _key_texts(sequences: Sequence[QKeySequence]) -> tuple[str, ...]:
    native = QKeySequence.SequenceFormat.NativeText
    return tuple(sequence.toString(native) for sequence in sequences)


def _plain_text(text: str) -> str:
    """Return a menu text without its mnemonic and ellipsis."""
    return re.sub("&(.)", r"\1", text).rstrip("…")


def _split_into_columns(
    groups: Sequence[ShortcutGroup],
) -> tuple[Sequence[ShortcutGroup], Sequence[ShortcutGroup]]:
    """Split the groups, in order, into two columns whose heights are as equal as possible."""
    heights = [len(group.shortcuts) + 2 for group in groups]
    cut = min(range(len(groups) + 1), key=lambda at: abs(sum(heights[:at]) - sum(heights[at:])))
    return groups[:cut], groups[cut:]


def _group_layout(group: ShortcutGroup) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    heading = QLabel(group.title)
    heading.setProperty("tone", "heading")
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, shortcut in enumerate(group.shortcuts, 1):
        text = QLabel(shortcut.text)
        text.setTextFormat(Qt.TextFormat.PlainText)
        keys = QHBoxLayout()
        keys.setSpacing(6)
        keys.addStretch(1)
        for key_text in shortcut.keys:
            key = QLabel(key_text)
            key.setTextFormat(Qt.TextFormat.PlainText)
            key.setProperty("tone", "key")
            keys.addWidget(key)
        grid.addWidget(text, row, 0)
        grid.addLayout(keys, row, 1)
    return grid
