"""Canvas widget that shows the picture and passes events to its tools."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from nst_desktop.ui.actions import Actions
from nst_desktop.ui.canvas import decorations
from nst_desktop.ui.canvas.canvas_tool import CanvasTool
from nst_desktop.ui.canvas.comparison import Comparison
from nst_desktop.ui.canvas.drag_and_drop import DragAndDrop
from nst_desktop.ui.canvas.drag_out import Export
from nst_desktop.ui.canvas.layer import Layer
from nst_desktop.ui.canvas.navigation import Navigation
from nst_desktop.ui.canvas.viewport import Viewport

REASON = Qt.FocusReason
BY_KEYBOARD = REASON.TabFocusReason, REASON.BacktabFocusReason, REASON.ShortcutFocusReason
RETURNING = REASON.ActiveWindowFocusReason, REASON.PopupFocusReason


class Canvas(QWidget):
    """Shows one picture, two pictures with a split line between them, or a hint if there is none.

    Attributes:
        viewport: Viewport with the picture's zoom and position.

    Signals:
        sources_dropped(list[Source]): The user dropped pictures on the canvas.
    """

    sources_dropped = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._has_ring = False
        self._badge = ""
        self.viewport = Viewport(self)
        self._tool: CanvasTool | None = None  # replaces dragging out; see set_tool()
        self._comparison = Comparison(self.viewport)
        self._drag_and_drop = DragAndDrop(self.viewport)
        self._navigation = Navigation(self.viewport)
        self._tools: list[CanvasTool] = []
        self.set_tool(None)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Artwork"))
        self.setAccessibleDescription(
            self.tr(
                "Press plus or minus to zoom, and the arrow keys to move the picture. Hold "
                "backslash to see the other picture in a comparison. Press Shift with the left or "
                "right arrow key to move the line between the two pictures."
            )
        )
        self.setToolTip(self.tr("Scroll to zoom, drag to move, right-click for more"))

        actions.fit.triggered.connect(self.viewport.fit)
        actions.actual_size.triggered.connect(self.viewport.actual_size)
        actions.zoom_in.triggered.connect(self.viewport.zoom_in)
        actions.zoom_out.triggered.connect(self.viewport.zoom_out)
        actions.compare.toggled.connect(self.set_split)

    def set_image(self, image: QImage | None, size: QSize | None = None) -> None:
        """Show this image. It is scaled only when it is painted.

        If the image has the same proportions as the previous one, zoom and position stay the same.
        If the image is a small copy, `size` is the size of the full picture, in px. The zoom
        refers to that size.
        """
        self.viewport.set_image(image, size)

    def image(self) -> QImage | None:
        """Return the displayed image at its original size."""
        return None if self.viewport.layer is None else self.viewport.layer.image

    def set_label(self, label: str) -> None:
        """Set the picture's label, which is displayed during a comparison."""
        self._comparison.label = label
        self.update()

    def set_badge(self, badge: str) -> None:
        """Mark the picture with a word in its corner, such as "Sketch"; "" removes the mark."""
        self._badge = badge
        self.setAccessibleName(badge or self.tr("Artwork"))
        self.update()

    def set_compared(self, image: QImage | None, label: str = "") -> None:
        """Set the picture to compare with, and its label. If None, there is no comparison."""
        layer = None if image is None or image.isNull() else Layer(image)
        self._comparison.compared, self._comparison.compared_label = layer, label
        self.update()

    def set_split(self, on: bool) -> None:
        """Show or hide the split line and, to its left, the compared picture, if there is one."""
        self._comparison.is_split = on
        self.update()

    def is_split(self) -> bool:
        """Return whether the split view is on, even if there is no picture to compare with."""
        return self._comparison.is_split

    def show_before(self, on: bool) -> None:
        """Show the compared picture, if there is one, instead of the current picture."""
        self._comparison.show_before(on)

    def set_tool(self, tool: CanvasTool | None) -> None:
        """Use this tool on the picture. If None, the user can drag the picture out instead."""
        if self._tool is not None:
            self._tool.close()
        self._tool = tool
        if tool is None:
            self._tools = [self._comparison, self._drag_and_drop, self._navigation]
        else:
            tool.changed.connect(self._refresh)
            self._tools = [tool, self._comparison, self._navigation]
            self._drag_and_drop.let_go()
        self._refresh()

    def set_export(self, provider: Export | None) -> None:
        """Set the function that writes the picture to a PNG file and returns its path.

        The user can then drag the picture out of the window. The function is called in the GUI
        thread when the drop target asks for a file. If None, dragging is disabled.
        """
        self._drag_and_drop.export = provider

    def event(self, event: QEvent) -> bool:
        event_type, taken = event.type(), False
        if event_type == QEvent.Type.DevicePixelRatioChange:
            self.viewport.measure()
        elif isinstance(event, QNativeGestureEvent):
            return self._navigation.gesture(event)
        elif isinstance(event, QHelpEvent) and event_type == QEvent.Type.ToolTip:
            # A tooltip would hide the picture.
            taken = self.viewport.picture_rect().contains(event.pos())
        elif isinstance(event, QKeyEvent) and event_type == QEvent.Type.ShortcutOverride:
            taken = any(tool.claims(event) for tool in self._tools)
        if taken:
            event.accept()
        return taken or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.viewport.measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.setAccepted(self._navigation.wheel(event))

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.setAccepted(any(tool.tablet(event) for tool in self._tools))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        any(tool.press(event) for tool in self._tools)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:
            self._let_go()  # The release event went to a menu that opened in the meantime.
        if not any(tool.move(event) for tool in self._tools):
            self._show_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not any(tool.release(event) for tool in self._tools):
            self._let_go()
            self._show_cursor(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        for tool in self._tools:
            tool.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not any(tool.key_press(event) for tool in self._tools):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not any(tool.key_release(event) for tool in self._tools):
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in RETURNING:
            self._has_ring = event.reason() in BY_KEYBOARD

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.show_before(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drag_and_drop.drag_enter(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drag_and_drop.drag_leave()

    def dropEvent(self, event: QDropEvent) -> None:
        sources = self._drag_and_drop.drop(event)
        if sources:
            self.sources_dropped.emit(sources)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        taken = by_mouse and any(tool.uses_right_button() for tool in self._tools)
        if self.image() is not None and not taken:
            self._make_menu().popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        decorations.paint_ground(painter, self)
        if self.viewport.layer is None:
            decorations.paint_hint(painter, self)
        else:
            self._comparison.paint(painter, event.rect())
            if self._tool is not None:
                self._tool.paint(painter, event.rect())
            if not self._comparison.is_split:  # which has labels of its own
                corner = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
                visible = self.viewport.visible_rect()
                decorations.paint_chip(painter, self, visible, corner, self._badge)
            decorations.paint_corners(painter, self)
            self._navigation.paint(painter, event.rect())
        if self._drag_and_drop.is_target:
            decorations.paint_frame(painter, self, 3)
        elif self._has_ring and self.hasFocus():
            decorations.paint_frame(painter, self, 2)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        actions = self._actions
        menu.addActions([actions.fit, actions.actual_size])
        menu.addSeparator()
        if self._comparison.compared is not None:
            menu.addAction(actions.compare)
            menu.addSeparator()
        menu.addActions([actions.copy_shown, actions.save_as])
        return menu

    def _let_go(self) -> None:
        for tool in self._tools:
            tool.let_go()

    def _show_cursor(self, point: QPointF) -> None:
        """Show the cursor of the first tool that provides one at this point."""
        if not self._navigation.is_panning():
            shapes = (tool.cursor(point) for tool in self._tools)
            self.setCursor(next(shape for shape in shapes if shape is not None))

    @Slot()
    def _refresh(self) -> None:
        self._show_cursor(QPointF())
        self.update()
