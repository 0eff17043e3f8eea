"""Film options: subject, format, length, size and easing."""

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
    """Easing curve, which sets how a film's speed changes over its length."""

    SMOOTH = "smooth"  # slow at both ends
    LINEAR = "linear"
    ACCELERATING = "accelerating"  # slow at the start, where a run changes most

    def at(self, time: float) -> float:
        """Return the eased position, 0..1, after this share of the film's length, 0..1."""
        match self:
            case Easing.SMOOTH:
                return time * time * (3 - 2 * time)
            case Easing.ACCELERATING:
                return time * time
        return time


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmOptions:
    """Length, size and easing of a film.

    Attributes:
        seconds: Time from the first picture to the last, in s.
        hold: Time for which the last picture is held, in s.
        fps: Frames per second.
        side: Long side in px. If 0, the last picture's long side is used, up to the format's limit.
        easing: Easing curve.

    Raises:
        ParameterError: A value is out of range.
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
    """Subject of a film."""

    MAKING = "making"  # the progress of a run
    FADE = "fade"  # from the photograph to the artwork


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmRequest:
    """Film as set up by the user in the dialog."""

    subject: Subject = Subject.MAKING
    kind: FilmFormat = FilmFormat.MP4
    options: FilmOptions = field(default_factory=FilmOptions)

    def to_dict(self) -> dict[str, Any]:
        """Return the request as plain values for settings and JSON."""
        options = {**asdict(self.options), "easing": self.options.easing.value}
        return {**options, "subject": self.subject.value, "kind": self.kind.value}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "FilmRequest":
        """Parse the output of to_dict(), replacing missing or invalid values with defaults."""
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
