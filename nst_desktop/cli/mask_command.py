"""The mask command: selects an object or a similar area of a photograph. It loads no torch."""

import argparse
import math
import re

from nst_desktop.cli.messages import DONE, note
from nst_desktop.cli.number_options import UsageError, read_whole, usage_errors
from nst_desktop.cli.parser import DEFAULT_TOLERANCE
from nst_desktop.core.arrays import Mask
from nst_desktop.core.errors import UserError
from nst_desktop.images.load import Picture, load_picture
from nst_desktop.images.picture_errors import PictureError, printable_name
from nst_desktop.images.save import check_target
from nst_desktop.recipes.overwrite_guard import PHOTOGRAPH, Inputs, NamedFile
from nst_desktop.storage.atomic import reason_of

_NUMBER = r"\s*([+-]?(?:\d+\.?\d*|\.\d+))(%?)\s*"
_POINT = re.compile(f"{_NUMBER},{_NUMBER}")
_RADIUS = 0.01  # of the long side
_MAX_TOLERANCE = 255


def make_mask(options: argparse.Namespace) -> int:
    """Select what the points mark, write the mask and return the exit code.

    Raises UserError if an option is invalid, nothing is found or the mask cannot be written.
    """
    tolerance = _tolerance(options)
    _check_mask_output(options)
    picture = load_picture(options.content)
    mask = _similar(picture, options, tolerance) if options.similar else _object(picture, options)
    _write(mask, options)
    if not options.quiet:
        note(f"{(mask >= 128).mean():.1%} of the photograph is selected")
    return DONE


def _check_mask_output(options: argparse.Namespace) -> None:
    """Raise UserError if the mask cannot be written or would replace the photograph."""
    path = options.output
    check_target(path)
    if path.suffix.lower() != ".png":
        raise UserError(f"A mask is a PNG file. End the name '{path.name}' in .png instead.")
    inputs = Inputs([NamedFile(PHOTOGRAPH, options.content)])
    inputs.check(path, f"-o {printable_name(str(path))}")


def _object(picture: Picture, options: argparse.Namespace) -> Mask:
    from nst_desktop.masks.selection import SelectionStroke, select_object

    radius = max(1.0, _RADIUS * max(picture.pixels.shape[:2]))
    strokes = [
        SelectionStroke((_position(text, flag, picture),), radius, flag == "--inside")
        for flag, texts in (("--inside", options.inside), ("--outside", options.outside))
        for text in texts
    ]
    return select_object(picture.pixels, strokes)


def _similar(picture: Picture, options: argparse.Namespace, tolerance: int) -> Mask:
    from nst_desktop.masks.selection import select_similar

    x, y = _position(options.similar, "--similar", picture)
    return select_similar(picture.pixels, math.floor(x), math.floor(y), tolerance)


def _position(text: str, flag: str, picture: Picture) -> tuple[float, float]:
    """Return a point in picture pixels.

    Raises UsageError if the text is invalid, and UserError if the point is outside.
    """
    match = _POINT.fullmatch(text)
    if match is None:
        raise UsageError(
            f"{flag} must be two numbers, such as 120,80 or 50%,40%, not '{printable_name(text)}'."
        )
    height, width = picture.pixels.shape[:2]
    x = _coordinate(match[1], match[2], width)
    y = _coordinate(match[3], match[4], height)
    if not (0 <= x < width and 0 <= y < height):
        raise UserError(
            f"{flag} {printable_name(text)} lies outside the photograph, which is {width} x "
            f"{height} px. Choose a point inside it."
        )
    return x, y


def _coordinate(number: str, unit: str, length: int) -> float:
    """Return a coordinate in px; 100 % is the last pixel."""
    if not unit:
        return float(number)
    share = float(number) / 100
    return min(share * length, length - 0.5) if share <= 1 else share * length


def _tolerance(options: argparse.Namespace) -> int:
    """Return the tolerance. Raises UsageError for an option that does not go with the others."""
    if options.similar and options.outside:
        raise UsageError("--outside goes only with --inside. Leave it out, or use --inside.")
    if options.inside and options.tolerance is not None:
        raise UsageError("--tolerance goes only with --similar. Leave it out, or use --similar.")
    with usage_errors():
        return read_whole(options.tolerance or DEFAULT_TOLERANCE, "--tolerance", 0, _MAX_TOLERANCE)


def _write(mask: Mask, options: argparse.Namespace) -> None:
    from nst_desktop.masks.mask_store import save_mask

    try:
        save_mask(mask, options.output)
    except OSError as error:
        raise PictureError(
            "{name} could not be written to {folder}: {reason}. Choose another folder.",
            name=options.output.name,
            folder=options.output.parent,
            reason=reason_of(error),
        ) from error
