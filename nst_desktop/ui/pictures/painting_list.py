"""The cards of the paintings below one another, which the mouse can put into another order."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from nst_desktop.ui.parts.theme import colours_of
from nst_desktop.ui.pictures.painting_card import PaintingCard

SPACING = 8
LEAST_HEIGHT = 110  # px; about one card
USUAL_HEIGHT = 300  # px; asks for no more than three cards, but takes it where it is free
EDGE = 24  # px; a card that is dragged this near to the edge scrolls the list


class PaintingList(QScrollArea):
    """As high as its cards are, and scrolling where there is less room.

    moved(int, int): the user has dragged the card at the first place to the second.
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
        """Show these cards in this order; below them one that cannot be moved, if it is shown."""
        for card in self._cards:
            if card not in cards:
                self._content.cards.removeWidget(card)
                card.hide()
                card.deleteLater()
        fresh = []
        for card in cards:
            if card not in self._cards:
                card.dragged.connect(self._on_dragged)
                card.released.connect(self._on_released)
                fresh.append(card)
        for index, card in enumerate([*cards, spare]):
            self._content.cards.insertWidget(index, card)
        for card in fresh:
            card.show()  # at once, so that show_card knows its place
        stops = [stop for card in [*cards, spare] for stop in card.tab_stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self._cards = list(cards)

    def show_card(self, card: PaintingCard) -> None:
        """Scroll so far that this card is seen."""
        # The layout has to settle first, or there is no right place to scroll to.
        QTimer.singleShot(0, card, lambda: self.ensureWidgetVisible(card, 0, 0))

    def card_at(self, place: QPoint) -> int | None:
        """The card whose picture is at this place of the screen."""
        if not self.viewport().rect().contains(self.viewport().mapFromGlobal(place)):
            return None
        for index, card in enumerate(self._cards):
            if card.thumbnail.rect().contains(card.thumbnail.mapFromGlobal(place)):
                return index
        return None

    def sizeHint(self) -> QSize:
        return QSize(208, min(USUAL_HEIGHT, self._content.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(LEAST_HEIGHT, self._content.minimumSizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.setMaximumHeight(self._content.sizeHint().height())
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _gap_at(self, place: QPoint) -> int:
        """The gap between cards nearest to this place: 0 is above all of them."""
        y = self._content.mapFromGlobal(place).y()
        return sum(card.geometry().center().y() < y for card in self._cards)

    def _on_dragged(self, card: PaintingCard, place: QPoint) -> None:
        if len(self._cards) < 2:
            return
        card.set_lifted(True)
        self._gap = self._gap_at(place)
        self._content.set_mark(self._y_of(self._gap))
        y, height = self.viewport().mapFromGlobal(place).y(), self.viewport().height()
        way = -EDGE if y < EDGE else EDGE if y > height - EDGE else 0
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + way)

    def _y_of(self, gap: int) -> int:
        """The middle of a gap, px from the top of the content."""
        if gap < len(self._cards):
            return self._cards[gap].y() - SPACING // 2
        return self._cards[-1].geometry().bottom() + SPACING // 2

    def _on_released(self, card: PaintingCard) -> None:
        if not self._content.has_mark():
            return
        card.set_lifted(False)
        self._content.set_mark(None)
        old = self._cards.index(card)
        new = self._gap - (self._gap > old)  # the card leaves a place free above the gap
        if new != old:
            self.moved.emit(old, new)


class _Content(QWidget):
    """The cards, with a line where a dragged one would go."""

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
