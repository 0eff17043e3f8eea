"""Delegate that draws a queue entry as a row with its pictures, name and state."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nst_desktop.making.job_record import JobState
from nst_desktop.queue.queue import QueueEntry
from nst_desktop.ui.parts.icons import draw_icon
from nst_desktop.ui.parts.theme import Colours, colours_of
from nst_desktop.ui.parts.tiles import paint_picture, paint_tile_frame
from nst_desktop.ui.queue.queue_texts import Situation, about, state_of, title_of

ENTRY_ROLE = Qt.ItemDataRole.UserRole
SITUATION_ROLE = Qt.ItemDataRole.UserRole + 1

PADDING = 8
GAP = 10
LINES = 3  # lines of text per entry
ICON = 16
BAR_HEIGHT, BAR_WIDTH = 6, 160

_State = QStyle.StateFlag
_ICONS = {JobState.WAITING: "waiting", JobState.FINISHED: "finished", JobState.FAILED: "failed"}


class QueueDelegate(QStyledItemDelegate):
    """Draws a QueueEntry. `image_of` returns a file's thumbnail, or None if there is none yet."""

    def __init__(self, image_of: Callable[[Path], QImage | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._image_of = image_of

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        metrics: QFontMetrics = option.fontMetrics
        return QSize(320, LINES * metrics.height() + 4 + 2 * PADDING)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: QueueEntry = index.data(ENTRY_ROLE)
        rect: QRect = option.rect
        colours = colours_of(option.palette)
        state: QStyle.StateFlag = option.state
        is_selected = bool(state & _State.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_tile_frame(painter, QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), state, colours)
        inner = rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        frame = QRectF(inner.left(), inner.top(), inner.height() * 4 / 3, inner.height())
        for path in _shown_pictures(entry):
            image = self._image_of(path)
            paint_picture(painter, frame, image, ("photograph", 22), colours)
            frame.translate(frame.width() + 4, 0)
        # Always leave room for two pictures, so that the texts of all rows align.
        left = inner.left() + int(2 * (inner.height() * 4 / 3 + 4)) + GAP
        texts = QRect(left, inner.top(), inner.right() - left, inner.height())
        _paint_texts(painter, texts, entry, index.data(SITUATION_ROLE), colours, is_selected)
        painter.restore()


def icon_of(entry: QueueEntry, situation: Situation) -> str:
    """Return the name of the icon for an entry's state."""
    if entry.state is JobState.RUNNING:
        return "pause" if situation in (Situation.HELD, Situation.FOR_RUN) else "play"
    return _ICONS[entry.state]


def _shown_pictures(entry: QueueEntry) -> list[Path]:
    """Return the entry's photograph and first painting, or only the one that exists."""
    pictures = list(entry.plan.pictures)
    return pictures[:2] if entry.plan.content is not None else pictures[:1]


def _paint_texts(
    painter: QPainter,
    rect: QRect,
    entry: QueueEntry,
    situation: Situation,
    colours: Colours,
    is_selected: bool,
) -> None:
    """Draw the title, size and state.

    The title is elided in the middle, because titles often differ only at the end.
    """
    tone = colours.danger if entry.state is JobState.FAILED else colours.text
    lines = [
        (title_of(entry), Qt.TextElideMode.ElideMiddle, colours.text),
        (about(entry), Qt.TextElideMode.ElideRight, colours.muted),
        (state_of(entry, situation), Qt.TextElideMode.ElideRight, tone),
    ]
    normal = painter.font()
    bold = QFont(normal)
    bold.setWeight(QFont.Weight.DemiBold)
    height = painter.fontMetrics().height() + 2
    for number, (text, mode, colour) in enumerate(lines):
        shown = colours.on_accent if is_selected else colour
        line = QRect(rect.left(), rect.top() + number * height, rect.width(), height)
        if number == LINES - 1:
            icon = QRectF(line.left(), line.center().y() - ICON / 2 + 1, ICON, ICON)
            draw_icon(painter, icon, icon_of(entry, situation), shown)
            line.setLeft(line.left() + ICON + 6)
            if entry.state is JobState.RUNNING:
                line.setRight(line.right() - BAR_WIDTH - GAP)
                _paint_bar(painter, line, entry.share, colours, is_selected)
        painter.setPen(QColor(shown))
        painter.setFont(bold if number == 0 else normal)
        elided = painter.fontMetrics().elidedText(text, mode, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elided)
    painter.setFont(normal)


def _paint_bar(
    painter: QPainter, line: QRect, share: float, colours: Colours, is_selected: bool
) -> None:
    """Draw a progress bar to the right of the line."""
    bar = QRectF(line.right() + GAP, line.center().y() - BAR_HEIGHT / 2, BAR_WIDTH, BAR_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent_hover if is_selected else colours.border))
    painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
    bar.setWidth(max(BAR_HEIGHT, BAR_WIDTH * share))
    painter.setBrush(QColor(colours.on_accent if is_selected else colours.accent))
    painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
