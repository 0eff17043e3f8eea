"""Style strength, 0 to 100: the style weight as a painter would set it.

Weights are relative, so that a strength means the same for every picture and at every size. The
eye sees ratios of weights, hence the logarithm: 25 more is ten times the weight.
"""

import math

from nst_desktop.core.params import default_of

WEAKEST, BALANCED, STRONGEST = 0.0, 50.0, 100.0
PER_DECADE = 25.0


def style_weight_of(strength: float) -> float:
    """default * 10 ** ((strength - 50) / 25), and 0 for a strength of 0: no painting at all.

    Raises ValueError outside 0..100.
    """
    if not WEAKEST <= strength <= STRONGEST:
        raise ValueError(f"a strength is from 0 to 100, not {strength}")
    if strength == WEAKEST:
        return 0.0
    return _balanced_weight() * 10 ** ((strength - BALANCED) / PER_DECADE)


def strength_of(style_weight: float) -> float:
    """The inverse; weights beyond the scale's ends are at its ends. style_weight: >= 0."""
    if style_weight <= 0:
        return WEAKEST
    strength = BALANCED + PER_DECADE * math.log10(style_weight / _balanced_weight())
    return min(max(strength, WEAKEST), STRONGEST)


def _balanced_weight() -> float:
    return float(default_of("style_weight"))
