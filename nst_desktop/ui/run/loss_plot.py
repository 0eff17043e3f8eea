"""The loss plot: how the terms of the objective go down, on a logarithmic scale."""

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
    pieces,
    round_numbers,
    span,
    thinned,
)

REDRAW_INTERVAL = 150  # ms; a fast run would otherwise redraw hundreds of times a second
SAMPLE = 16.0  # px of a line in the legend
LINE = 1.6  # px wide
DETAIL = 2.0  # px from point to point of a curve: finer cannot be seen, and takes long to draw
SPACE = 20.0  # px between two entries of the legend, or what there is


@dataclass(frozen=True, slots=True)
class Term:
    """One curve: a field of Losses, its name for people, and how it is told from the others."""

    field: str
    name: str
    colour: str  # a field of Colours
    dashes: tuple[float, ...]  # in widths of the line; none: solid


@dataclass(frozen=True, slots=True)
class PlotView:
    """Where steps and logarithms lie in the widget."""

    frame: QRectF
    steps: tuple[float, float]
    logs: tuple[float, float]

    def x(self, step: Any) -> Any:
        """Of one step, or of an array of them."""
        first, last = self.steps
        return self.frame.left() + (step - first) / (last - first) * self.frame.width()

    def y(self, log: Any) -> Any:
        """Of one logarithm, or of an array of them."""
        low, high = self.logs
        return self.frame.bottom() - (log - low) / (high - low) * self.frame.height()

    def step_at(self, x: float) -> int:
        first, last = self.steps
        share = (x - self.frame.left()) / self.frame.width()
        return round(first + min(max(share, 0.0), 1.0) * (last - first))


class LossPlot(QWidget):
    """A curve for each term over the steps. Under the mouse it tells the values of that step."""

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
        self._view: PlotView | None = None  # as it was painted
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(REDRAW_INTERVAL)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Loss curves"))

        self._redraw.timeout.connect(self._on_redraw)

    def add(self, step: int, losses: Losses) -> None:
        """Draw one more point of each curve, soon. Steps ascend."""
        for name, curve in self._curves.items():
            curve.add(step, getattr(losses, name))
        self._steps = (self._steps[0] if self._points else step, step)
        self._points += 1
        if not self._redraw.isActive():
            self._redraw.start()

    def add_scale(self, step: int, text: str) -> None:
        """Mark the step at which a scale began; text: such as `512 px`."""
        self._scales.append((step, text))
        self.update()

    def clear(self) -> None:
        """Forget the curves and the scales."""
        for curve in self._curves.values():
            curve.clear()
        self._scales.clear()
        self._points = 0
        self._redraw.stop()
        self.setAccessibleDescription("")
        self.update()

    def points(self) -> int:
        """How many steps the curves have."""
        return self._points

    def read_out(self) -> str:
        """What is told above the curves: the values at the mouse, or at the last step."""
        step = self._told_step()
        told = [f"{term.name} {self._value(term, step)}" for term in self._told_terms()]
        return "  ·  ".join([self.tr("Step {0}").format(step), *told]) if told else ""

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
        lines = {term: self._curves[term.field].line() for term in self._told_terms()}
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

    def _told_terms(self) -> list[Term]:
        """A term that does not count in this run has no curve."""
        return [term for term in self._terms if len(self._curves[term.field])]

    def _make_view(self, lines: list[Line]) -> PlotView:
        first, last = self._steps
        line = self.fontMetrics().height()
        low, high = span(lines)
        labels = [_number(10**each) for each in decades(low, high, 4)]
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in labels), default=0)
        above = 2 * line + 12 + (line if self._scales else 0)
        frame = QRectF(self.rect()).adjusted(widest + 8, above, -4, -line - 6)
        return PlotView(frame, (first, max(last, first + 1)), (low, high))

    def _paint_empty(self, painter: QPainter, colours: Colours) -> None:
        painter.setPen(QColor(colours.muted))
        place = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        text = self.tr("The loss curves appear here during a run.")
        painter.drawText(QRectF(self.rect()), int(place), text)

    def _paint_axes(self, painter: QPainter, colours: Colours, view: PlotView) -> None:
        frame, line = view.frame, self.fontMetrics().height()
        for log in decades(*view.logs, most=4):
            y = round(view.y(log)) + 0.5
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.setPen(QColor(colours.muted))
            place = QRectF(0, y - line / 2, frame.left() - 6, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, _number(10**log))
        if self._cursor is None:
            most = max(2, int(frame.width()) // 56)
            for step in sorted({round(each) for each in round_numbers(*view.steps, most)}):
                self._paint_step(painter, view, step)

    def _paint_step(self, painter: QPainter, view: PlotView, step: int) -> None:
        width = self.fontMetrics().horizontalAdvance(str(step))
        left = min(max(view.x(step) - width / 2, 0), self.width() - width)
        painter.drawText(QPointF(left, self.height() - self.fontMetrics().descent()), str(step))

    def _paint_scales(self, painter: QPainter, colours: Colours, view: PlotView) -> None:
        metrics = self.fontMetrics()
        scales = [each for each in self._scales if each[0] <= view.steps[1]]
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
        """Cut where a scale begins: its losses are of another picture, and jump."""
        pen = _pen(term, colours)
        painter.setPen(pen)
        for piece in pieces(line, [step for step, _ in self._scales]):
            wide = view.x(piece[0][-1]) - view.x(piece[0][0])
            steps, logs = thinned(piece, max(2, int(wide / DETAIL)))
            places = zip(view.x(steps).tolist(), view.y(logs).tolist(), strict=True)
            points = [QPointF(x, y) for x, y in places]
            if len(points) == 1:
                painter.setBrush(pen.color())
                painter.drawEllipse(points[0], LINE / 2, LINE / 2)
            painter.drawPolyline(points)

    def _paint_cursor(self, painter: QPainter, colours: Colours, view: PlotView) -> None:
        if self._cursor is None:
            return
        step = self._told_step()
        x = round(view.x(step)) + 0.5
        painter.setPen(QPen(QColor(colours.text), 1))
        painter.drawLine(QPointF(x, view.frame.top()), QPointF(x, view.frame.bottom()))
        self._paint_step(painter, view, step)

    def _paint_legend(self, painter: QPainter, colours: Colours) -> None:
        """For each term its line and its value, and its name below."""
        metrics, left, step = self.fontMetrics(), 0.0, self._told_step()
        widths = {term: self._legend_width(term) for term in self._told_terms()}
        free = (self.width() - sum(widths.values())) / max(1, len(widths) - 1)
        for term, width in widths.items():
            value = self._value(term, step)
            painter.setPen(_pen(term, colours))
            y = metrics.height() / 2
            painter.drawLine(QPointF(left + 1, y), QPointF(left + SAMPLE, y))
            painter.setPen(QColor(colours.text))
            painter.drawText(QPointF(left + SAMPLE + 5, metrics.ascent()), value)
            painter.setPen(QColor(colours.muted))
            painter.drawText(QPointF(left, metrics.height() + metrics.ascent()), term.name)
            left += width + min(SPACE, free)

    def _legend_width(self, term: Term) -> float:
        value = SAMPLE + 5 + self.fontMetrics().horizontalAdvance("0.000")
        return max(self.fontMetrics().horizontalAdvance(term.name), value)

    def _told_step(self) -> int:
        """The step under the mouse, else the last."""
        if self._cursor is None or self._view is None:
            return self._steps[1]
        return min(self._view.step_at(self._cursor), self._steps[1])

    def _value(self, term: Term, step: int) -> str:
        value = self._curves[term.field].value_at(step)
        return "–" if value is None else _number(value)


def _pen(term: Term, colours: Colours) -> QPen:
    pen = QPen(QColor(getattr(colours, term.colour)), LINE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if term.dashes:
        pen.setDashPattern(term.dashes)
    return pen


def _number(value: float) -> str:
    """Two digits that count: 1200, 12, 1.2, 0.012, 1e-05."""
    return f"{value:.0f}" if 100 <= value < 1e5 else QLocale().toString(value, "g", 2)
