"""Jobs that show what each layer of the network captures (Gatys, Ecker & Bethge 2015, fig. 1).

Each picture starts as noise and is optimised until the layers see no difference from the
original. Whatever the layers cannot see stays noise.
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

# A small picture and a single scale, since the layers differ in how they treat fine detail.
DEFAULTS = StyleParams(size=224, min_size=224, steps=150, init="noise")


def content_layers() -> Iterator[LayerWeights]:
    """Yield the layers for the figure's content reconstructions (a) to (e), one layer each."""
    for block in range(1, 6):
        yield ((f"conv{block}_1", 1.0),)


def style_layers() -> Iterator[LayerWeights]:
    """Yield the layers for the figure's style reconstructions, from one in (a) to five in (e)."""
    for last in range(1, 6):
        yield tuple((f"conv{block}_1", 1.0) for block in range(1, last + 1))


def painting_job(
    params: StyleParams,
    weights: Callable[[], "NetworkWeights"],
    painting: Pixels,
    layers: LayerWeights,
    device: str = "auto",
) -> StyleJob:
    """Return the job that renders the painting's texture as far as these layers see it.

    Args:
        params: Parameters for the run; their layers are replaced.
        weights: Function that returns the network's weights.
        painting: Painting, (H, W, 3) uint8.
        layers: Layers to compare.
        device: Device name: auto, cpu, cuda, cuda:N or mps.

    Raises:
        ParameterError: If the parts of the job do not fit together.
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
        params: Parameters for the run; their layers are replaced.
        weights: Function that returns the network's weights.
        photograph: Photograph, (H, W, 3) uint8.
        layers: Layers to compare.
        device: Device name: auto, cpu, cuda, cuda:N or mps.

    Raises:
        ParameterError: If the parts of the job do not fit together.
    """
    return StyleJob(replace(params, content_layers=layers), weights, photograph, (), device)
