"""Which values of a parameter are worth comparing with the one that is set."""

from typing import Any

from nst_desktop.core.params import StyleParams, describe, is_layer_list
from nst_desktop.core.scale import Scale

_SHARES = -0.3, -0.15, 0.0, 0.15, 0.3  # of a whole scale, away from the present reading


def can_vary(name: str) -> bool:
    """Whether small pictures tell what the parameter does."""
    return not is_layer_list(name) and describe(name).compare is not None


def values_around(name: str, params: StyleParams) -> list[Any]:
    """Values of this parameter, in order, with the present one among them where it has a place."""
    about = describe(name)
    if about.choices:
        return list(about.choices)
    assert about.compare is not None
    assert about.lo is not None
    assert about.hi is not None
    return about.compare.around(getattr(params, name), about.lo, about.hi)


def readings_around(scale: Scale, value: float) -> list[float]:
    """Whole readings around this value's, in order; five, but where they would leave the scale."""
    present, length = round(scale.reading(value)), scale.hi - scale.lo
    found = (min(max(present + share * length, scale.lo), scale.hi) for share in _SHARES)
    return sorted(set(map(float, map(round, found))))
