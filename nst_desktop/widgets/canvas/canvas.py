"""The canvas: the picture in the making, as large as the window lets it be."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QWidget

from nst_desktop.widgets.actions import Actions
from nst_desktop.widgets.canvas import painting
from nst_desktop.widgets.canvas.drag_out import Export, drag_out
from nst_desktop.widgets.canvas.paint_view import PaintView
from nst_desktop.widgets.drops import brings_pictures, dropped_sources
from nst_desktop.widgets.theme import colours_of

THUMBNAIL_SIDE = 128  # logical px, of the picture under the pointer
BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
COMING_BACK = Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason


class Canvas(PaintView):
    """Shows one picture, or two with a line between them; a hint while there is none.

    sources_dropped(list[Source]): the user dropped pictures.
    """

    sources_dropped = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._is_target = self._has_ring = False
        self._export: Export | None = None
        self._press: QPointF | None = None
        self._is_dragged_out = False
        self.setAcceptDrops(True)
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Artwork"))
        self.setAccessibleDescription(
            self.tr(
                "Plus and minus zoom, the arrow keys move the picture. Hold backslash to see the "
                "compared picture; Shift with left or right moves the line between the two."
            )
        )
        self.setToolTip(self.tr("Turn the wheel to zoom, drag to move, right-click for more"))

        actions.fit.triggered.connect(self.fit)
        actions.actual_size.triggered.connect(self.actual_size)
        actions.zoom_in.triggered.connect(self.zoom_in)
        actions.zoom_out.triggered.connect(self.zoom_out)
        actions.compare.toggled.connect(self.set_split)

    def set_export(self, provider: Export | None) -> None:
        """What writes the picture to a PNG file and gives its path; None: it stays in here.

        The picture can then be dragged out of the window. The provider is called when the place
        where it is dropped asks for a file, in the window's thread.
        """
        self._export = provider

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._is_dragged_out and brings_pictures(event.mimeData()):
            event.acceptProposedAction()
            self._set_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_target(False)
        sources = [] if self._is_dragged_out else dropped_sources(event.mimeData())
        if sources:
            event.acceptProposedAction()
            self.sources_dropped.emit(sources)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        free = left and not self._is_on_line(event.position())
        if free and self._can_drag_out(event.modifiers()):
            self._press = event.position()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:
            self._let_go()  # a menu that opened meanwhile has taken the release
        if self._press is None:
            super().mouseMoveEvent(event)
        elif (event.position() - self._press).manhattanLength() >= QApplication.startDragDistance():
            self._let_go()
            self._drag_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in COMING_BACK:
            self._has_ring = event.reason() in BY_KEYBOARD

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.image() is not None:
            self._make_menu().popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        painting.paint_ground(painter, self)
        if self._layer is None:
            painting.paint_hint(painter, self, colours)
        else:
            self._paint_pictures(painter, self._layer, colours)
            self._paint_easel(painter, event.rect())
            painting.paint_corners(painter, self)
            self._paint_zoom(painter)
        if self._is_target:
            painting.paint_frame(painter, self, colours.content_line, 3)
        elif self._has_ring and self.hasFocus():
            painting.paint_frame(painter, self, colours.content_line, 2)

    def _let_go(self) -> None:
        super()._let_go()
        self._press = None

    def _paint_zoom(self, painter: QPainter) -> None:
        if not self.is_fit():
            text = self.tr("{0} %").format(round(100 * self.zoom()))
            corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            painting.paint_chip(painter, self, QRectF(self.rect()), corner, text)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        actions = self._actions
        menu.addActions([actions.fit, actions.actual_size])
        menu.addSeparator()
        if self._compared is not None:
            menu.addAction(actions.compare)
            menu.addSeparator()
        menu.addActions([actions.copy_shown, actions.save_as])
        return menu

    def _can_drag_out(self, keys: Qt.KeyboardModifier) -> bool:
        if self.has_easel():
            return False
        still = not self._view.is_pannable() or bool(keys & Qt.KeyboardModifier.ControlModifier)
        return still and self._export is not None and self._layer is not None

    def _drag_out(self) -> None:
        if self._layer is None or self._export is None:
            return
        side = round(THUMBNAIL_SIDE * self.devicePixelRatioF())
        self._is_dragged_out = True
        try:
            drag_out(self, self._layer.image, self._layer.thumbnail(side), self._export)
        finally:
            self._is_dragged_out = False

    def _set_target(self, is_target: bool) -> None:
        self._is_target = is_target
        self.update()
