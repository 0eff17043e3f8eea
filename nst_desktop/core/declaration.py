"""Declaration of parameters: dataclass fields that carry their own description."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from nst_desktop.core.mode import Mode
from nst_desktop.core.scale import Amounts, Scale

_FACTORS = 0.5, 1.0, 2.0  # for parameters whose effect follows ratios


class Group(StrEnum):
    """Group that a parameter is shown in; the value is the heading."""

    ESSENTIAL = "Essentials"
    LAYERS = "Layers"
    LOSSES = "Losses"
    OPTIMISER = "Optimiser"
    START = "Start and scales"
    COMPUTER = "Performance"


@dataclass(frozen=True, slots=True)
class ComparedValues:
    """Values of a number that are worth comparing with the current one.

    By default these are half the current value, the value itself and twice the value.

    Attributes:
        values: Fixed values to use instead, in order. The current value joins them if it lies
            between the first and the last.
        successors: Number of consecutive whole numbers to use instead, from the current one.
        from_zero: Values that 0 is compared with, since doubling would not change it.
    """

    values: tuple[float, ...] = ()
    successors: int = 0
    from_zero: tuple[float, ...] = (1.0, 10.0)

    def around(self, current: float, lo: float, hi: float) -> list[float]:
        """Return the distinct values, in order, within lo..hi and of the current value's type."""
        number_type = type(current)
        candidates = self._candidates(current, hi)
        return sorted({number_type(min(max(value, lo), hi)) for value in candidates})

    def _candidates(self, current: float, hi: float) -> Iterable[float]:
        if self.successors:
            first = min(current, hi - self.successors + 1)
            return (first + offset for offset in range(self.successors))
        if self.values:
            is_between = self.values[0] <= current <= self.values[-1]
            return (*self.values, current) if is_between else self.values
        if current == 0:
            return (current, *self.from_zero)
        return (current * factor for factor in _FACTORS)


@dataclass(frozen=True, slots=True)
class Description:
    """Description of one parameter, beyond its type and default.

    Attributes:
        label: Name shown to the user.
        help: One sentence in plain words on what the parameter does.
        lo: Smallest allowed value.
        hi: Largest allowed value.
        unit: Shown after the value.
        choices: Maps each allowed value to the name shown to the user; empty for numbers and lists.
        group: Group that the parameter belongs to.
        essential: Position among the essentials in the window, from 1; 0 if it is not one.
        folded: Group in which the window shows the exact number, if that is not `group`.
        scale: Scale that the window shows first; the exact number is folded away.
        amounts: Named amounts that the window shows first; the exact number is folded away.
        on_paper: Whether it is a length that the window also shows as a length on paper.
        only_with: (field, value) that must be set for the parameter to have an effect.
        not_with: (field, value) that takes the parameter's effect away.
        live: Whether it may change during a run.
        modes: Modes in which it has an effect.
        choices_by_mode: Choices that make sense in a mode, where these are not all.
        default_by_mode: Default in a mode, where it differs from the field's.
        by_preset: Whether choosing a preset sets it: to its default if the preset doesn't name it.
        compare: Values worth comparing; None if small pictures cannot show what it does.
    """

    label: str
    help: str
    lo: float | None = None
    hi: float | None = None
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    group: Group = Group.ESSENTIAL
    essential: int = 0
    folded: Group | None = None
    scale: Scale | None = None
    amounts: Amounts | None = None
    on_paper: bool = False
    only_with: tuple[str, str] | None = None
    not_with: tuple[str, str] | None = None
    live: bool = False
    modes: tuple[Mode, ...] = tuple(Mode)
    choices_by_mode: Mapping[Mode, tuple[str, ...]] = field(default_factory=dict)
    default_by_mode: Mapping[Mode, str] = field(default_factory=dict)
    by_preset: bool = True
    compare: ComparedValues | None = field(default_factory=ComparedValues)

    @property
    def section(self) -> Group:
        """Group in which the window shows the exact number."""
        return self.folded or self.group


def param(default: Any, label: str, help: str, **details: Any) -> Any:
    """Return a dataclass field that carries a Description; details are further attributes of it."""
    return field(default=default, metadata={"description": Description(label, help, **details)})
