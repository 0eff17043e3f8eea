"""Button that shows the current preset and opens the gallery of all presets."""

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
    """Shows the current preset and opens a popup with all presets and their pictures.

    Signals:
        preset_pointed(str): The preset with this name is under the pointer; "" once none is.
        preset_chosen(str): The user chose the preset with this name.
        save_requested(str): The user wants to save a preset under this title.
        delete_requested(str): The user wants to delete the preset with this name.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, PresetEntry] = {}
        self._current = ""
        self._button = _OpeningButton()
        self._popup = PresetPopup(self)
        self.preset_pointed = self._popup.pointed
        self.preset_chosen = self._popup.chosen
        self.save_requested = self._popup.save_requested
        self.delete_requested = self._popup.delete_requested
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._button)
        self._show_current()

        self._button.open_requested.connect(self._on_open)

    def set_presets(self, entries: list[PresetEntry]) -> None:
        """Offer these presets, in this order."""
        self._entries = {entry.name: entry for entry in entries}
        self._popup.set_presets(entries)
        self._show_current()

    def current(self) -> str:
        """Return the name of the current preset, or "" if there is none."""
        return self._current if self._current in self._entries else ""

    def set_current(self, name: str) -> None:
        """Show the preset with this name as the current one; "" for none."""
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
        tip = self.tr(
            "A set of parameters that work well together. You can also save your own presets here."
        )
        self._button.setToolTip(tip)

    def _on_open(self) -> None:
        corner = self.mapToGlobal(QPoint(self.width(), self.height() + 2))
        self._popup.open_at(corner, self.current())


class _OpeningButton(QPushButton):
    """Button that looks like a drop-down list.

    Signals:
        open_requested(): The user clicked the button or pressed Space, Enter or the down arrow.
    """

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
