"""Gallery items and the delegate that draws them."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nst_desktop.ui.parts.theme import Colours, colours_of
from nst_desktop.ui.parts.tiles import paint_picture, paint_tile_frame

PADDING = 6  # px
LINES = 3  # lines of text below the picture
PICTURE_ASPECT = 0.75  # height of the picture frame divided by its width

ITEM_ROLE = Qt.ItemDataRole.UserRole
_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True, eq=False)
class GalleryItem:
    """Artwork displayed in the gallery.

    Attributes:
        id: Id of the history entry.
        title: First line of text.
        subtitle: One or two further lines of text, such as date and size.
        thumbnail: Thumbnail; None until it is loaded.
    """

    id: str
    title: str
    subtitle: str
    thumbnail: QImage | None = None


def cell_size(width: int, metrics: QFontMetrics) -> QSize:
    """Return the size of a cell with this width: a picture above LINES lines of text."""
    picture = round((width - 2 * PADDING) * PICTURE_ASPECT)
    return QSize(width, picture + LINES * metrics.height() + 3 * PADDING)


class EntryDelegate(QStyledItemDelegate):
    """Delegate that draws a GalleryItem's thumbnail, title and subtitle."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return option.decorationSize

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        item: GalleryItem = index.data(ITEM_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        metrics: QFontMetrics = option.fontMetrics
        colours = colours_of(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_tile_frame(painter, QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), state, colours)
        inner = rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        texts = LINES * metrics.height()
        picture = QRectF(inner.adjusted(0, 0, 0, -texts - PADDING))
        paint_picture(painter, picture, item.thumbnail, ("painting", 28), colours)
        text_rect = QRect(inner.left(), inner.bottom() + 1 - texts, inner.width(), texts)
        _paint_texts(painter, text_rect, item, state, colours)
        painter.restore()


def _paint_texts(
    painter: QPainter, rect: QRect, item: GalleryItem, state: QStyle.StateFlag, colours: Colours
) -> None:
    """Draw the title and subtitle. Titles are elided in the middle, as many differ at the end."""
    metrics, elide = painter.fontMetrics(), Qt.TextElideMode
    selected = bool(state & _State.State_Selected)
    lines = [(item.title, elide.ElideMiddle, colours.text)]
    for line in item.subtitle.splitlines()[: LINES - 1]:
        lines.append((line, elide.ElideRight, colours.muted))
    for number, (text, mode, colour) in enumerate(lines):
        painter.setPen(QColor(colours.on_accent if selected else colour))
        baseline = rect.top() + number * metrics.height() + metrics.ascent()
        painter.drawText(rect.left(), baseline, metrics.elidedText(text, mode, rect.width()))
