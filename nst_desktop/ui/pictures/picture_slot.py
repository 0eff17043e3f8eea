"""Slot for one picture, with its thumbnail, name and size, and a button to open another."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nst_desktop.document.loaded_picture import LoadedPicture
from nst_desktop.ui.parts.drops import brings_pictures, dropped_sources
from nst_desktop.ui.parts.elided_label import ElidedLabel
from nst_desktop.ui.parts.thumbnail import Thumbnail


class Role(StrEnum):
    """Role of a picture. Its value is also the name of its icon."""

    PHOTOGRAPH = "photograph"
    PAINTING = "painting"


class PictureSlot(QWidget):
    """Shows one picture; a click triggers the browse action.

    Signals:
        sources_dropped(list[Source]): The user dropped pictures here.
    """

    sources_dropped = Signal(object)

    def __init__(
        self, role: Role, title: str, browse: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._loaded: LoadedPicture | None = None

        heading = QLabel(title)
        heading.setProperty("tone", "heading")
        self._open = QPushButton(self.tr("Open…"))
        self._open.setProperty("flat", True)
        self._open.setAccessibleName(self.tr("Open: {0}").format(title))
        self._open.setToolTip(self.tr("Choose a recent picture or any file (Ctrl+O)"))
        self._thumbnail = Thumbnail(str(role), title)
        self._name = ElidedLabel()
        self._size = QLabel()
        self._size.setProperty("tone", "muted")
        self._size.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._thumbnail, 1)
        layout.addSpacing(2)
        layout.addWidget(self._name)
        layout.addWidget(self._size)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAcceptDrops(True)
        self._describe()

        self._open.clicked.connect(browse.trigger)
        self._thumbnail.clicked.connect(browse.trigger)

    def set_picture(self, loaded: LoadedPicture | None) -> None:
        """Show this picture's thumbnail, name and size."""
        self._loaded = loaded
        self._thumbnail.set_image(None if loaded is None else loaded.image)
        self._describe()

    def picture(self) -> LoadedPicture | None:
        """Return the displayed picture."""
        return self._loaded

    def set_loading(self, loading: bool) -> None:
        """While a picture is loading, display a message in place of its size."""
        self._describe()
        if loading:
            self._size.setText(self.tr("Opening…"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if brings_pictures(event.mimeData()):
            event.acceptProposedAction()
            self._thumbnail.set_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._thumbnail.set_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._thumbnail.set_target(False)
        sources = dropped_sources(event.mimeData())
        if sources:
            event.acceptProposedAction()
            self.sources_dropped.emit(sources)

    def _describe(self) -> None:
        if self._loaded is None:
            self._name.set_text(self.tr("No picture yet"))
            self._size.setText(self.tr("Drop a file or click"))
            return
        picture = self._loaded.picture
        height, width = picture.pixels.shape[:2]
        self._name.set_text(picture.name)
        self._name.setToolTip(str(picture.path))
        self._size.setText(self.tr("{0} × {1}").format(width, height))
