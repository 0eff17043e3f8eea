"""Tool box with the tools for painting masks and their options."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.parts.labelled_slider import LabelledSlider
from nst_desktop.ui.parts.slider_scale import POSITIONS
from nst_desktop.ui.regions.tools import BRUSH_SIZES, Tool, ToolOptions

ICON = QSize(18, 18)
STEP = 8  # slider positions per key press


class ToolBox(QWidget):
    """Buttons for the tools and sliders for their options.

    Wherever the focus is, the keys [ and ] change the brush size, and each tool can be chosen with
    a letter key.

    Signals:
        options_changed(ToolOptions): The user chose another tool or option.
        tool_chosen(): The user chose a tool, which may be the current one.
    """

    options_changed = Signal(object)
    tool_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = ToolOptions()
        self._buttons: dict[Tool, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._keys: list[QShortcut] = []
        self._size = LabelledSlider(self.tr("Size"), 0, POSITIONS, POSITIONS // 10)
        self._softness = LabelledSlider(self.tr("Softness"), 0, 100, 10)
        self._tolerance = LabelledSlider(self.tr("Tolerance"), 0, 255, 16)
        self._hint = QLabel()
        self._hint.setProperty("tone", "muted")
        self._hint.setWordWrap(True)

        row = QHBoxLayout()
        row.setSpacing(4)
        for tool, key, tip in (
            (Tool.BRUSH, "B", self.tr("Brush: add to the mask (B)")),
            (Tool.ERASER, "E", self.tr("Eraser: remove from the mask (E)")),
            (
                Tool.LASSO,
                "L",
                self.tr("Lasso: draw an outline, or click its corners, to add an area (L)"),
            ),
            (
                Tool.SELECT,
                "S",
                self.tr(
                    "Select: draw roughly inside an object to add it, and with the right mouse "
                    "button outside it (S)"
                ),
            ),
            (
                Tool.SIMILAR,
                "F",
                self.tr("Similar: click to add the area of similar colour and texture (F)"),
            ),
        ):
            row.addWidget(self._make_button(tool, key, tip))
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        for slider in self._sliders():
            layout.addWidget(slider)
        layout.addWidget(self._hint)
        width = max(slider.label_width() for slider in self._sliders())
        for slider in self._sliders():
            slider.set_label_width(width)
        self._explain()
        self.set_options(self._options)

        self._size.moved.connect(self._on_size_moved)
        self._softness.moved.connect(self._on_softness_moved)
        self._tolerance.moved.connect(self._on_tolerance_moved)
        for key, step in (("[", -STEP), ("]", STEP)):
            self._add_key(key, partial(self._step_size, step))

    def options(self) -> ToolOptions:
        """Return the current tool and its options."""
        return self._options

    def set_options(self, options: ToolOptions) -> None:
        """Show these options without emitting signals."""
        self._options = options
        self._buttons[options.tool].setChecked(True)
        size = self.tr("{0} %").format(QLocale().toString(options.size, "g", 2))
        self._size.set_position(BRUSH_SIZES.position(options.size), size)
        soft = round(100 * options.softness)
        self._softness.set_position(soft, self.tr("{0} %").format(soft))
        self._tolerance.set_position(options.tolerance, str(options.tolerance))
        has_brush = options.tool in (Tool.BRUSH, Tool.ERASER)
        self._size.setVisible(has_brush)
        self._softness.setVisible(has_brush)
        self._tolerance.setVisible(options.tool is Tool.SIMILAR)
        self._hint.setText(self._hints()[options.tool])

    def set_keys_enabled(self, enabled: bool) -> None:
        """Enable or disable the keys. They are plain characters, needed only in painting mode."""
        for key in self._keys:
            key.setEnabled(enabled)

    def _add_key(self, key: str, then: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(then)
        self._keys.append(shortcut)

    def _sliders(self) -> tuple[LabelledSlider, ...]:
        return self._size, self._softness, self._tolerance

    def _make_button(self, tool: Tool, key: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("flat", True)
        button.setCheckable(True)
        button.setIcon(line_icon(tool))
        button.setIconSize(ICON)
        # The button's own shortcut would animate the click, which delays it.
        self._add_key(key, button.click)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(":")[0])
        button.clicked.connect(lambda: self._on_tool_clicked(tool))
        self._group.addButton(button)
        self._buttons[tool] = button
        return button

    def _explain(self) -> None:
        size = self.tr("Brush size as a percentage of the picture's long side ([ and ])")
        softness = self.tr("How gradually the edge of the brush fades out")
        tolerance = self.tr("How much colour and texture may differ from the point you click")
        self._size.set_help(self.tr("Brush size"), size)
        self._softness.set_help(self.tr("Brush softness"), softness)
        self._tolerance.set_help(self.tr("Tolerance"), tolerance)

    def _hints(self) -> dict[Tool, str]:
        keys = self.tr("Hold Alt to erase, or Ctrl to move the picture.")
        return {
            Tool.BRUSH: keys,
            Tool.ERASER: self.tr("Hold Ctrl to move the picture."),
            Tool.LASSO: self.tr(
                "Draw an outline, or click its corners and double-click to close it. {0}"
            ).format(keys),
            Tool.SELECT: self.tr(
                "Draw a stroke inside the object. Where the mask goes too far, draw with the right "
                "mouse button or with Alt. Hold Ctrl to move the picture."
            ),
            Tool.SIMILAR: self.tr(
                "Click an area, or drag sideways to change the tolerance. {0}"
            ).format(keys),
        }

    def _enter(self, options: ToolOptions) -> None:
        if options != self._options:
            self.set_options(options)
            self.options_changed.emit(options)

    def _on_tool_clicked(self, tool: Tool) -> None:
        self._enter(replace(self._options, tool=tool))
        self.tool_chosen.emit()

    def _on_size_moved(self, position: int) -> None:
        self._enter(replace(self._options, size=BRUSH_SIZES.value(position)))

    def _on_softness_moved(self, position: int) -> None:
        self._enter(replace(self._options, softness=position / 100))

    def _on_tolerance_moved(self, position: int) -> None:
        self._enter(replace(self._options, tolerance=position))

    def _step_size(self, step: int) -> None:
        position = BRUSH_SIZES.position(self._options.size) + step
        self._on_size_moved(min(max(position, 0), POSITIONS))
