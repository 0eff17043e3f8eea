"""The page of all shortcuts, made from the menus themselves."""

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
    """text: what it does. keys: the ways to press it, such as `Ctrl+O`, as people read them."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortcutGroup:
    """Shortcuts under one heading."""

    title: str
    shortcuts: tuple[Shortcut, ...]


class ShortcutsPage(QDialog):
    """Groups of shortcuts in two columns. It is made anew each time, as the menus are then."""

    def __init__(self, groups: Sequence[ShortcutGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = QHBoxLayout()
        columns.setContentsMargins(20, 16, 20, 16)
        columns.setSpacing(40)
        for some in _in_two_columns(groups):
            column = QVBoxLayout()
            column.setSpacing(20)
            for group in some:
                column.addLayout(_group_layout(group))
            column.addStretch(1)
            columns.addLayout(column, 1)
        content = QWidget()
        content.setLayout(columns)
        region = QScrollArea()
        region.setWidget(content)
        region.setWidgetResizable(True)
        region.setFrameShape(QFrame.Shape.NoFrame)
        region.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        region.setAccessibleName(self.tr("Shortcuts"))
        region.setToolTip(self.tr("What can be done with the keyboard"))
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
        layout.addWidget(region, 1)
        layout.addLayout(foot)
        region.setMinimumWidth(
            content.sizeHint().width() + region.verticalScrollBar().sizeHint().width()
        )
        self.setWindowTitle(self.tr("Shortcuts"))
        self.resize(self.minimumSizeHint().width(), min(640, content.sizeHint().height() + 64))

        close.clicked.connect(self.accept)


def shortcuts_of(bar: QMenuBar) -> list[ShortcutGroup]:
    """What the entries of these menus and their submenus can be asked for with."""
    groups = []
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            found = tuple(
                Shortcut(_plain(each.text()), _readable(each.shortcuts()))
                for each in _entries(menu)
                if each.shortcuts()
            )
            if found:
                groups.append(ShortcutGroup(_plain(action.text()), found))
    return groups


def _entries(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            yield from _entries(submenu)
        elif action.isVisible():
            yield action


def _readable(sequences: Sequence[QKeySequence]) -> tuple[str, ...]:
    return tuple(each.toString(QKeySequence.SequenceFormat.NativeText) for each in sequences)


def _plain(text: str) -> str:
    """A menu's text without the mark of its letter and without the dots."""
    return re.sub("&(.)", r"\1", text).rstrip("…")


def _in_two_columns(
    groups: Sequence[ShortcutGroup],
) -> tuple[Sequence[ShortcutGroup], Sequence[ShortcutGroup]]:
    """Split where the columns come out most alike in height, in order."""
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
        for each in shortcut.keys:
            key = QLabel(each)
            key.setTextFormat(Qt.TextFormat.PlainText)
            key.setProperty("tone", "key")
            keys.addWidget(key)
        grid.addWidget(text, row, 0)
        grid.addLayout(keys, row, 1)
    return grid
