"""The rows of a form that tell how a picture is written."""

from dataclasses import replace

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLabel, QSlider

from nst_desktop.images.formats import Metadata, PictureFormat, SaveOptions, writable_formats
from nst_desktop.ui.parts.number_boxes import WholeBox

QUALITY_WIDTH = 64


class SaveRows(QObject):
    """Format, quality, recipe and the photograph's details, added to the end of a form.

    options_changed(SaveOptions): the user has changed any of them.
    """

    options_changed = Signal(object)

    def __init__(self, form: QFormLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._options = SaveOptions()
        self._form = form
        self._is_transparent = False
        self._ground = QLabel()
        self._ground.setProperty("tone", "muted")
        self._ground.setWordWrap(True)
        self._format = QComboBox()
        for each in writable_formats():
            self._format.addItem(self._words(each), each)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(1, 100)
        self._slider.setPageStep(10)
        self._number = WholeBox()
        self._number.setRange(1, 100)
        self._number.setFixedWidth(QUALITY_WIDTH)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._number.lineEdit().setTextMargins(0, 0, 6, 0)
        self._lossless = QCheckBox(self.tr("&Lossless"))
        self._recipe = QCheckBox(self.tr("&Include the recipe"))
        self._metadata = QComboBox()
        for text, metadata in (
            (self.tr("Usual: author, copyright, date, description"), Metadata.USUAL),
            (self.tr("All: camera and place as well"), Metadata.ALL),
            (self.tr("None"), Metadata.NONE),
        ):
            self._metadata.addItem(text, metadata)
        self._explain()

        quality = QHBoxLayout()
        quality.setSpacing(12)
        quality.addWidget(self._slider, 1)
        quality.addWidget(self._number)
        quality.addWidget(self._lossless)
        form.addRow(self.tr("F&ormat"), self._format)
        form.addRow("", self._ground)
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
        """What is set; the lossless and the matte also while the format has no use for them."""
        return self._options

    def set_options(self, options: SaveOptions) -> None:
        """Show these; a format that cannot be written here becomes PNG."""
        if self._format.findData(options.format) < 0:
            options = replace(options, format=PictureFormat.PNG)
        self._options = options
        self._format.setCurrentIndex(self._format.findData(options.format))
        for each in (self._slider, self._number):
            with QSignalBlocker(each):
                each.setValue(options.quality)
        self._recipe.setChecked(options.recipe)
        self._metadata.setCurrentIndex(self._metadata.findData(options.metadata))
        self._show_what_applies()

    def set_format(self, picture_format: PictureFormat) -> None:
        """Show this format and leave the rest as it is."""
        self.set_options(replace(self._options, format=picture_format))

    def set_transparent(self, transparent: bool) -> None:
        """Whether the picture is transparent anywhere, which not every format keeps."""
        self._is_transparent = transparent
        self._show_what_applies()

    def _on_slid(self, quality: int) -> None:
        self._number.setValue(quality)

    def _on_edited(self) -> None:
        wished = self._lossless.isChecked() if self._lossless.isEnabled() else None
        options = replace(
            self._options,
            format=PictureFormat(self._format.currentData()),
            quality=self._number.value(),
            lossless=self._options.lossless if wished is None else wished,
            recipe=self._recipe.isChecked(),
            metadata=Metadata(self._metadata.currentData()),
        )
        if options != self._options:
            self.set_options(options)
            self.options_changed.emit(options)

    def _show_what_applies(self) -> None:
        """Lossless is a choice only with WebP; elsewhere it shows what the format does."""
        is_laid = self._is_transparent and not self._options.format.traits.alpha
        self._ground.setText(self._ground_words() if is_laid else "")
        self._format.setAccessibleDescription(self._ground.text())
        self._form.setRowVisible(self._ground, is_laid)
        is_choice = self._options.format is PictureFormat.WEBP
        is_lossy = self._options.format.traits.lossy and not (is_choice and self._options.lossless)
        self._lossless.setEnabled(is_choice)
        self._lossless.setChecked(not is_lossy)
        self._slider.setEnabled(is_lossy)
        self._number.setEnabled(is_lossy)

    def _ground_words(self) -> str:
        """What becomes of transparency, and which formats keep it."""
        matte = self._options.matte
        ground = self.tr("white") if matte.lower() == "#ffffff" else matte
        keeping = dict.fromkeys(
            each.traits.codec for each in writable_formats() if each.traits.alpha
        )
        return self.tr(
            "{0} has no transparency: the artwork is laid on {1}. These formats keep it: {2}."
        ).format(self._options.format.traits.codec, ground, ", ".join(keeping))

    def _words(self, picture_format: PictureFormat) -> str:
        return {
            PictureFormat.PNG: self.tr("PNG: for everything"),
            PictureFormat.PNG_16: self.tr("PNG 16 bit: for further editing"),
            PictureFormat.JPEG: self.tr("JPEG: small, for sharing"),
            PictureFormat.TIFF: self.tr("TIFF: for layout and older programs"),
            PictureFormat.TIFF_16: self.tr("TIFF 16 bit: for print"),
            PictureFormat.WEBP: self.tr("WebP: smaller, for web pages"),
            PictureFormat.AVIF: self.tr("AVIF: smallest, for new browsers"),
        }[picture_format]

    def _explain(self) -> None:
        quality = self.tr("Higher is closer to the picture and a larger file; 95 looks the same")
        lossless = self.tr("Every pixel stays as it is")
        recipe = self.tr(
            "Keeps the parameters and the pictures' names in the file, "
            "so that the artwork can be made again"
        )
        metadata = self.tr(
            "What the artwork's file says about the photograph. "
            "All includes where it was taken and serial numbers"
        )
        for widget, name, tip in (
            (self._format, self.tr("Format"), self.tr("What kind of file is written")),
            (self._slider, self.tr("Quality"), quality),
            (self._number, self.tr("Quality"), quality),
            (self._lossless, self.tr("Lossless"), lossless),
            (self._recipe, self.tr("Include the recipe"), recipe),
            (self._metadata, self.tr("Photograph's details"), metadata),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
