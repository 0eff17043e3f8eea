"""Declaration of parameters: dataclass fields that carry their own description."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from nst_desktop.core.mode import Mode
from nst_desktop.core.scale import Amounts, Scale

_FACTORS = 0.5, 1.0, 2.0  # for parameters whose effect depends on ratios


class Group(StrEnum):
    """Group in which a parameter is displayed; the value is the group's heading."""

    ESSENTIAL = "Essentials"
    LAYERS = "Layers"
    LOSSES = "Losses"
    OPTIMISER = "Optimiser"
    START = "Start and scales"
    COMPUTER = "Performance"


@dataclass(frozen=True, slots=True)
class ComparedValues:
    """Values of a numeric parameter that are worth comparing with the current value.

    By default these are half the current value, the value itself and twice the value.

    Attributes:
        values: Fixed values to use instead, in order. The current value is added to them if it lies
            between the first and the last.
        successors: Number of consecutive whole numbers to use instead, starting with the current
            value.
        from_zero: Values to compare with a current value of 0, since twice 0 is still 0.
    """

    values: tuple[float, ...] = ()
    successors: int = 0
    from_zero: tuple[float, ...] = (1.0, 10.0)

    def around(self, current: float, lo: float, hi: float) -> list[float]:
        """Return the distinct values, in order, clamped to lo..hi, in the current value's type."""
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
        label: Name displayed to the user.
        help: Short explanation of what the parameter does, in plain words.
        lo: Smallest allowed value.
        hi: Largest allowed value.
        unit: Unit displayed after the value.
        choices: Display name of each allowed value; empty for numbers and lists.
        group: Group that the parameter belongs to.
        essential: Position among the window's essentials, from 1; 0 if it is not an essential.
        folded: Group in which the window displays the exact number, if different from `group`.
        scale: Scale that the window displays first, with the exact number folded away.
        amounts: Named amounts that the window displays first, with the exact number folded away.
        on_paper: Whether the window also displays the parameter as a length on paper.
        only_with: Pair (field, value) that must be set for the parameter to have an effect.
        not_with: Pair (field, value) that cancels the parameter's effect.
        live: Whether the parameter may change during a run.
        modes: Modes in which the parameter has an effect.
        choices_by_mode: Choices that make sense, for each mode in which some do not.
        default_by_mode: Default for each mode in which it differs from the field's default.
        by_preset: Whether choosing a preset sets the parameter. A preset that doesn't name the
            parameter resets it to its default.
        compare: Values worth comparing; None if a contact sheet cannot show what the parameter
            does.
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
    default_by_mode: Mapping[Mode, Any] = field(default_factory=dict)
    by_preset: bool = True
    compare: ComparedValues | None = field(default_factory=ComparedValues)

    @property
    def section(self) -> Group:
        """Group in which the window displays the exact number."""
        return self.folded or self.group


def param(default: Any, label: str, help: str, **details: Any) -> Any:
    """Return a dataclass field with a Description; `details` are its other attributes."""
    return field(default=default, metadata={"description": Description(label, help, **details)})
