"""Picture formats that can be written, and options for saving pictures."""

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
MAX_RECIPE_LENGTH = 60_000  # characters; a JPEG's whole EXIF segment has at most 65,533 bytes


@dataclass(frozen=True, slots=True)
class Traits:
    """Capabilities of a picture format.

    Attributes:
        codec: Pillow's name for the format.
        suffixes: File name suffixes, the default first.
        bits: Bits per channel.
        lossy: Whether compression is lossy unless SaveOptions.lossless is set.
        alpha: Whether the format keeps transparency.
        longest_side: Maximum length of a side, in px.
    """

    codec: str
    suffixes: tuple[str, ...]
    bits: int = 8
    lossy: bool = False
    alpha: bool = True
    longest_side: int = 2**31 - 1


class PictureFormat(StrEnum):
    """A picture format; the 16-bit formats share their suffixes with the 8-bit ones."""

    PNG = "png"
    PNG_16 = "png16"
    JPEG = "jpeg"
    TIFF = "tiff"
    TIFF_16 = "tiff16"
    WEBP = "webp"
    AVIF = "avif"

    @property
    def traits(self) -> Traits:
        """The format's capabilities."""
        return _TRAITS[self]

    @property
    def suffix(self) -> str:
        """The format's default suffix, such as .png."""
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
DENSITIES = (72, 100, 150, 200, 300)  # dots per inch; choices for prints
DEFAULT_DENSITY = 150
ALPHA_SUFFIXES = tuple(
    dict.fromkeys(traits.suffixes[0] for traits in _TRAITS.values() if traits.alpha)
)  # default suffixes of formats that keep transparency
SAVE_SUFFIXES = tuple(
    dict.fromkeys(suffix for traits in _TRAITS.values() for suffix in traits.suffixes)
)


def format_of(path: Path, bits: int = 8) -> PictureFormat | None:
    """Return the format for the path's suffix, or None if the suffix is unknown.

    If several formats share the suffix, one with this many bits per channel is preferred.
    """
    suffix = path.suffix.lower()
    matching = [candidate for candidate in PictureFormat if suffix in candidate.traits.suffixes]
    exact = [candidate for candidate in matching if candidate.traits.bits == bits]
    return next(iter(exact + matching), None)


class Metadata(StrEnum):
    """Choice of the photograph's metadata to keep in the artwork.

    Attributes:
        USUAL: Author, copyright, description and capture date.
        ALL: The usual metadata plus camera data, serial numbers and location.
        NONE: No metadata.
    """

    USUAL = "usual"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveOptions:
    """Options for saving a picture. Invalid values raise ParameterError.

    Attributes:
        format: File format.
        quality: Quality for lossy formats, 1 to 100.
        lossless: Whether WebP is lossless.
        recipe: Whether the recipe is embedded.
        matte: Colour, as #rrggbb, behind transparent parts if the format has no transparency.
        metadata: Choice of the photograph's metadata to embed.
        density: Print density, in dots per inch.
    """

    format: PictureFormat = PictureFormat.PNG
    quality: int = 95
    lossless: bool = False
    recipe: bool = True
    matte: str = "#ffffff"
    metadata: Metadata = Metadata.USUAL
    density: int = DEFAULT_DENSITY

    def __post_init__(self) -> None:
        if not 1 <= self.quality <= 100:
            raise ParameterError(
                "quality", "Quality must be from 1 to 100, not {quality}.", quality=self.quality
            )
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", self.matte):
            raise ParameterError(
                "matte", "Write the colour as #rrggbb, not {matte!r}.", matte=self.matte
            )
        if not 1 <= self.density <= _MAX_DENSITY:
            raise ParameterError(
                "density",
                "The density must be from 1 to {most} dpi, not {density}.",
                most=_MAX_DENSITY,
                density=self.density,
            )

    def for_file(self, path: Path) -> "SaveOptions":
        """Return these options with the format that matches the path's suffix.

        If the suffix is unknown, the format is PNG. The number of bits per channel is kept if
        possible.
        """
        file_format = format_of(path, self.format.traits.bits)
        return replace(self, format=file_format or PictureFormat.PNG)

    def to_dict(self) -> dict[str, str | int | bool]:
        """Return the options as plain values, for settings and JSON."""
        return {**asdict(self), "format": self.format.value, "metadata": self.metadata.value}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "SaveOptions":
        """Create options from to_dict's values; defaults replace missing or invalid ones."""
        options = cls()
        for field in fields(cls):
            field_type: Any = field.type
            with suppress(ValueError):
                value: Any = values.get(field.name)
                value = field_type(value) if issubclass(field_type, StrEnum) else value
                if type(value) is field_type:
                    options = replace(options, **{field.name: value})
        return options


# Internal copies keep all metadata. The user's choice applies when the artwork is saved.
INTERNAL_COPY_OPTIONS = SaveOptions(metadata=Metadata.ALL)


@cache
def writable_formats() -> tuple[PictureFormat, ...]:
    """Return the formats that can be written on this computer.

    Pillow may have been built without WebP or AVIF.
    """
    from PIL import features  # loaded only when needed, after the window is up

    missing = {name.upper() for name in ("webp", "avif") if not features.check(name)}
    return tuple(candidate for candidate in PictureFormat if candidate.traits.codec not in missing)
