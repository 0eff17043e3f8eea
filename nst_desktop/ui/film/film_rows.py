"""Form rows for a film's options."""

from dataclasses import replace

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFormLayout,
    QLabel,
)

from nst_desktop.films.film_formats import INSTALL_VIDEO, FilmFormat, is_writable
from nst_desktop.films.film_options import RANGES, Easing, FilmOptions, FilmRequest, Subject
from nst_desktop.ui.parts.number_boxes import DecimalBox, WholeBox

LONG_SIDES = (320, 480, 640, 960, 1280, 1920, 2560, 3840)  # px
NUMBER_WIDTH = 84  # px


class FilmRows(QObject):
    """Fields for a film's subject, format, timing and size, appended to a form.

    Signals:
        request_changed(FilmRequest): The user changed an option.
    """

    request_changed = Signal(object)

    def __init__(self, form: QFormLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._request = FilmRequest()
        self._subject, self._format = QComboBox(), QComboBox()
        self._seconds, self._hold = _seconds_box("seconds"), _seconds_box("hold")
        self._fps = WholeBox()
        self._fps.setRange(*map(int, RANGES["fps"]))
        self._side, self._easing = QComboBox(), QComboBox()
        self._missing_video = QLabel()
        self._fill()
        self._explain()
        self._lay_out(form)
        self.set_request(self._request)

        for choice in (self._subject, self._format, self._side, self._easing):
            choice.activated.connect(self._on_edited)
        for number in (self._seconds, self._hold, self._fps):
            number.valueChanged.connect(self._on_edited)

    def request(self) -> FilmRequest:
        """The film as chosen by the user."""
        return self._request

    def set_request(self, request: FilmRequest) -> None:
        """Show these options, replacing an unavailable subject or format with an available one."""
        self._request = replace(
            request,
            subject=Subject(_available(self._subject, request.subject.value)),
            kind=FilmFormat(_available(self._format, request.kind.value)),
        )
        options = self._request.options
        if self._side.findData(options.side) < 0:
            self._side.addItem(self.tr("{0} px").format(options.side), options.side)
        for choice, value in (
            (self._subject, self._request.subject),
            (self._format, self._request.kind.value),
            (self._side, options.side),
            (self._easing, options.easing),
        ):
            choice.setCurrentIndex(choice.findData(value))
        for number, amount in (
            (self._seconds, options.seconds),
            (self._hold, options.hold),
            (self._fps, options.fps),
        ):
            with QSignalBlocker(number):
                number.setValue(amount)  # type: ignore[arg-type]

    def set_format(self, film_format: FilmFormat) -> None:
        """Choose this format and keep the other options."""
        self.set_request(replace(self._request, kind=film_format))

    def set_subjects(self, subjects: dict[Subject, str]) -> None:
        """Enable subjects with an empty reason; grey out the others and show their reasons."""
        for subject, reason in subjects.items():
            _set_reason(self._subject, subject, reason)
        self.set_request(self._request)

    def set_enabled(self, enabled: bool) -> None:
        """Enable or disable all fields."""
        for field in self._fields():
            field.setEnabled(enabled)

    def _on_edited(self) -> None:
        options = FilmOptions(
            seconds=round(self._seconds.value(), 1),
            hold=round(self._hold.value(), 1),
            fps=self._fps.value(),
            side=self._side.currentData(),
            easing=Easing(self._easing.currentData()),
        )
        request = FilmRequest(
            subject=Subject(self._subject.currentData()),
            kind=FilmFormat(self._format.currentData()),
            options=options,
        )
        if request != self._request:
            self._request = request
            self.request_changed.emit(request)

    def _fill(self) -> None:
        self._subject.addItem(self.tr("The run, step by step"), Subject.MAKING)
        self._subject.addItem(self.tr("The photograph becomes the artwork"), Subject.FADE)
        for film_format, text in (
            (FilmFormat.MP4, self.tr("MP4: plays everywhere")),
            (FilmFormat.WEBM, self.tr("WebM: smaller, for web pages")),
            (FilmFormat.WEBP, self.tr("Animated WebP: displayed like a picture")),
            (FilmFormat.GIF, self.tr("GIF: 256 colours, for older programs")),
        ):
            self._format.addItem(text, film_format.value)
            if not is_writable(film_format):
                _set_reason(self._format, film_format.value, self._reason(film_format))
        self._missing_video.setText(self._reason(FilmFormat.MP4))
        self._missing_video.setHidden(is_writable(FilmFormat.MP4))
        self._side.addItem(self.tr("Same as the artwork"), 0)
        for side in LONG_SIDES:
            self._side.addItem(self.tr("{0} px").format(side), side)
        for easing, text in (
            (Easing.SMOOTH, self.tr("Slow start and end")),
            (Easing.LINEAR, self.tr("Constant")),
            (Easing.ACCELERATING, self.tr("Slow start")),
        ):
            self._easing.addItem(text, easing)

    def _lay_out(self, form: QFormLayout) -> None:
        self._missing_video.setProperty("tone", "muted")
        self._missing_video.setTextFormat(Qt.TextFormat.PlainText)
        self._missing_video.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for number in (self._seconds, self._hold, self._fps):
            number.setFixedWidth(NUMBER_WIDTH)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            number.lineEdit().setTextMargins(0, 0, 6, 0)
        form.addRow(self.tr("Sho&ws"), self._subject)
        form.addRow(self.tr("F&ormat"), self._format)
        form.addRow("", self._missing_video)
        form.setRowVisible(self._missing_video, not self._missing_video.isHidden())
        form.addRow(self.tr("&Length"), self._seconds)
        form.addRow(self.tr("&Hold at the end"), self._hold)
        form.addRow(self.tr("Frames &per second"), self._fps)
        form.addRow(self.tr("Long si&de"), self._side)
        form.addRow(self.tr("P&ace"), self._easing)

    def _explain(self) -> None:
        side = self.tr(
            "A smaller picture size makes a smaller file. Unless you choose a size, WebP and "
            "GIF films are at most 640 px on the long side."
        )
        for widget, name, tip in (
            (self._subject, self.tr("Shows"), self.tr("What the film shows")),
            (self._format, self.tr("Format"), self.tr("File format of the film")),
            (self._seconds, self.tr("Length"), self.tr("Time from the first picture to the last")),
            (
                self._hold,
                self.tr("Hold at the end"),
                self.tr("How long the finished artwork stays on screen"),
            ),
            (
                self._fps,
                self.tr("Frames per second"),
                self.tr("Higher values look smoother; 25 is usual"),
            ),
            (self._side, self.tr("Long side"), side),
            (self._easing, self.tr("Pace"), self.tr("How the speed changes during the film")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self._format.setAccessibleDescription(
            self._missing_video.text() if self._lacks_video() else ""
        )

    def _lacks_video(self) -> bool:
        return not is_writable(FilmFormat.MP4)

    def _reason(self, film_format: FilmFormat) -> str:
        if film_format.is_video:
            text = self.tr("MP4 and WebM require PyAV. Install it with this command:\n{0}")
            return text.format(INSTALL_VIDEO)
        return self.tr("This format is not available on this computer.")

    def _fields(self) -> tuple[QComboBox | QAbstractSpinBox, ...]:
        choices = (self._subject, self._format, self._side, self._easing)
        return (*choices, self._seconds, self._hold, self._fps)


def _seconds_box(option: str) -> DecimalBox:
    box = DecimalBox()
    box.setRange(*RANGES[option])
    box.setDecimals(1)
    box.setSingleStep(0.5)
    box.setSuffix(" s")
    return box


def _set_reason(choice: QComboBox, value: object, reason: str) -> None:
    """Grey out an entry and show the reason, or enable the entry if the reason is empty."""
    model, row = choice.model(), choice.findData(value)
    assert isinstance(model, QStandardItemModel)
    model.item(row).setEnabled(not reason)
    choice.setItemData(row, reason or None, Qt.ItemDataRole.ToolTipRole)
    choice.setItemData(row, reason or None, Qt.ItemDataRole.AccessibleDescriptionRole)


def _available(choice: QComboBox, value: str) -> str:
    """Return the value if it can be chosen, else the first value that can."""
    model = choice.model()
    assert isinstance(model, QStandardItemModel)
    rows = [row for row in range(choice.count()) if model.item(row).isEnabled()]
    values = [choice.itemData(row) for row in rows]
    return value if value in values or not values else str(values[0])
