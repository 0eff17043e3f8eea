"""VGG-19's 16 convolutions, found among named tensors under any of the usual names."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import torch
from torch import Tensor, from_numpy

from nst_desktop.core.errors import WeightsError
from nst_desktop.core.layers import CONVOLUTIONS, LAYERS
from nst_desktop.core.vgg import expected_shapes


def _places() -> Iterator[int]:
    """Where the convolutions stand in torchvision's `features`: a ReLU follows each."""
    place = 0
    for name in LAYERS:
        if name in CONVOLUTIONS:
            yield place
            place += 1
        place += 1


_BLOCKS = tuple(f"block{name[4]}_conv{name[6]}" for name in CONVOLUTIONS)  # the built-in file
_NAMINGS = (
    tuple(f"features.{place}" for place in _places()),  # torchvision's whole network
    tuple(f"{place}" for place in _places()),  # its `features` alone
    CONVOLUTIONS,  # leongatys/PytorchNeuralStyleTransfer
    _BLOCKS,
)


def find_convolutions(tensors: Mapping[str, Any]) -> list[tuple[Tensor, Tensor]]:
    """Filters (K, C, 3, 3) and bias (K,) of every layer, float32, in the order of CONVOLUTIONS.

    Raises WeightsError if one is missing, has another shape than VGG-19's, or holds anything but
    finite floating-point numbers.
    """
    is_packed = f"{_BLOCKS[0]}_W_q" in tensors
    if is_packed:
        tensors = dict(_unpacked(tensors))
    names = _naming(tensors)
    return [
        (
            _take(tensors, f"{name}.weight", shape, copy=not is_packed),
            _take(tensors, f"{name}.bias", shape[:1]),
        )
        for name, shape in zip(names, expected_shapes(), strict=True)
    ]


def _naming(tensors: Mapping[str, Any]) -> tuple[str, ...]:
    for names in _NAMINGS:
        if f"{names[0]}.weight" in tensors:
            return names
    firsts = " or ".join(f"{names[0]}.weight" for names in _NAMINGS[:3])
    raise WeightsError(
        "expected the 16 convolutions of VGG-19, the first named {firsts}; found {found}.",
        firsts=firsts,
        found=_listing(tensors),
    )


def _take(
    tensors: Mapping[str, Any], name: str, shape: tuple[int, ...], copy: bool = True
) -> Tensor:
    """copy: False if the tensor has been made here, and nobody else has it."""
    if name not in tensors:
        raise WeightsError(
            "expected the 16 convolutions of VGG-19, but there is no {name}; found {found}.",
            name=name,
            found=_listing(tensors),
        )
    found = tensors[name]
    if not isinstance(found, Tensor) or not found.is_floating_point():
        kind = found.dtype if isinstance(found, Tensor) else type(found).__name__
        raise WeightsError(
            "{name} must hold floating-point numbers, not {kind}.", name=name, kind=kind
        )
    if tuple(found.shape) != shape:
        raise WeightsError(
            "expected the 16 convolutions of VGG-19, where {name} is {wanted}; here it is {found}.",
            name=name,
            wanted=_size(shape),
            found=_size(found.shape),
        )
    # Without the copy a part of a larger storage would keep all of it in memory.
    found = found.detach().to(torch.float32, copy=copy, memory_format=torch.contiguous_format)
    if not torch.stack(found.aminmax()).isfinite().all():  # one pass; NaN shows as well
        raise WeightsError("{name} holds values that are not finite numbers.", name=name)
    return found


def _unpacked(tensors: Mapping[str, Any]) -> Iterator[tuple[str, Tensor]]:
    """Quantised layers as plain ones: every weight is an index into a table of 256 values."""
    for name in _BLOCKS:
        try:
            table, index = tensors[f"{name}_W_table"], tensors[f"{name}_W_q"]
            # numpy takes from a table in a sixth of the time that torch needs.
            yield f"{name}.weight", from_numpy(table.numpy().take(index.numpy()))
            yield f"{name}.bias", tensors[f"{name}_b"].clone()
        except (KeyError, IndexError, AttributeError, TypeError, RuntimeError) as error:
            raise WeightsError(
                "expected the 16 convolutions of VGG-19, but {name} cannot be unpacked.", name=name
            ) from error


def _listing(tensors: Mapping[str, Any]) -> str:
    """A few of the names and shapes, to tell by which network it is."""
    few = [
        f"{name} ({_size(each.shape)})" if isinstance(each, Tensor) else name
        for name, each in list(tensors.items())[:3]
    ]
    return ", ".join(few) + f" and {len(tensors) - 3} more" * (len(tensors) > 3) or "nothing"


def _size(shape: Iterable[int]) -> str:
    return " x ".join(str(side) for side in shape)
