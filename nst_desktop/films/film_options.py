"""How long, how large and how quick a film is."""

from dataclasses import dataclass
from enum import StrEnum

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.numbers import plain_number

RANGES = {"seconds": (0.1, 600.0), "hold": (0.0, 60.0), "fps": (1, 60), "side": (16, 4096)}


class Easing(StrEnum):
    """How a film goes through its pictures."""

    SMOOTH = "smooth"  # it sets off and arrives slowly
    LINEAR = "linear"
    ACCELERATING = "accelerating"  # it lingers at the beginning, where a run changes most

    def at(self, time: float) -> float:
        """How far it is, 0..1, at this share of the time."""
        match self:
            case Easing.SMOOTH:
                return time * time * (3 - 2 * time)
            case Easing.ACCELERATING:
                return time * time
        return time


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmOptions:
    """How long and how large a film is. Raises ParameterError if a value cannot be.

    seconds: from the first picture to the last, which then stays for hold seconds. fps: pictures
    a second. side: long side, px; 0: the last picture's own, if that is not too large.
    """

    seconds: float = 6.0
    hold: float = 1.5
    fps: int = 25
    side: int = 0
    easing: Easing = Easing.SMOOTH

    def __post_init__(self) -> None:
        for name, (least, most) in RANGES.items():
            value = getattr(self, name)
            if not least <= value <= most and not (name == "side" and value == 0):
                raise ParameterError(
                    name,
                    "A film's {name} may be {least} to {most}, not {value}.",
                    name=name,
                    least=plain_number(least),
                    most=plain_number(most),
                    value=plain_number(value),
                )
