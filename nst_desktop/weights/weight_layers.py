"""Lookup of VGG-19's 16 convolutions among tensors that follow one of the usual naming schemes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import torch
from torch import Tensor, from_numpy

from nst_desktop.core.errors import WeightsError
from nst_desktop.core.layers import CONVOLUTIONS, LAYERS
from nst_desktop.core.vgg import expected_shapes


def _torchvision_indices() -> Iterator[int]:
    """Yield the convolutions' indices in torchvision's `features`, which has other layers too."""
    index = 0
    for name in LAYERS:
        if name in CONVOLUTIONS:
            yield index
            index += 1
        index += 1


_BLOCKS = tuple(f"block{name[4]}_conv{name[6]}" for name in CONVOLUTIONS)  # the built-in file
_NAMINGS = (
    tuple(f"features.{index}" for index in _torchvision_indices()),  # torchvision's whole network
    tuple(f"{index}" for index in _torchvision_indices()),  # its `features` alone
    CONVOLUTIONS,  # leongatys/PytorchNeuralStyleTransfer
    _BLOCKS,
)


def find_convolutions(tensors: Mapping[str, Any]) -> list[tuple[Tensor, Tensor]]:
    """Return each layer's filters, (K, C, 3, 3), and bias, (K,), in the order of CONVOLUTIONS.

    All tensors are float32.

    Raises:
        WeightsError: If a tensor is missing, has a different shape than in VGG-19, or does not
            consist of finite floating-point numbers.
    """
    is_packed = f"{_BLOCKS[0]}_W_q" in tensors
    if is_packed:
        tensors = dict(_unpacked(tensors))
    names = _naming(tensors)
    return [
        (
            _checked_tensor(tensors, f"{name}.weight", shape, copy=not is_packed),
            _checked_tensor(tensors, f"{name}.bias", shape[:1]),
        )
        for name, shape in zip(names, expected_shapes(), strict=True)
    ]


def _naming(tensors: Mapping[str, Any]) -> tuple[str, ...]:
    for names in _NAMINGS:
        if f"{names[0]}.weight" in tensors:
            return names
    firsts = " or ".join(f"{names[0]}.weight" for names in _NAMINGS[:3])
    raise WeightsError(
        "expected the 16 convolutions of VGG-19, the first of them named {firsts}, but found "
        "{found}.",
        firsts=firsts,
        found=_listing(tensors),
    )


def _checked_tensor(
    tensors: Mapping[str, Any], name: str, shape: tuple[int, ...], copy: bool = True
) -> Tensor:
    """Check a tensor and return it as float32.

    `copy` may be False if the tensor was created in this module and is not shared.
    """
    if name not in tensors:
        raise WeightsError(
            "expected the 16 convolutions of VGG-19, but there is no {name}; found {found}.",
            name=name,
            found=_listing(tensors),
        )
    tensor = tensors[name]
    if not isinstance(tensor, Tensor) or not tensor.is_floating_point():
        kind = tensor.dtype if isinstance(tensor, Tensor) else type(tensor).__name__
        raise WeightsError(
            "{name} must contain floating-point numbers, not {kind}.", name=name, kind=kind
        )
    if tuple(tensor.shape) != shape:
        raise WeightsError(
            "expected the 16 convolutions of VGG-19, where {name} is {wanted}; here it is {found}.",
            name=name,
            wanted=_size(shape),
            found=_size(tensor.shape),
        )
    # Without a copy, a view would keep its whole storage in memory.
    tensor = tensor.detach().to(torch.float32, copy=copy, memory_format=torch.contiguous_format)
    if not torch.stack(tensor.aminmax()).isfinite().all():  # one pass, which also finds NaN
        raise WeightsError("{name} contains values that are not finite numbers.", name=name)
    return tensor


def _unpacked(tensors: Mapping[str, Any]) -> Iterator[tuple[str, Tensor]]:
    """Yield the weights and biases of quantised layers, unpacked to plain tensors.

    Each quantised weight is an index into a table of 256 values.
    """
    for name in _BLOCKS:
        try:
            table, indices = tensors[f"{name}_W_table"], tensors[f"{name}_W_q"]
            # numpy's take() needs a sixth of the time that torch's take() does.
            yield f"{name}.weight", from_numpy(table.numpy().take(indices.numpy()))
            yield f"{name}.bias", tensors[f"{name}_b"].clone()
        except (KeyError, IndexError, AttributeError, TypeError, RuntimeError) as error:
            raise WeightsError(
                "expected the 16 convolutions of VGG-19, but {name} cannot be unpacked.", name=name
            ) from error


def _listing(tensors: Mapping[str, Any]) -> str:
    """Return the first few names and shapes, which identify the network for the user."""
    few = [
        f"{name} ({_size(tensor.shape)})" if isinstance(tensor, Tensor) else name
        for name, tensor in list(tensors.items())[:3]
    ]
    return ", ".join(few) + f" and {len(tensors) - 3} more" * (len(tensors) > 3) or "nothing"


def _size(shape: Iterable[int]) -> str:
    return " x ".join(str(side) for side in shape)
