"""Photograph metadata, and the choice of what to keep in the artwork.

Nothing is copied verbatim from an untrusted file: each value is parsed, checked, limited and
rewritten. Tags that are not listed here are dropped. Examples are the maker note, which may contain
serial numbers, and the thumbnail, which may show an earlier version of the photograph.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from numbers import Rational

from nst_desktop.images.formats import Metadata

OWN_MARK = "nst-desktop "  # start of a recipe; a description that starts with it is ignored

Value = str | int | Fraction | tuple[Fraction, ...]
_Check = Callable[[object], Value | None]

_DATE = re.compile(r"[0-9]{4}:[01][0-9]:[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9]")
_OFFSET = re.compile(r"[+-][01][0-9]:[0-5][0-9]")
_DIGITS = re.compile(r"[0-9]{1,9}")
_LONG, _SHORT = 1 << 31, 1 << 16


@dataclass(frozen=True, slots=True)
class PhotoDetails:
    """Photograph details, as EXIF values by tag.

    Attributes:
        picture: Values from the main directory.
        camera: Values from the Exif directory, which describes the camera.
        gps: Values from the GPS directory.
    """

    picture: Mapping[int, Value] = field(default_factory=dict)
    camera: Mapping[int, Value] = field(default_factory=dict)
    gps: Mapping[int, Value] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.picture or self.camera or self.gps)

    def chosen(self, metadata: Metadata) -> "PhotoDetails":
        """Return the details that this metadata choice keeps."""
        if metadata is Metadata.ALL:
            return self
        if metadata is Metadata.NONE:
            return NO_DETAILS
        return PhotoDetails(_only(self.picture, _USUAL), _only(self.camera, _USUAL))


NO_DETAILS = PhotoDetails()


def read_details(
    picture: Mapping[int, object], camera: Mapping[int, object], gps: Mapping[int, object]
) -> PhotoDetails:
    """Read photograph details from EXIF directories, dropping damaged and unknown values."""
    return PhotoDetails(_read(picture, _PICTURE), _read(camera, _CAMERA), _read(gps, _GPS))


def _read(directory: Mapping[int, object], checks: Mapping[int, _Check]) -> dict[int, Value]:
    values = {tag: check(directory[tag]) for tag, check in checks.items() if tag in directory}
    return {tag: value for tag, value in values.items() if value is not None}


def _only(values: Mapping[int, Value], tags: frozenset[int]) -> dict[int, Value]:
    return {tag: value for tag, value in values.items() if tag in tags}


def _text(max_bytes: int, is_ascii: bool = True) -> _Check:
    """Return a check that accepts text and truncates it to this many bytes.

    Text in the Exif and GPS directories must be ASCII.
    """

    def read(value: object) -> str | None:
        plain = _plain(_parts(value)[:1])
        if is_ascii:
            plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().strip()
        return _truncate(plain, max_bytes) or None

    return read


def _description(value: object) -> str | None:
    text = _text(1000, is_ascii=False)(value)
    return text if isinstance(text, str) and not text.startswith(OWN_MARK) else None


def _copyright(value: object) -> str | None:
    """Accept the photographer's and the editor's copyright notices, separated by a null."""
    return _truncate(_plain(_parts(value)), 500) or None


def _parts(value: object) -> list[str]:
    """Split text at nulls. Pillow decodes text as Latin-1, but most programs write UTF-8."""
    if isinstance(value, str):
        value = value.encode("latin-1", "replace")
    if not isinstance(value, bytes):
        return []
    try:
        return value.decode("utf-8").split("\0")
    except UnicodeDecodeError:
        return value.decode("latin-1").split("\0")


def _plain(parts: list[str]) -> str:
    """Join the parts into one line, without unprintable characters."""
    lines = ("".join(char if char.isprintable() else " " for char in part) for part in parts)
    return "; ".join(filter(None, (" ".join(line.split()) for line in lines)))


def _truncate(text: str, max_bytes: int) -> str:
    data = text.encode()
    return text if len(data) <= max_bytes else data[: max_bytes - 3].decode(errors="ignore") + "..."


def _matching(pattern: re.Pattern[str]) -> _Check:
    def read(value: object) -> str | None:
        text = _plain(_parts(value)[:1])
        return text if pattern.fullmatch(text) and not text.startswith("0000:") else None

    return read


def _whole(end: int) -> _Check:
    """Return a check that accepts integers from 0 to `end` - 1."""

    def read(value: object) -> int | None:
        if isinstance(value, bytes) and len(value) == 1:
            value = value[0]
        return value if type(value) is int and 0 <= value < end else None

    return read


def _ratio(value: object) -> Fraction | None:
    """Accept a rational number, but not 0/0, which some cameras write for "unknown"."""
    if not isinstance(value, Rational):
        return None
    numerator, denominator = int(value.numerator), int(value.denominator)
    is_valid = abs(numerator) < _LONG and 0 < denominator < _LONG
    return Fraction(numerator, denominator) if is_valid else None


def _positive(value: object) -> Fraction | None:
    """Accept a non-negative number, such as a coordinate, whose direction has its own tag."""
    ratio = _ratio(value)
    return ratio if ratio is not None and ratio >= 0 else None


def _positives(count: int) -> _Check:
    def read(value: object) -> tuple[Fraction, ...] | None:
        if not isinstance(value, tuple) or len(value) != count:
            return None
        ratios = tuple(ratio for item in value if (ratio := _positive(item)) is not None)
        return ratios if len(ratios) == count else None

    return read


_NAME, _LETTER = _text(64), _text(2)

# EXIF 2.32: tag -> check for its value
_PICTURE: Mapping[int, _Check] = {
    270: _description,
    271: _text(64, is_ascii=False),  # Make
    272: _text(64, is_ascii=False),  # Model
    315: _text(300, is_ascii=False),  # Artist
    33432: _copyright,
}
_CAMERA: Mapping[int, _Check] = {
    36867: _matching(_DATE),  # DateTimeOriginal
    36868: _matching(_DATE),  # DateTimeDigitized
    36881: _matching(_OFFSET),  # OffsetTimeOriginal
    36882: _matching(_OFFSET),  # OffsetTimeDigitized
    37521: _matching(_DIGITS),  # SubSecTimeOriginal
    37522: _matching(_DIGITS),  # SubSecTimeDigitized
    # ExposureTime, FNumber, ShutterSpeedValue to SubjectDistance, FocalLength, DigitalZoomRatio
    **dict.fromkeys((33434, 33437, *range(37377, 37383), 37386, 41988), _ratio),
    # ExposureProgram, ISO, SensitivityType, MeteringMode, LightSource, Flash, ExposureMode,
    # WhiteBalance, FocalLengthIn35mmFilm to Sharpness, SubjectDistanceRange
    **dict.fromkeys((34850, 34855, 34864, 37383, 37384, 37385, 41986, 41987), _whole(_SHORT)),
    **dict.fromkeys((*range(41989, 41995), 41996), _whole(_SHORT)),
    # ImageUniqueID, CameraOwnerName, BodySerialNumber, LensMake, LensModel, LensSerialNumber
    **dict.fromkeys((42016, 42032, 42033, 42035, 42036, 42037), _NAME),
    42034: _positives(4),  # LensSpecification
}
_GPS: Mapping[int, _Check] = {
    **dict.fromkeys((1, 3, 12, 14, 16, 23), _LETTER),  # units and directions for the tags below
    **dict.fromkeys((2, 4, 7), _positives(3)),  # latitude, longitude, time
    5: _whole(2),  # above or below sea level
    **dict.fromkeys((6, 13, 15, 17, 24, 31), _positive),
    18: _NAME,  # map datum
    29: _text(10),  # date
}
_USUAL = frozenset((270, 315, 33432, 36867, 36881, 37521))
