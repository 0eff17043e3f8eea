"""VGG-19's layers: their names, order and receptive fields, and layer lists as text."""

from collections.abc import Iterable

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.numbers import plain_number

CONVOLUTIONS_PER_BLOCK = (2, 2, 4, 4, 4)
CHANNELS_PER_BLOCK = (64, 128, 256, 512, 512)

CONVOLUTIONS = tuple(
    f"conv{block}_{index}"
    for block, count in enumerate(CONVOLUTIONS_PER_BLOCK, 1)
    for index in range(1, count + 1)
)
POOLINGS = tuple(f"pool{block}" for block in range(1, 6))

# In the order of computation.
LAYERS = tuple(
    name
    for block, count in enumerate(CONVOLUTIONS_PER_BLOCK, 1)
    for name in (*(f"conv{block}_{index}" for index in range(1, count + 1)), f"pool{block}")
)

# Layers where neighbour targets are compared; see core/neighbours.py.
NEIGHBOUR_LAYERS = ("conv3_1", "conv4_1")

# Layers that make up a column; see core/columns.py.
COLUMN_LAYERS = (
    "conv1_1", "conv1_2", "conv2_1", "conv2_2", "conv3_1", "conv3_2", "conv3_3", "conv4_1",
    "conv4_2", "conv4_3",
)  # fmt: skip

LayerWeights = tuple[tuple[str, float], ...]


def canonical(name: str) -> str:
    """Return the layer's name as in LAYERS; `relu4_2` is the same layer as `conv4_2`.

    A convolution's name stands for its rectified output, as in the papers.

    Raises:
        ParameterError: If there is no such layer; the message lists the valid names.
    """
    wanted = name.strip().lower().replace("relu", "conv")
    if wanted not in LAYERS:
        raise ParameterError(
            "layers",
            "Unknown layer '{name}'. Choose one of these: {layers}.",
            name=name.strip(),
            layers=", ".join(LAYERS),
        )
    return wanted


def smallest_side(names: Iterable[str]) -> int:
    """Return the shortest picture side, in px, that leaves one position in the deepest layer."""
    return max((2 ** _poolings_up_to(canonical(name)) for name in names), default=1)


def deepest(names: Iterable[str]) -> str:
    """Return the last of these layers in the order of computation."""
    return max(names, key=LAYERS.index)


def receptive_radius(name: str) -> float:
    """Return the radius of a position's receptive field, in positions of the layer.

    A convolution adds one position on each side, and a pooling layer adds half a position. Each
    pooling layer also makes a position twice as wide.
    """
    radius, width = _reach(name)
    return radius / width


def field_of_view(name: str) -> int:
    """Return the width of a layer position's receptive field, in picture pixels."""
    return round(2 * _reach(name)[0]) + 1


def parse_layers(text: str) -> LayerWeights:
    """Parse `conv4_2` or `conv1_1:1,conv2_1:0.5` into (layer, weight) pairs.

    Raises:
        ParameterError: If a name or a weight is invalid.
    """
    return tuple(_parse_layer(part) for part in text.split(",") if part.strip())


def format_layers(layers: LayerWeights) -> str:
    """Return the shortest text that parse_layers() turns back into the same list."""
    return ",".join(
        name if weight == 1 else f"{name}:{plain_number(weight)}" for name, weight in layers
    )


def _parse_layer(part: str) -> tuple[str, float]:
    name, _, weight = part.partition(":")
    try:
        return canonical(name), float(weight) if weight.strip() else 1.0
    except ParameterError:
        raise
    except ValueError:
        raise ParameterError(
            "layers",
            "'{weight}' is not a valid weight for {name}. Write layers like this: 'conv4_2' or "
            "'conv1_1:1,conv2_1:0.5'.",
            weight=weight.strip(),
            name=name.strip(),
        ) from None


def _reach(name: str) -> tuple[float, int]:
    """Return the radius of a position's receptive field and the position's width, both in px."""
    radius, width = 0.0, 1
    for layer in LAYERS[: LAYERS.index(canonical(name)) + 1]:
        radius += width / 2 if layer in POOLINGS else width
        width *= 2 if layer in POOLINGS else 1
    return radius, width


def _poolings_up_to(name: str) -> int:
    return sum(pooling in LAYERS[: LAYERS.index(name) + 1] for pooling in POOLINGS)
