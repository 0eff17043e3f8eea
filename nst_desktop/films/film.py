"""Functions that write films of a run's progress or of a cross-fade between two pictures."""

import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from nst_desktop.core.arrays import Pixels
from nst_desktop.films.encode_film import encode_film
from nst_desktop.films.film_formats import FilmError, FilmFormat, film_format_of
from nst_desktop.films.film_options import FilmOptions
from nst_desktop.films.film_plan import FilmPlan
from nst_desktop.films.frames import Pictures
from nst_desktop.storage.atomic import DENIED, reason_of, write_whole


def longest_side(path: Path, options: FilmOptions) -> int:
    """Return a film's maximum long side, in px. Raises FilmError, like check_film()."""
    return options.side or film_format_of(path).codec.side


def check_film(path: Path) -> None:
    """Raise FilmError if no film can be written to this path. Call this before making a film."""
    if os.path.isdir(path):
        raise FilmError(
            "{path} is a folder. Specify a file in it, for example {example}.",
            path=path,
            example=path / f"film{FilmFormat.MP4.value}",
        )
    film_format_of(path)
    if not os.path.isdir(path.parent):
        raise FilmError(
            "The folder {folder} does not exist. Create it or choose another one.",
            folder=path.parent,
        )
    if not os.access(path if os.path.exists(path) else path.parent, os.W_OK):
        raise FilmError("{name} could not be written: {reason}.", name=path.name, reason=DENIED)


def write_film(
    pictures: Pictures,
    path: Path,
    options: FilmOptions,
    progress: Callable[[float], None] = lambda _: None,
) -> None:
    """Write a film from the first picture to the last, cross-fading between neighbours.

    The file is written completely or not at all.

    Args:
        pictures: Pictures, in order. The last one sets the aspect ratio.
        path: File to write. Its suffix sets the format: .mp4, .webm, .webp or .gif.
        options: Length, size and easing.
        progress: Called with the finished share, 0..1. If it raises an exception, the film is
            aborted.

    Raises:
        FilmError: The film is too large, or could not be encoded or written.
    """
    film_format = film_format_of(path)
    height, width = pictures[len(pictures) - 1].shape[:2]
    plan = FilmPlan.of(options, film_format, (width, height))
    if plan.is_too_large:
        raise FilmError(
            "The film is too large for {kind}. Make it shorter or smaller, or choose a name ending "
            "in {mp4}.",
            kind=film_format.value,
            mp4=FilmFormat.MP4.value,
        )
    try:
        write_whole(path, encode_film(film_format, _frames(pictures, plan), plan.timing, progress))
    except OSError as error:
        raise FilmError(
            "{name} could not be written: {reason}.", name=path.name, reason=reason_of(error)
        ) from error


def _frames(pictures: Pictures, plan: FilmPlan) -> Iterator[Pixels]:
    last, size = len(pictures) - 1, (plan.width, plan.height)
    near: dict[int, Pixels] = {}
    for number in range(plan.timing.count):
        position = plan.place(number, last)
        before = min(math.floor(position), max(last - 1, 0))
        after = min(before + 1, last)
        near = {index: near[index] if index in near else _resize(pictures[index], size)
                for index in (before, after)}  # fmt: skip
        yield _blend(near[before], near[after], position - before)


def _resize(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    if (pixels.shape[1], pixels.shape[0]) == size:
        return pixels
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))


def _blend(before: Pixels, after: Pixels, share: float) -> Pixels:
    if share in (0, 1):
        return after if share else before
    blended = before + (after.astype(np.float32) - before) * np.float32(share)
    return blended.round().astype(np.uint8)
