"""The tools for masks, and how they are set."""

from dataclasses import dataclass
from enum import StrEnum

from nst_desktop.ui.parts.slider_scale import SliderScale

SIZES = SliderScale(0.2, 50.0, logarithmic=True)  # percent of the picture's long side


class Tool(StrEnum):
    """The value is the icon's name."""

    BRUSH = "brush"
    ERASER = "eraser"
    LASSO = "lasso"
    FILL = "fill"


@dataclass(frozen=True, slots=True)
class ToolOptions:
    """size: of the brush, in percent of the picture's long side. softness: of its edge, 0..1.

    tolerance: how far a colour may be from the one that is filled, 0..255.
    """

    tool: Tool = Tool.BRUSH
    size: float = 6.0
    softness: float = 0.3
    tolerance: int = 32

    def pixels(self, side: int) -> float:
        """The brush's diameter on a picture with this long side, px; at least 1."""
        return max(1.0, self.size / 100 * side)
