"""The rows of a form that tell which film is made."""

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

SIDES = (320, 480, 640, 960, 1280, 1920, 2560, 3840)  # px, of the long side
NUMBER_WIDTH = 84  # px


class FilmRows(QObject):
    """What it shows, in which kind of file, how long, how large; added to the end of a form.

    wish_changed(FilmWish): the user has changed any of them.
    """

    wish_changed = Signal(object)

    def __init__(self, form: QFormLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._wish = FilmRequest()
        self._subject, self._kind = QComboBox(), QComboBox()
        self._seconds, self._hold = _seconds_box("seconds"), _seconds_box("hold")
        self._fps = WholeBox()
        self._fps.setRange(*map(int, RANGES["fps"]))
        self._side, self._easing = QComboBox(), QComboBox()
        self._lack = QLabel()
        self._fill()
        self._explain()
        self._lay_out(form)
        self.set_wish(self._wish)

        for choice in (self._subject, self._kind, self._side, self._easing):
            choice.activated.connect(self._on_edited)
        for number in (self._seconds, self._hold, self._fps):
            number.valueChanged.connect(self._on_edited)

    def wish(self) -> FilmRequest:
        """What is set."""
        return self._wish

    def set_wish(self, wish: FilmRequest) -> None:
        """Show this; what cannot be made here gives way to what can."""
        self._wish = replace(
            wish,
            subject=Subject(_usable(self._subject, wish.subject.value)),
            kind=FilmFormat(_usable(self._kind, wish.kind.value)),
        )
        options = self._wish.options
        if self._side.findData(options.side) < 0:
            self._side.addItem(self.tr("{0} px").format(options.side), options.side)
        for choice, value in (
            (self._subject, self._wish.subject),
            (self._kind, self._wish.kind.value),
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

    def set_kind(self, kind: FilmFormat) -> None:
        """Show this kind and leave the rest as it is."""
        self.set_wish(replace(self._wish, kind=kind))

    def set_subjects(self, subjects: dict[Subject, str]) -> None:
        """What there is to show; the text says why not, empty where there is something."""
        for subject, reason in subjects.items():
            _allow(self._subject, subject, reason)
        self.set_wish(self._wish)

    def set_enabled(self, enabled: bool) -> None:
        """Whether anything can be changed."""
        for each in self._fields():
            each.setEnabled(enabled)

    def _on_edited(self) -> None:
        options = FilmOptions(
            seconds=round(self._seconds.value(), 1),
            hold=round(self._hold.value(), 1),
            fps=self._fps.value(),
            side=self._side.currentData(),
            easing=Easing(self._easing.currentData()),
        )
        wish = FilmRequest(
            subject=Subject(self._subject.currentData()),
            kind=FilmFormat(self._kind.currentData()),
            options=options,
        )
        if wish != self._wish:
            self._wish = wish
            self.wish_changed.emit(wish)

    def _fill(self) -> None:
        self._subject.addItem(self.tr("The making, step by step"), Subject.MAKING)
        self._subject.addItem(self.tr("The photograph becomes the artwork"), Subject.FADE)
        for kind, words in (
            (FilmFormat.MP4, self.tr("MP4: for everything")),
            (FilmFormat.WEBM, self.tr("WebM: smaller, for web pages")),
            (FilmFormat.WEBP, self.tr("Animated WebP: plays like a picture")),
            (FilmFormat.GIF, self.tr("GIF: 256 colours, for older programs")),
        ):
            self._kind.addItem(words, kind.value)
            if not is_writable(kind):
                _allow(self._kind, kind.value, self._reason(kind))
        self._lack.setText(self._reason(FilmFormat.MP4))
        self._lack.setHidden(is_writable(FilmFormat.MP4))
        self._side.addItem(self.tr("As the artwork"), 0)
        for side in SIDES:
            self._side.addItem(self.tr("{0} px").format(side), side)
        for easing, words in (
            (Easing.SMOOTH, self.tr("Slow start and end")),
            (Easing.LINEAR, self.tr("Even")),
            (Easing.ACCELERATING, self.tr("Slow start")),
        ):
            self._easing.addItem(words, easing)

    def _lay_out(self, form: QFormLayout) -> None:
        self._lack.setProperty("tone", "muted")
        self._lack.setTextFormat(Qt.TextFormat.PlainText)
        self._lack.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for number in (self._seconds, self._hold, self._fps):
            number.setFixedWidth(NUMBER_WIDTH)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            number.lineEdit().setTextMargins(0, 0, 6, 0)
        form.addRow(self.tr("Sho&ws"), self._subject)
        form.addRow(self.tr("F&ormat"), self._kind)
        form.addRow("", self._lack)
        form.setRowVisible(self._lack, not self._lack.isHidden())
        form.addRow(self.tr("&Length"), self._seconds)
        form.addRow(self.tr("&Hold at the end"), self._hold)
        form.addRow(self.tr("&Pictures a second"), self._fps)
        form.addRow(self.tr("Long si&de"), self._side)
        form.addRow(self.tr("P&ace"), self._easing)

    def _explain(self) -> None:
        side = self.tr(
            "A smaller film is a smaller file; as the artwork, WebP and GIF end at 640 px"
        )
        for widget, name, tip in (
            (self._subject, self.tr("Shows"), self.tr("What the film goes through")),
            (self._kind, self.tr("Format"), self.tr("What kind of file is written")),
            (self._seconds, self.tr("Length"), self.tr("From the first picture to the last")),
            (self._hold, self.tr("Hold at the end"), self.tr("How long the artwork stays")),
            (self._fps, self.tr("Pictures a second"), self.tr("More is smoother; 25 is usual")),
            (self._side, self.tr("Long side"), side),
            (self._easing, self.tr("Pace"), self.tr("Where the film lingers")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self._kind.setAccessibleDescription(self._lack.text() if self._lacks_video() else "")

    def _lacks_video(self) -> bool:
        return not is_writable(FilmFormat.MP4)

    def _reason(self, kind: FilmFormat) -> str:
        if kind.is_video:
            told = self.tr("MP4 and WebM need PyAV. Install it with:\n{0}")
            return told.format(INSTALL_VIDEO)
        return self.tr("This kind cannot be written on this computer.")

    def _fields(self) -> tuple[QComboBox | QAbstractSpinBox, ...]:
        choices = (self._subject, self._kind, self._side, self._easing)
        return (*choices, self._seconds, self._hold, self._fps)


def _seconds_box(option: str) -> DecimalBox:
    box = DecimalBox()
    box.setRange(*RANGES[option])
    box.setDecimals(1)
    box.setSingleStep(0.5)
    box.setSuffix(" s")
    return box


def _allow(choice: QComboBox, value: object, reason: str) -> None:
    """Grey this entry and say why; or, without a reason, let it be chosen."""
    model, row = choice.model(), choice.findData(value)
    assert isinstance(model, QStandardItemModel)
    model.item(row).setEnabled(not reason)
    choice.setItemData(row, reason or None, Qt.ItemDataRole.ToolTipRole)
    choice.setItemData(row, reason or None, Qt.ItemDataRole.AccessibleDescriptionRole)


def _usable(choice: QComboBox, value: str) -> str:
    """This value, or the first that can be chosen if it cannot be."""
    model = choice.model()
    assert isinstance(model, QStandardItemModel)
    rows = [row for row in range(choice.count()) if model.item(row).isEnabled()]
    found = [choice.itemData(row) for row in rows]
    return value if value in found or not found else str(found[0])
