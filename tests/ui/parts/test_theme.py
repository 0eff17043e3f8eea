import pytest
from PySide6.QtGui import QColor, QPalette

from nst_desktop.ui.parts.theme import DARK, LIGHT, Theme, apply_theme, colours_of

READABLE = 4.5  # WCAG 2.2, 1.4.3


def luminance(name):
    def linear(part):
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    colour = QColor(name)
    red, green, blue = (linear(part) for part in colour.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("ink", ["text", "muted", "danger", "content_line", "style_line"])
@pytest.mark.parametrize("ground", ["window", "base", "canvas"])
def test_text_can_be_read_on_every_ground(colours, ink, ground):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= READABLE


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("ground", ["accent", "accent_hover"])
def test_the_primary_button_can_be_read(colours, ground):
    assert contrast(colours.on_accent, getattr(colours, ground)) >= READABLE


@pytest.mark.parametrize(("theme", "colours"), [(Theme.LIGHT, LIGHT), (Theme.DARK, DARK)])
def test_a_chosen_theme_colours_the_whole_application(qapp, theme, colours):
    apply_theme(qapp, theme)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(colours.window)
    assert colours_of(qapp.palette()) is colours


def test_the_system_theme_is_one_of_the_two(qapp):
    apply_theme(qapp, "system")
    assert colours_of(qapp.palette()) in (LIGHT, DARK)
