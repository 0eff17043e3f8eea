"""What each layer of the network remembers of a painting and of a photograph (Gatys 2015, fig. 1).

Each picture begins as noise and is changed until the layers see no difference any more; what
they cannot see stays noise.
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

# Small and with one scale: fine detail is what tells the layers apart.
DEFAULTS = StyleParams(size=224, min_size=224, steps=150, init="noise")


def content_layers() -> Iterator[LayerWeights]:
    """(a) to (e) of the figure's content reconstructions: one layer each."""
    for block in range(1, 6):
        yield ((f"conv{block}_1", 1.0),)


def style_layers() -> Iterator[LayerWeights]:
    """(a) to (e) of the figure's style reconstructions: the first one to five layers."""
    for last in range(1, 6):
        yield tuple((f"conv{block}_1", 1.0) for block in range(1, last + 1))


def painting_job(
    params: StyleParams,
    weights: Callable[[], "NetworkWeights"],
    painting: Pixels,
    layers: LayerWeights,
    device: str = "auto",
) -> StyleJob:
    """The texture that these layers see in the painting. Raises ParameterError."""
    params = replace(params, style_layers=layers, large_forms=0.0)
    return StyleJob(params, weights, None, (Style(painting),), device)


def photograph_job(
    params: StyleParams,
    weights: Callable[[], "NetworkWeights"],
    photograph: Pixels,
    layers: LayerWeights,
    device: str = "auto",
) -> StyleJob:
    """What these layers see in the photograph, place by place. Raises ParameterError."""
    return StyleJob(replace(params, content_layers=layers), weights, photograph, (), device)
