"""The parts of the window that can be folded away."""

from enum import StrEnum


class Panel(StrEnum):
    """The value is the name under which it is remembered."""

    PICTURES = "pictures"
    PARAMETERS = "parameters"
    HISTORY = "history"
    REGIONS = "regions"
