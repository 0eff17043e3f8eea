"""StyleJob, what to do, and Step, what came of one step. No torch here."""

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

_MAX_DISTORTION = 1.03  # rounding of small masks included


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
class StyleRegion:
    """A part of the photograph that has a painting of its own.

    mask: (H, W) uint8 over the photograph, 255 inside, grey for a soft edge; of any size.
    style: index of the painting in StyleJob.styles.
    style_mask: (H, W) uint8 over that painting: the part whose texture is taken; None: all.
    name: for messages.
    """

    mask: Mask
    style: int
    style_mask: Mask | None = None
    name: str = "region"


@dataclass(frozen=True, slots=True, eq=False)
class StyleJob:
    """One run: the pictures, the parameters, the network's weights and the device.

    content: (H, W, 3) uint8, or None for a texture. styles: empty for a reconstruction.
    weights: called on the run's own thread, gives the network's weights.
    device: auto, cpu, cuda, cuda:N or mps.
    regions: where each painting goes; what lies in none of them keeps the photograph's shapes
    and gets no texture. Empty: all paintings, blended, go everywhere.
    protect: (H, W) uint8 over the photograph, which shows unchanged where it is 255.
    start: (H, W, 3) uint8, a picture to begin with in place of what StyleParams.init says.
    Raises ParameterError if the parts do not fit together.
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
        self._check_colour()
        self._check_style_loss()
        self._check_masks()
        self._check_memory()
        self._check_size()

    @property
    def mode(self) -> Mode:
        """TRANSFER with both kinds of picture, TEXTURE or RECONSTRUCTION with one."""
        if self.content is None:
            return Mode.TEXTURE
        return Mode.TRANSFER if self.styles else Mode.RECONSTRUCTION

    @property
    def compares_columns(self) -> bool:
        """Whether style is a matter of neighbours (core/columns.py), not of summaries."""
        return self.params.style_loss == "neighbours" and bool(self.styles)

    @property
    def fits_strips(self) -> bool:
        """Whether the objective adds up over positions, so that strips can be added up."""
        params = self.params
        return params.style_loss != "sliced" and params.gradient_normalisation == "off"

    @property
    def layers(self) -> tuple[str, ...]:
        """The names of all layers that this job compares."""
        content = self.params.content_layers if self.content is not None else ()
        style = self.params.compared_style_layers if self.styles else ()
        names = [name for name, _ in (*content, *style)]
        if self.params.neighbour_weight > 0:
            names.extend(self.neighbour_layers)
        return tuple(dict.fromkeys(names))

    @property
    def neighbour_layers(self) -> tuple[str, ...]:
        """Where neighbour targets are compared as soon as neighbour_weight is above 0.

        A weight that is 0 at first may be raised during the run, which then takes those layers
        that its network reaches and its scales are large enough for anyway. Columns have
        neighbours of their own.
        """
        if self.mode is not Mode.TRANSFER or self.compares_columns:
            return ()
        if self.params.neighbour_weight > 0:
            return NEIGHBOUR_LAYERS
        reached = LAYERS[: LAYERS.index(deepest(self.layers)) + 1]
        return tuple(name for name in NEIGHBOUR_LAYERS if name in reached)

    @property
    def output_size(self) -> tuple[int, int]:
        """(width, height) of the result in px: the long side is params.size."""
        return self.size_at(self.params.size)

    @property
    def least_size(self) -> int | None:
        """The smallest params.size that the layers can take; None if there is none."""
        height, width = self._model.shape[:2]
        return least_size(width, height, smallest_side(self.layers))

    def size_at(self, long_side: int) -> tuple[int, int]:
        """What output_size would be if params.size were this."""
        height, width = self._model.shape[:2]
        return fit_size(width, height, long_side)

    @property
    def _model(self) -> Pixels:
        """The picture whose shape the result has."""
        return self.content if self.content is not None else self.styles[0].pixels

    def _check_start(self) -> None:
        if self.start is not None:
            _check_pixels(self.start, "start")
            return
        init = self.params.init
        if self.content is None and init in ("content", "blend"):
            raise ParameterError(
                "init",
                "init: a texture has no photograph to start from; choose noise or style instead "
                "of {init}.",
                init=init,
            )
        if not self.styles and init == "style":
            raise ParameterError(
                "init",
                "init: a reconstruction has no painting to start from; "
                "choose noise, content or blend.",
            )

    def _check_colour(self) -> None:
        if self.content is None and self.params.colour != "style":
            raise ParameterError(
                "colour",
                "colour: a texture has no photograph whose colours it could have; choose style.",
            )

    def _check_style_loss(self) -> None:
        if self.content is None and self.compares_columns:
            raise ParameterError(
                "style_loss",
                "style_loss: a texture has no photograph whose parts could be painted like their "
                "neighbours; choose gram, moments or sliced.",
            )

    def _check_masks(self) -> None:
        if self.content is None and (self.regions or self.protect is not None):
            raise ParameterError("regions", "A texture has no photograph to lay a mask on.")
        if self.protect is not None:
            _check_mask(self.protect, self.content, Words("The protected part"))
        for region in self.regions:
            if not 0 <= region.style < len(self.styles):
                raise ParameterError(
                    "regions",
                    "{name}: there is no painting {style}; this job has {styles}.",
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
                "Painting {painting} has no region; give it one or leave it out.",
                painting=min(unused) + 1,
            )

    def _check_memory(self) -> None:
        if self.params.memory == "strips" and not self.fits_strips:
            raise ParameterError(
                "memory",
                "memory: strips need sums over positions, which neither the sliced style loss nor "
                "equal gradients are; choose auto or whole, or another style loss.",
            )

    def _check_size(self) -> None:
        needed, layer = smallest_side(self.layers), deepest(self.layers)
        for style in self.styles:
            height, width = style.pixels.shape[:2]
            if min(width, height) < needed:
                raise ParameterError(
                    "styles",
                    "The painting of {width} x {height} px is too small: layer {layer} needs "
                    "{needed} px on the short side.",
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
                    "size: the picture is too narrow. At {size} px it would be {width} x {height} "
                    "px, and layer {layer} needs {needed} px on the short side, which no size up "
                    "to {most:g} has: crop the picture, or choose layers nearer to the first.",
                    size=self.params.size,
                    most=describe("size").hi,
                    width=width,
                    height=height,
                    layer=layer,
                    needed=needed,
                )
            raise ParameterError(
                "size",
                "size: {size} px is too small. The picture would be {width} x {height} px, and "
                "layer {layer} needs {needed} px on the short side: choose a size of {least} or "
                "more, or layers nearer to the first.",
                size=self.params.size,
                least=least,
                width=width,
                height=height,
                layer=layer,
                needed=needed,
            )


@dataclass(frozen=True, slots=True)
class Losses:
    """The weighted terms of the objective; total is what the optimiser lowers.

    content: neighbour targets included.
    tv: what holds the picture itself: smoothness (total variation) and the range of colours.
    """

    content: float
    style: float
    tv: float
    total: float


@dataclass(frozen=True, slots=True)
class Step:
    """What came of one step: numbers at once, pixels for whoever asks.

    index: 1..total, over all scales. scale: 1..scales. width, height: of this scale, px.
    losses: of the picture that the step began with.
    changed: names of the parameters that were changed from outside just before this step.
    precision: of the network: float32, bfloat16 or float16.
    progress: share of the whole job's work that is done, 0..1.
    elapsed, remaining: seconds of work so far and to come, pauses left out.
    snapshot: snapshot(long_side) gives the picture after this step as (H, W, 3) uint8, no larger
    than long_side px; snapshot(0) gives it whole. artwork() gives it whole in 16 bits, and state()
    all that stylize needs to go on from here. They show the run as it is when called, so also the
    last good picture after the run has ended, in whatever way.
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
    """How a run is paused, stopped and changed from outside."""

    def checkpoint(self) -> None:
        """Called between layers: waits while paused; raises Stopped when the run shall end."""

    def take_params(self) -> StyleParams | None:
        """Called between steps: new parameters, each given once, or None if nothing changed.

        Only those marked `live` are taken up; the others stay as they were.
        """


class NoControl:
    """A run that nobody pauses, stops or changes."""

    def checkpoint(self) -> None:
        """Never waits, never raises."""

    def take_params(self) -> StyleParams | None:
        """Never any."""
        return None


def _check_pixels(picture: Pixels, part: str) -> None:
    if picture.dtype != "uint8" or picture.ndim != 3 or picture.shape[2] != 3:
        raise ParameterError(
            part,
            "A picture must be (height, width, 3) uint8, not {shape} {dtype}.",
            shape=picture.shape,
            dtype=picture.dtype,
        )
    if min(picture.shape[:2]) < 1:
        raise ParameterError(part, "A picture has no pixels.")


def _check_mask(mask: Mask, picture: Pixels | None, name: str) -> None:
    """Raise ParameterError if the mask cannot lie on the picture: it may differ in size only."""
    assert picture is not None
    if mask.dtype != "uint8" or mask.ndim != 2 or min(mask.shape) < 1:
        raise ParameterError("regions", "{name}: a mask must be (height, width) uint8.", name=name)
    shapes = [each.shape[1] / each.shape[0] for each in (mask, picture)]
    if max(shapes) / min(shapes) > _MAX_DISTORTION:
        raise ParameterError(
            "regions",
            "{name}: the mask has {mask_width} x {mask_height} px and the picture "
            "{width} x {height}; make a mask of the same shape.",
            name=name,
            mask_width=mask.shape[1],
            mask_height=mask.shape[0],
            width=picture.shape[1],
            height=picture.shape[0],
        )
    if not mask.any():
        raise ParameterError(
            "regions", "{name}: the mask is empty; paint the part in white.", name=name
        )
