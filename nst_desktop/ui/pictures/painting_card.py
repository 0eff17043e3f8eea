"""Card for one painting, with its thumbnail, name, share and brush size."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nst_desktop.document.loaded_picture import LoadedPicture
from nst_desktop.document.setup import Painting
from nst_desktop.ui.parts.drag_watch import DragWatch
from nst_desktop.ui.parts.elided_label import ElidedLabel
from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.parts.theme import colours_of
from nst_desktop.ui.parts.thumbnail import RADIUS, Thumbnail
from nst_desktop.ui.pictures.painting_controls import PaintingControls

SMALL = QSize(50, 44)
MAX_WIDGET_SIZE = 16_777_215  # px; Qt's own limit (QWIDGETSIZE_MAX)


class PaintingCard(QWidget):
    """Shows one painting, or a hint while there is none.

    Signals, all with the card itself as the first argument:
        chosen(): The user wants to replace the painting with another picture.
        removed(): The user wants to remove the painting.
        share_moved(float): The user set this share of the total weight, 0..1.
        scale_moved(float): The user set this factor for the brush size.
        settled(): The user released a slider.
        stepped(int): The user wants to move the card one position up (-1) or down (1).
        dragged(QPoint): The user dragged the card to this screen position.
        released(): The user released the dragged card.
    """

    chosen = Signal(object)
    removed = Signal(object)
    share_moved = Signal(object, float)
    scale_moved = Signal(object, float)
    settled = Signal(object)
    stepped = Signal(object, int)
    dragged = Signal(object, QPoint)
    released = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painting: Painting | None = None
        self._is_small: bool | None = None
        self._is_lifted = False

        self.thumbnail = Thumbnail("painting", self.tr("Painting"))
        self._name = ElidedLabel()
        self._size = ElidedLabel()
        self._size.setProperty("tone", "muted")
        self._remove = self._make_button("close", self.tr("Remove this painting (Delete)"))
        self._more = self._make_button("folded", self.tr("Brush size of this painting"))
        self._more.setCheckable(True)
        self._controls = PaintingControls()
        self._drag = DragWatch(self)
        self._drag.watch(self)
        self._drag.watch(self.thumbnail)

        self._head = QGridLayout()
        self._head.setHorizontalSpacing(6)
        self._head.setVerticalSpacing(2)
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(4)
        self._rows.addLayout(self._head, 1)
        self._rows.addWidget(self._controls)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._add_actions()
        self.set_painting(None, 1.0, 0, 1)

        self.thumbnail.clicked.connect(self._on_chosen)
        self._remove.clicked.connect(self._on_removed)
        self._more.toggled.connect(self._on_more_toggled)
        self._controls.share_moved.connect(self._on_share_moved)
        self._controls.scale_moved.connect(self._on_scale_moved)
        self._controls.settled.connect(self._on_settled)
        self._drag.dragged.connect(self._on_dragged)
        self._drag.released.connect(self._on_drag_released)

    def set_painting(self, painting: Painting | None, share: float, index: int, count: int) -> None:
        """Show this painting.

        Args:
            painting: Painting to show. If None, the hint is displayed.
            share: Share of the total weight, 0..1.
            index: Index of the painting, from 0.
            count: Number of paintings.
        """
        if painting is None or not self.shows(painting.loaded):
            self.thumbnail.set_image(None if painting is None else painting.loaded.image)
            self._more.setChecked(False)
        self._painting = painting
        self._arrange(is_small=count > 1)
        for action in self.actions():
            action.setEnabled(painting is not None)
        self._up.setEnabled(index > 0)
        self._down.setEnabled(index < count - 1)
        self._remove.setVisible(painting is not None)
        self._more.setVisible(painting is not None)
        if painting is not None and painting.scale != 1:
            self._more.setChecked(True)  # A setting that has an effect must not be hidden.
        self._show_controls()
        self._describe(share, index, count)

    def shows(self, loaded: LoadedPicture) -> bool:
        """Return whether the card shows this picture object."""
        return self._painting is not None and self._painting.loaded is loaded

    def tab_stops(self) -> list[QWidget]:
        """Return the widgets in tab order."""
        return [self.thumbnail, self._remove, self._more, *self._controls.tab_stops()]

    def set_loading(self, loading: bool) -> None:
        """While a picture is loading, display a message in place of its size."""
        opening = self.tr("Opening…")
        if self._painting is None:
            self._name.set_text(opening if loading else self.tr("No picture yet"))
            self._size.set_text("" if loading else self.tr("Drop a file or click"))
        else:
            height, width = self._painting.loaded.picture.pixels.shape[:2]
            size = self.tr("{0} × {1}").format(width, height)
            self._size.set_text(opening if loading else size)

    def set_target(self, is_target: bool) -> None:
        """Highlight the card while dropping a picture here would replace the painting."""
        self.thumbnail.set_target(is_target)

    def set_lifted(self, is_lifted: bool) -> None:
        """Highlight the card while the user drags it."""
        self._is_lifted = is_lifted
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_small:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        painter.setBrush(QColor(colours.base))
        line, width = (colours.content_line, 1.5) if self._is_lifted else (colours.border, 1)
        painter.setPen(QPen(QColor(line), width))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _make_button(self, icon: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("flat", True)
        button.setStyleSheet("QToolButton { padding: 1px; }")
        button.setIcon(line_icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(text)
        return button

    def _add_actions(self) -> None:
        """Add the context menu; its shortcuts work while the card has the focus."""
        replace = self._make_action(self.tr("Replace…"), None)
        self._up = self._make_action(self.tr("Move up"), QKeySequence("Alt+Up"))
        self._down = self._make_action(self.tr("Move down"), QKeySequence("Alt+Down"))
        remove = self._make_action(self.tr("Remove"), QKeySequence("Delete"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        replace.triggered.connect(self._on_chosen)
        remove.triggered.connect(self._on_removed)
        self._up.triggered.connect(self._on_up)
        self._down.triggered.connect(self._on_down)

    def _make_action(self, text: str, keys: QKeySequence | None) -> QAction:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def _arrange(self, is_small: bool) -> None:
        """Put the thumbnail beside the name in a small card, above it in a large one."""
        if is_small == self._is_small:
            return
        self._is_small = is_small
        widgets = (self.thumbnail, self._name, self._size, self._remove, self._more)
        for widget in widgets:
            self._head.removeWidget(widget)
        if is_small:
            self._arrange_small()
        else:
            self._arrange_large()
        self._head.setColumnStretch(0, 0 if is_small else 1)
        self._head.setColumnStretch(1, 1 if is_small else 0)
        self._head.setRowStretch(0, 0 if is_small else 1)
        margin = 7 if is_small else 0
        self._rows.setContentsMargins(margin, margin, margin, margin)

    def _arrange_small(self) -> None:
        self.thumbnail.setFixedSize(SMALL)
        self._head.addWidget(self.thumbnail, 0, 0, 2, 1)
        self._head.addWidget(self._name, 0, 1)
        self._head.addWidget(self._size, 1, 1)
        self._head.addWidget(self._remove, 0, 2)
        self._head.addWidget(self._more, 1, 2)
        self._head.setRowMinimumHeight(1, 0)

    def _arrange_large(self) -> None:
        self.thumbnail.setMinimumSize(0, 0)
        self.thumbnail.setMaximumSize(MAX_WIDGET_SIZE, MAX_WIDGET_SIZE)
        self._head.addWidget(self.thumbnail, 0, 0, 1, 3)
        self._head.addWidget(self._name, 2, 0)
        self._head.addWidget(self._size, 3, 0)
        self._head.addWidget(self._more, 2, 1, 2, 1)
        self._head.addWidget(self._remove, 2, 2, 2, 1)
        self._head.setRowMinimumHeight(1, 4)

    def _show_controls(self) -> None:
        is_filled = self._painting is not None
        is_share_shown = is_filled and bool(self._is_small)  # One painting needs no share.
        self._controls.set_shown(is_share_shown, is_filled and self._more.isChecked())

    def _describe(self, share: float, index: int, count: int) -> None:
        self.set_loading(False)
        if self._painting is None:
            self._name.setToolTip("")
            self._set_title(self.tr("Painting"))
            return
        picture = self._painting.loaded.picture
        self._name.set_text(picture.name)
        self._name.setToolTip(str(picture.path))
        self._controls.set_values(share, self._painting.scale)
        title = self.tr("Painting {0} of {1}, {2}").format(index + 1, count, picture.name)
        self._set_title(title)

    def _set_title(self, title: str) -> None:
        """Set the accessible names, so that a screen reader can distinguish the cards."""
        self.setAccessibleName(title)
        self.thumbnail.setAccessibleName(self.tr("{0}: choose a picture").format(title))
        self._remove.setAccessibleName(self.tr("{0}: remove").format(title))
        self._more.setAccessibleName(self.tr("{0}: show the brush size").format(title))
        self._controls.set_title(title)

    def _on_chosen(self) -> None:
        self.chosen.emit(self)

    def _on_removed(self) -> None:
        self.removed.emit(self)

    def _on_up(self) -> None:
        self.stepped.emit(self, -1)

    def _on_down(self) -> None:
        self.stepped.emit(self, 1)

    def _on_more_toggled(self, unfolded: bool) -> None:
        self._more.setIcon(line_icon("unfolded" if unfolded else "folded"))
        self._show_controls()

    def _on_share_moved(self, share: float) -> None:
        self.share_moved.emit(self, share)

    def _on_scale_moved(self, scale: float) -> None:
        self.scale_moved.emit(self, scale)

    def _on_settled(self) -> None:
        self.settled.emit(self)

    def _on_dragged(self, position: QPoint) -> None:
        self.dragged.emit(self, position)

    def _on_drag_released(self) -> None:
        self.released.emit(self)
