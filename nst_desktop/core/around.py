"""Which values of a parameter are worth comparing with the one that is set."""

from typing import Any

from nst_desktop.core.declaration import Group
from nst_desktop.core.params import StyleParams, describe, is_layer_list
from nst_desktop.core.strength import STRONGEST, WEAKEST, strength_of

_STRENGTHS = -30, -15, 0, 15, 30  # away from the present one, of 0 to 100
_FACTORS = 0.5, 1.0, 2.0  # of what is felt by its ratio
_SHARES = 0.2, 0.4, 0.6, 0.8
_FROM_NONE = 0.0, 0.25, 0.5, 1.0
_FORMS = 0.0, 0.5, 1.0, 2.0
_SEEDS = 4
_SMALL_STEPS = 4, 8, 16, 32  # of small pictures, which need few
_LEAST = {"tv_weight": 1.0, "gamut_weight": 100.0}  # where zero, doubled, would stay zero


def can_vary(name: str) -> bool:
    """Whether small pictures tell what the parameter does."""
    return not is_layer_list(name) and name != "size" and describe(name).group is not Group.COMPUTER


def values_around(name: str, params: StyleParams) -> list[Any]:
    """Values of this parameter, in order, with the present one among them where it has a place.

    style_weight: strengths, 0 to 100, in place of weights.
    """
    present = getattr(params, name)
    if describe(name).choices:
        return list(describe(name).choices)
    match name:
        case "style_weight":
            return strengths_around(strength_of(present))
        case "steps":
            return list(_SMALL_STEPS)
        case "seed":
            last = describe(name).hi
            assert last is not None
            first = min(present, int(last) - _SEEDS + 1)
            return [first + more for more in range(_SEEDS)]
        case "noise":
            return list(_SHARES)
        case "large_forms":
            return sorted({*_FORMS, present})
        case "detail":
            return sorted({*_FROM_NONE, present})
        case _:
            return _multiples(name, present)


def strengths_around(strength: float) -> list[float]:
    """Whole strengths from 0 to 100, in order; five, but where they would leave the scale."""
    found = (min(max(round(strength) + more, WEAKEST), STRONGEST) for more in _STRENGTHS)
    return sorted(set(map(float, found)))


def _multiples(name: str, present: float) -> list[float]:
    about = describe(name)
    assert about.lo is not None
    assert about.hi is not None
    if present == 0:
        return [0.0, _LEAST.get(name, 1.0), 10 * _LEAST.get(name, 1.0)]
    kind = type(present)
    found = {kind(min(max(present * factor, about.lo), about.hi)) for factor in _FACTORS}
    return sorted(found)
