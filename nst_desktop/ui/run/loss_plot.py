"""Loss plot: the objective's terms over the steps, on a logarithmic scale."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHoverEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nst_desktop.core.job import Losses
from nst_desktop.ui.parts.theme import Colours, colours_of
from nst_desktop.ui.run.loss_curves import (
    Curve,
    Line,
    decades,
    round_numbers,
    span,
    split_at,
    thin,
)

REDRAW_INTERVAL = 150  # ms; a fast run would otherwise redraw hundreds of times a second
SAMPLE_LENGTH = 16.0  # length in px of a sample line in the legend
LINE_WIDTH = 1.6  # px
POINT_DISTANCE = 2.0  # px between a curve's points; a finer curve looks the same but draws slowly
MAX_LEGEND_GAP = 20.0  # px between two legend entries


@dataclass(frozen=True, slots=True)
class Term:
    """One loss term, drawn as a curve in the plot.

    Attributes:
        field: Name of the field in Losses.
        name: Label in the legend.
        colour: Name of the field in Colours.
        dashes: Dash pattern in line widths; empty for a solid line.
    """

    field: str
    name: str
    colour: str
    dashes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PlotView:
    """Mapping from steps and log10 losses to widget coordinates.

    Attributes:
        frame: Part of the widget in which curves are drawn.
        steps: First and last step.
        logs: Lowest and highest logarithm.
    """

    frame: QRectF
    steps: tuple[float, float]
    logs: tuple[float, float]

    def x(self, step: Any) -> Any:
        """Return the x coordinate for a step, or for an array of steps."""
        first, last = self.steps
        return self.frame.left() + (step - first) / (last - first) * self.frame.width()

    def y(self, log: Any) -> Any:
        """Return the y coordinate for a logarithm, or for an array of logarithms."""
        low, high = self.logs
        return self.frame.bottom() - (log - low) / (high - low) * self.frame.height()

    def step_at(self, x: float) -> int:
        first, last = self.steps
        share = (x - self.frame.left()) / self.frame.width()
        return round(first + min(max(share, 0.0), 1.0) * (last - first))


class LossPlot(QWidget):
    """Widget that draws a curve per term and displays the values at the step under the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._terms = (
            Term("content", self.tr("Content"), "content_line", ()),
            Term("style", self.tr("Style"), "style_line", (5, 2.5)),
            Term("tv", self.tr("Range"), "muted", (1.5, 2)),
        )
        self._curves = {term.field: Curve() for term in self._terms}
        self._scales: list[tuple[int, str]] = []
        self._points = 0
        self._steps = (0, 0)
        self._cursor: float | None = None
        self._view: PlotView | None = None  # as last painted
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(REDRAW_INTERVAL)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Loss curves"))

        self._redraw.timeout.connect(self._on_redraw)

    def add(self, step: int, losses: Losses) -> None:
        """Add a point to each curve and schedule a redraw. Steps must be added in order."""
        for name, curve in self._curves.items():
            curve.add(step, getattr(losses, name))
        self._steps = (self._steps[0] if self._points else step, step)
        self._points += 1
        if not self._redraw.isActive():
            self._redraw.start()

    def add_scale(self, step: int, text: str) -> None:
        """Mark the step at which a scale begins, with a label such as `512 px`."""
        self._scales.append((step, text))
        self.update()

    def clear(self) -> None:
        """Remove all curves and scale marks."""
        for curve in self._curves.values():
            curve.clear()
        self._scales.clear()
        self._points = 0
        self._redraw.stop()
        self.setAccessibleDescription("")
        self.update()

    def points(self) -> int:
        """The number of steps added since the last clear()."""
        return self._points

    def read_out(self) -> str:
        """Return the values at the step under the mouse, or else at the last step, as text."""
        step = self._shown_step()
        values = [f"{term.name} {self._value(term, step)}" for term in self._shown_terms()]
        return "  ·  ".join([self.tr("Step {0}").format(step), *values]) if values else ""

    def sizeHint(self) -> QSize:
        return QSize(224, 208)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHoverEvent):
            leaves = event.type() == QEvent.Type.HoverLeave
            self._cursor = None if leaves else event.position().x()
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        lines = {term: self._curves[term.field].line() for term in self._shown_terms()}
        if not lines:
            self._paint_empty(painter, colours)
            return
        view = self._view = self._make_view(list(lines.values()))
        self._paint_axes(painter, colours, view)
        self._paint_scales(painter, colours, view)
        painter.setClipRect(view.frame.adjusted(0, -1, 1, 1))
        for term, line in lines.items():
            self._paint_line(painter, colours, view, term, line)
        painter.setClipping(False)
        self._paint_cursor(painter, colours, view)
        self._paint_legend(painter, colours)

    def _on_redraw(self) -> None:
        self.setAccessibleDescription(self.read_out())
        self.update()

    def _shown_terms(self) -> list[Term]:
        """Return the terms with at least one point; unused ones have none."""
        return [term for term in self._terms if len(self._curves[term.field])]

    def _make_view(self, lines: list[Line]) -> PlotView:
        first, last = self._steps
        line = self.fontMetrics().height()
        low, high = span(lines)
        labels = [_number(10**log) for log in decades(low, high, 4)]
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in labels), default=0)
        above = 2 * line + 12 + (line if self._scales else 0)
        frame = QRectF(self.rect()).adjusted(widest + 8, above, -4, -line - 6)
        return PlotView(frame, (first, max(last, first + 1)), (low, high))

    def _paint_empty(self, painter: QPainter, colours: Colours) -> None:
        painter.setPen(QColor(colours.muted))
        flags = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        text = self.tr("The loss curves appear here during a run.")
        painter.drawText(QRectF(self.rect()), int(flags), text)

    def _paint_axes(self, painter: QPainter, colours: Colours, view: PlotView) -> None:
        frame, line = view.frame, self.fontMetrics().height()
        for log in decades(*view.logs, max_count=4):
            y = round(view.y(log)) + 0.5
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.setPen(QColor(colours.muted))
            label = QRectF(0, y - line / 2, frame.left() - 6, line)
            painter.drawText(label, Qt.AlignmentFlag.AlignRight, _number(10**log))
        if self._cursor is None:
            count = max(2, int(frame.width()) // 56)
            for step in sorted({round(step) for step in round_numbers(*view.steps, count)}):
                self._paint_step(painter, view, step)

    def _paint_step(self, painter: QPainter, view: PlotView, step: int) -> None:
        width = self.fontMetrics().horizontalAdvance(str(step))
        left = min(max(view.x(step) - width / 2, 0), self.width() - width)
        painter.drawText(QPointF(left, self.height() - self.fontMetrics().descent()), str(step))

    def _paint_scales(self, painter: QPainter, colours: Colours, view: PlotView) -> None:
        metrics = self.fontMetrics()
        scales = [scale for scale in self._scales if scale[0] <= view.steps[1]]
        begins = [max(view.x(step), view.frame.left()) for step, _ in scales]
        ends = [*begins[1:], view.frame.right()]
        for (step, text), begin, end in zip(scales, begins, ends, strict=False):
            x = round(begin) + 0.5
            if step > view.steps[0]:
                painter.setPen(QPen(QColor(colours.disabled), 1))
                painter.drawLine(QPointF(x, view.frame.top()), QPointF(x, view.frame.bottom()))
            if metrics.horizontalAdvance(text) + 6 <= end - begin:
                painter.setPen(QColor(colours.muted))
                painter.drawText(QPointF(x + 4, view.frame.top() - metrics.descent() - 1), text)

    def _paint_line(
        self, painter: QPainter, colours: Colours, view: PlotView, term: Term, line: Line
    ) -> None:
        """Draw a curve, with a gap where each scale begins, since the losses jump there."""
        pen = _pen(term, colours)
        painter.setPen(pen)
        for piece in split_at(line, [step for step, _ in self._scales]):
            width = view.x(piece[0][-1]) - view.x(piece[0][0])
            steps, logs = thin(piece, max(2, int(width / POINT_DISTANCE)))
            pairs = zip(view.x(steps).tolist(), view.y(logs).tolist(), strict=True)
            points = [QPointF(x, y) for x, y in pairs]
            if len(points) == 1:
                painter.setBrush(pen.color())
                painter.drawEllipse(points[0], LINE_WIDTH / 2, LINE_WIDTH / 2)
            painter.drawPolyline(points)

    def _paint_cursor(self, painter: QPainter, colours: Colours, view: PlotView) -> None:
        if self._cursor is None:
            return
        step = self._shown_step()
        x = round(view.x(step)) + 0.5
        painter.setPen(QPen(QColor(colours.text), 1))
        painter.drawLine(QPointF(x, view.frame.top()), QPointF(x, view.frame.bottom()))
        self._paint_step(painter, view, step)

    def _paint_legend(self, painter: QPainter, colours: Colours) -> None:
        """Draw each term's sample line and value, with the term's name below them."""
        metrics, left, step = self.fontMetrics(), 0.0, self._shown_step()
        widths = {term: self._legend_width(term) for term in self._shown_terms()}
        free = (self.width() - sum(widths.values())) / max(1, len(widths) - 1)
        for term, width in widths.items():
            value = self._value(term, step)
            painter.setPen(_pen(term, colours))
            y = metrics.height() / 2
            painter.drawLine(QPointF(left + 1, y), QPointF(left + SAMPLE_LENGTH, y))
            painter.setPen(QColor(colours.text))
            painter.drawText(QPointF(left + SAMPLE_LENGTH + 5, metrics.ascent()), value)
            painter.setPen(QColor(colours.muted))
            painter.drawText(QPointF(left, metrics.height() + metrics.ascent()), term.name)
            left += width + min(MAX_LEGEND_GAP, free)

    def _legend_width(self, term: Term) -> float:
        value = SAMPLE_LENGTH + 5 + self.fontMetrics().horizontalAdvance("0.000")
        return max(self.fontMetrics().horizontalAdvance(term.name), value)

    def _shown_step(self) -> int:
        """Return the step under the mouse, or the last step."""
        if self._cursor is None or self._view is None:
            return self._steps[1]
        return min(self._view.step_at(self._cursor), self._steps[1])

    def _value(self, term: Term, step: int) -> str:
        value = self._curves[term.field].value_at(step)
        return "–" if value is None else _number(value)


def _pen(term: Term, colours: Colours) -> QPen:
    pen = QPen(QColor(getattr(colours, term.colour)), LINE_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if term.dashes:
        pen.setDashPattern(term.dashes)
    return pen


def _number(value: float) -> str:
    """Return a number with two significant digits, such as 0.012; 1234 keeps all its digits."""
    return f"{value:.0f}" if 100 <= value < 1e5 else QLocale().toString(value, "g", 2)
