"""Metadata in saved pictures: recipe, photograph details and print density.

Only this module knows where each format stores the recipe. PNG uses an iTXt chunk; JPEG, TIFF, WebP
and AVIF use the EXIF tag UserComment. Earlier versions used ImageDescription in TIFF files. Every
file with a recipe also names the program in its Software entry.
"""

from fractions import Fraction
from typing import Any

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from nst_desktop import __version__
from nst_desktop.images.exif import exif_of
from nst_desktop.images.formats import DEFAULT_DENSITY, MAX_RECIPE_LENGTH
from nst_desktop.images.photo_details import NO_DETAILS, OWN_MARK, PhotoDetails, Value

KEYWORD = "nst-desktop"

_SOFTWARE = f"NST Desktop {__version__}"
_ASCII = b"ASCII\0\0\0"  # EXIF 2.3, UserComment: the first 8 bytes name the character set
_INCH, _SRGB = 2, 1
_EXIF_VERSION, _GPS_VERSION = b"0232", b"\2\3\0\0"
_ALTITUDE_REF = ExifTags.GPS.GPSAltitudeRef


def options_with(
    recipe: str | None,
    image_format: str,
    details: PhotoDetails = NO_DETAILS,
    density: int = DEFAULT_DENSITY,
) -> dict[str, Any]:
    """Return the Image.save options that embed this metadata.

    Args:
        recipe: Recipe text in ASCII, at most MAX_RECIPE_LENGTH characters, or None.
        image_format: Pillow's name for the format.
        details: Photograph details.
        density: Print density, in dots per inch.

    Raises:
        ValueError: The recipe is too long or not ASCII.
    """
    if image_format == "PNG":
        options = {"pnginfo": png_text_chunks(recipe), "dpi": (density, density)}
        return {**options, "exif": exif_with(None, details, density)} if details else options
    return {"exif": exif_with(recipe, details, density), "dpi": (density, density)}


def png_text_chunks(recipe: str | None) -> PngInfo:
    """Return the PNG text chunks for this recipe, if any. Raises ValueError like options_with."""
    chunks = PngInfo()
    if recipe is not None:
        _check(recipe)
        chunks.add_text("Software", _SOFTWARE)
        chunks.add_itxt(KEYWORD, recipe)
    return chunks


def exif_with(recipe: str | None, details: PhotoDetails, density: int) -> Image.Exif:
    """Return EXIF data for a file with upright sRGB pixels.

    Raises ValueError like options_with.
    """
    exif, camera = Image.Exif(), {tag: _to_pillow(value) for tag, value in details.camera.items()}
    for tag, value in details.picture.items():
        exif[tag] = value.encode() if isinstance(value, str) else _to_pillow(value)
    exif[ExifTags.Base.XResolution] = exif[ExifTags.Base.YResolution] = IFDRational(density)
    exif[ExifTags.Base.ResolutionUnit] = _INCH
    camera[ExifTags.Base.ExifVersion], camera[ExifTags.Base.ColorSpace] = _EXIF_VERSION, _SRGB
    if recipe is not None:
        _check(recipe)
        exif[ExifTags.Base.Software] = _SOFTWARE
        camera[ExifTags.Base.UserComment] = _ASCII + (OWN_MARK + recipe).encode("ascii")
    exif.get_ifd(ExifTags.IFD.Exif).update(camera)
    if details.gps:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(_gps(details))
    return exif


def embedded_recipe(image: Image.Image) -> str | None:
    """Return the recipe in an open picture that has not been decoded yet, or None.

    Damaged EXIF data may cause many different types of error.
    """
    text = image.info.get(KEYWORD)
    if isinstance(text, str):
        return str(text)
    if image.format == "PNG" and "exif" not in image.info:
        return None  # Pillow would decode the pixels to look for EXIF data after them.
    comment = _exif_comment(image)
    return comment.removeprefix(OWN_MARK) if comment.startswith(OWN_MARK) else None


def _exif_comment(image: Image.Image) -> str:
    """Return the comment in the picture's EXIF data, or else the description, or else ""."""
    exif = exif_of(image)
    comment = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.UserComment)
    if isinstance(comment, bytes) and comment.startswith(_ASCII):
        return comment.removeprefix(_ASCII).decode("ascii", "replace")
    description = exif.get(ExifTags.Base.ImageDescription)
    return description if isinstance(description, str) else ""


def _gps(details: PhotoDetails) -> dict[int, Any]:
    tags = {tag: _to_pillow(value) for tag, value in details.gps.items()}
    if _ALTITUDE_REF in tags:
        tags[_ALTITUDE_REF] = bytes([tags[_ALTITUDE_REF]])
    return {ExifTags.GPS.GPSVersionID: _GPS_VERSION, **tags}


def _to_pillow(value: Value) -> Any:
    """Convert a value to a type that Pillow can write."""
    match value:
        case Fraction():
            return IFDRational(value.numerator, value.denominator)
        case tuple():
            return tuple(map(_to_pillow, value))
    return value


def _check(recipe: str) -> None:
    if len(recipe) > MAX_RECIPE_LENGTH or not recipe.isascii():
        raise ValueError(f"the recipe has {len(recipe)} characters or is not ASCII")
