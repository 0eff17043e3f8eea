"""How a parameter is declared: a dataclass field that says what it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from nst_desktop.core.comparison import ComparedValues
from nst_desktop.core.mode import Mode
from nst_desktop.core.scale import Amounts, Scale


class Group(StrEnum):
    """What a parameter belongs to; the value is the heading."""

    ESSENTIAL = "Essentials"
    LAYERS = "Layers"
    LOSSES = "Losses"
    OPTIMISER = "Optimiser"
    START = "Start and scales"
    COMPUTER = "Computer"


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of one parameter besides its type and default.

    label: its name for people. help: what it does, in plain words.
    lo, hi: smallest and largest allowed value. unit: shown behind the value.
    choices: allowed value -> its name for people; empty where any value in range will do.
    group: what it belongs to.
    essential: position among the essentials of the window, from 1; 0 if it is not one.
    folded: the group in which the window has its exact number, where that is not its own.
    scale, amounts: what the window shows of it first; the exact number is folded away.
    on_paper: whether it is a length that the window shows on paper as well.
    only_with: (field, value) without which this parameter has no effect.
    not_with: (field, value) with which it has none.
    live: whether it may change while a run goes.
    modes: those in which it has an effect.
    choices_by_mode: the choices that make sense in a mode, where those are not all.
    default_by_mode: the default in a mode, where that is another.
    by_preset: whether choosing a preset sets it, to its default if the preset does not name it.
    compare: which values are worth comparing; None: small pictures do not tell what it does.
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
        """The group in which the window has its exact number."""
        return self.folded or self.group


def param(default: Any, label: str, help: str, **details: Any) -> Any:
    """A dataclass field that carries its Description."""
    return field(default=default, metadata={"description": Description(label, help, **details)})
