"""Light and dark themes: palettes and the style sheet, with one accent colour."""

from dataclasses import dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from nst_desktop import paths
from nst_desktop.document.settings import Theme


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of a theme.

    The contrast of `text` and `muted` on `window`, `base` and `canvas` is at least 4.5:1.
    """

    window: str
    base: str
    canvas: str
    button: str
    hover: str
    border: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    danger: str
    content_line: str
    style_line: str


LIGHT = Colours(
    window="#f2f2f2", base="#ffffff", canvas="#e3e3e3", button="#fcfcfc", hover="#e8e8e8",
    border="#c4c4c4", text="#1d1d1d", muted="#5a5a5a", disabled="#9c9c9c",
    accent="#3c55c8", accent_hover="#2f46b0", on_accent="#ffffff", danger="#b3261e",
    content_line="#3c55c8", style_line="#8f4206",
)  # fmt: skip
DARK = Colours(
    window="#262626", base="#1c1c1c", canvas="#191919", button="#333333", hover="#3d3d3d",
    border="#484848", text="#e8e8e8", muted="#a8a8a8", disabled="#6c6c6c",
    accent="#4f69e0", accent_hover="#3f5ad6", on_accent="#ffffff", danger="#ff8f85",
    content_line="#8fa3ff", style_line="#f0a35e",
)  # fmt: skip


def apply_theme(app: QApplication, theme: Theme | str) -> None:
    """Apply a theme to the whole application; SYSTEM follows the desktop."""
    app.setStyleSheet(style_sheet_of(apply_colours(app, theme)))


def apply_colours(app: QApplication, theme: Theme | str) -> Colours:
    """Apply a theme's colours; the style sheet can follow once the widgets are built."""
    hints = app.styleHints()
    match Theme(theme):
        case Theme.LIGHT:
            hints.setColorScheme(Qt.ColorScheme.Light)
            colours = LIGHT
        case Theme.DARK:
            hints.setColorScheme(Qt.ColorScheme.Dark)
            colours = DARK
        case Theme.SYSTEM:
            hints.unsetColorScheme()
            colours = DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette_of(colours))
    return colours


def colours_of(palette: QPalette) -> Colours:
    """Return the colours of the theme that a palette belongs to."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def palette_of(colours: Colours) -> QPalette:
    """Map the colours to Qt's palette roles.

    Dark is used for the canvas, Mid for borders, and PlaceholderText for muted text.
    """
    role = QPalette.ColorRole
    names = {
        role.Window: colours.window, role.WindowText: colours.text,
        role.Base: colours.base, role.AlternateBase: colours.window, role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.button, role.ButtonText: colours.text,
        role.ToolTipBase: colours.base, role.ToolTipText: colours.text,
        role.Highlight: colours.accent, role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent, role.Link: colours.content_line,
        role.BrightText: colours.danger, role.Mid: colours.border, role.Dark: colours.canvas,
        role.Light: colours.hover, role.Midlight: colours.hover, role.Shadow: "#000000",
    }  # fmt: skip
    palette = QPalette()
    for colour_role, name in names.items():
        palette.setColor(colour_role, QColor(name))
    for text_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, text_role, QColor(colours.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(colours.muted))
    return palette


def style_sheet_of(colours: Colours) -> str:
    """Return the style sheet for what a palette cannot express, such as flat buttons."""
    names = {name: getattr(colours, name) for name in Colours.__slots__}
    return Template(_SHEET).substitute(names, arrow=paths.icon_file("arrow").as_posix())


_SHEET = """
QPushButton, QToolButton { background: $button; border: 1px solid $border; border-radius: 6px;
    padding: 5px 12px; color: $text; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $border; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; background: transparent; }
QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $on_accent;
    font-weight: 600; padding: 5px 20px; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border-color: $text; }
QPushButton[primary="true"]:disabled { background: $hover; border-color: $hover; color: $muted; }
QPushButton[flat="true"], QToolButton[flat="true"] { background: transparent;
    border-color: transparent; padding: 4px 8px; }
QPushButton[flat="true"]:hover, QToolButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:checked, QToolButton[flat="true"]:checked { background: $hover;
    border-color: $border; }
QPushButton[flat="true"]:pressed, QToolButton[flat="true"]:pressed { background: $border; }
QPushButton[flat="true"]:focus, QToolButton[flat="true"]:focus { border-color: $accent; }
QPushButton[bare="true"] { background: transparent; border: none; padding: 4px 0;
    text-align: left; }
QPushButton[bare="true"][heading="true"] { font-weight: 600; }
QPushButton[bare="true"]:hover, QPushButton[bare="true"]:focus { color: $content_line; }
QToolButton[layer="true"] { padding: 2px 0; border-radius: 4px; color: $muted; }
QToolButton[layer="true"]:checked { background: $accent; border-color: $accent;
    color: $on_accent; }
QToolButton[layer="true"]:checked:focus { border-color: $text; }
QToolButton[layer="true"]:checked:disabled { background: $hover; border-color: $border;
    color: $disabled; }

QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit { background: $base;
    border: 1px solid $border; border-radius: 5px; padding: 3px 7px; color: $text;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $muted; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on,
QPlainTextEdit:focus { border-color: $accent; }
QAbstractSpinBox[wrong="true"] { border-color: $danger; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $disabled;
    background: transparent; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox::down-arrow:disabled { image: none; }
QComboBox QAbstractItemView { background: $base; border: 1px solid $border; padding: 4px;
    selection-background-color: $accent; selection-color: $on_accent; outline: none; }

QRadioButton { spacing: 8px; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $muted;
    border-radius: 8px; background: $base; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: $accent; }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5,
    cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 $accent, stop: 0.5 $accent,
    stop: 0.62 $base, stop: 1 $base); }
QListView[tiles="true"] { background: transparent; border: none; outline: none; }
QListView[tiles="true"]::item { border-radius: 6px; padding: 4px; }
QListView[tiles="true"]::item:hover { background: $hover; }
QListView[tiles="true"]::item:selected { background: $accent; color: $on_accent; }
QRadioButton:focus { color: $content_line; }

QSlider { min-height: 18px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $border; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -5px 0; border-radius: 7px;
    background: $base; border: 1px solid $muted; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { border-color: $accent;
    background: $accent; }
QSlider::handle:horizontal:disabled { border-color: $border; background: $window; }

QProgressBar { background: $border; border: none; border-radius: 3px; min-height: 6px;
    max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar::handle:vertical { background: $border; border-radius: 3px; min-height: 32px;
    margin: 2px 3px; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle:horizontal { background: $border; border-radius: 3px; min-width: 32px;
    margin: 3px 2px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $border; }
QMenuBar { background: $window; padding: 2px 8px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $base; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenuBar QMenu, Canvas QMenu { icon-size: 0px; }
QToolTip { background: $base; color: $text; border: 1px solid $border; padding: 5px; }

QLabel[tone="muted"] { color: $muted; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="heading"] { font-weight: 600; }
QLabel[tone="key"] { background: $button; border: 1px solid $border; border-radius: 4px;
    padding: 1px 7px; }
QLabel:disabled { color: $disabled; }
#message_bar { background: $base; border: 1px solid $accent; border-radius: 6px; }
#message_bar[error="true"] { border-color: $danger; }
"""
