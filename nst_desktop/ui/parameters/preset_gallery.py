"""The presets, each with a picture: a button that shows the present one and opens all."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from nst_desktop.ui.parameters.preset_entry import PresetEntry, picture_of
from nst_desktop.ui.parameters.preset_popup import PresetPopup
from nst_desktop.ui.parts.icons import draw_icon
from nst_desktop.ui.parts.theme import colours_of

__all__ = ["PresetEntry", "PresetGallery"]

PICTURE = QSize(44, 33)


class PresetGallery(QWidget):
    """preset_chosen(str), save_requested(str), delete_requested(str): the user wants that.

    The name is a PresetEntry's; for save_requested it is what the user has written.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, PresetEntry] = {}
        self._current = ""
        self._button = _OpeningButton()
        self._popup = PresetPopup(self)
        self.preset_chosen = self._popup.chosen
        self.save_requested = self._popup.save_requested
        self.delete_requested = self._popup.delete_requested
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._button)
        self._show_current()

        self._button.open_requested.connect(self._on_open)

    def set_presets(self, entries: list[PresetEntry]) -> None:
        """Offer these, in this order."""
        self._entries = {entry.name: entry for entry in entries}
        self._popup.set_presets(entries)
        self._show_current()

    def current(self) -> str:
        """The name of the preset that is in use; empty if it is none."""
        return self._current if self._current in self._entries else ""

    def set_current(self, name: str) -> None:
        """Show this preset as the one in use; an empty name: none."""
        if name != self._current:
            self._current = name
            self._show_current()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._popup.set_presets(list(self._entries.values()))
            self._show_current()

    def _show_current(self) -> None:
        entry = self._entries.get(self._current)
        title = self.tr("No preset") if entry is None else entry.title
        self._button.setText(title)
        self._button.setIcon(QIcon(picture_of(self, entry, PICTURE)))
        self._button.setAccessibleName(self.tr("Preset: {0}").format(title))
        tip = self.tr("Parameters that go well together; your own can be saved here")
        self._button.setToolTip(tip)

    def _on_open(self) -> None:
        corner = self.mapToGlobal(QPoint(self.width(), self.height() + 2))
        self._popup.open_at(corner, self.current())


class _OpeningButton(QPushButton):
    """Looks like a drop-down list. open_requested(): by click, Space, Enter or an arrow down."""

    open_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setIconSize(PICTURE)
        self.setStyleSheet("text-align: left; padding: 4px 6px;")
        self.clicked.connect(self.open_requested)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        arrow = QRectF(0, 0, 14, 14)
        arrow.moveCenter(QRectF(self.rect()).center())
        arrow.moveRight(self.width() - 8)
        draw_icon(painter, arrow, "arrow", colours_of(self.palette()).muted)
