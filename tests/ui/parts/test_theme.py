import pytest
from PySide6.QtGui import QColor, QPalette

from nst_desktop.ui.parts.theme import DARK, LIGHT, Theme, apply_theme, colours_of

MIN_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


def luminance(name):
    def linear(channel):
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    colour = QColor(name)
    red, green, blue = (linear(channel) for channel in colour.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("text", ["text", "muted", "danger", "content_line", "style_line"])
@pytest.mark.parametrize("background", ["window", "base", "canvas"])
def test_text_is_readable_on_every_background(colours, text, background):
    assert contrast(getattr(colours, text), getattr(colours, background)) >= MIN_CONTRAST


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("background", ["accent", "accent_hover"])
def test_the_primary_button_is_readable(colours, background):
    assert contrast(colours.on_accent, getattr(colours, background)) >= MIN_CONTRAST


@pytest.mark.parametrize(("theme", "colours"), [(Theme.LIGHT, LIGHT), (Theme.DARK, DARK)])
def test_a_chosen_theme_colours_the_whole_application(qapp, theme, colours):
    apply_theme(qapp, theme)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(colours.window)
    assert colours_of(qapp.palette()) is colours


def test_the_system_theme_is_one_of_the_two(qapp):
    apply_theme(qapp, "system")
    assert colours_of(qapp.palette()) in (LIGHT, DARK)
