"""The recipe inside a picture file: the one place that knows where each format keeps it.

PNG: an iTXt chunk. JPEG, WebP and AVIF: EXIF's UserComment. TIFF: ImageDescription, as with
other scientific programs, since libtiff writes no EXIF. All name the program as Software.
"""

from typing import Any

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from nst_desktop import __version__
from nst_desktop.files.formats import LONGEST_RECIPE
from nst_desktop.files.picture_exif import exif_of

KEYWORD = "nst-desktop"

_SOFTWARE = f"NST Desktop {__version__}"
_ASCII = b"ASCII\0\0\0"  # EXIF 2.3, UserComment: the first 8 bytes name the characters
_MARK = f"{KEYWORD} "  # tells our comment from any other program's


def options_with(recipe: str, image_format: str) -> dict[str, Any]:
    """What Image.save needs to put the recipe into a file of this Pillow format.

    recipe: ASCII, at most LONGEST_RECIPE characters; raises ValueError for any other.
    """
    if image_format == "PNG":
        return {"pnginfo": png_notes(recipe)}
    if image_format == "TIFF":
        return {"tiffinfo": tiff_notes(recipe)}
    _check(recipe)
    exif = Image.Exif()
    exif[ExifTags.Base.Software] = _SOFTWARE
    comment = _ASCII + (_MARK + recipe).encode("ascii")
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = comment
    return {"exif": exif}


def png_notes(recipe: str | None) -> PngInfo:
    """The chunks of a PNG that hold the recipe; none without one. Raises as options_with."""
    chunks = PngInfo()
    if recipe is not None:
        _check(recipe)
        chunks.add_text("Software", _SOFTWARE)
        chunks.add_itxt(KEYWORD, recipe)
    return chunks


def tiff_notes(recipe: str | None) -> ImageFileDirectory_v2:
    """The tags of a TIFF that hold the recipe; none without one. Raises as options_with."""
    tags = ImageFileDirectory_v2()
    if recipe is not None:
        _check(recipe)
        tags[ExifTags.Base.Software] = _SOFTWARE
        tags[ExifTags.Base.ImageDescription] = _MARK + recipe
    return tags


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
    return note.removeprefix(_MARK) if note.startswith(_MARK) else None


def _exif_note(image: Image.Image) -> str:
    """The comment in the picture's EXIF, else the description, else nothing."""
    exif = exif_of(image)
    comment = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.UserComment)
    if isinstance(comment, bytes) and comment.startswith(_ASCII):
        return comment.removeprefix(_ASCII).decode("ascii", "replace")
    description = exif.get(ExifTags.Base.ImageDescription)
    return description if isinstance(description, str) else ""


def _check(recipe: str) -> None:
    if len(recipe) > LONGEST_RECIPE or not recipe.isascii():
        raise ValueError(f"a recipe of {len(recipe)} characters, or not in ASCII")
