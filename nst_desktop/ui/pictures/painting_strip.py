"""The paintings of a run: which, in which order, and how much each of them counts."""

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
    """Shows the paintings and reports how the user edits them.

    edited(tuple[Painting], dict[int, int], object): the user has moved, removed or weighed a
    painting: the paintings as they are to be, the new index of each of the present ones that
    stays, and the gesture, the same during one drag of a slider, else None.
    replace_requested(int): the user wants another one in the place of this.
    sources_dropped(list[Source], int | None): dropped onto this painting, or beside them all.
    """

    edited = Signal(object, object, object)
    replace_requested = Signal(int)
    sources_dropped = Signal(object, object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._paintings: list[Painting] = []
        self._cards: list[PaintingCard] = []
        self._gesture = object()  # until a slider is let go
        self._loading_at: int | None = None
        self._is_loading = False

        self._heading = QLabel()
        self._heading.setProperty("tone", "heading")
        self._list = PaintingList()
        self._spare = PaintingCard()
        self._add = QPushButton(line_icon("add"), self.tr("Add painting…"))
        self._add.setProperty("flat", True)
        self._add.setToolTip(self.tr("Blend in another painting; you can also drop it here"))

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
        """Show these paintings; emits nothing."""
        former, self._paintings = self._paintings, list(paintings)
        count = len(former)
        if [each.loaded for each in former] == [each.loaded for each in self._paintings]:
            self._show_shares()
            return
        self._show()
        if count and len(self._cards) > count:
            self._list.show_card(self._cards[-1])

    def set_loading(self, loading: bool, index: int | None = None) -> None:
        """Tell that a picture is being read: for the place of this painting, or to be added."""
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
        at = self._loading_at
        is_one_more = self._is_loading and (at is None or at >= len(self._cards))
        self._spare.set_painting(None, 0.0, 0, len(self._cards) + 1)
        self._spare.set_loading(is_one_more)
        self._spare.setVisible(is_one_more or not self._cards)
        if is_one_more:
            self._list.show_card(self._spare)
        elif self._is_loading and at is not None:
            self._cards[at].set_loading(True)

    def _show_shares(self) -> None:
        total = sum(painting.weight for painting in self._paintings)
        for place, (card, painting) in enumerate(zip(self._cards, self._paintings, strict=True)):
            card.set_painting(painting, painting.weight / total, place, len(self._paintings))

    def _cards_for(self, paintings: Sequence[Painting]) -> list[PaintingCard]:
        """The cards that show these pictures already, so that the focus stays with them."""
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
        """Show where the drag would drop its pictures."""
        index = None if event is None else self._index_at(event)
        for place, card in enumerate(self._cards):
            card.set_target(place == index)
        is_one_more = event is not None and index is None
        self._spare.set_target(is_one_more)
        self._add.setDown(is_one_more)

    def _on_chosen(self, card: PaintingCard) -> None:
        self.replace_requested.emit(self._cards.index(card))

    def _on_removed(self, card: PaintingCard) -> None:
        removed = self._cards.index(card)
        rest = [each for at, each in enumerate(self._paintings) if at != removed]
        kept = [at for at in range(len(self._paintings)) if at != removed]
        self.edited.emit(tuple(rest), {old: new for new, old in enumerate(kept)}, None)
        if self._cards:
            self._cards[min(removed, len(self._cards) - 1)].thumbnail.setFocus()
        else:
            self._spare.thumbnail.setFocus()

    def _on_stepped(self, card: PaintingCard, way: int) -> None:
        place = self._cards.index(card)
        self._on_moved(place, place + way)

    def _on_moved(self, old: int, new: int) -> None:
        order = list(range(len(self._paintings)))
        order.insert(new, order.pop(old))
        paintings = tuple(self._paintings[at] for at in order)
        self.edited.emit(paintings, {before: at for at, before in enumerate(order)}, None)
        self._list.show_card(self._cards[new])

    def _on_settled(self) -> None:
        self._gesture = object()

    def _on_share_moved(self, card: PaintingCard, share: float) -> None:
        place = self._cards.index(card)
        weights = with_share([each.weight for each in self._paintings], place, share)
        self._weigh(
            [
                replace(each, weight=weight)
                for each, weight in zip(self._paintings, weights, strict=True)
            ]
        )

    def _on_scale_moved(self, card: PaintingCard, scale: float) -> None:
        place, paintings = self._cards.index(card), list(self._paintings)
        paintings[place] = replace(paintings[place], scale=scale)
        self._weigh(paintings)

    def _weigh(self, paintings: Sequence[Painting]) -> None:
        places = {at: at for at in range(len(paintings))}
        self.edited.emit(tuple(paintings), places, self._gesture)


def with_share(weights: Sequence[float], index: int, share: float) -> list[float]:
    """Weights of mean 1, of which one has this share (between 0 and 1) of the whole.

    The others keep their ratios to one another.
    """
    others = sum(weights) - weights[index]
    count = len(weights)
    return [
        count * share if place == index else count * (1 - share) * weight / others
        for place, weight in enumerate(weights)
    ]
