"""Strip of paintings, for setting their order, shares and brush sizes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.document.setup import Painting
from nst_desktop.ui.actions import Actions
from nst_desktop.ui.parts.drops import brings_pictures, dropped_sources
from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.pictures.painting_card import PaintingCard
from nst_desktop.ui.pictures.painting_list import PaintingList


class PaintingStrip(QWidget):
    """Shows the paintings and reports the user's edits.

    Signals:
        edited(tuple[Painting], dict[int, int], object): The user moved, removed or adjusted a
            painting. The arguments are the new paintings, a mapping of old to new indices for the
            remaining paintings, and the gesture. The gesture is the same object during one drag
            of a slider, and None for other edits.
        replace_requested(int): The user wants to replace the painting at this index.
        sources_dropped(list[Source], int | None): The user dropped pictures onto the painting at
            this index, or outside all paintings if it is None.
    """

    edited = Signal(object, object, object)
    replace_requested = Signal(int)
    sources_dropped = Signal(object, object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._paintings: list[Painting] = []
        self._cards: list[PaintingCard] = []
        self._gesture = object()  # renewed when a slider is released
        self._loading_at: int | None = None
        self._is_loading = False

        self._heading = QLabel()
        self._heading.setProperty("tone", "heading")
        self._list = PaintingList()
        self._spare = PaintingCard()
        self._add = QPushButton(line_icon("add"), self.tr("Add painting…"))
        self._add.setProperty("flat", True)
        self._add.setToolTip(self.tr("Blend in another painting. You can also drop one here."))

        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._make_swap())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._add)
        layout.addStretch(0)
        self.setAcceptDrops(True)
        self._show()

        self._list.moved.connect(self._on_moved)
        self._add.clicked.connect(actions.add_painting.trigger)
        self._spare.chosen.connect(actions.add_painting.trigger)

    def set_paintings(self, paintings: Iterable[Painting]) -> None:
        """Show these paintings without emitting signals."""
        former, self._paintings = self._paintings, list(paintings)
        count = len(former)
        if [old.loaded for old in former] == [new.loaded for new in self._paintings]:
            self._show_shares()
            return
        self._show()
        if count and len(self._cards) > count:
            self._list.show_card(self._cards[-1])

    def set_loading(self, loading: bool, index: int | None = None) -> None:
        """Show or hide the loading message, on the card at `index` or else on the spare card."""
        self._is_loading, self._loading_at = loading, index
        self._show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if brings_pictures(event.mimeData()):
            event.acceptProposedAction()
            self._show_target(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()
        self._show_target(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_target(None)
        sources = dropped_sources(event.mimeData())
        if sources:
            event.acceptProposedAction()
            self.sources_dropped.emit(sources, self._index_at(event))

    def _make_swap(self) -> QToolButton:
        swap = QToolButton()
        swap.setDefaultAction(self._actions.swap)
        swap.setProperty("flat", True)
        swap.setStyleSheet("QToolButton { padding: 3px; }")
        swap.setIconSize(QSize(18, 18))
        swap.setAccessibleName(self._actions.swap.text())
        return swap

    def _show(self) -> None:
        self._cards = self._cards_for(self._paintings)
        self._list.set_cards(self._cards, self._spare)
        self._heading.setText(self.tr("Paintings") if len(self._cards) > 1 else self.tr("Painting"))
        self._actions.swap.setEnabled(bool(self._cards))
        self._show_shares()
        index = self._loading_at
        is_added = self._is_loading and (index is None or index >= len(self._cards))
        self._spare.set_painting(None, 0.0, 0, len(self._cards) + 1)
        self._spare.set_loading(is_added)
        self._spare.setVisible(is_added or not self._cards)
        if is_added:
            self._list.show_card(self._spare)
        elif self._is_loading and index is not None:
            self._cards[index].set_loading(True)

    def _show_shares(self) -> None:
        total = sum(painting.weight for painting in self._paintings)
        for index, (card, painting) in enumerate(zip(self._cards, self._paintings, strict=True)):
            card.set_painting(painting, painting.weight / total, index, len(self._paintings))

    def _cards_for(self, paintings: Sequence[Painting]) -> list[PaintingCard]:
        """Return one card per painting.

        A card that already shows the painting's picture is reused and keeps its focus.
        """
        free = list(self._cards)
        cards: list[PaintingCard | None] = []
        for painting in paintings:
            card = next((card for card in free if card.shows(painting.loaded)), None)
            cards.append(card)
            if card is not None:
                free.remove(card)
        return [card or (free.pop(0) if free else self._make_card()) for card in cards]

    def _make_card(self) -> PaintingCard:
        card = PaintingCard()
        card.chosen.connect(self._on_chosen)
        card.removed.connect(self._on_removed)
        card.share_moved.connect(self._on_share_moved)
        card.scale_moved.connect(self._on_scale_moved)
        card.settled.connect(self._on_settled)
        card.stepped.connect(self._on_stepped)
        return card

    def _index_at(self, event: QDropEvent) -> int | None:
        return self._list.card_at(self.mapToGlobal(event.position().toPoint()))

    def _show_target(self, event: QDropEvent | None) -> None:
        """Highlight the place where dropped pictures would go."""
        target = None if event is None else self._index_at(event)
        for index, card in enumerate(self._cards):
            card.set_target(index == target)
        is_added = event is not None and target is None
        self._spare.set_target(is_added)
        self._add.setDown(is_added)

    def _on_chosen(self, card: PaintingCard) -> None:
        self.replace_requested.emit(self._cards.index(card))

    def _on_removed(self, card: PaintingCard) -> None:
        removed = self._cards.index(card)
        rest = [painting for at, painting in enumerate(self._paintings) if at != removed]
        kept = [at for at in range(len(self._paintings)) if at != removed]
        self.edited.emit(tuple(rest), {old: new for new, old in enumerate(kept)}, None)
        if self._cards:
            self._cards[min(removed, len(self._cards) - 1)].thumbnail.setFocus()
        else:
            self._spare.thumbnail.setFocus()

    def _on_stepped(self, card: PaintingCard, step: int) -> None:
        index = self._cards.index(card)
        self._on_moved(index, index + step)

    def _on_moved(self, old: int, new: int) -> None:
        order = list(range(len(self._paintings)))
        order.insert(new, order.pop(old))
        paintings = tuple(self._paintings[index] for index in order)
        self.edited.emit(paintings, {before: after for after, before in enumerate(order)}, None)
        self._list.show_card(self._cards[new])

    def _on_settled(self) -> None:
        self._gesture = object()

    def _on_share_moved(self, card: PaintingCard, share: float) -> None:
        index = self._cards.index(card)
        weights = with_share([painting.weight for painting in self._paintings], index, share)
        self._adjust(
            [
                replace(painting, weight=weight)
                for painting, weight in zip(self._paintings, weights, strict=True)
            ]
        )

    def _on_scale_moved(self, card: PaintingCard, scale: float) -> None:
        index, paintings = self._cards.index(card), list(self._paintings)
        paintings[index] = replace(paintings[index], scale=scale)
        self._adjust(paintings)

    def _adjust(self, paintings: Sequence[Painting]) -> None:
        indices = {index: index for index in range(len(paintings))}
        self.edited.emit(tuple(paintings), indices, self._gesture)


def with_share(weights: Sequence[float], index: int, share: float) -> list[float]:
    """Return weights with a mean of 1, in which the one at `index` is this share of the sum.

    The ratios between the other weights stay the same. The share must lie strictly between 0
    and 1.
    """
    others = sum(weights) - weights[index]
    count = len(weights)
    return [
        count * share if at == index else count * (1 - share) * weight / others
        for at, weight in enumerate(weights)
    ]
