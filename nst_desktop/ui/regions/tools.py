"""Tools for painting masks, and their options."""

from dataclasses import dataclass
from enum import StrEnum

from nst_desktop.ui.parts.slider_scale import SliderScale

BRUSH_SIZES = SliderScale(0.2, 50.0, logarithmic=True)  # as percentages of the picture's long side


class Tool(StrEnum):
    """Tool for painting masks. Its value is also the name of its icon."""

    BRUSH = "brush"
    ERASER = "eraser"
    LASSO = "lasso"
    SELECT = "select"
    SIMILAR = "similar"


EARLIER_NAMES = {"fill": Tool.SIMILAR}  # in settings that earlier versions saved


def tool_named(name: object) -> Tool | None:
    """Return the tool with this name in the settings, or None if there is none."""
    if not isinstance(name, str):
        return None
    return Tool(name) if name in list(Tool) else EARLIER_NAMES.get(name)


@dataclass(frozen=True, slots=True)
class ToolOptions:
    """Current tool and the options for all tools.

    Attributes:
        tool: Current tool.
        size: Brush diameter as a percentage of the picture's long side.
        softness: Softness of the brush edge, 0..1.
        tolerance: How much a similar area may differ from the clicked pixel, 0..255.
    """

    tool: Tool = Tool.BRUSH
    size: float = 6.0
    softness: float = 0.3
    tolerance: int = 32

    def pixels(self, side: int) -> float:
        """Return the brush diameter, at least 1 px, for a picture with this long side."""
        return max(1.0, self.size / 100 * side)
