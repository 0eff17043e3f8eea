"""What is asked of a film: its subject, format, length, size and pace."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.numbers import plain_number
from nst_desktop.films.film_formats import FILM_SUFFIXES, FilmFormat

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


class Subject(StrEnum):
    """What a film shows."""

    MAKING = "making"  # the moments of a run
    FADE = "fade"  # from the photograph to the artwork


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmRequest:
    """What the user has chosen for a film."""

    subject: Subject = Subject.MAKING
    kind: FilmFormat = FilmFormat.MP4
    options: FilmOptions = field(default_factory=FilmOptions)

    def to_dict(self) -> dict[str, Any]:
        """The wish as plain values, for settings and JSON."""
        options = {**asdict(self.options), "easing": self.options.easing.value}
        return {**options, "subject": self.subject.value, "kind": self.kind.value}

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "FilmRequest":
        """What to_dict gave; an entry that is missing or cannot be used counts as not there."""
        wish = cls()
        if found.get("subject") in list(Subject):
            wish = replace(wish, subject=Subject(found["subject"]))
        if found.get("kind") in FILM_SUFFIXES:
            wish = replace(wish, kind=FilmFormat(found["kind"]))
        return replace(wish, options=_options_in(found))


def _options_in(found: Mapping[str, Any]) -> FilmOptions:
    options = FilmOptions()
    if found.get("easing") in list(Easing):
        options = replace(options, easing=Easing(found["easing"]))
    for name, kinds in (("seconds", (int, float)), ("hold", (int, float)), ("fps", (int,)),
                        ("side", (int,))):  # fmt: skip
        if type(found.get(name)) in kinds:
            with suppress(ParameterError):
                options = replace(options, **{name: found[name]})
    return options
