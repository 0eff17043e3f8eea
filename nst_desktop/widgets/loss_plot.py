"""The loss plot: how the terms of the objective go down, on a logarithmic scale."""

import math
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nst_desktop.core.job import Losses
from nst_desktop.widgets.theme import colours_of

REDRAW_INTERVAL = 150  # ms; a fast run would otherwise redraw hundreds of times a second
TERMS = ("total", "content", "style")


class LossPlot(QWidget):
    """Three curves over the steps. The plotting library is loaded at the first step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[int] = []
        self._values: dict[str, list[float]] = {term: [] for term in TERMS}
        self._curves: dict[str, Any] = {}
        self._plot: Any = None
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(REDRAW_INTERVAL)
        self._legend = QLabel()
        self._legend.hide()
        self._empty = QLabel(self.tr("The loss curves appear here during a run."))
        self._empty.setProperty("tone", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignBottom)

        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._legend)
        self._layout.addWidget(self._empty, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Loss curves"))
        self._take_up_colours()

        self._redraw.timeout.connect(self._on_redraw)

    def add(self, step: int, losses: Losses) -> None:
        """Draw one more point of each curve, soon."""
        self._steps.append(step)
        for term in TERMS:
            value = getattr(losses, term)
            self._values[term].append(math.log10(value) if value > 0 else math.nan)
        if not self._redraw.isActive():
            self._redraw.start()

    def clear(self) -> None:
        """Forget the curves."""
        self._steps.clear()
        for values in self._values.values():
            values.clear()
        self._on_redraw()

    def points(self) -> int:
        """How many steps the curves have."""
        return len(self._steps)

    def sizeHint(self) -> QSize:
        return QSize(224, 168)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_up_colours()

    def _on_redraw(self) -> None:
        self._redraw.stop()
        if self._plot is None and self._steps:
            self._make_plot()
        if self._plot is not None:
            self._plot.setVisible(bool(self._steps))
        self._legend.setVisible(bool(self._steps))
        self._empty.setVisible(not self._steps)
        for term, curve in self._curves.items():
            curve.setData(self._steps, self._values[term], connect="finite")

    def _make_plot(self) -> None:
        # Imported only now: it takes a quarter of a second, and the window comes first.
        import pyqtgraph

        self._plot = pyqtgraph.PlotWidget(axisItems={"left": _log_axis(pyqtgraph)})
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setAccessibleName(self.accessibleName())
        self._curves = {term: self._plot.plot(antialias=True) for term in TERMS}
        self._layout.addWidget(self._plot, 1)
        self._take_up_colours()

    def _take_up_colours(self) -> None:
        colours = colours_of(self.palette())
        pens = {
            "total": (self.tr("Total"), colours.text),
            "content": (self.tr("Content"), colours.content_line),
            "style": (self.tr("Style"), colours.style_line),
        }
        entries = (f'<span style="color:{ink}">━ {name}</span>' for name, ink in pens.values())
        self._legend.setText("&nbsp;&nbsp; ".join(entries))
        if self._plot is None:
            return
        self._plot.setBackground(colours.window)
        for term, (_, ink) in pens.items():
            self._curves[term].setPen(ink, width=1.5)
        for side in ("left", "bottom"):
            self._plot.getAxis(side).setPen(colours.border)
            self._plot.getAxis(side).setTextPen(colours.muted)
            self._plot.getAxis(side).setStyle(maxTickLevel=0, tickLength=-4)


def _log_axis(pyqtgraph: Any) -> Any:
    """An axis whose values are powers of ten, named as such."""

    class LogAxis(pyqtgraph.AxisItem):
        def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
            return [f"{10**value:.2g}" for value in values]

    return LogAxis("left")
