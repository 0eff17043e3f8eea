"""StyleJob, the input of a run, and Step, the result of one step; does not import torch."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from nst_desktop.core.arrays import DeepPixels, Mask, Pixels
from nst_desktop.core.errors import ParameterError, Words
from nst_desktop.core.layers import LAYERS, NEIGHBOUR_LAYERS, deepest, smallest_side
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams, describe
from nst_desktop.core.sizes import fit_size, least_size

if TYPE_CHECKING:
    from nst_desktop.core.state import RunState
    from nst_desktop.core.vgg import NetworkWeights

_MAX_DISTORTION = 1.03  # allows for the rounding of small masks


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """One style picture.

    Attributes:
        pixels: Pixel array, (H, W, 3) uint8.
        weight: Share among the styles, above 0; the shares are scaled so that they sum to 1.
        scale: Factor, above 0, that multiplies StyleParams.style_scale for this picture.
    """

    pixels: Pixels
    weight: float = 1.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class StyleRegion:
    """Part of the photograph with its own painting.

    Attributes:
        mask: Mask over the photograph, (H, W) uint8, with 255 inside and grey for a soft edge. It
            can be any size, provided it has the photograph's proportions.
        style: Index of the painting in StyleJob.styles.
        style_mask: Mask over that painting, (H, W) uint8, with 255 in the area that supplies the
            texture; None to use the whole painting.
        name: Name used for the region in messages.
    """

    mask: Mask
    style: int
    style_mask: Mask | None = None
    name: str = "region"


@dataclass(frozen=True, slots=True, eq=False)
class StyleJob:
    """Input of one run: the pictures, the parameters, the network's weights and the device.

    Attributes:
        params: Parameters of the run.
        weights: Function that returns the network's weights; called on the run's own thread.
        content: Photograph, (H, W, 3) uint8; None for a texture.
        styles: Paintings; empty for a reconstruction.
        device: Device name: auto, cpu, cuda, cuda:N or mps.
        regions: Regions of the photograph, each with its painting. Anything outside all regions
            keeps the photograph's shapes and gets no texture. If empty, the blended paintings apply
            everywhere.
        protect: Mask, (H, W) uint8, with 255 where the photograph stays unchanged.
        start: Picture to start from, (H, W, 3) uint8, instead of the one named by StyleParams.init.

    Raises:
        ParameterError: If the parts of the job do not fit together.
    """

    params: StyleParams
    weights: Callable[[], "NetworkWeights"]
    content: Pixels | None = None
    styles: tuple[Style, ...] = ()
    device: str = "auto"
    regions: tuple[StyleRegion, ...] = ()
    protect: Mask | None = None
    start: Pixels | None = None

    def __post_init__(self) -> None:
        if self.content is None and not self.styles:
            raise ParameterError("content", "Choose a photograph, a painting or both.")
        if self.content is not None:
            _check_pixels(self.content, "content")
        for style in self.styles:
            _check_pixels(style.pixels, "styles")
            if not (style.weight > 0 and style.scale > 0):
                raise ParameterError("styles", "A painting's weight and scale must be above 0.")
        self._check_start()
        self._check_colour()
        self._check_style_loss()
        self._check_masks()
        self._check_memory()
        self._check_size()

    @property
    def mode(self) -> Mode:
        """Mode that follows from the job's pictures."""
        if self.content is None:
            return Mode.TEXTURE
        return Mode.TRANSFER if self.styles else Mode.RECONSTRUCTION

    @property
    def compares_columns(self) -> bool:
        """Whether style is compared by columns (core/columns.py) instead of summaries."""
        return self.params.style_loss == "neighbours" and bool(self.styles)

    @property
    def fits_strips(self) -> bool:
        """Whether the objective is a sum over positions, which can be computed strip by strip."""
        params = self.params
        return params.style_loss != "sliced" and params.gradient_normalisation == "off"

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of all layers that this job compares."""
        content = self.params.content_layers if self.content is not None else ()
        style = self.params.compared_style_layers if self.styles else ()
        names = [name for name, _ in (*content, *style)]
        if self.params.neighbour_weight > 0:
            names.extend(self.neighbour_layers)
        return tuple(dict.fromkeys(names))

    @property
    def neighbour_layers(self) -> tuple[str, ...]:
        """Layers where neighbour targets are compared once neighbour_weight is above 0.

        A weight of 0 may be raised during the run. It then applies only to the layers that the
        network reaches anyway, since the scales are large enough for these. There are no such
        layers if the job compares columns, which have their own neighbours.
        """
        if self.mode is not Mode.TRANSFER or self.compares_columns:
            return ()
        if self.params.neighbour_weight > 0:
            return NEIGHBOUR_LAYERS
        reached = LAYERS[: LAYERS.index(deepest(self.layers)) + 1]
        return tuple(name for name in NEIGHBOUR_LAYERS if name in reached)

    @property
    def output_size(self) -> tuple[int, int]:
        """Size of the result, (width, height), in px; its long side is params.size."""
        return self.size_at(self.params.size)

    @property
    def least_size(self) -> int | None:
        """Smallest params.size that is large enough for the layers; None if no size is."""
        height, width = self._shape_source.shape[:2]
        return least_size(width, height, smallest_side(self.layers))

    def size_at(self, long_side: int) -> tuple[int, int]:
        """Return the output_size that results if params.size is `long_side`."""
        height, width = self._shape_source.shape[:2]
        return fit_size(width, height, long_side)

    @property
    def _shape_source(self) -> Pixels:
        """Picture that determines the result's proportions."""
        return self.content if self.content is not None else self.styles[0].pixels

    def _check_start(self) -> None:
        if self.start is not None:
            _check_pixels(self.start, "start")
            return
        init = self.params.init
        if self.content is None and init in ("content", "blend"):
            raise ParameterError(
                "init",
                "init: a texture has no photograph to start from; choose 'noise' or 'style' "
                "instead of '{init}'.",
                init=init,
            )
        if not self.styles and init == "style":
            raise ParameterError(
                "init",
                "init: a reconstruction has no painting to start from; choose 'noise', "
                "'content' or 'blend'.",
            )

    def _check_colour(self) -> None:
        if self.content is None and self.params.colour != "style":
            raise ParameterError(
                "colour",
                "colour: a texture has no photograph to take colours from; choose 'style'.",
            )

    def _check_style_loss(self) -> None:
        if self.content is None and self.compares_columns:
            raise ParameterError(
                "style_loss",
                "style_loss: 'neighbours' needs a photograph, which a texture does not have; "
                "choose 'gram', 'moments' or 'sliced'.",
            )

    def _check_masks(self) -> None:
        if self.content is None and (self.regions or self.protect is not None):
            raise ParameterError(
                "regions", "A texture has no photograph to mask; remove the masks."
            )
        if self.protect is not None:
            _check_mask(self.protect, self.content, Words("The protected part"))
        for region in self.regions:
            if not 0 <= region.style < len(self.styles):
                raise ParameterError(
                    "regions",
                    "{name}: painting {style} does not exist; choose a number from 1 to {styles}.",
                    name=region.name,
                    style=region.style + 1,
                    styles=len(self.styles),
                )
            _check_mask(region.mask, self.content, region.name)
            if region.style_mask is not None:
                _check_mask(region.style_mask, self.styles[region.style].pixels, region.name)
        unused = set(range(len(self.styles))) - {region.style for region in self.regions}
        if self.regions and unused:
            raise ParameterError(
                "regions",
                "Painting {painting} has no region; give it one or remove the painting.",
                painting=min(unused) + 1,
            )

    def _check_memory(self) -> None:
        if self.params.memory == "strips" and not self.fits_strips:
            raise ParameterError(
                "memory",
                "memory: 'strips' does not work with the sliced style loss or with equal "
                "gradients. Choose 'auto' or 'whole', or change those settings.",
            )

    def _check_size(self) -> None:
        needed, layer = smallest_side(self.layers), deepest(self.layers)
        for style in self.styles:
            height, width = style.pixels.shape[:2]
            if min(width, height) < needed:
                raise ParameterError(
                    "styles",
                    "The painting is too small at {width} x {height} px: layer {layer} needs "
                    "at least {needed} px on the short side. Choose a larger painting or "
                    "earlier layers.",
                    width=width,
                    height=height,
                    layer=layer,
                    needed=needed,
                )
        width, height = self.output_size
        if min(width, height) < needed:
            if (least := self.least_size) is None:
                raise ParameterError(
                    "size",
                    "size: the picture is too narrow. At {size} px it would be {width} x "
                    "{height} px, but layer {layer} needs {needed} px on the short side, and "
                    "no size up to {most:g} is large enough. Crop the picture or choose "
                    "earlier layers.",
                    size=self.params.size,
                    most=describe("size").hi,
                    width=width,
                    height=height,
                    layer=layer,
                    needed=needed,
                )
            raise ParameterError(
                "size",
                "size: {size} px is too small. The picture would be {width} x {height} px, but "
                "layer {layer} needs at least {needed} px on the short side. Choose a size of "
                "{least} px or more, or earlier layers.",
                size=self.params.size,
                least=least,
                width=width,
                height=height,
                layer=layer,
                needed=needed,
            )


@dataclass(frozen=True, slots=True)
class Losses:
    """Weighted terms of the objective.

    Attributes:
        content: Content loss, including neighbour targets.
        style: Style loss.
        tv: Penalties on the picture's pixels: total variation and colours out of range.
        total: Sum of the other terms, which the optimiser minimises.
    """

    content: float
    style: float
    tv: float
    total: float


@dataclass(frozen=True, slots=True)
class Step:
    """Result of one step: its numbers, and functions that return the picture and the run's state.

    snapshot(), artwork() and state() reflect the run at the time of the call. After the run has
    ended, for whatever reason, they return the last good picture.

    Attributes:
        index: Step number, counted over all scales, 1..total.
        total: Number of steps in all scales.
        scale: Scale number, 1..scales.
        scales: Number of scales.
        width: Width of the picture at this scale, in px.
        height: Height of the picture at this scale, in px.
        losses: Losses of the picture before the step.
        progress: Completed share of the whole job's work, 0..1.
        elapsed: Working time so far, in seconds, without pauses.
        remaining: Estimated working time remaining, in seconds.
        changed: Names of the parameters that were changed from outside just before this step.
        precision: Precision of the network: float32, bfloat16 or float16.
        snapshot: Function that returns the picture as (H, W, 3) uint8, reduced to the given long
            side, in px; 0 stands for full size.
        artwork: Function that returns the picture at full size as (H, W, 3) uint16.
        state: Function that returns what stylize() needs to resume the run from here.
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
    changed: tuple[str, ...]
    precision: str
    snapshot: Callable[[int], Pixels] = field(repr=False, compare=False)
    artwork: Callable[[], DeepPixels] = field(repr=False, compare=False)
    state: Callable[[], "RunState"] = field(repr=False, compare=False)


class Control(Protocol):
    """Interface through which a run is paused, stopped and changed from outside."""

    def checkpoint(self) -> None:
        """Wait while the run is paused; called between layers.

        Raises:
            StoppedError: If the run should stop.
        """

    def take_params(self) -> StyleParams | None:
        """Return new parameters, or None if nothing has changed since the last call.

        Called between steps. Only parameters marked `live` are applied.
        """


class NoControl:
    """Control that never pauses, stops or changes the run."""

    def checkpoint(self) -> None:
        """Do nothing."""

    def take_params(self) -> StyleParams | None:
        """Return None."""
        return None


def _check_pixels(picture: Pixels, part: str) -> None:
    if picture.dtype != "uint8" or picture.ndim != 3 or picture.shape[2] != 3:
        raise ParameterError(
            part,
            "A picture must be an array of shape (height, width, 3) and type uint8, not "
            "{shape} {dtype}.",
            shape=picture.shape,
            dtype=picture.dtype,
        )
    if min(picture.shape[:2]) < 1:
        raise ParameterError(part, "One of the pictures has no pixels.")


def _check_mask(mask: Mask, picture: Pixels | None, name: str) -> None:
    """Raise ParameterError unless the mask has the picture's proportions and is not empty."""
    assert picture is not None
    if mask.dtype != "uint8" or mask.ndim != 2 or min(mask.shape) < 1:
        raise ParameterError(
            "regions",
            ("{name}: a mask must be an array of shape (height, width) and type uint8."),
            name=name,
        )
    proportions = [array.shape[1] / array.shape[0] for array in (mask, picture)]
    if max(proportions) / min(proportions) > _MAX_DISTORTION:
        raise ParameterError(
            "regions",
            "{name}: the mask is {mask_width} x {mask_height} px, but the picture is "
            "{width} x {height} px. Use a mask with the same proportions.",
            name=name,
            mask_width=mask.shape[1],
            mask_height=mask.shape[0],
            width=picture.shape[1],
            height=picture.shape[0],
        )
    if not mask.any():
        raise ParameterError(
            "regions",
            "{name}: the mask is empty. Use white to paint the area you want to include.",
            name=name,
        )
