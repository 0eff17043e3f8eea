"""Dialog for saving an artwork."""

from pathlib import Path

from PySide6.QtCore import QLocale, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nst_desktop.images.formats import SAVE_SUFFIXES, SaveOptions, format_of, writable_formats
from nst_desktop.ui.parts.naming_dialog import NamingDialog
from nst_desktop.ui.save.save_rows import SaveRows

WIDTH = 540
DELAY = 200  # ms without a change before the size is requested


class SaveDialog(NamingDialog):
    """Dialog for name, folder, format and quality, which also shows the file size.

    Signals:
        size_requested(SaveOptions): The size of a file with these options is needed; the owner
            answers with set_size().
    """

    size_requested = Signal(object)

    def __init__(
        self,
        target: Path,
        options: SaveOptions,
        parent: QWidget | None = None,
        *,
        transparent: bool = False,
    ) -> None:
        """Propose a file.

        Args:
            target: Proposed file, whose suffix is replaced to match the format in `options`.
            options: Initial options for writing the file.
            parent: Parent window for the dialog.
            transparent: Whether any part of the artwork is transparent.
        """
        super().__init__(target, parent)
        self._rows = SaveRows(self._form, self)
        self._rows.set_transparent(transparent)
        self._size = QLabel()
        self._size_timer = QTimer(self)
        self._size_timer.setSingleShot(True)
        self._size_timer.setInterval(DELAY)

        self._form.addRow(self.tr("File size"), self._size)
        self._form.addRow("", self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self._form)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        self.setWindowTitle(self.tr("Save artwork"))
        self.setMinimumWidth(WIDTH)
        self.set_options(options)

        self._name.textEdited.connect(self._on_name_edited)
        self._rows.options_changed.connect(self._on_options_changed)
        self._size_timer.timeout.connect(self._on_size_timeout)

    def chosen(self) -> tuple[Path, SaveOptions]:
        """Return the file, always with a suffix for its format, and the options for writing it."""
        return self.file(), self.options()

    def suffixes(self) -> tuple[str, ...]:
        return self.options().format.traits.suffixes

    def known_suffixes(self) -> tuple[str, ...]:
        return SAVE_SUFFIXES

    def options(self) -> SaveOptions:
        """Return the options for writing the file; they are also remembered for the next file."""
        return self._rows.options()

    def set_options(self, options: SaveOptions) -> None:
        """Show these options and change the name's suffix to match their format."""
        self._rows.set_options(options)
        self._on_options_changed()

    @Slot(object, object)
    def set_size(self, options: SaveOptions, size: int | None) -> None:
        """Show the size, in bytes, of a file with these options; None means unknown.

        Late answers for options that have changed in the meantime are ignored.
        """
        if options == self.options() and not self._size_timer.isActive():
            self._size.setText(self.tr("unknown") if size is None else _size_text(size))

    def done(self, result: int) -> None:
        self._size_timer.stop()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._request_size()

    def _on_name_edited(self, name: str) -> None:
        """Choose the format for the typed suffix; keep the bit depth if the format supports it."""
        options = self.options()
        typed_format = format_of(Path(name.strip()), options.format.traits.bits)
        if typed_format in writable_formats() and typed_format is not options.format:
            self._rows.set_format(typed_format)
            self._request_size()
        self._check()

    def _on_options_changed(self) -> None:
        self._take_suffix()
        self._request_size()
        self._check()

    def _on_size_timeout(self) -> None:
        self.size_requested.emit(self.options())

    def _request_size(self) -> None:
        self._size.setText(self.tr("calculating…"))
        if self.isVisible():
            self._size_timer.start()


def _size_text(size: int) -> str:
    digits = 1 if size >= 1_000_000 else 0
    return QLocale().formattedDataSize(size, digits, QLocale.DataSizeFormat.DataSizeSIFormat)
