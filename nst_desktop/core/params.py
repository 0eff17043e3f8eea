"""StyleParams: every parameter of a run, declared once.

The window's panel, the command-line flags and the validation derive from these declarations.
"""

from collections.abc import Callable
from dataclasses import Field, dataclass, fields
from typing import Any

from nst_desktop.core.checks import read_layers, validate
from nst_desktop.core.declaration import ComparedValues, Description, Group, param
from nst_desktop.core.errors import ParameterError, Words
from nst_desktop.core.layers import COLUMN_LAYERS, LayerWeights, format_layers, parse_layers
from nst_desktop.core.mode import Mode
from nst_desktop.core.numbers import plain_number
from nst_desktop.core.scale import Amounts, Scale

__all__ = ["Description", "Group", "StyleParams"]

_WITH_PAINTING = Mode.TRANSFER, Mode.TEXTURE
_WITH_PHOTOGRAPH = Mode.TRANSFER, Mode.RECONSTRUCTION
LARGE_FORMS = "conv5_1"  # sees 156 px at once, enough for whole objects at a small scale


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleParams:
    """Parameters of one run.

    Raises:
        ParameterError: If a value is not allowed.
    """

    size: int = param(
        512,
        "Size",
        "Long side of the artwork. Doubling it makes the run take four times as long.",
        lo=16,
        hi=16384,
        unit="px",
        essential=2,
        on_paper=True,
        by_preset=False,
        compare=None,
    )
    steps: int = param(
        52,
        "Steps",
        "Number of steps at the last, full-size scale. More steps give a finer artwork but take "
        "longer.",
        lo=1,
        hi=10000,
        essential=3,
        folded=Group.START,
        amounts=Amounts(
            "Quality",
            "Number of steps at full size. Twice as many steps take twice as long.",
            {"Draft": 26, "Normal": 52, "Fine": 104},
            "{0} ({1} steps)",
        ),
        compare=ComparedValues((4, 8, 16, 32)),  # small pictures need few steps
    )
    style_weight: float = param(
        20.0,
        "Style weight",
        "How strongly the artwork follows the painting's texture.",
        lo=0,
        hi=1e6,
        essential=1,
        folded=Group.LOSSES,
        scale=Scale(
            "Style strength",
            "Balance between photograph and painting: below 50 the photograph dominates, above "
            "50 the painting. A given value has the same effect at every size.",
            middle_value=20.0,
            marks=("photograph", "balanced", "painting"),
        ),
        live=True,
        modes=_WITH_PAINTING,
    )
    content_weight: float = param(
        0.75,
        "Content weight",
        "How strongly the artwork follows the photograph's shapes.",
        lo=0,
        hi=1e6,
        folded=Group.LOSSES,
        live=True,
        modes=_WITH_PHOTOGRAPH,
    )
    style_scale: float = param(
        1.0,
        "Brush size",
        "Scale of the painting's texture: larger values give broader brushstrokes. The "
        "painting is never enlarged beyond its original resolution.",
        lo=0.25,
        hi=4,
        unit="x",
        essential=5,
        modes=_WITH_PAINTING,
    )
    large_forms: float = param(
        1.5,
        "Large forms",
        "How strongly the artwork follows the painting's largest shapes, such as swirls, planes "
        "and folds of cloth. Faces and other details of a portrait are kept out of the artwork.",
        lo=0,
        hi=4,
        essential=6,
        not_with=("style_loss", "neighbours"),
        modes=_WITH_PAINTING,
        compare=ComparedValues((0.0, 0.75, 1.5, 3.0)),
    )
    colour: str = param(
        "style",
        "Colour",
        "Where the artwork's colours come from. Photograph's chroma: only the brightness is "
        "painted. Matched: the painting is first recoloured to match the photograph.",
        choices={
            "style": "The painting's",
            "luminance": "Photograph's chroma",
            "match": "Matched overall",
            "histogram": "Matched per channel",
        },
        essential=4,
        modes=_WITH_PHOTOGRAPH,
    )
    content_layers: LayerWeights = param(
        (("conv4_2", 1.0), ("pool3", 0.6), ("pool2", 0.03)),
        "Content layers",
        "Network layers in which the photograph's shapes are compared. Early layers preserve every "
        "detail; late layers preserve only the composition.",
        group=Group.LAYERS,
        modes=_WITH_PHOTOGRAPH,
        default_by_mode={Mode.RECONSTRUCTION: (("conv4_2", 1.0),)},
    )
    style_layers: LayerWeights = param(
        (("conv1_1", 2.0), ("conv2_1", 1.0), ("conv3_1", 1.0), ("conv4_1", 1.0)),
        "Style layers",
        "Network layers in which the painting's texture is compared. Early layers capture colours "
        "and fine grain; late layers capture large strokes.",
        group=Group.LAYERS,
        not_with=("style_loss", "neighbours"),
        modes=_WITH_PAINTING,
    )
    pooling: str = param(
        "max",
        "Pooling",
        "How the network shrinks the picture between its blocks. 'Maximum' is the original "
        "method; 'Average' is softer but can leave a pattern of dots in flat areas.",
        choices={"max": "Maximum", "average": "Average", "l2": "Root mean square"},
        group=Group.LAYERS,
    )
    padding: str = param(
        "replicate",
        "Padding",
        "What the network sees beyond the picture's edge. 'Zero' can leave a dark frame.",
        choices={"zero": "Zero", "replicate": "Replicate the edge", "reflect": "Reflect"},
        group=Group.LAYERS,
    )
    style_loss: str = param(
        "gram",
        "Style loss",
        "How textures are compared. Gram matrices: the classic method. Moments: matches "
        "colours and contrast more closely. Sliced Wasserstein: compares whole distributions; "
        "slower. Neighbours: paints each part of the photograph like the most similar part of "
        "the painting; looks clean and keeps faces intact.",
        choices={
            "gram": "Gram matrices",
            "moments": "Moments",
            "sliced": "Sliced Wasserstein",
            "neighbours": "Neighbours",
        },
        group=Group.LOSSES,
        modes=_WITH_PAINTING,
    )
    plain_areas: float = param(
        0.2,
        "Plain areas",
        "How closely the artwork follows the photograph in areas with little detail, such as the "
        "sky. Lower values fill these areas with the painting's shapes; at 1, they are treated "
        "like all others.",
        lo=0,
        hi=1,
        group=Group.LOSSES,
        not_with=("gradient_normalisation", "on"),
        live=True,
        modes=(Mode.TRANSFER,),
        compare=ComparedValues((0.0, 0.2, 0.5, 1.0)),
    )
    tv_weight: float = param(
        0.0,
        "Smoothness",
        "How strongly differences between neighbouring pixels are smoothed out.",
        lo=0,
        hi=1e6,
        group=Group.LOSSES,
        live=True,
    )
    neighbour_weight: float = param(
        0.45,
        "Neighbours",
        "How closely each part of the photograph is painted to resemble the most similar part "
        "of the painting. This keeps eyes and outlines intact.",
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
        "Relative: a weight has the same effect for every picture, size and layer. Absolute: the "
        "original formulas from the papers.",
        choices={"relative": "Relative", "absolute": "Absolute"},
        group=Group.LOSSES,
    )
    gradient_normalisation: str = param(
        "off",
        "Equal gradients",
        "Makes each layer's influence depend only on its weight, not on the size of its loss.",
        choices={"off": "Off", "on": "On"},
        group=Group.LOSSES,
    )
    gamut_weight: float = param(
        300.0,
        "Colour range",
        "How strictly the artwork's colours stay between the darkest and brightest colours of "
        "the painting. This preserves shadows and highlights.",
        lo=0,
        hi=1e6,
        group=Group.LOSSES,
        live=True,
        modes=_WITH_PAINTING,
        compare=ComparedValues(from_zero=(100.0, 1000.0)),
    )
    optimiser: str = param(
        "lbfgs",
        "Optimiser",
        "Method that improves the picture. L-BFGS needs fewer steps; Adam needs less memory.",
        choices={"lbfgs": "L-BFGS", "adam": "Adam"},
        group=Group.OPTIMISER,
        not_with=("style_loss", "neighbours"),
    )
    learning_rate: float = param(
        0.02,
        "Learning rate",
        "Length of Adam's steps, as a fraction of the range from black to white.",
        lo=1e-5,
        hi=1,
        group=Group.OPTIMISER,
        only_with=("optimiser", "adam"),
        live=True,
    )
    history: int = param(
        10,
        "History",
        "Number of earlier steps that L-BFGS remembers. Each remembered step takes up to 24 "
        "bytes of memory per pixel.",
        lo=1,
        hi=100,
        group=Group.OPTIMISER,
        only_with=("optimiser", "lbfgs"),
    )
    init: str = param(
        "content",
        "Start from",
        "Picture that the run starts from.",
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
        "Proportion of noise in the mixture when the run starts from photograph and noise.",
        lo=0,
        hi=1,
        group=Group.START,
        only_with=("init", "blend"),
        compare=ComparedValues((0.2, 0.4, 0.6, 0.8)),
    )
    detail: float = param(
        0.0,
        "Photographic detail",
        "How much of the photograph's fine detail each scale starts with. At 0, everything is "
        "painted; higher values preserve hair, windows and leaves.",
        lo=0,
        hi=1,
        group=Group.START,
        modes=(Mode.TRANSFER,),
        compare=ComparedValues((0.0, 0.25, 0.5, 1.0)),
    )
    painted_detail: float = param(
        1.0,
        "Painted detail",
        "How much of the painting's fine detail is added each time the artwork grows, taken from "
        "wherever the painting looks most like it. It makes brushstrokes crisp; without it, plain "
        "areas can look like canvas.",
        lo=0,
        hi=1,
        group=Group.START,
        not_with=("style_loss", "neighbours"),
        modes=_WITH_PAINTING,
        compare=ComparedValues((0.0, 0.5, 1.0)),
    )
    min_size: int = param(
        128,
        "First scale",
        "Long side of the picture at the first, smallest scale, from which the artwork grows. "
        "Smaller values give larger brushstrokes.",
        lo=16,
        hi=16384,
        unit="px",
        group=Group.START,
    )
    coarse_steps: float = param(
        2.0,
        "Coarse steps",
        "Ratio of a scale's steps to those of the next larger scale, for the last three scales; "
        "smaller ones take as many steps as the first of these. The composition forms at the "
        "small scales, where steps are quick.",
        lo=1,
        hi=4,
        unit="x",
        group=Group.START,
        compare=ComparedValues((1.0, 2.0, 3.0, 4.0)),
    )
    coarse_content: float = param(
        5.0,
        "Coarse content",
        "Ratio of the finer content layers' weights at a scale to those at the next larger scale, "
        "up to 512 px. Eyes, mouths and outlines, which are only a few pixels wide "
        "at small scales, keep their places and shapes.",
        lo=1,
        hi=16,
        unit="x",
        group=Group.START,
        modes=(Mode.TRANSFER,),
        compare=ComparedValues((1.0, 2.0, 4.0, 8.0)),
    )
    seed: int = param(
        0,
        "Seed",
        "Starting value for all random numbers. The same seed gives the same picture.",
        lo=0,
        hi=2**31 - 1,
        group=Group.START,
        by_preset=False,
        compare=ComparedValues(successors=4),
    )
    precision: str = param(
        "auto",
        "Precision",
        "Precision of the network's calculations. Automatic: 16-bit where the graphics card or "
        "processor is faster with it, otherwise 32-bit. The pictures look the same either way.",
        choices={
            "auto": "Automatic",
            "float32": "32-bit",
            "bfloat16": "16-bit (bfloat16)",
            "float16": "16-bit (float16)",
        },
        group=Group.COMPUTER,
        by_preset=False,
        compare=None,
    )
    convolution: str = param(
        "auto",
        "Convolution",
        "Automatic: times the available methods once on this computer and uses the fastest. "
        "Ordinary: always uses PyTorch's own method. The results differ only in the last digits.",
        choices={"auto": "Automatic", "ordinary": "Ordinary"},
        group=Group.COMPUTER,
        by_preset=False,
        compare=None,
    )
    memory: str = param(
        "auto",
        "Memory",
        "Automatic: the fastest method that fits in memory. Strips: uses the least memory; best "
        "for print-size pictures. Whole: processes the picture in one piece. All three give the "
        "same result.",
        choices={"auto": "Automatic", "whole": "Whole", "strips": "Strips"},
        group=Group.COMPUTER,
        by_preset=False,
        compare=None,
    )

    @property
    def compared_style_layers(self) -> LayerWeights:
        """Style layers plus the large-forms layer; for the neighbours loss, the column layers."""
        if self.style_loss == "neighbours":
            return tuple((name, 1.0) for name in COLUMN_LAYERS)
        if self.large_forms == 0:
            return self.style_layers
        others = tuple(layer for layer in self.style_layers if layer[0] != LARGE_FORMS)
        own = sum(weight for name, weight in self.style_layers if name == LARGE_FORMS)
        return (*others, (LARGE_FORMS, own + self.large_forms))

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, validate(field, getattr(self, field.name)))


def describe(name: str) -> Description:
    """Return a field's description.

    Raises:
        KeyError: If there is no such field.
    """
    description: Description = _FIELDS[name].metadata["description"]
    return description


def default_of(name: str) -> Any:
    """Return a field's default value."""
    return _FIELDS[name].default


def default_in(name: str, mode: Mode) -> Any:
    """Return a field's default value in a mode."""
    return describe(name).default_by_mode.get(mode, default_of(name))


def defaults_in(mode: Mode) -> StyleParams:
    """Return the default parameters of a mode."""
    return StyleParams(**{name: default_in(name, mode) for name in _FIELDS})


def parameter_names() -> tuple[str, ...]:
    """Return the names of all fields, in declaration order."""
    return tuple(_FIELDS)


def essentials() -> tuple[str, ...]:
    """Return the names of the essential fields, in their order in the window."""
    names = (name for name in _FIELDS if describe(name).essential)
    return tuple(sorted(names, key=lambda name: describe(name).essential))


def live_parameters() -> tuple[str, ...]:
    """Return the names of the fields that may change during a run."""
    return tuple(name for name in _FIELDS if describe(name).live)


def has_effect(name: str, value_of: Callable[[str], Any], mode: Mode | None = None) -> bool:
    """Return whether a parameter has an effect, given the other parameters' values.

    Args:
        name: Name of the field.
        value_of: Function that returns a field's value, given its name.
        mode: Mode to consider; None for any mode.
    """
    description = describe(name)
    if mode is not None and mode not in description.modes:
        return False
    if description.only_with is not None:
        other, value = description.only_with
        return value_of(other) == value and has_effect(other, value_of, mode)
    if description.not_with is not None:
        other, value = description.not_with
        return value_of(other) != value or not has_effect(other, value_of, mode)
    return True


def choices_in(name: str, mode: Mode) -> tuple[str, ...]:
    """Return the choices for a parameter that make sense in a mode."""
    description = describe(name)
    return description.choices_by_mode.get(mode, tuple(description.choices))


def is_layer_list(name: str) -> bool:
    """Return whether the field holds a list of layers with weights."""
    return isinstance(_FIELDS[name].default, tuple)


def parse_value(name: str, text: str) -> Any:
    """Parse a field's value from its command-line text.

    The range is checked by StyleParams, not here.

    Raises:
        ParameterError: If the text cannot be converted to the field's type.
    """
    if is_layer_list(name):
        return read_layers(name, parse_layers, text)
    value_type = type(default_of(name))
    try:
        return value_type(text)
    except ValueError:
        wanted = Words("a whole number") if value_type is int else Words("a number")
        raise ParameterError(
            name, "{name}: '{value}' is not {wanted}.", name=name, value=text, wanted=wanted
        ) from None


def format_value(name: str, value: Any) -> str:
    """Return the text that parse_value() converts back into this value."""
    if is_layer_list(name):
        return format_layers(value)
    return plain_number(value) if isinstance(value, float) else str(value)


_FIELDS: dict[str, Field[Any]] = {field.name: field for field in fields(StyleParams)}
