"""The question where and how to save the artwork."""

from pathlib import Path

from PySide6.QtCore import QLocale, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nst_desktop.images.formats import SAVE_SUFFIXES, SaveOptions, format_of, writable_formats
from nst_desktop.ui.parts.naming_dialog import NamingDialog
from nst_desktop.ui.save.save_rows import SaveRows

WIDTH = 540
DELAY = 200  # ms without a change before the size is asked for


class SaveDialog(NamingDialog):
    """Name, folder, format and quality, with the file's size; exec() tells whether to save.

    size_wanted(SaveOptions): how large would the file be? set_size answers.
    """

    size_wanted = Signal(object)

    def __init__(
        self,
        target: Path,
        options: SaveOptions,
        parent: QWidget | None = None,
        *,
        transparent: bool = False,
    ) -> None:
        """target: the proposed file; its suffix gives way to the options' format.

        transparent: whether the artwork is so anywhere.
        """
        super().__init__(target, parent)
        self._rows = SaveRows(self._form, self)
        self._rows.set_transparent(transparent)
        self._size = QLabel()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(DELAY)

        self._form.addRow(self.tr("File size"), self._size)
        self._form.addRow("", self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self._form)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        self.setWindowTitle(self.tr("Save the artwork"))
        self.setMinimumWidth(WIDTH)
        self.set_options(options)

        self._name.textEdited.connect(self._on_name_edited)
        self._rows.options_changed.connect(self._on_options_changed)
        self._patience.timeout.connect(self._on_patience_over)

    def chosen(self) -> tuple[Path, SaveOptions]:
        """The file, always with a suffix of the format, and how it is to be written."""
        return self.file(), self.options()

    def suffixes(self) -> tuple[str, ...]:
        return self.options().format.traits.suffixes

    def known_suffixes(self) -> tuple[str, ...]:
        return SAVE_SUFFIXES

    def options(self) -> SaveOptions:
        """How the file is to be written, to be remembered for the next time."""
        return self._rows.options()

    def set_options(self, options: SaveOptions) -> None:
        """Show these options; the name takes the suffix of their format."""
        self._rows.set_options(options)
        self._on_options_changed()

    @Slot(object, object)
    def set_size(self, options: SaveOptions, size: int | None) -> None:
        """Show the size, bytes, that a file with these options has; None if it cannot be told.

        An answer that comes too late, to options that are no longer set, is passed over.
        """
        if options == self.options() and not self._patience.isActive():
            self._size.setText(self.tr("not known") if size is None else _shown(size))

    def done(self, result: int) -> None:
        self._patience.stop()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_for_size()

    def _on_name_edited(self, name: str) -> None:
        """A suffix that is typed chooses the format, with as many bits as before."""
        options = self.options()
        found = format_of(Path(name.strip()), options.format.traits.bits)
        if found in writable_formats() and found is not options.format:
            self._rows.set_format(found)
            self._ask_for_size()
        self._check()

    def _on_options_changed(self) -> None:
        self._take_suffix()
        self._ask_for_size()
        self._check()

    def _on_patience_over(self) -> None:
        self.size_wanted.emit(self.options())

    def _ask_for_size(self) -> None:
        self._size.setText(self.tr("being worked out …"))
        if self.isVisible():
            self._patience.start()


def _shown(size: int) -> str:
    digits = 1 if size >= 1_000_000 else 0
    return QLocale().formattedDataSize(size, digits, QLocale.DataSizeFormat.DataSizeSIFormat)
