"""Dragging the picture out of the window, as a file and as an image."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMetaType, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QImage, QPixmap
from PySide6.QtWidgets import QWidget

from nst_desktop.ui.parts.drops import ARTWORK_MIME_TYPE

Export = Callable[[], Path]

FILES = "text/uri-list"


class PictureData(QMimeData):
    """Image data with a file that is written only when the drop target asks for it."""

    def __init__(self, image: QImage, export: Export) -> None:
        super().__init__()
        self._export = export
        self._files: list[QUrl] = []
        self.setImageData(image)
        self.setData(ARTWORK_MIME_TYPE, b"1")

    def formats(self) -> list[str]:
        return [FILES, *super().formats()]

    def hasFormat(self, mime_type: str) -> bool:
        return mime_type in self.formats()

    def retrieveData(self, mime_type: str, preferred: QMetaType | QMetaType.Type) -> Any:
        if mime_type != FILES:
            return super().retrieveData(mime_type, preferred)
        if not self._files:
            self._files = [QUrl.fromLocalFile(str(self._export()))]
        return self._files


def drag_out(source: QWidget, image: QImage, thumbnail: QImage, export: Export) -> None:
    """Let the user drag the image to a drop target; return when the drag has ended."""
    drag = QDrag(source)
    drag.setMimeData(PictureData(image, export))
    pixmap = QPixmap.fromImage(thumbnail)
    pixmap.setDevicePixelRatio(source.devicePixelRatioF())
    drag.setPixmap(pixmap)
    drag.setHotSpot(QPoint(int(pixmap.deviceIndependentSize().width() / 2), 12))
    drag.exec(Qt.DropAction.CopyAction)
