"""The kinds of picture file that can be written, and how."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from nst_desktop.core.errors import ParameterError

_MAX_DENSITY = 10_000  # dots per inch
MAX_RECIPE_LENGTH = (
    60_000  # characters; a JPEG's segment ends at 65,533 bytes with all that is in it
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a kind of file can hold. suffixes: the usual one first. longest_side: px."""

    codec: str  # Pillow's name
    suffixes: tuple[str, ...]
    bits: int = 8
    lossy: bool = False
    alpha: bool = True
    longest_side: int = 2**31 - 1


class PictureFormat(StrEnum):
    """A kind of picture file; the 16-bit ones share their suffix with the 8-bit ones."""

    PNG = "png"
    PNG_16 = "png16"
    JPEG = "jpeg"
    TIFF = "tiff"
    TIFF_16 = "tiff16"
    WEBP = "webp"
    AVIF = "avif"

    @property
    def traits(self) -> Traits:
        """What this kind of file can hold."""
        return _TRAITS[self]

    @property
    def suffix(self) -> str:
        """How its files' names usually end, such as .png."""
        return self.traits.suffixes[0]


_TRAITS = {
    PictureFormat.PNG: Traits("PNG", (".png",)),
    PictureFormat.PNG_16: Traits("PNG", (".png",), bits=16),
    PictureFormat.JPEG: Traits(
        "JPEG", (".jpg", ".jpeg"), lossy=True, alpha=False, longest_side=65_500
    ),
    PictureFormat.TIFF: Traits("TIFF", (".tif", ".tiff")),
    PictureFormat.TIFF_16: Traits("TIFF", (".tif", ".tiff"), bits=16),
    PictureFormat.WEBP: Traits("WEBP", (".webp",), lossy=True, longest_side=16_383),
    PictureFormat.AVIF: Traits("AVIF", (".avif",), lossy=True, longest_side=65_536),
}
DENSITIES = (72, 100, 150, 200, 300)  # dots per inch, on paper
USUAL_DENSITY = 150
ALPHA_SUFFIXES = tuple(
    dict.fromkeys(each.suffixes[0] for each in _TRAITS.values() if each.alpha)
)  # of the formats that keep transparency
SAVE_SUFFIXES = tuple(dict.fromkeys(end for each in _TRAITS.values() for end in each.suffixes))


def format_of(path: Path, bits: int = 8) -> PictureFormat | None:
    """The format that the path's suffix names, with so many bits a channel if it has them."""
    found = [each for each in PictureFormat if path.suffix.lower() in each.traits.suffixes]
    exact = [each for each in found if each.traits.bits == bits]
    return next(iter(exact + found), None)


class Metadata(StrEnum):
    """How much of what the photograph's file says of it goes into the artwork's.

    USUAL: author, copyright, description, and when it was taken. ALL: camera, serial numbers
    and place as well.
    """

    USUAL = "usual"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveOptions:
    """How a picture is written. Raises ParameterError if a part of it cannot be.

    quality: 1 to 100, for the formats that lose something. lossless: a WebP that loses nothing.
    recipe: whether the recipe goes into the file. matte: #rrggbb, what shows through transparent
    parts where the format has no transparency. metadata: of the photograph. density: dots per
    inch, in print.
    """

    format: PictureFormat = PictureFormat.PNG
    quality: int = 95
    lossless: bool = False
    recipe: bool = True
    matte: str = "#ffffff"
    metadata: Metadata = Metadata.USUAL
    density: int = USUAL_DENSITY

    def __post_init__(self) -> None:
        if not 1 <= self.quality <= 100:
            raise ParameterError(
                "quality", "Quality goes from 1 to 100, not {quality}.", quality=self.quality
            )
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", self.matte):
            raise ParameterError(
                "matte", "A colour is written as #rrggbb, not {matte!r}.", matte=self.matte
            )
        if not 1 <= self.density <= _MAX_DENSITY:
            raise ParameterError(
                "density",
                "The density goes from 1 to {most} dpi, not {density}.",
                most=_MAX_DENSITY,
                density=self.density,
            )

    def for_file(self, path: Path) -> "SaveOptions":
        """These in the format that the suffix names, with as many bits as before if it has them;
        PNG if it names none."""
        found = format_of(path, self.format.traits.bits)
        return replace(self, format=found or PictureFormat.PNG)

    def to_dict(self) -> dict[str, str | int | bool]:
        """The options as plain values, for settings and JSON."""
        return {**asdict(self), "format": self.format.value, "metadata": self.metadata.value}

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "SaveOptions":
        """What to_dict gave; an entry that is missing or cannot be used counts as not there."""
        options = cls()
        for field in fields(cls):
            kind: Any = field.type
            with suppress(ValueError):
                value: Any = found.get(field.name)
                value = kind(value) if issubclass(kind, StrEnum) else value
                if type(value) is kind:
                    options = replace(options, **{field.name: value})
        return options


# Of what the window keeps for itself: what leaves it is chosen when that is saved.
OWN_COPY = SaveOptions(metadata=Metadata.ALL)


@cache
def writable_formats() -> tuple[PictureFormat, ...]:
    """The formats that can be written here: Pillow may have been built without some."""
    from PIL import features  # only when needed: the window is there before it

    missing = {name.upper() for name in ("webp", "avif") if not features.check(name)}
    return tuple(each for each in PictureFormat if each.traits.codec not in missing)
