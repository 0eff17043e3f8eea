"""Menu of recently opened pictures, each with a thumbnail."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from nst_desktop.document.loaded_picture import shrunk
from nst_desktop.ui.parts.icons import draw_icon
from nst_desktop.ui.parts.theme import colours_of

ICON_SIDE = 40  # px
IMAGE_SIDE = 2 * ICON_SIDE  # enough for a device pixel ratio of 2
MAX_NAME_WIDTH = 280  # px

_SHEET = f"""
QMenu {{ icon-size: {ICON_SIDE}px; }}
QMenu::item {{ padding: 3px 24px 3px 12px; }}
QMenu::icon {{ padding-left: 8px; }}
"""


class RecentMenu(QMenu):
    """Menu of recent pictures.

    Signals:
        pointed(Path | None): This picture is under the pointer or selected; None once none is.
        chosen(Path): The user chose this picture.
        cleared(): The user asked to clear the list.
    """

    pointed = Signal(object)
    chosen = Signal(object)
    cleared = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._entries: list[tuple[Path, QImage | None]] = []
        self.setStyleSheet(_SHEET)
        self.setToolTipsVisible(True)
        self.setAccessibleName(title)
        self.set_entries([])
        self.triggered.connect(self._on_triggered)
        self.hovered.connect(self._on_hovered)
        self.aboutToHide.connect(lambda: self.pointed.emit(None))

    def set_entries(self, entries: Sequence[tuple[Path, QImage | None]]) -> None:
        """Show these pictures, newest first. An image is None until it has been loaded."""
        self._entries = list(entries)
        self.clear()
        names = Counter(path.name for path, _ in entries)
        muted = colours_of(self.palette()).muted
        for path, image in entries:
            # Pictures with the same name are distinguished by their folders.
            name = path.name if names[path.name] == 1 else f"{path.name} — {path.parent.name}"
            action = self.addAction(_tile(image, muted), self._fitted(name))
            action.setToolTip(str(path))
            action.setData(path)
        if not entries:
            self.addAction(self.tr("No pictures yet")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(self.tr("&Clear list")).triggered.connect(self.cleared)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.set_entries(self._entries)

    def _fitted(self, name: str) -> str:
        elided = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, MAX_NAME_WIDTH)
        return elided.replace("&", "&&")

    def _on_hovered(self, action: QAction) -> None:
        self.pointed.emit(action.data() if isinstance(action.data(), Path) else None)

    def _on_triggered(self, action: QAction) -> None:
        if isinstance(action.data(), Path):
            self.chosen.emit(action.data())


def _tile(image: QImage | None, muted: str) -> QIcon:
    """Draw the image, or else a line icon in the colour `muted`, centred in a square."""
    tile = QPixmap(IMAGE_SIDE, IMAGE_SIDE)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    if image is None or image.isNull():
        rect = QRectF(0, 0, IMAGE_SIDE / 2, IMAGE_SIDE / 2)
        rect.moveCenter(QRectF(tile.rect()).center())
        draw_icon(painter, rect, "photograph", muted)
    else:
        fitted = shrunk(image, IMAGE_SIDE)
        left, top = (IMAGE_SIDE - fitted.width()) // 2, (IMAGE_SIDE - fitted.height()) // 2
        painter.drawImage(left, top, fitted)
    painter.end()
    return QIcon(tile)
