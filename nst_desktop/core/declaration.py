"""How a parameter is declared: a dataclass field that says what it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from nst_desktop.core.mode import Mode


class Group(StrEnum):
    """Where the window shows a parameter; the value is the heading."""

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
    group: where the window shows it.
    only_with: (field, value) without which this parameter has no effect.
    not_with: (field, value) with which it has none.
    live: whether it may change while a run goes.
    modes: those in which it has an effect.
    choices_by_mode: the choices that make sense in a mode, where those are not all.
    """

    label: str
    help: str
    lo: float | None = None
    hi: float | None = None
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    group: Group = Group.ESSENTIAL
    only_with: tuple[str, str] | None = None
    not_with: tuple[str, str] | None = None
    live: bool = False
    modes: tuple[Mode, ...] = tuple(Mode)
    choices_by_mode: Mapping[Mode, tuple[str, ...]] = field(default_factory=dict)


def param(default: Any, label: str, help: str, **details: Any) -> Any:
    """A dataclass field that carries its Description."""
    return field(default=default, metadata={"description": Description(label, help, **details)})
