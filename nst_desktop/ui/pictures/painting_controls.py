"""Sliders for a painting's share and brush size, displayed on its card."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nst_desktop.ui.parts.labelled_slider import LabelledSlider

BRUSH_SIZES = (
    0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0, 2.4, 2.8, 3.4, 4.0,
)  # fmt: skip


class PaintingControls(QWidget):
    """Sliders for the share and the brush size of one painting.

    Signals:
        share_moved(float): The user set this share of the total weight, 0.01..0.99.
        scale_moved(float): The user set this factor for the brush size.
        settled(): The user released a slider.
    """

    share_moved = Signal(float)
    scale_moved = Signal(float)
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = LabelledSlider(self.tr("Share"), 1, 99, 10)
        self._scale = LabelledSlider(self.tr("Brush"), 0, len(BRUSH_SIZES) - 1, 4)
        width = max(self._share.label_width(), self._scale.label_width())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for slider in (self._share, self._scale):
            slider.set_label_width(width)
            slider.settled.connect(self.settled)
            layout.addWidget(slider)

        self._share.moved.connect(self._on_share_moved)
        self._scale.moved.connect(self._on_scale_moved)

    def set_values(self, share: float, scale: float) -> None:
        """Show these values.

        Args:
            share: Share of the total weight, 0..1.
            scale: Brush size factor for this painting.
        """
        percent = self.tr("{0} %").format("<1" if share < 0.005 else f"{100 * share:.0f}")
        self._share.set_position(round(100 * share), percent)
        nearest = min(range(len(BRUSH_SIZES)), key=lambda index: abs(BRUSH_SIZES[index] - scale))
        self._scale.set_position(nearest, self.tr("{0}x").format(QLocale().toString(scale, "g", 3)))

    def set_shown(self, share: bool, scale: bool) -> None:
        """Show or hide the two sliders."""
        self._share.setVisible(share)
        self._scale.setVisible(scale)
        self.setVisible(share or scale)

    def set_title(self, title: str) -> None:
        """Set the painting's name for screen readers."""
        self._share.set_help(
            self.tr("{0}: share").format(title),
            self.tr("Weight of this painting relative to the others"),
        )
        self._scale.set_help(
            self.tr("{0}: brush size").format(title),
            self.tr(
                "Make this painting's brushstrokes finer or broader than those of the other "
                "paintings"
            ),
        )

    def tab_stops(self) -> list[QWidget]:
        """Return the widgets in tab order."""
        return [self._share.slider, self._scale.slider]

    def _on_share_moved(self, position: int) -> None:
        self.share_moved.emit(position / 100)

    def _on_scale_moved(self, position: int) -> None:
        self.scale_moved.emit(BRUSH_SIZES[position])
