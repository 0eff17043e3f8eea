import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QLocale, QPointF
from PySide6.QtGui import QColor, QHoverEvent
from PySide6.QtWidgets import QApplication

from nst_desktop.core.job import Losses
from nst_desktop.ui.parts.theme import LIGHT, Theme, apply_theme
from nst_desktop.ui.run.loss_curves import decades, round_numbers, span, split_at, thin
from nst_desktop.ui.run.loss_plot import LossPlot


@pytest.fixture
def plot(qtbot, qapp):
    apply_theme(qapp, Theme.LIGHT)
    plot = LossPlot()
    qtbot.addWidget(plot)
    plot.resize(224, 208)
    plot.move(500, 500)
    plot.show()
    qtbot.waitExposed(plot)
    return plot


def fill(plot, steps, tv=0.01):
    for step in range(1, steps + 1):
        plot.add(step, Losses(content=1.0, style=100 / step, tv=tv, total=0.0))


def hover(plot, x, kind=QEvent.Type.HoverMove):
    place = QPointF(x, plot.height() / 2)
    QApplication.sendEvent(plot, QHoverEvent(kind, place, plot.mapToGlobal(place), QPointF()))


def columns_of(plot, colour, top=0):
    """The x of each pixel that is about this colour, with its y."""
    image = plot.grab().toImage()
    wanted = QColor(colour)

    def like(pixel):
        pairs = zip(pixel.getRgb()[:3], wanted.getRgb()[:3], strict=True)
        return all(abs(a - b) < 40 for a, b in pairs)

    return [
        (x, y)
        for y in range(top, image.height())
        for x in range(image.width())
        if like(image.pixelColor(x, y))
    ]


def test_it_says_what_will_come_while_there_is_nothing(plot):
    assert plot.read_out() == ""
    assert columns_of(plot, LIGHT.muted)
    assert not columns_of(plot, LIGHT.style_line)


def test_each_term_has_a_line_and_a_value(plot):
    fill(plot, 50)
    assert plot.read_out() == "Step 50  ·  Content 1  ·  Style 2  ·  Range 0.01"
    for colour in (LIGHT.content_line, LIGHT.style_line):
        assert len({x for x, _ in columns_of(plot, colour, top=60)}) > 60


def test_a_term_that_does_not_count_has_no_line(plot):
    fill(plot, 50, tv=0.0)
    assert "Smoothness" not in plot.read_out()


def test_lines_are_told_apart_without_their_colours(plot):
    for step in range(1, 100):
        plot.add(step, Losses(content=10.0, style=1.0, tv=0.0, total=0.0))
    solid = {x for x, _ in columns_of(plot, LIGHT.content_line, top=40)}
    dashed = {x for x, _ in columns_of(plot, LIGHT.style_line, top=40)}
    assert len(solid) > 1.3 * len(dashed)


def test_a_loss_that_goes_down_is_drawn_downwards(plot):
    fill(plot, 50)
    places = columns_of(plot, LIGHT.style_line, top=60)
    first, last = min(places), max(places)
    assert first[1] < last[1] - 20


def test_a_decade_is_as_high_everywhere(plot):
    """The scale is logarithmic: equal factors are equal heights."""
    for step, value in enumerate((100.0, 10.0, 1.0), start=1):
        plot.add(step, Losses(content=value, style=0.0, tv=0.0, total=0.0))
    places = columns_of(plot, LIGHT.content_line, top=45)
    left, right = min(places)[0], max(places)[0]
    middle = np.mean([y for x, y in places if abs(x - (left + right) / 2) <= 1])
    ends = [np.mean([y for x, y in places if x == edge]) for edge in (left, right)]
    assert abs(middle - sum(ends) / 2) < 3


def test_the_mouse_reads_the_values_of_a_step(plot):
    fill(plot, 101)
    plot.grab()
    hover(plot, 224)
    assert plot.read_out().startswith("Step 101 ")
    hover(plot, 0)
    assert plot.read_out() == "Step 1  ·  Content 1  ·  Style 100  ·  Range 0.01"
    hover(plot, 130)
    step = int(plot.read_out().split()[1])
    assert 40 < step < 60
    assert f"Style {100 / step:.2g}" in plot.read_out()
    hover(plot, 130, QEvent.Type.HoverLeave)
    assert plot.read_out().startswith("Step 101 ")


def test_the_read_out_has_a_line_where_the_mouse_is(plot):
    fill(plot, 101)
    before = plot.grab().toImage()
    hover(plot, 130)
    after = plot.grab().toImage()
    y = plot.height() - 40
    changed = [x for x in range(224) if before.pixel(x, y) != after.pixel(x, y)]
    assert changed
    assert all(abs(x - 130) < 4 for x in changed)


def test_a_scale_is_marked_with_a_line_where_it_begins(plot):
    for step in range(1, 101):
        plot.add(step, Losses(content=1.0, style=0.0, tv=0.0, total=0.0))
    plot.add_scale(1, "256 px")
    without = columns_of(plot, LIGHT.disabled, top=60)
    plot.add_scale(51, "512 px")
    added = set(columns_of(plot, LIGHT.disabled, top=60)) - set(without)
    rows = {y for _, y in added}
    assert len({x for x, _ in added}) <= 2
    assert len(rows) > 60


def test_the_curve_jumps_where_a_scale_begins_and_is_not_drawn_through_it(plot):
    for step in range(1, 101):
        value = 1.0 if step <= 50 else 100.0
        plot.add(step, Losses(content=value, style=0.0, tv=0.0, total=0.0))
    through = len(columns_of(plot, LIGHT.content_line, top=60))
    plot.add_scale(51, "")
    assert len(columns_of(plot, LIGHT.content_line, top=60)) < through - 20


def test_clearing_forgets_curves_and_scales(plot):
    fill(plot, 50)
    plot.add_scale(1, "256 px")
    plot.clear()
    assert (plot.points(), plot.read_out()) == (0, "")
    assert not columns_of(plot, LIGHT.style_line)
    fill(plot, 3)
    assert plot.read_out().startswith("Step 3 ")


def test_a_new_point_is_drawn_by_itself_soon(qtbot, plot):
    fill(plot, 5)
    qtbot.waitUntil(lambda: plot.accessibleDescription().startswith("Step 5 "))
    assert columns_of(plot, LIGHT.style_line, top=60)


@pytest.mark.parametrize("value", [0.0, -1.0, math.inf, math.nan])
def test_a_value_that_has_no_logarithm_is_left_out(plot, value):
    fill(plot, 3)
    plot.add(4, Losses(content=value, style=value, tv=value, total=value))
    assert plot.read_out().startswith("Step 4  ·  Content 1 ")
    plot.grab()


def test_a_thinned_line_keeps_every_peak_and_both_ends():
    steps = np.arange(10_000.0)
    logs = np.sin(steps / 700)
    logs[5_003] = 9.0
    thin_steps, thin_logs = thin((steps, logs), 300)
    assert len(thin_steps) <= 300
    assert np.all(np.diff(thin_steps) >= 0)
    assert (thin_logs.max(), thin_logs.min()) == (9.0, logs.min())
    assert (thin_steps[0], thin_steps[-1]) == (0, 9_999)


def test_a_short_line_is_drawn_as_it_is():
    line = np.arange(9.0), np.arange(9.0)
    assert thin(line, 300) is line


def test_a_line_is_cut_before_each_scale():
    line = np.array([1.0, 2.0, 3.0, 4.0]), np.array([5.0, 6.0, 7.0, 8.0])
    assert [list(logs) for _, logs in split_at(line, [1, 3, 9])] == [[5, 6], [7, 8]]


def test_a_first_step_of_almost_nothing_does_not_flatten_the_rest():
    logs = np.array([-12.0, 0.0, 1.0])
    low, high = span([(np.arange(3.0), logs)])
    assert -4.5 < low < -4.0
    assert 1.0 < high < 1.5


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (-0.2, 2.3, [0, 1, 2]),
        (-6.0, 4.0, [-6, -3, 0, 3]),
        (math.log10(2.1), math.log10(6.3), [math.log10(4), math.log10(6)]),
    ],
)
def test_ticks_are_round_numbers(low, high, told):
    assert decades(low, high, 4) == pytest.approx(told, abs=0.01)


def test_steps_are_counted_in_round_numbers():
    assert round_numbers(1, 180, 4) == [50, 100, 150]
    assert round_numbers(1, 2, 3) == pytest.approx([1, 1.5, 2])


def test_numbers_are_written_as_the_language_has_them(plot):
    QLocale.setDefault(QLocale("de"))
    plot.add(1, Losses(content=1.2, style=1250.0, tv=0.00001, total=0.0))
    assert plot.read_out() == "Step 1  ·  Content 1,2  ·  Style 1250  ·  Range 1e-05"
