"""Tools for painting masks, and their options."""

from dataclasses import dataclass
from enum import StrEnum

from nst_desktop.ui.parts.slider_scale import SliderScale

BRUSH_SIZES = SliderScale(0.2, 50.0, logarithmic=True)  # percent of the picture's long side


class Tool(StrEnum):
    """Tool for painting; the value is the name of its icon."""

    BRUSH = "brush"
    ERASER = "eraser"
    LASSO = "lasso"
    FILL = "fill"


@dataclass(frozen=True, slots=True)
class ToolOptions:
    """Current tool and the options of all tools.

    Attributes:
        size: of the brush, in percent of the picture's long side.
        softness: of the brush's edge, 0..1.
        tolerance: how much each channel of a filled colour may differ, 0..255.
    """

    tool: Tool = Tool.BRUSH
    size: float = 6.0
    softness: float = 0.3
    tolerance: int = 32

    def pixels(self, side: int) -> float:
        """Return the brush's diameter in px, at least 1, on a picture with this long side."""
        return max(1.0, self.size / 100 * side)
