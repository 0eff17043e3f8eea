"""What lies beside the pixels in a picture file: the recipe, the photograph's details, the density.

This is the one place that knows where each format keeps the recipe. PNG: an iTXt chunk. JPEG, TIFF,
WebP and AVIF: EXIF's UserComment; in TIFFs of earlier versions, ImageDescription. All name the
program as Software.
"""

from fractions import Fraction
from typing import Any

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from nst_desktop import __version__
from nst_desktop.images.exif import exif_of
from nst_desktop.images.formats import MAX_RECIPE_LENGTH, USUAL_DENSITY
from nst_desktop.images.photo_details import NO_DETAILS, OWN_MARK, PhotoDetails, Value

KEYWORD = "nst-desktop"

_SOFTWARE = f"NST Desktop {__version__}"
_ASCII = b"ASCII\0\0\0"  # EXIF 2.3, UserComment: the first 8 bytes name the characters
_INCH, _SRGB = 2, 1
_EXIF_VERSION, _GPS_VERSION = b"0232", b"\2\3\0\0"
_ALTITUDE_REF = ExifTags.GPS.GPSAltitudeRef


def options_with(
    recipe: str | None,
    image_format: str,
    details: PhotoDetails = NO_DETAILS,
    density: int = USUAL_DENSITY,
) -> dict[str, Any]:
    """What Image.save needs to put all this into a file of this Pillow format.

    recipe: ASCII, at most LONGEST_RECIPE characters; raises ValueError for any other. density: dots
    per inch.
    """
    if image_format == "PNG":
        found = {"pnginfo": png_notes(recipe), "dpi": (density, density)}
        return {**found, "exif": exif_with(None, details, density)} if details else found
    return {"exif": exif_with(recipe, details, density), "dpi": (density, density)}


def png_notes(recipe: str | None) -> PngInfo:
    """The chunks of a PNG that hold the recipe; none without one. Raises as options_with."""
    chunks = PngInfo()
    if recipe is not None:
        _check(recipe)
        chunks.add_text("Software", _SOFTWARE)
        chunks.add_itxt(KEYWORD, recipe)
    return chunks


def exif_with(recipe: str | None, details: PhotoDetails, density: int) -> Image.Exif:
    """The EXIF of a file; the pixels are upright and sRGB. Raises as options_with."""
    exif, camera = Image.Exif(), {tag: _written(each) for tag, each in details.camera.items()}
    for tag, value in details.picture.items():
        exif[tag] = value.encode() if isinstance(value, str) else _written(value)
    exif[ExifTags.Base.XResolution] = exif[ExifTags.Base.YResolution] = IFDRational(density)
    exif[ExifTags.Base.ResolutionUnit] = _INCH
    camera[ExifTags.Base.ExifVersion], camera[ExifTags.Base.ColorSpace] = _EXIF_VERSION, _SRGB
    if recipe is not None:
        _check(recipe)
        exif[ExifTags.Base.Software] = _SOFTWARE
        camera[ExifTags.Base.UserComment] = _ASCII + (OWN_MARK + recipe).encode("ascii")
    exif.get_ifd(ExifTags.IFD.Exif).update(camera)
    if details.place:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(_place(details))
    return exif


def embedded_recipe(image: Image.Image) -> str | None:
    """The recipe in a picture that is opened, and not decoded; None if it has none.

    Pillow raises errors of many kinds if the picture's EXIF is damaged.
    """
    text = image.info.get(KEYWORD)
    if isinstance(text, str):
        return str(text)
    if image.format == "PNG" and "exif" not in image.info:
        return None  # Pillow would decode the pixels to look for EXIF behind them
    note = _exif_note(image)
    return note.removeprefix(OWN_MARK) if note.startswith(OWN_MARK) else None


def _exif_note(image: Image.Image) -> str:
    """The comment in the picture's EXIF, else the description, else nothing."""
    exif = exif_of(image)
    comment = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.UserComment)
    if isinstance(comment, bytes) and comment.startswith(_ASCII):
        return comment.removeprefix(_ASCII).decode("ascii", "replace")
    description = exif.get(ExifTags.Base.ImageDescription)
    return description if isinstance(description, str) else ""


def _place(details: PhotoDetails) -> dict[int, Any]:
    found = {tag: _written(each) for tag, each in details.place.items()}
    if _ALTITUDE_REF in found:
        found[_ALTITUDE_REF] = bytes([found[_ALTITUDE_REF]])
    return {ExifTags.GPS.GPSVersionID: _GPS_VERSION, **found}


def _written(value: Value) -> Any:
    """A value as Pillow writes it."""
    match value:
        case Fraction():
            return IFDRational(value.numerator, value.denominator)
        case tuple():
            return tuple(map(_written, value))
    return value


def _check(recipe: str) -> None:
    if len(recipe) > MAX_RECIPE_LENGTH or not recipe.isascii():
        raise ValueError(f"a recipe of {len(recipe)} characters, or not in ASCII")
