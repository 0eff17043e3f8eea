"""Validation of parameter values."""

import math
from collections.abc import Callable
from dataclasses import Field
from typing import Any

from nst_desktop.core.declaration import Description
from nst_desktop.core.errors import ParameterError, Words
from nst_desktop.core.layers import LayerWeights, canonical
from nst_desktop.core.numbers import plain_number


def validate(field: Field[Any], value: Any) -> Any:
    """Return the value, converted to the field's type.

    Raises:
        ParameterError: If the value is not allowed. The error carries the field's name.
    """
    description: Description = field.metadata["description"]
    if isinstance(field.default, tuple):
        return read_layers(field.name, _validate_layers, value)
    if isinstance(field.default, str):
        if not isinstance(value, str) or value not in description.choices:
            allowed = ", ".join(description.choices)
            raise ParameterError(
                field.name,
                "{name}: '{value}' is not one of these: {allowed}.",
                name=field.name,
                value=value,
                allowed=allowed,
            )
        return value
    return _validate_number(field.name, value, type(field.default), description)


def read_layers(name: str, read: Callable[[Any], LayerWeights], value: Any) -> LayerWeights:
    """Return read(value), with the field's name added to any error message.

    Raises:
        ParameterError: If read() raises any error that an invalid list of layers can cause.
    """
    try:
        return read(value)
    except ParameterError as error:
        raise ParameterError(name, "{name}: {error}", name=name, error=error) from None
    except (TypeError, ValueError, AttributeError, OverflowError):
        raise ParameterError(
            name, "{name}: {value!r} is not a list of layers.", name=name, value=value
        ) from None


def _validate_number(
    name: str, value: Any, number_type: type, description: Description
) -> int | float:
    assert description.lo is not None
    assert description.hi is not None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ParameterError(name, "{name}: {value!r} is not a number.", name=name, value=value)
    is_fraction = isinstance(value, float) and not value.is_integer()
    if value != value or (number_type is int and is_fraction):
        wanted = Words("a whole number") if number_type is int else Words("a finite number")
        raise ParameterError(
            name, "{name}: {value} is not {wanted}.", name=name, value=value, wanted=wanted
        )
    if not description.lo <= value <= description.hi:
        raise ParameterError(
            name,
            "{name}: {shown} is out of range; choose a value from {lo} to {hi}.",
            name=name,
            shown=plain_number(value),
            lo=plain_number(description.lo),
            hi=plain_number(description.hi),
        )
    number: int | float = number_type(value)
    return number


def _validate_layers(layers: Any) -> LayerWeights:
    weights: dict[str, float] = {}
    for name, weight in layers:
        name = canonical(name)
        if not (isinstance(weight, (int, float)) and math.isfinite(weight) and weight >= 0):
            raise ParameterError("layers", "the weight of {name} must be 0 or more.", name=name)
        if name in weights:
            raise ParameterError("layers", "{name} is listed twice.", name=name)
        weights[name] = float(weight)
    if not any(weights.values()):
        raise ParameterError(
            "layers", "at least one layer must have a weight above 0, for example conv4_2."
        )
    return tuple(weights.items())
