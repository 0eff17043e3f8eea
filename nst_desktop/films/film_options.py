"""Options of a film: subject, format, length, size and easing."""

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
    """How the speed of a film changes over its length."""

    SMOOTH = "smooth"  # slow at both ends
    LINEAR = "linear"
    ACCELERATING = "accelerating"  # slow at the start, where a run changes most

    def at(self, time: float) -> float:
        """Return the position in the film, 0..1, at this share of its length, 0..1."""
        match self:
            case Easing.SMOOTH:
                return time * time * (3 - 2 * time)
            case Easing.ACCELERATING:
                return time * time
        return time


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmOptions:
    """Length, size and easing of a film; ParameterError if a value is out of range.

    Attributes:
        seconds: From the first picture to the last.
        hold: How long the last picture stays, s.
        fps: Frames per second.
        side: Long side, px; 0 for the last picture's own, up to the limit of the format.
        easing: How the speed changes.
    """

    seconds: float = 6.0
    hold: float = 1.5
    fps: int = 25
    side: int = 0
    easing: Easing = Easing.SMOOTH

    def __post_init__(self) -> None:
        for name, (minimum, maximum) in RANGES.items():
            value = getattr(self, name)
            if not minimum <= value <= maximum and not (name == "side" and value == 0):
                raise ParameterError(
                    name,
                    "A film's {name} must be from {least} to {most}, not {value}.",
                    name=name,
                    least=plain_number(minimum),
                    most=plain_number(maximum),
                    value=plain_number(value),
                )


class Subject(StrEnum):
    """Content of a film."""

    MAKING = "making"  # the progress of a run
    FADE = "fade"  # from the photograph to the artwork


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmRequest:
    """A film as the user has set it up in the dialog."""

    subject: Subject = Subject.MAKING
    kind: FilmFormat = FilmFormat.MP4
    options: FilmOptions = field(default_factory=FilmOptions)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for settings and JSON."""
        options = {**asdict(self.options), "easing": self.options.easing.value}
        return {**options, "subject": self.subject.value, "kind": self.kind.value}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "FilmRequest":
        """Read what to_dict() returned; missing or invalid values are replaced by defaults."""
        request = cls()
        if values.get("subject") in list(Subject):
            request = replace(request, subject=Subject(values["subject"]))
        if values.get("kind") in FILM_SUFFIXES:
            request = replace(request, kind=FilmFormat(values["kind"]))
        return replace(request, options=_read_options(values))


def _read_options(values: Mapping[str, Any]) -> FilmOptions:
    options = FilmOptions()
    if values.get("easing") in list(Easing):
        options = replace(options, easing=Easing(values["easing"]))
    for name, types in (("seconds", (int, float)), ("hold", (int, float)), ("fps", (int,)),
                        ("side", (int,))):  # fmt: skip
        if type(values.get(name)) in types:
            with suppress(ParameterError):
                options = replace(options, **{name: values[name]})
    return options
