"""Output folder, file names and file format of queued artworks."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from nst_desktop.core.params import StyleParams
from nst_desktop.images.formats import PictureFormat, writable_formats
from nst_desktop.queue.destination import (
    FIELDS,
    MAX_PATTERN_LENGTH,
    Destination,
    DestinationFault,
    fault_of,
)
from nst_desktop.recipes.plan import Plan, StyleFile
from nst_desktop.ui.parts.elided_label import ElidedLabel
from nst_desktop.ui.parts.file_dialogs import ask_for_folder

EXAMPLE = Plan(
    params=StyleParams(), content=Path("lake.jpg"), styles=(StyleFile(Path("impasto.jpg")),)
)


class DestinationRows(QWidget):
    """Widget with the rows for the queue's destination.

    Signals:
        destination_changed(Destination): The user chose a new, valid destination.
    """

    destination_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._destination = Destination(Path.home())
        self._folder = ElidedLabel()
        self._choose = QPushButton(self.tr("&Choose…"))
        self._choose.setAutoDefault(False)
        self._pattern = QLineEdit()
        self._pattern.setMaxLength(MAX_PATTERN_LENGTH)
        self._format = QComboBox()
        for picture_format in writable_formats():
            codec, bits = picture_format.traits.codec, picture_format.traits.bits
            label = self.tr("{0} 16-bit").format(codec) if bits == 16 else codec
            self._format.addItem(label, picture_format)
        self._hint = ElidedLabel()
        self._explain()

        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(1, 1)
        name = QLabel(self.tr("File na&mes"))
        name.setBuddy(self._pattern)
        rows.addWidget(QLabel(self.tr("Output folder")), 0, 0)
        rows.addWidget(self._folder, 0, 1)
        rows.addWidget(self._choose, 0, 2)
        rows.addWidget(name, 1, 0)
        rows.addWidget(self._pattern, 1, 1)
        rows.addWidget(self._format, 1, 2)
        rows.addWidget(self._hint, 2, 1, 1, 2)

        self._choose.clicked.connect(self._on_choose)
        self._pattern.textEdited.connect(self._on_edited)
        self._format.activated.connect(self._on_edited)

    def set_destination(self, destination: Destination) -> None:
        """Show this destination, with PNG instead of an unavailable format."""
        if self._format.findData(destination.format) < 0:
            destination = replace(destination, format=PictureFormat.PNG)
        self._destination = destination
        self._folder.set_text(str(destination.folder))
        self._folder.setToolTip(str(destination.folder))
        if self._pattern.text() != destination.pattern:
            self._pattern.setText(destination.pattern)
        self._format.setCurrentIndex(self._format.findData(destination.format))
        self._show_hint()

    def _on_choose(self) -> None:
        current = self._destination.folder
        folders = (current, *current.parents)
        start = next((folder for folder in folders if folder.is_dir()), Path.home())
        folder = ask_for_folder(self, self.tr("Choose the output folder"), start)
        if folder is not None:
            self._change(replace(self._destination, folder=folder.absolute()))

    def _on_edited(self) -> None:
        pattern = self._pattern.text()
        changed = replace(self._destination, format=PictureFormat(self._format.currentData()))
        if not fault_of(pattern):
            changed = replace(changed, pattern=pattern)
        self._change(changed)

    def _change(self, destination: Destination) -> None:
        has_changed = destination != self._destination
        self._destination = destination
        self._folder.set_text(str(destination.folder))
        self._folder.setToolTip(str(destination.folder))
        self._show_hint()
        if has_changed:
            self.destination_changed.emit(destination)

    def _show_hint(self) -> None:
        """Show an example name, or what is wrong with the pattern."""
        fault = fault_of(self._pattern.text())
        example = self._destination.name_for(EXAMPLE)
        text = (
            self._describe(fault)
            if fault
            else self.tr("Example: {0}. Existing files are never overwritten").format(example)
        )
        self._hint.set_text(text)
        self._hint.setToolTip(text)
        self._pattern.setAccessibleDescription(text)
        tone = "danger" if fault else "muted"
        if self._hint.property("tone") != tone:
            self._hint.setProperty("tone", tone)
            self._hint.style().unpolish(self._hint)  # re-evaluates the style sheet
            self._hint.style().polish(self._hint)

    def _describe(self, fault: DestinationFault) -> str:
        parts = ", ".join(f"{{{field}}}" for field in FIELDS)
        return {
            DestinationFault.BRACES: self.tr("The name has an unmatched brace."),
            DestinationFault.UNKNOWN: self.tr("Available placeholders: {0}").format(parts),
            DestinationFault.TWICE: self.tr("The name contains the same placeholder twice."),
            DestinationFault.LONG: self.tr("The name is too long."),
            DestinationFault.NAME: self.tr(
                "Not a valid file name: it is empty or contains an invalid character such as /."
            ),
        }[fault]

    def _explain(self) -> None:
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        parts = ", ".join(f"{{{field}}}" for field in FIELDS)
        for widget, name, tip in (
            (
                self._choose,
                self.tr("Choose the output folder"),
                self.tr("Output folder for new artworks"),
            ),
            (
                self._pattern,
                self.tr("File names"),
                self.tr("File names for new artworks; available placeholders: {0}").format(parts),
            ),
            (
                self._format,
                self.tr("File format"),
                self.tr("Format for new artworks; each file contains its recipe"),
            ),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
