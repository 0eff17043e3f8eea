"""Whether a parameter's value is allowed."""

import math
from collections.abc import Callable
from dataclasses import Field
from typing import Any

from nst_desktop.core.declaration import Description
from nst_desktop.core.errors import ParameterError, Words
from nst_desktop.core.layers import LayerWeights, canonical
from nst_desktop.core.numbers import plain_number


def checked(each: Field[Any], value: Any) -> Any:
    """The value as its field's type. Raises ParameterError, by the field's name, if it is not
    allowed."""
    about: Description = each.metadata["description"]
    if isinstance(each.default, tuple):
        return named(each.name, _checked_layers, value)
    if isinstance(each.default, str):
        if not isinstance(value, str) or value not in about.choices:
            allowed = ", ".join(about.choices)
            raise ParameterError(
                each.name,
                "{name}: '{value}' is not one of {allowed}.",
                name=each.name,
                value=value,
                allowed=allowed,
            )
        return value
    return _checked_number(each.name, value, type(each.default), about)


def _checked_number(name: str, value: Any, kind: type, about: Description) -> int | float:
    assert about.lo is not None
    assert about.hi is not None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ParameterError(name, "{name}: {value!r} is not a number.", name=name, value=value)
    if value != value or (kind is int and isinstance(value, float) and not value.is_integer()):
        wanted = Words("a whole number") if kind is int else Words("a finite number")
        raise ParameterError(
            name, "{name}: {value} is not {wanted}.", name=name, value=value, wanted=wanted
        )
    if not about.lo <= value <= about.hi:
        raise ParameterError(
            name,
            "{name}: {shown} is out of range; choose from {lo} to {hi}.",
            name=name,
            shown=plain_number(value),
            lo=plain_number(about.lo),
            hi=plain_number(about.hi),
        )
    return kind(value)


def _checked_layers(layers: Any) -> LayerWeights:
    seen: dict[str, float] = {}
    for name, weight in layers:
        name = canonical(name)
        if not (isinstance(weight, (int, float)) and math.isfinite(weight) and weight >= 0):
            raise ParameterError("layers", "the weight of {name} must be 0 or more.", name=name)
        if name in seen:
            raise ParameterError("layers", "{name} is named twice.", name=name)
        seen[name] = float(weight)
    if not any(seen.values()):
        raise ParameterError("layers", "name at least one layer of weight above 0, like conv4_2.")
    return tuple(seen.items())


def named(name: str, read: Callable[[Any], LayerWeights], value: Any) -> LayerWeights:
    """read(value), saying in the message of a fault in a list of layers which field it was."""
    try:
        return read(value)
    except ParameterError as error:
        raise ParameterError(name, "{name}: {error}", name=name, error=error) from None
    except (TypeError, ValueError, AttributeError):
        raise ParameterError(
            name, "{name}: {value!r} is not a list of layers.", name=name, value=value
        ) from None
