"""SketchJob, the input of a sketch; does not import numpy."""

from dataclasses import dataclass

from nst_desktop.core.arrays import Mask, Pixels
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Style, StyleRegion
from nst_desktop.core.params import StyleParams

SKETCH_SIDE = 512  # px


@dataclass(frozen=True, slots=True, eq=False)
class SketchJob:
    """Input of a sketch.

    Attributes:
        params: Parameters of the run. Strength, colour and brush size have an effect.
        content: Photograph, (H, W, 3) uint8.
        styles: Paintings, at least one.
        regions: Regions, as in StyleJob.
        protect: Mask with 255 where the photograph stays unchanged, (H, W) uint8.
    """

    params: StyleParams
    content: Pixels
    styles: tuple[Style, ...]
    regions: tuple[StyleRegion, ...] = ()
    protect: Mask | None = None

    def __post_init__(self) -> None:
        if not self.styles:
            raise ParameterError("styles", "Choose a painting first")
