"""Films: the making of an artwork, or a cross-fade of two pictures."""

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
    """The long side, px, that such a film has at most. Raises FilmError as check_film does."""
    return options.side or film_format_of(path).codec.side


def check_film(path: Path) -> None:
    """Raise FilmError if a film can certainly not be written there, before any work."""
    if os.path.isdir(path):
        raise FilmError(
            "{path} is a folder; name a file in it, for instance {example}.",
            path=path,
            example=path / f"film{FilmFormat.MP4.value}",
        )
    film_format_of(path)
    if not os.path.isdir(path.parent):
        raise FilmError(
            "There is no folder {folder}; make it, or choose another place.", folder=path.parent
        )
    if not os.access(path if os.path.exists(path) else path.parent, os.W_OK):
        raise FilmError("{name} could not be written: {reason}.", name=path.name, reason=DENIED)


def write_film(
    pictures: Pictures,
    path: Path,
    options: FilmOptions,
    progress: Callable[[float], None] = lambda _: None,
) -> None:
    """Write a film that begins with the first picture and ends with the last one.

    Between two pictures it fades from one to the other. The suffix says the kind: .mp4, .webm,
    .webp or .gif. The file appears whole or not at all. progress: called with the share that is
    done, 0..1; what it raises ends the work. Raises FilmError.
    """
    kind = film_format_of(path)
    height, width = pictures[len(pictures) - 1].shape[:2]
    plan = FilmPlan.of(options, kind, (width, height))
    if plan.is_too_large:
        raise FilmError(
            "The film is too large for {kind}: make it shorter or smaller, or end its name "
            "in {mp4}.",
            kind=kind.value,
            mp4=FilmFormat.MP4.value,
        )
    try:
        write_whole(path, encode_film(kind, _frames(pictures, plan), plan.timing, progress))
    except OSError as error:
        raise FilmError(
            "{name} could not be written: {reason}.", name=path.name, reason=reason_of(error)
        ) from error


def _frames(pictures: Pictures, plan: FilmPlan) -> Iterator[Pixels]:
    last, size = len(pictures) - 1, (plan.width, plan.height)
    near: dict[int, Pixels] = {}
    for number in range(plan.timing.count):
        place = plan.place(number, last)
        before = min(math.floor(place), max(last - 1, 0))
        after = min(before + 1, last)
        near = {each: near[each] if each in near else _fitted(pictures[each], size)
                for each in (before, after)}  # fmt: skip
        yield _mixed(near[before], near[after], place - before)


def _fitted(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    if (pixels.shape[1], pixels.shape[0]) == size:
        return pixels
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))


def _mixed(before: Pixels, after: Pixels, share: float) -> Pixels:
    if share in (0, 1):
        return after if share else before
    mixed = before + (after.astype(np.float32) - before) * np.float32(share)
    return mixed.round().astype(np.uint8)
