"""StyleParams: every parameter of a run, declared once.

The window's panel, the command line's flags and the checks derive from these declarations.
"""

from collections.abc import Callable
from dataclasses import Field, dataclass, fields
from typing import Any

from nst_desktop.core.checks import checked, named
from nst_desktop.core.comparison import ComparedValues
from nst_desktop.core.declaration import Description, Group, param
from nst_desktop.core.errors import ParameterError, Words
from nst_desktop.core.layers import COLUMN_LAYERS, LayerWeights, format_layers, parse_layers
from nst_desktop.core.mode import Mode
from nst_desktop.core.numbers import plain_number
from nst_desktop.core.scale import Amounts, Scale

__all__ = ["Description", "Group", "StyleParams"]

_PAINTED = Mode.TRANSFER, Mode.TEXTURE  # with a painting
_FROM_PHOTOGRAPH = Mode.TRANSFER, Mode.RECONSTRUCTION
LARGE_FORMS = "conv5_1"  # the layer that sees 156 px at once: whole objects at a small scale


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleParams:
    """The parameters of one run. Raises ParameterError if a value is not allowed."""

    size: int = param(
        512,
        "Size",
        "Long side of the artwork. Twice the size takes four times as long.",
        lo=16,
        hi=16384,
        unit="px",
        essential=2,
        on_paper=True,
        by_preset=False,
        compare=None,
    )
    steps: int = param(
        75,
        "Steps",
        "How often the picture is improved at its full size. More is finer and slower.",
        lo=1,
        hi=10000,
        essential=3,
        folded=Group.START,
        amounts=Amounts(
            "Quality",
            "How often the picture is improved at its full size. "
            "Twice the steps take twice the time.",
            {"Draft": 40, "Normal": 75, "Fine": 150},
            "{0} ({1} steps)",
        ),
        compare=ComparedValues((4, 8, 16, 32)),  # small pictures need few
    )
    style_weight: float = param(
        20.0,
        "Style weight",
        "How much the painting's texture counts.",
        lo=0,
        hi=1e6,
        essential=1,
        folded=Group.LOSSES,
        scale=Scale(
            "Style strength",
            "How much the painting counts: 50 is balanced, below it the photograph wins, "
            "above it the painting. A value means the same at every size.",
            middle_value=20.0,
            marks=("photograph", "balanced", "painting"),
        ),
        live=True,
        modes=_PAINTED,
    )
    content_weight: float = param(
        1.0,
        "Content weight",
        "How much the photograph's shapes count.",
        lo=0,
        hi=1e6,
        folded=Group.LOSSES,
        live=True,
        modes=_FROM_PHOTOGRAPH,
    )
    style_scale: float = param(
        1.0,
        "Brush size",
        "Size of the painting before its texture is taken: larger gives broader strokes. "
        "A painting is never enlarged beyond its own pixels.",
        lo=0.25,
        hi=4,
        unit="x",
        essential=5,
        modes=_PAINTED,
    )
    large_forms: float = param(
        0.75,
        "Large forms",
        "How much the painting's largest shapes count: swirls, planes, folds of cloth. What it "
        "shows only here and there, such as a face, stays out of the artwork.",
        lo=0,
        hi=2,
        essential=6,
        not_with=("style_loss", "neighbours"),
        modes=_PAINTED,
        compare=ComparedValues((0.0, 0.5, 1.0, 2.0)),
    )
    colour: str = param(
        "style",
        "Colour",
        "Whose colours the artwork has. Photograph's chroma: brightness is painted, colours stay. "
        "Adapted: the painting takes the photograph's colours first.",
        choices={
            "style": "The painting's",
            "luminance": "Photograph's chroma",
            "match": "Adapted as a whole",
            "histogram": "Adapted channel by channel",
        },
        essential=4,
        modes=_FROM_PHOTOGRAPH,
    )
    content_layers: LayerWeights = param(
        (("conv4_2", 1.0),),
        "Content layers",
        "Where the photograph's shapes are compared. Early layers keep every detail, "
        "late ones only the arrangement.",
        group=Group.LAYERS,
        modes=_FROM_PHOTOGRAPH,
    )
    style_layers: LayerWeights = param(
        tuple((f"conv{block}_1", 1.0) for block in range(1, 5)),
        "Style layers",
        "Where the painting's texture is compared. Early layers hold colours and fine grain, "
        "late ones large strokes.",
        group=Group.LAYERS,
        not_with=("style_loss", "neighbours"),
        modes=_PAINTED,
    )
    pooling: str = param(
        "max",
        "Pooling",
        "How the network shrinks the picture between its blocks. Maximum is the original "
        "network's; average is softer, and can leave a pattern of dots in even parts.",
        choices={"max": "Maximum", "average": "Average", "l2": "Root mean square"},
        group=Group.LAYERS,
    )
    padding: str = param(
        "replicate",
        "Padding",
        "What the network sees beyond the picture's edge. Zero can leave a dark frame.",
        choices={"zero": "Zero", "replicate": "Replicate the edge", "reflect": "Reflect"},
        group=Group.LAYERS,
    )
    style_loss: str = param(
        "gram",
        "Style loss",
        "How textures are compared. Gram matrices are the classic; moments keep colours and "
        "contrast closer; sliced compares whole distributions and is slower. Neighbours paints "
        "each part like the most similar part of the painting: clean, and true to faces.",
        choices={
            "gram": "Gram matrices",
            "moments": "Moments",
            "sliced": "Sliced Wasserstein",
            "neighbours": "Neighbours",
        },
        group=Group.LOSSES,
        modes=_PAINTED,
    )
    tv_weight: float = param(
        0.0,
        "Smoothness",
        "How much differences between neighbouring pixels are held down.",
        lo=0,
        hi=1e6,
        group=Group.LOSSES,
        live=True,
    )
    neighbour_weight: float = param(
        0.5,
        "Neighbours",
        "How strongly each part of the photograph is drawn like the most similar part of the "
        "painting. Keeps eyes and outlines intact.",
        lo=0,
        hi=1e6,
        group=Group.LOSSES,
        not_with=("style_loss", "neighbours"),
        live=True,
        modes=(Mode.TRANSFER,),
    )
    normalisation: str = param(
        "relative",
        "Normalisation",
        "Relative: a weight means the same for every picture, size and layer. "
        "Absolute: the plain formulas of the literature.",
        choices={"relative": "Relative", "absolute": "Absolute"},
        group=Group.LOSSES,
    )
    gradient_normalisation: str = param(
        "off",
        "Equal gradients",
        "Give each layer's term the same pull, whatever its loss, so that only its weight counts.",
        choices={"off": "Off", "on": "On"},
        group=Group.LOSSES,
    )
    gamut_weight: float = param(
        300.0,
        "Colour range",
        "How firmly the artwork stays within the painting's darkest and brightest colours, so that "
        "neither shadows nor highlights are lost.",
        lo=0,
        hi=1e6,
        group=Group.LOSSES,
        live=True,
        modes=_PAINTED,
        compare=ComparedValues(from_zero=(100.0, 1000.0)),
    )
    optimiser: str = param(
        "lbfgs",
        "Optimiser",
        "The method that improves the picture. L-BFGS needs fewer steps, Adam less memory.",
        choices={"lbfgs": "L-BFGS", "adam": "Adam"},
        group=Group.OPTIMISER,
        not_with=("style_loss", "neighbours"),
    )
    learning_rate: float = param(
        0.02,
        "Learning rate",
        "Length of Adam's steps, as a share of the range of values.",
        lo=1e-5,
        hi=1,
        group=Group.OPTIMISER,
        only_with=("optimiser", "adam"),
        live=True,
    )
    history: int = param(
        10,
        "History",
        "How many earlier steps L-BFGS remembers. Each takes 24 bytes per pixel.",
        lo=1,
        hi=100,
        group=Group.OPTIMISER,
        only_with=("optimiser", "lbfgs"),
    )
    init: str = param(
        "content",
        "Start from",
        "The picture that the first step begins with.",
        choices={
            "content": "The photograph",
            "noise": "Noise",
            "style": "The painting",
            "blend": "Photograph and noise",
        },
        group=Group.START,
        choices_by_mode={
            Mode.TRANSFER: ("content", "noise", "style", "blend"),
            Mode.TEXTURE: ("noise", "style"),
            Mode.RECONSTRUCTION: ("content", "noise", "blend"),
        },
        default_by_mode={mode: mode.start for mode in Mode},
    )
    noise: float = param(
        0.5,
        "Noise",
        "Share of noise in a start from photograph and noise.",
        lo=0,
        hi=1,
        group=Group.START,
        only_with=("init", "blend"),
        compare=ComparedValues((0.2, 0.4, 0.6, 0.8)),
    )
    detail: float = param(
        0.0,
        "Photographic detail",
        "How much of the photograph's fine detail the scales begin with. At 0 everything is "
        "painted; more keeps hair, windows and leaves as they are.",
        lo=0,
        hi=1,
        group=Group.START,
        modes=(Mode.TRANSFER,),
        compare=ComparedValues((0.0, 0.25, 0.5, 1.0)),
    )
    min_size: int = param(
        128,
        "First scale",
        "Long side at which the run begins; it then grows to the full size. "
        "Small beginnings give large brush strokes.",
        lo=16,
        hi=16384,
        unit="px",
        group=Group.START,
    )
    seed: int = param(
        0,
        "Seed",
        "Starting number of the noise: the same seed gives the same picture.",
        lo=0,
        hi=2**31 - 1,
        group=Group.START,
        by_preset=False,
        compare=ComparedValues(successors=4),
    )
    precision: str = param(
        "auto",
        "Precision",
        "Of the network's numbers. Automatic takes the fastest: 16 bits on graphics cards and "
        "processors that are made for them, 32 bits elsewhere. The pictures look the same.",
        choices={
            "auto": "Automatic",
            "float32": "32 bit",
            "bfloat16": "16 bit (bfloat16)",
            "float16": "16 bit (float16)",
        },
        group=Group.COMPUTER,
        by_preset=False,
        compare=None,
    )
    convolution: str = param(
        "auto",
        "Convolution",
        "Automatic times what this computer has once and takes the quickest; the pictures differ "
        "in the last digits only. Ordinary is PyTorch's own.",
        choices={"auto": "Automatic", "ordinary": "Ordinary"},
        group=Group.COMPUTER,
        by_preset=False,
        compare=None,
    )
    memory: str = param(
        "auto",
        "Memory",
        "Automatic takes the fastest way that fits; on a processor that is in strips, with the "
        "same result. Strips saves most memory, for pictures as large as a print. Whole works on "
        "the picture in one piece.",
        choices={"auto": "Automatic", "whole": "Whole", "strips": "Strips"},
        group=Group.COMPUTER,
        by_preset=False,
        compare=None,
    )

    @property
    def compared_style_layers(self) -> LayerWeights:
        """The style layers, the one of the large forms among them; neighbours have their own."""
        if self.style_loss == "neighbours":
            return tuple((name, 1.0) for name in COLUMN_LAYERS)
        if self.large_forms == 0:
            return self.style_layers
        others = tuple(each for each in self.style_layers if each[0] != LARGE_FORMS)
        own = sum(weight for name, weight in self.style_layers if name == LARGE_FORMS)
        return (*others, (LARGE_FORMS, own + self.large_forms))

    def __post_init__(self) -> None:
        for each in fields(self):
            object.__setattr__(self, each.name, checked(each, getattr(self, each.name)))


def describe(name: str) -> Description:
    """The Description of the field of this name. Raises KeyError if there is none."""
    return _FIELDS[name].metadata["description"]


def default_of(name: str) -> Any:
    """The default of the field of this name."""
    return _FIELDS[name].default


def default_in(name: str, mode: Mode) -> Any:
    """The default of the field of this name in this mode."""
    return describe(name).default_by_mode.get(mode, default_of(name))


def parameter_names() -> tuple[str, ...]:
    """All fields of StyleParams, in the order of their declaration."""
    return tuple(_FIELDS)


def essentials() -> tuple[str, ...]:
    """The fields that matter most, in the order in which people are shown them."""
    found = (name for name in _FIELDS if describe(name).essential)
    return tuple(sorted(found, key=lambda name: describe(name).essential))


def live_parameters() -> tuple[str, ...]:
    """The fields that may change while a run goes."""
    return tuple(name for name in _FIELDS if describe(name).live)


def has_effect(name: str, value_of: Callable[[str], Any], mode: Mode | None = None) -> bool:
    """Whether a parameter does anything beside the values of the others.

    value_of: gives them by name. mode: in which it is used; None: in any.
    """
    about = describe(name)
    if mode is not None and mode not in about.modes:
        return False
    if about.only_with is not None:
        other, value = about.only_with
        return value_of(other) == value and has_effect(other, value_of, mode)
    if about.not_with is not None:
        other, value = about.not_with
        return value_of(other) != value or not has_effect(other, value_of, mode)
    return True


def choices_in(name: str, mode: Mode) -> tuple[str, ...]:
    """The values of a parameter with choices that make sense in this mode."""
    about = describe(name)
    return about.choices_by_mode.get(mode, tuple(about.choices))


def is_layer_list(name: str) -> bool:
    """Whether the field holds a list of layers with weights."""
    return isinstance(_FIELDS[name].default, tuple)


def read_value(name: str, text: str) -> Any:
    """Read a field's value from text, as the command line gives it.

    Raises ParameterError if the text is not of the field's type. The range is checked by
    StyleParams itself.
    """
    if is_layer_list(name):
        return named(name, parse_layers, text)
    kind = type(default_of(name))
    try:
        return kind(text)
    except ValueError:
        wanted = Words("a whole number") if kind is int else Words("a number")
        raise ParameterError(
            name, "{name}: '{value}' is not {wanted}.", name=name, value=text, wanted=wanted
        ) from None


def show_value(name: str, value: Any) -> str:
    """The text that read_value reads back as this value."""
    if is_layer_list(name):
        return format_layers(value)
    return plain_number(value) if isinstance(value, float) else str(value)


_FIELDS: dict[str, Field[Any]] = {each.name: each for each in fields(StyleParams)}
