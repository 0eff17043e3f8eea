"""Jobs that show what each layer of the network captures (Gatys, Ecker & Bethge 2015, fig. 1).

Each picture starts as noise and is optimised until the layers see no difference to the original;
whatever they cannot see stays noise.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.layers import LayerWeights
from nst_desktop.core.params import StyleParams

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights

# Small and with one scale, since the layers differ in how they treat fine detail.
DEFAULTS = StyleParams(size=224, min_size=224, steps=150, init="noise")


def content_layers() -> Iterator[LayerWeights]:
    """Yield the layers of the figure's content reconstructions (a) to (e): one layer each."""
    for block in range(1, 6):
        yield ((f"conv{block}_1", 1.0),)


def style_layers() -> Iterator[LayerWeights]:
    """Yield the layers of the figure's style reconstructions (a) to (e): the first one to five."""
    for last in range(1, 6):
        yield tuple((f"conv{block}_1", 1.0) for block in range(1, last + 1))


def painting_job(
    params: StyleParams,
    weights: Callable[[], "NetworkWeights"],
    painting: Pixels,
    layers: LayerWeights,
    device: str = "auto",
) -> StyleJob:
    """Return the job that renders the texture these layers see in the painting.

    Args:
        params: Parameters of the run; its layers are replaced.
        weights: Returns the network's weights.
        painting: (H, W, 3) uint8.
        layers: Layers to compare.
        device: auto, cpu, cuda, cuda:N or mps.

    Raises:
        ParameterError: If the parts do not fit together.
    """
    params = replace(params, style_layers=layers, large_forms=0.0)
    return StyleJob(params, weights, None, (Style(painting),), device)


def photograph_job(
    params: StyleParams,
    weights: Callable[[], "NetworkWeights"],
    photograph: Pixels,
    layers: LayerWeights,
    device: str = "auto",
) -> StyleJob:
    """Return the job that reconstructs the photograph as far as these layers see it.

    Args:
        params: Parameters of the run; its layers are replaced.
        weights: Returns the network's weights.
        photograph: (H, W, 3) uint8.
        layers: Layers to compare.
        device: auto, cpu, cuda, cuda:N or mps.

    Raises:
        ParameterError: If the parts do not fit together.
    """
    return StyleJob(replace(params, content_layers=layers), weights, photograph, (), device)
