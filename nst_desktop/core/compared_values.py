"""The parameter values that a contact sheet compares with the current one."""

from typing import Any

from nst_desktop.core.params import StyleParams, describe, is_layer_list
from nst_desktop.core.scale import Scale

_OFFSETS = -0.3, -0.15, 0.0, 0.15, 0.3  # from the current reading, as fractions of the scale


def can_vary(name: str) -> bool:
    """Return whether a contact sheet can show what the parameter does."""
    return not is_layer_list(name) and describe(name).compare is not None


def values_around(name: str, params: StyleParams) -> list[Any]:
    """Return the values to compare, in order.

    They include the current value, unless the parameter declares values that exclude it.
    """
    description = describe(name)
    if description.choices:
        return list(description.choices)
    assert description.compare is not None
    assert description.lo is not None
    assert description.hi is not None
    return description.compare.around(getattr(params, name), description.lo, description.hi)


def readings_around(scale: Scale, value: float) -> list[float]:
    """Return up to five whole-number scale readings around the value's reading, in order."""
    current, length = round(scale.reading(value)), scale.hi - scale.lo
    readings = (min(max(current + offset * length, scale.lo), scale.hi) for offset in _OFFSETS)
    return sorted(set(map(float, map(round, readings))))
