"""Save-dialog rows for format, quality and metadata."""

from dataclasses import replace

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLabel, QSlider

from nst_desktop.images.formats import Metadata, PictureFormat, SaveOptions, writable_formats
from nst_desktop.ui.parts.number_boxes import WholeBox

QUALITY_WIDTH = 64


class SaveRows(QObject):
    """Adds rows for format, quality, recipe and the photograph's details to the end of a form.

    Signals:
        options_changed(SaveOptions): The user has changed an option.
    """

    options_changed = Signal(object)

    def __init__(self, form: QFormLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._options = SaveOptions()
        self._form = form
        self._is_transparent = False
        self._matte_note = QLabel()
        self._matte_note.setProperty("tone", "muted")
        self._matte_note.setWordWrap(True)
        self._format = QComboBox()
        for picture_format in writable_formats():
            self._format.addItem(self._format_label(picture_format), picture_format)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(1, 100)
        self._slider.setPageStep(10)
        self._number = WholeBox()
        self._number.setRange(1, 100)
        self._number.setFixedWidth(QUALITY_WIDTH)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._number.lineEdit().setTextMargins(0, 0, 6, 0)
        self._lossless = QCheckBox(self.tr("&Lossless"))
        self._recipe = QCheckBox(self.tr("&Include recipe"))
        self._metadata = QComboBox()
        for text, metadata in (
            (self.tr("Usual: author, copyright, date, description"), Metadata.USUAL),
            (self.tr("All: camera and location as well"), Metadata.ALL),
            (self.tr("None"), Metadata.NONE),
        ):
            self._metadata.addItem(text, metadata)
        self._set_help()

        quality = QHBoxLayout()
        quality.setSpacing(12)
        quality.addWidget(self._slider, 1)
        quality.addWidget(self._number)
        quality.addWidget(self._lossless)
        form.addRow(self.tr("F&ormat"), self._format)
        form.addRow("", self._matte_note)
        form.addRow(self.tr("&Quality"), quality)
        form.addRow("", self._recipe)
        form.addRow(self.tr("Photograph's &details"), self._metadata)
        form.labelForField(quality).setBuddy(self._slider)  # type: ignore[attr-defined]
        self.set_options(self._options)

        self._format.activated.connect(self._on_edited)
        self._slider.valueChanged.connect(self._on_slid)
        self._number.valueChanged.connect(self._on_edited)
        self._lossless.clicked.connect(self._on_edited)
        self._recipe.clicked.connect(self._on_edited)
        self._metadata.activated.connect(self._on_edited)

    def options(self) -> SaveOptions:
        """Return the options; `lossless` and `matte` keep their values in formats without them."""
        return self._options

    def set_options(self, options: SaveOptions) -> None:
        """Show these options, with PNG for a format that cannot be written on this computer."""
        if self._format.findData(options.format) < 0:
            options = replace(options, format=PictureFormat.PNG)
        self._options = options
        self._format.setCurrentIndex(self._format.findData(options.format))
        for widget in (self._slider, self._number):
            with QSignalBlocker(widget):
                widget.setValue(options.quality)
        self._recipe.setChecked(options.recipe)
        self._metadata.setCurrentIndex(self._metadata.findData(options.metadata))
        self._update()

    def set_format(self, picture_format: PictureFormat) -> None:
        """Show this format and keep the other options."""
        self.set_options(replace(self._options, format=picture_format))

    def set_transparent(self, transparent: bool) -> None:
        """Set whether any part of the picture is transparent; some formats lose transparency."""
        self._is_transparent = transparent
        self._update()

    def _on_slid(self, quality: int) -> None:
        self._number.setValue(quality)

    def _on_edited(self) -> None:
        # While the box is disabled, it shows what the format does, not what the user chose.
        is_lossless = (
            self._lossless.isChecked() if self._lossless.isEnabled() else self._options.lossless
        )
        options = replace(
            self._options,
            format=PictureFormat(self._format.currentData()),
            quality=self._number.value(),
            lossless=is_lossless,
            recipe=self._recipe.isChecked(),
            metadata=Metadata(self._metadata.currentData()),
        )
        if options != self._options:
            self.set_options(options)
            self.options_changed.emit(options)

    def _update(self) -> None:
        """Show and enable the widgets that apply to the format.

        Lossless can be chosen only for WebP; for other formats, the box shows whether they are
        lossless.
        """
        is_flattened = self._is_transparent and not self._options.format.traits.alpha
        self._matte_note.setText(self._matte_text() if is_flattened else "")
        self._format.setAccessibleDescription(self._matte_note.text())
        self._form.setRowVisible(self._matte_note, is_flattened)
        has_choice = self._options.format is PictureFormat.WEBP
        is_lossy = self._options.format.traits.lossy and not (has_choice and self._options.lossless)
        self._lossless.setEnabled(has_choice)
        self._lossless.setChecked(not is_lossy)
        self._slider.setEnabled(is_lossy)
        self._number.setEnabled(is_lossy)

    def _matte_text(self) -> str:
        """Return a warning that transparency will be lost, with a list of formats that keep it."""
        matte = self._options.matte
        colour = self.tr("white") if matte.lower() == "#ffffff" else matte
        codecs = dict.fromkeys(
            picture_format.traits.codec
            for picture_format in writable_formats()
            if picture_format.traits.alpha
        )
        return self.tr(
            "{0} does not support transparency: the artwork will be flattened onto {1}. "
            "Formats that keep transparency: {2}."
        ).format(self._options.format.traits.codec, colour, ", ".join(codecs))

    def _format_label(self, picture_format: PictureFormat) -> str:
        return {
            PictureFormat.PNG: self.tr("PNG: for any purpose"),
            PictureFormat.PNG_16: self.tr("PNG, 16-bit: for further editing"),
            PictureFormat.JPEG: self.tr("JPEG: small, for sharing"),
            PictureFormat.TIFF: self.tr("TIFF: for layout and older programs"),
            PictureFormat.TIFF_16: self.tr("TIFF, 16-bit: for print"),
            PictureFormat.WEBP: self.tr("WebP: smaller, for web pages"),
            PictureFormat.AVIF: self.tr("AVIF: smallest, for modern browsers"),
        }[picture_format]

    def _set_help(self) -> None:
        quality = self.tr(
            "Higher values look better but make the file larger; at 95, no loss is visible"
        )
        lossless = self.tr("Preserve every pixel exactly")
        recipe = self.tr(
            "Store the parameters and the names of the pictures in the file "
            "so that the artwork can be made again"
        )
        metadata = self.tr(
            "Metadata to copy from the photograph; 'All' includes the location and serial numbers"
        )
        for widget, name, tip in (
            (self._format, self.tr("Format"), self.tr("Format of the saved file")),
            (self._slider, self.tr("Quality"), quality),
            (self._number, self.tr("Quality"), quality),
            (self._lossless, self.tr("Lossless"), lossless),
            (self._recipe, self.tr("Include recipe"), recipe),
            (self._metadata, self.tr("Photograph's details"), metadata),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
