"""Scrollable list of painting cards that can be reordered by dragging."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from nst_desktop.ui.parts.theme import colours_of
from nst_desktop.ui.pictures.painting_card import PaintingCard

SPACING = 8
MIN_HEIGHT = 110  # px; about one card
PREFERRED_HEIGHT = 300  # px; about three cards. The list grows beyond this if space allows.
EDGE = 24  # px; dragging a card this close to the edge scrolls the list


class PaintingList(QScrollArea):
    """List that is tall enough for all its cards, or scrolls if there is not enough space.

    Signals:
        moved(int, int): The user dragged a card from the first index to the second.
    """

    moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[PaintingCard] = []
        self._gap = 0
        self._content = _Content()
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Paintings"))

    def set_cards(self, cards: list[PaintingCard], spare: PaintingCard) -> None:
        """Show these cards in this order, followed by the spare card, which cannot be moved."""
        for card in self._cards:
            if card not in cards:
                self._content.cards.removeWidget(card)
                card.hide()
                card.deleteLater()
        added = []
        for card in cards:
            if card not in self._cards:
                card.dragged.connect(self._on_dragged)
                card.released.connect(self._on_released)
                added.append(card)
        for index, card in enumerate([*cards, spare]):
            self._content.cards.insertWidget(index, card)
        for card in added:
            card.show()  # Not deferred, as show_card() needs its geometry.
        stops = [stop for card in [*cards, spare] for stop in card.tab_stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self._cards = list(cards)

    def show_card(self, card: PaintingCard) -> None:
        """Scroll to this card."""
        # Deferred: the position to scroll to is known only after the layout has settled.
        QTimer.singleShot(0, card, lambda: self.ensureWidgetVisible(card, 0, 0))

    def card_at(self, position: QPoint) -> int | None:
        """Return the index of the card whose thumbnail is at this screen position, if any."""
        if not self.viewport().rect().contains(self.viewport().mapFromGlobal(position)):
            return None
        for index, card in enumerate(self._cards):
            if card.thumbnail.rect().contains(card.thumbnail.mapFromGlobal(position)):
                return index
        return None

    def sizeHint(self) -> QSize:
        return QSize(208, min(PREFERRED_HEIGHT, self._content.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(MIN_HEIGHT, self._content.minimumSizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.setMaximumHeight(self._content.sizeHint().height())
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _gap_at(self, position: QPoint) -> int:
        """Return the index of the gap nearest to this screen position; 0 is above all cards."""
        y = self._content.mapFromGlobal(position).y()
        return sum(card.geometry().center().y() < y for card in self._cards)

    def _on_dragged(self, card: PaintingCard, position: QPoint) -> None:
        if len(self._cards) < 2:
            return
        card.set_lifted(True)
        self._gap = self._gap_at(position)
        self._content.set_mark(self._y_of(self._gap))
        y, height = self.viewport().mapFromGlobal(position).y(), self.viewport().height()
        scroll = -EDGE if y < EDGE else EDGE if y > height - EDGE else 0
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + scroll)

    def _y_of(self, gap: int) -> int:
        """Return the vertical centre of a gap, in px from the top of the content."""
        if gap < len(self._cards):
            return self._cards[gap].y() - SPACING // 2
        return self._cards[-1].geometry().bottom() + SPACING // 2

    def _on_released(self, card: PaintingCard) -> None:
        if not self._content.has_mark():
            return
        card.set_lifted(False)
        self._content.set_mark(None)
        old = self._cards.index(card)
        new = self._gap - (self._gap > old)  # Without the card, later indices are one smaller.
        if new != old:
            self.moved.emit(old, new)


class _Content(QWidget):
    """Container for the cards, with a line that marks the drop position of a dragged card."""

    def __init__(self) -> None:
        super().__init__()
        self._mark: int | None = None
        self.cards = QVBoxLayout(self)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.cards.setSpacing(SPACING)

    def set_mark(self, y: int | None) -> None:
        self._mark = y
        self.update()

    def has_mark(self) -> bool:
        return self._mark is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark is None:
            return
        painter = QPainter(self)
        painter.setPen(QPen(QColor(colours_of(self.palette()).content_line), 3))
        y = min(max(self._mark, 2), self.height() - 2)
        painter.drawLine(2, y, self.width() - 2, y)
