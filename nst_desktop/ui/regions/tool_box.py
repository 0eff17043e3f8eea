"""The tools: which one, how large, how soft."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.parts.labelled_slider import LabelledSlider
from nst_desktop.ui.parts.slider_scale import POSITIONS
from nst_desktop.ui.regions.tools import SIZES, Tool, ToolOptions

ICON = QSize(18, 18)
STEP = 8  # positions of the slider by a key


class ToolBox(QWidget):
    """options_changed(ToolOptions): the user has chosen a tool, or set it in another way.

    tool_chosen(): it was a tool. The keys [ and ] change the brush's size wherever the focus is.
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
            (Tool.BRUSH, "B", self.tr("Brush: paint what is inside (B)")),
            (Tool.ERASER, "E", self.tr("Eraser: take away from what is inside (E)")),
            (Tool.LASSO, "L", self.tr("Lasso: draw or click an outline, all of it is inside (L)")),
            (Tool.FILL, "F", self.tr("Fill: click on a surface of one colour (F)")),
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
        """The tool, and how it is set."""
        return self._options

    def set_options(self, options: ToolOptions) -> None:
        """Show these."""
        self._options = options
        self._buttons[options.tool].setChecked(True)
        size = self.tr("{0} %").format(QLocale().toString(options.size, "g", 2))
        self._size.set_position(SIZES.position(options.size), size)
        soft = round(100 * options.softness)
        self._softness.set_position(soft, self.tr("{0} %").format(soft))
        self._tolerance.set_position(options.tolerance, str(options.tolerance))
        brushes = options.tool in (Tool.BRUSH, Tool.ERASER)
        self._size.setVisible(brushes)
        self._softness.setVisible(brushes)
        self._tolerance.setVisible(options.tool is Tool.FILL)
        self._hint.setText(self._hints()[options.tool])

    def set_keys_enabled(self, enabled: bool) -> None:
        """Whether the keys of the tools act: plain letters, so only while they are in use."""
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
        # The button's own shortcut would click it only after it has been seen to go down.
        self._add_key(key, button.click)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(":")[0])
        button.clicked.connect(lambda: self._on_tool_clicked(tool))
        self._group.addButton(button)
        self._buttons[tool] = button
        return button

    def _explain(self) -> None:
        size = self.tr("Of the brush, in percent of the picture's longer side ([ and ])")
        softness = self.tr("How gently the brush's edge fades out")
        tolerance = self.tr("How far a colour may be from the one that you click on")
        self._size.set_help(self.tr("Size of the brush"), size)
        self._softness.set_help(self.tr("Softness of the brush"), softness)
        self._tolerance.set_help(self.tr("Tolerance of the fill"), tolerance)

    def _hints(self) -> dict[Tool, str]:
        away = self.tr("Alt takes away, Ctrl moves the picture.")
        return {
            Tool.BRUSH: away,
            Tool.ERASER: self.tr("Ctrl moves the picture."),
            Tool.LASSO: self.tr(
                "Draw an outline, or click its corners and double-click. {0}"
            ).format(away),
            Tool.FILL: away,
        }

    def _enter(self, options: ToolOptions) -> None:
        if options != self._options:
            self.set_options(options)
            self.options_changed.emit(options)

    def _on_tool_clicked(self, tool: Tool) -> None:
        self._enter(replace(self._options, tool=tool))
        self.tool_chosen.emit()

    def _on_size_moved(self, position: int) -> None:
        self._enter(replace(self._options, size=SIZES.value(position)))

    def _on_softness_moved(self, position: int) -> None:
        self._enter(replace(self._options, softness=position / 100))

    def _on_tolerance_moved(self, position: int) -> None:
        self._enter(replace(self._options, tolerance=position))

    def _step_size(self, step: int) -> None:
        position = SIZES.position(self._options.size) + step
        self._on_size_moved(min(max(position, 0), POSITIONS))
