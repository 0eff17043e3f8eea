"""Which film is wanted: of what, in which kind of file, how long and how large."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from nst_desktop.core.errors import ParameterError
from nst_desktop.films.film_formats import FILM_SUFFIXES, FilmFormat
from nst_desktop.films.film_options import Easing, FilmOptions


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
