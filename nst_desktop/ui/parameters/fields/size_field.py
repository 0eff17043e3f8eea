"""Field for the artwork size in pixels, which also shows the print size."""

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from nst_desktop.core.sizes import fit_size
from nst_desktop.images.formats import DEFAULT_DENSITY, DENSITIES
from nst_desktop.ui.parameters.fields.number_field import WIDTH, NumberField

CM_PER_INCH = 2.54


class SizeField(NumberField):
    """Number field that also shows the print size at a chosen density.

    Signals:
        density_changed(int): The user chose another density, in dpi. No parameter changes.
    """

    density_changed = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._aspect: tuple[int, int] | None = None
        self._print_size = QLabel()
        self._print_size.setProperty("tone", "muted")
        self._print_size.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._densities = self._make_densities()
        print_line = QWidget()
        line = QHBoxLayout(print_line)
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._print_size, 1)
        line.addWidget(self._densities)
        self._add_below(print_line)
        self._show_print_size()

        self._densities.activated.connect(self._on_density_chosen)
        self.value_changed.connect(self._show_print_size)

    def set_aspect(self, width: int, height: int) -> None:
        """Set the artwork's proportions; 0 × 0 if they are unknown."""
        self._aspect = (width, height) if width > 0 and height > 0 else None
        self._show_print_size()

    def density(self) -> int:
        """Return the print density in dots per inch."""
        return int(self._densities.currentData())

    def set_density(self, density: int) -> None:
        """Show the print size at this density. Densities not in the list are ignored."""
        if density in DENSITIES:
            with QSignalBlocker(self._densities):
                self._densities.setCurrentIndex(DENSITIES.index(density))
            self._show_print_size()

    def print_size(self) -> str:
        """Return the print size as displayed, such as "Print: 17.3 × 13.0 cm"."""
        return self._print_size.text()

    def _make_densities(self) -> QComboBox:
        densities = QComboBox()
        for density in DENSITIES:
            densities.addItem(self.tr("{0} dpi").format(density), density)
        densities.setCurrentIndex(DENSITIES.index(DEFAULT_DENSITY))
        densities.setFixedWidth(WIDTH)
        densities.setAccessibleName(self.tr("Print resolution"))
        densities.setToolTip(
            self.tr("Pixels per inch on paper: 150 looks good; 300 gives the finest detail")
        )
        self._wheel_guard.watch(densities)
        return densities

    def _show(self, value: int | float) -> None:
        super()._show(value)
        self._show_print_size()

    def _show_print_size(self) -> None:
        side = int(self.value())
        sides = (side,) if self._aspect is None else fit_size(*self._aspect, side)
        show = QLocale().toString
        shown = " × ".join(show(px / self.density() * CM_PER_INCH, "f", 1) for px in sides)
        known = self._aspect is not None
        text = self.tr("Print: {0} cm") if known else self.tr("Print: {0} cm long")
        self._print_size.setText(text.format(shown))

    def _on_density_chosen(self) -> None:
        self._show_print_size()
        self.density_changed.emit(self.density())
