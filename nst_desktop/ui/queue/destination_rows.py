"""Where the artworks of the queue go, how they are named, and what kind of file they are."""

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
    """results_changed(Results): the user has changed any of it, and it can be used."""

    results_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results = Destination(Path.home())
        self._folder = ElidedLabel()
        self._choose = QPushButton(self.tr("&Choose…"))
        self._choose.setAutoDefault(False)
        self._pattern = QLineEdit()
        self._pattern.setMaxLength(MAX_PATTERN_LENGTH)
        self._format = QComboBox()
        for each in writable_formats():
            codec, bits = each.traits.codec, each.traits.bits
            self._format.addItem(self.tr("{0} 16 bit").format(codec) if bits == 16 else codec, each)
        self._told = ElidedLabel()
        self._explain()

        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(1, 1)
        name = QLabel(self.tr("Na&mes"))
        name.setBuddy(self._pattern)
        rows.addWidget(QLabel(self.tr("Artworks go to")), 0, 0)
        rows.addWidget(self._folder, 0, 1)
        rows.addWidget(self._choose, 0, 2)
        rows.addWidget(name, 1, 0)
        rows.addWidget(self._pattern, 1, 1)
        rows.addWidget(self._format, 1, 2)
        rows.addWidget(self._told, 2, 1, 1, 2)

        self._choose.clicked.connect(self._on_choose)
        self._pattern.textEdited.connect(self._on_edited)
        self._format.activated.connect(self._on_edited)

    def set_results(self, results: Destination) -> None:
        """Show these; a format that cannot be written here becomes PNG."""
        if self._format.findData(results.format) < 0:
            results = replace(results, format=PictureFormat.PNG)
        self._results = results
        self._folder.set_text(str(results.folder))
        self._folder.setToolTip(str(results.folder))
        if self._pattern.text() != results.pattern:
            self._pattern.setText(results.pattern)
        self._format.setCurrentIndex(self._format.findData(results.format))
        self._tell()

    def _on_choose(self) -> None:
        there = self._results.folder
        start = next((each for each in (there, *there.parents) if each.is_dir()), Path.home())
        folder = ask_for_folder(self, self.tr("Put the artworks into this folder"), start)
        if folder is not None:
            self._change(replace(self._results, folder=folder.absolute()))

    def _on_edited(self) -> None:
        pattern, kind = self._pattern.text(), PictureFormat(self._format.currentData())
        changed = replace(self._results, format=kind)
        if not fault_of(pattern):
            changed = replace(changed, pattern=pattern)
        self._change(changed)

    def _change(self, results: Destination) -> None:
        is_other = results != self._results
        self._results = results
        self._folder.set_text(str(results.folder))
        self._folder.setToolTip(str(results.folder))
        self._tell()
        if is_other:
            self.results_changed.emit(results)

    def _tell(self) -> None:
        """What a file is called, or why the name cannot be."""
        fault = fault_of(self._pattern.text())
        example = self._results.name_for(EXAMPLE)
        told = (
            self._in_words(fault)
            if fault
            else self.tr("Such as {0}; a file that is there is never replaced").format(example)
        )
        self._told.set_text(told)
        self._told.setToolTip(told)
        self._pattern.setAccessibleDescription(told)
        tone = "danger" if fault else "muted"
        if self._told.property("tone") != tone:
            self._told.setProperty("tone", tone)
            self._told.style().unpolish(self._told)  # or the style sheet would not look again
            self._told.style().polish(self._told)

    def _in_words(self, fault: DestinationFault) -> str:
        parts = ", ".join(f"{{{each}}}" for each in FIELDS)
        return {
            DestinationFault.BRACES: self.tr("A brace is not closed, or not opened."),
            DestinationFault.UNKNOWN: self.tr("In braces there can be: {0}").format(parts),
            DestinationFault.TWICE: self.tr("Something in braces is there twice."),
            DestinationFault.LONG: self.tr("The name is too long."),
            DestinationFault.NAME: self.tr(
                "No file can have this name: it is empty or has a sign such as /."
            ),
        }[fault]

    def _explain(self) -> None:
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        parts = ", ".join(f"{{{each}}}" for each in FIELDS)
        for widget, name, tip in (
            (
                self._choose,
                self.tr("Choose the folder for the artworks"),
                self.tr("Choose where the artworks go that are made from now on"),
            ),
            (
                self._pattern,
                self.tr("How the artworks are named"),
                self.tr("Text, and in braces what differs: {0}").format(parts),
            ),
            (
                self._format,
                self.tr("Format of the artworks"),
                self.tr("What kind of file is written; each has its recipe in it"),
            ),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
