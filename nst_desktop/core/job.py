"""StyleJob, what to do, and Step, what came of one step. No torch here."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.layers import deepest, smallest_side
from nst_desktop.core.params import StyleParams

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights

Pixels = npt.NDArray[np.uint8]  # (height, width, 3), RGB, sRGB, 0..255


class Mode(StrEnum):
    """What a run makes; the value is also the command's name."""

    TRANSFER = "render"
    TEXTURE = "texture"
    RECONSTRUCTION = "reconstruct"

    @property
    def start(self) -> str:
        """The usual value of StyleParams.init in this mode."""
        return "content" if self is Mode.TRANSFER else "noise"


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """One style picture.

    pixels: (H, W, 3) uint8. weight: its share among the styles, > 0; shares are scaled to a sum
    of 1. scale: its own factor on StyleParams.style_scale, > 0.
    """

    pixels: Pixels
    weight: float = 1.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class StyleJob:
    """One run: the pictures, the parameters, the network's weights and the device.

    content: (H, W, 3) uint8, or None for a texture. styles: empty for a reconstruction.
    weights: called on the run's own thread, gives the network's weights.
    device: auto, cpu, cuda, cuda:N or mps.
    Raises ParameterError if the parts do not fit together.
    """

    params: StyleParams
    weights: Callable[[], "NetworkWeights"]
    content: Pixels | None = None
    styles: tuple[Style, ...] = ()
    device: str = "auto"

    def __post_init__(self) -> None:
        if self.content is None and not self.styles:
            raise ParameterError(
                "content", "There is no picture: choose a photograph, a painting or both."
            )
        if self.content is not None:
            _check_pixels(self.content, "content")
        for style in self.styles:
            _check_pixels(style.pixels, "styles")
            if not (style.weight > 0 and style.scale > 0):
                raise ParameterError("styles", "A painting's weight and scale must be above 0.")
        self._check_start()
        self._check_size()

    @property
    def mode(self) -> Mode:
        """TRANSFER with both kinds of picture, TEXTURE or RECONSTRUCTION with one."""
        if self.content is None:
            return Mode.TEXTURE
        return Mode.TRANSFER if self.styles else Mode.RECONSTRUCTION

    @property
    def layers(self) -> tuple[str, ...]:
        """The names of all layers that this job compares."""
        content = self.params.content_layers if self.content is not None else ()
        style = self.params.style_layers if self.styles else ()
        return tuple(dict.fromkeys(name for name, _ in (*content, *style)))

    @property
    def output_size(self) -> tuple[int, int]:
        """(width, height) of the result in px: the long side is params.size."""
        model = self.content if self.content is not None else self.styles[0].pixels
        return fit_size(model.shape[1], model.shape[0], self.params.size)

    def _check_start(self) -> None:
        init = self.params.init
        if self.content is None and init in ("content", "blend"):
            raise ParameterError(
                "init",
                "init: a texture has no photograph to start from; "
                f"choose noise or style instead of {init}.",
            )
        if not self.styles and init == "style":
            raise ParameterError(
                "init",
                "init: a reconstruction has no painting to start from; "
                "choose noise, content or blend.",
            )

    def _check_size(self) -> None:
        width, height = self.output_size
        needed, layer = smallest_side(self.layers), deepest(self.layers)
        if min(width, height) < needed:
            least = math.ceil(needed * self.params.size / min(width, height))
            raise ParameterError(
                "size",
                f"size: {self.params.size} px is too small. The picture would be "
                f"{width} x {height} px, and layer {layer} needs {needed} px on the short side: "
                f"choose a size of {least} or more, or layers nearer to the first.",
            )
        for style in self.styles:
            height, width = style.pixels.shape[:2]
            if min(width, height) < needed:
                raise ParameterError(
                    "styles",
                    f"The painting of {width} x {height} px is too small: layer {layer} needs "
                    f"{needed} px on the short side.",
                )


@dataclass(frozen=True, slots=True)
class Losses:
    """The weighted terms of the objective; total is what the optimiser lowers."""

    content: float
    style: float
    tv: float
    total: float


@dataclass(frozen=True, slots=True)
class Step:
    """What came of one step: numbers at once, pixels for whoever asks.

    index: 1..total, over all scales. scale: 1..scales. width, height: of this scale, px.
    losses: of the picture that the step began with.
    progress: share of the whole job's work that is done, 0..1.
    elapsed, remaining: seconds of work so far and to come, pauses left out.
    snapshot: snapshot(long_side) gives the picture after this step as (H, W, 3) uint8, no larger
    than long_side px; snapshot(0) gives it whole. It shows the run as it is when called, so also
    the last good picture after the run has ended, in whatever way.
    """

    index: int
    total: int
    scale: int
    scales: int
    width: int
    height: int
    losses: Losses
    progress: float
    elapsed: float
    remaining: float
    snapshot: Callable[[int], Pixels] = field(repr=False, compare=False)


class Control(Protocol):
    """How a run is paused and stopped from outside."""

    def checkpoint(self) -> None:
        """Called between layers: waits while paused; raises Stopped when the run shall end."""


class NoControl:
    """A run that nobody pauses or stops."""

    def checkpoint(self) -> None:
        """Never waits, never raises."""


def fit_size(width: int, height: int, long_side: int) -> tuple[int, int]:
    """(width, height) of the same shape whose longer side is long_side; at least 1 px each."""
    factor = long_side / max(width, height)
    return max(1, round(width * factor)), max(1, round(height * factor))


def _check_pixels(picture: Pixels, part: str) -> None:
    if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] != 3:
        raise ParameterError(
            part,
            f"A picture must be (height, width, 3) uint8, not {picture.shape} {picture.dtype}.",
        )
    if min(picture.shape[:2]) < 1:
        raise ParameterError(part, "A picture has no pixels.")
