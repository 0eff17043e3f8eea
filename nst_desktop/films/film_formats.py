"""Film file formats.

The command line lists the formats in its help, so Pillow is not imported at the top.
"""

import importlib.util
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from nst_desktop.core.errors import UserError

INSTALL_VIDEO = 'python -m pip install -e ".[video]"'  # installs PyAV
_WEBP_QUALITY = 90


class FilmError(UserError):
    """A film cannot be written. The message says why."""


@dataclass(frozen=True, slots=True)
class Codec:
    """Encoder settings for one film format.

    Attributes:
        name: Encoder name in FFmpeg, or format name in Pillow.
        tick: Smallest step in a frame's duration, in ms; 0 if any duration is possible.
        side: Maximum long side in px for films without a set size.
        settings: Encoder options.
    """

    name: str
    tick: int
    side: int
    settings: tuple[tuple[str, Any], ...]


class FilmFormat(Enum):
    """Film format. The value is its file name suffix."""

    MP4 = ".mp4"
    WEBM = ".webm"
    WEBP = ".webp"
    GIF = ".gif"

    @property
    def codec(self) -> Codec:
        """Encoder settings for this format."""
        return _CODECS[self]

    @property
    def is_video(self) -> bool:
        """Whether this is a video format, which needs FFmpeg and even side lengths in px."""
        return self in (FilmFormat.MP4, FilmFormat.WEBM)


_CODECS = {
    FilmFormat.MP4: Codec("libx264", 0, 1920, (("crf", "17"), ("preset", "medium"))),
    FilmFormat.WEBM: Codec(
        "libvpx-vp9", 0, 1920,
        (("crf", "24"), ("b", "0"), ("row-mt", "1"), ("deadline", "good"), ("cpu-used", "3")),
    ),
    FilmFormat.WEBP: Codec("WEBP", 1, 640, (("quality", _WEBP_QUALITY), ("method", 3))),
    FilmFormat.GIF: Codec("GIF", 10, 640, (("optimize", False),)),
}  # fmt: skip
FILM_SUFFIXES = tuple(film_format.value for film_format in FilmFormat)


def film_format_of(path: Path) -> FilmFormat:
    """Return the format for the path's suffix. Raises FilmError if it cannot be written here."""
    if path.suffix.lower() not in FILM_SUFFIXES:
        raise FilmError(
            "'{name}' does not have the suffix of a film file. Choose a name that ends in one "
            "of these: {suffixes}.",
            name=path.name,
            suffixes=", ".join(FILM_SUFFIXES),
        )
    film_format = FilmFormat(path.suffix.lower())
    if is_writable(film_format):
        return film_format
    if film_format.is_video:
        raise FilmError(
            "{kind} films need PyAV. Choose a name ending in {webp} or {gif}, or install PyAV with "
            "this command: {command}",
            kind=film_format.value,
            command=INSTALL_VIDEO,
            webp=FilmFormat.WEBP.value,
            gif=FilmFormat.GIF.value,
        )
    raise FilmError("This computer cannot write WebP films. Choose a name ending in .gif.")


def is_writable(film_format: FilmFormat) -> bool:
    """Whether this computer can write the format.

    Videos need PyAV. WebP needs a Pillow version built with WebP support.
    """
    if film_format.is_video:
        return importlib.util.find_spec("av") is not None
    from PIL import features  # not at the top; see the module's docstring

    return film_format is not FilmFormat.WEBP or bool(features.check("webp"))
