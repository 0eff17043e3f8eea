"""The kinds of film file. No Pillow here, since the command line names them in its help."""

import importlib.util
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from nst_desktop.core.errors import UserError

INSTALL_VIDEO = 'python -m pip install -e ".[video]"'  # what brings PyAV
_QUALITY = 90  # of WebP


class FilmError(UserError):
    """A film cannot be written. The text says why."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How a kind of film is written.

    name: FFmpeg's or Pillow's. tick: ms, of which a frame's duration is a multiple; 0: any.
    side: long side, px, that a film has at most where none was asked for. settings: the codec's.
    """

    name: str
    tick: int
    side: int
    settings: tuple[tuple[str, Any], ...]


class FilmFormat(Enum):
    """A kind of film, by the suffix of its files."""

    MP4 = ".mp4"
    WEBM = ".webm"
    WEBP = ".webp"
    GIF = ".gif"

    @property
    def codec(self) -> Codec:
        """How it is written."""
        return _CODECS[self]

    @property
    def is_video(self) -> bool:
        """Whether it needs FFmpeg, and sides of even length."""
        return self in (FilmFormat.MP4, FilmFormat.WEBM)


_CODECS = {
    FilmFormat.MP4: Codec("libx264", 0, 1920, (("crf", "17"), ("preset", "medium"))),
    FilmFormat.WEBM: Codec(
        "libvpx-vp9", 0, 1920,
        (("crf", "24"), ("b", "0"), ("row-mt", "1"), ("deadline", "good"), ("cpu-used", "3")),
    ),
    FilmFormat.WEBP: Codec("WEBP", 1, 640, (("quality", _QUALITY), ("method", 3))),
    FilmFormat.GIF: Codec("GIF", 10, 640, (("optimize", False),)),
}  # fmt: skip
FILM_SUFFIXES = tuple(kind.value for kind in FilmFormat)


def film_format_of(path: Path) -> FilmFormat:
    """The kind that the path's suffix names. Raises FilmError if it cannot be written here."""
    if path.suffix.lower() not in FILM_SUFFIXES:
        raise FilmError(
            "'{name}' does not say what kind of film to write: end the name in {suffixes}.",
            name=path.name,
            suffixes=", ".join(FILM_SUFFIXES),
        )
    kind = FilmFormat(path.suffix.lower())
    if is_writable(kind):
        return kind
    if kind.is_video:
        raise FilmError(
            "Films as {kind} need PyAV. Install it with: {command} - or end the name in "
            "{webp} or {gif}.",
            kind=kind.value,
            command=INSTALL_VIDEO,
            webp=FilmFormat.WEBP.value,
            gif=FilmFormat.GIF.value,
        )
    raise FilmError("WebP films cannot be written on this computer; end the name in .gif.")


def is_writable(kind: FilmFormat) -> bool:
    """Whether this kind can be written here: videos need PyAV, WebP a Pillow that has it."""
    if kind.is_video:
        return importlib.util.find_spec("av") is not None
    from PIL import features  # late: the command line asks for the suffixes long before

    return kind is not FilmFormat.WEBP or bool(features.check("webp"))
