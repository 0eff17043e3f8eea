"""Dialog for opening pictures: recent ones, displayed as thumbnails, or any other file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.document.loaded_picture import scaled
from nst_desktop.ui.parts.file_dialogs import ask_for_pictures

TILE = QSize(120, 90)
CELL = QSize(140, 124)
COLUMNS = 4


class OpenDialog(QDialog):
    """Dialog with recent and sample pictures.

    Signals:
        chosen(list[Path]): The user chose these files; the dialog is already closed.
        pointed(Path | None): The user points at this picture, with the mouse or by stepping to
            it; None once the dialog closes.
    """

    chosen = Signal(object)
    pointed = Signal(object)

    def __init__(
        self,
        title: str,
        files: Sequence[Path],
        folder: Path,
        several: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Build the dialog.

        Args:
            title: Window title.
            files: Pictures to display as thumbnails.
            folder: Folder in which Browse starts.
            several: Whether more than one picture can be chosen.
            parent: Parent widget.
        """
        super().__init__(parent)
        self._folder, self._several = folder, several
        self._list = self._make_list()
        for path in files:
            self._list.addItem(self._make_item(path))
        self._list.setCurrentRow(0)
        browse = QPushButton(self.tr("&Browse…"))
        browse.setToolTip(self.tr("Choose any other picture on this computer"))
        browse.setAutoDefault(False)
        self._open = QPushButton(self.tr("&Open"))
        self._open.setProperty("primary", True)
        self._open.setToolTip(self.tr("Open the selected pictures"))
        self._open.setDefault(True)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setToolTip(self.tr("Keep the current pictures"))
        cancel.setAutoDefault(False)

        buttons = QHBoxLayout()
        buttons.addWidget(browse)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(COLUMNS * CELL.width() + 76, 400)
        self._list.setFocus()

        self._list.setMouseTracking(True)
        self._list.itemEntered.connect(self._on_pointed)
        self._list.currentItemChanged.connect(self._on_pointed)
        self.finished.connect(lambda: self.pointed.emit(None))
        self._list.itemActivated.connect(self._on_open)
        self._open.clicked.connect(self._on_open)
        cancel.clicked.connect(self.reject)
        browse.clicked.connect(self._on_browse)

    @Slot(object, object)
    def set_image(self, path: Path, image: QImage | None) -> None:
        """Show this image as the file's thumbnail."""
        for row in range(self._list.count()):
            item = self._list.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == path and image is not None:
                item.setIcon(_tile(image))

    def _make_list(self) -> QListWidget:
        pictures = QListWidget()
        pictures.setProperty("tiles", True)
        pictures.setViewMode(QListView.ViewMode.IconMode)
        pictures.setMovement(QListView.Movement.Static)
        pictures.setResizeMode(QListView.ResizeMode.Adjust)
        pictures.setIconSize(TILE)
        pictures.setGridSize(CELL)
        pictures.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        pictures.setUniformItemSizes(True)
        pictures.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        mode = QAbstractItemView.SelectionMode
        pictures.setSelectionMode(mode.ExtendedSelection if self._several else mode.SingleSelection)
        pictures.setAccessibleName(self.tr("Recent pictures"))
        pictures.setToolTip(self.tr("Recently used pictures and sample pictures"))
        return pictures

    def _make_item(self, path: Path) -> QListWidgetItem:
        item = QListWidgetItem(path.name)
        item.setData(Qt.ItemDataRole.UserRole, path)
        item.setToolTip(str(path))
        item.setIcon(_tile(None))
        item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
        item.setSizeHint(CELL)
        return item

    def move_beside(self, widget: QWidget) -> None:
        """Place the dialog so that it covers as little of the widget as the screen allows."""
        screen, corner = widget.screen().availableGeometry(), widget.mapToGlobal(QPoint(0, 0))
        left = min(corner.x() + widget.width(), screen.right() - self.width())
        top = corner.y() + (widget.height() - self.height()) // 2
        self.move(max(screen.left(), left), max(screen.top(), top))

    @Slot(QListWidgetItem)
    def _on_pointed(self, item: QListWidgetItem | None) -> None:
        self.pointed.emit(None if item is None else item.data(Qt.ItemDataRole.UserRole))

    def _on_open(self) -> None:
        items = self._list.selectedItems() or [self._list.currentItem()]
        self._choose([item.data(Qt.ItemDataRole.UserRole) for item in items if item is not None])

    def _on_browse(self) -> None:
        self._choose(ask_for_pictures(self, self.windowTitle(), self._folder, self._several))

    def _choose(self, files: list[Path]) -> None:
        if files:
            self.accept()
            self.chosen.emit(files)


def _tile(image: QImage | None) -> QIcon:
    """Return an icon with the image centred on a tile. If None, the tile is empty."""
    tile = QPixmap(TILE * 2)
    tile.fill(Qt.GlobalColor.transparent)
    if image is not None and not image.isNull():
        fitted = scaled(image, tile.size())
        painter = QPainter(tile)
        left, top = (tile.width() - fitted.width()) // 2, (tile.height() - fitted.height()) // 2
        painter.drawImage(left, top, fitted)
        painter.end()
    tile.setDevicePixelRatio(2)
    icon = QIcon(tile)
    icon.addPixmap(tile, QIcon.Mode.Selected)  # Qt would tint the picture otherwise.
    return icon
