"""Films: the making of an artwork, or a cross-fade of two pictures."""

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
from PIL import Image

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import fit_size
from nst_desktop.files.atomic import write_whole
from nst_desktop.files.film_files import Timing, encode_film
from nst_desktop.files.film_kinds import FilmError, FilmKind, kind_of
from nst_desktop.files.film_options import Easing, FilmOptions

_MOST_BYTES = 2_000_000_000  # of the frames of a WebP or GIF, which are all in memory at once


class Pictures(Protocol):
    """What a film goes through: pictures (H, W, 3) uint8 of any sizes, in order, at least one.

    Each is asked for when its turn comes, so they need not all be in memory.
    """

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Pixels: ...


def longest_side(path: Path, options: FilmOptions) -> int:
    """The long side, px, that such a film has at most. Raises FilmError as check_film does."""
    return options.side or kind_of(path).codec.side


def check_film(path: Path) -> None:
    """Raise FilmError if a film can certainly not be written there, before any work."""
    kind_of(path)
    if path.is_dir() or not path.parent.is_dir():
        raise FilmError(f"There is no folder {path.parent}, or {path} is one; name a file.")


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
    kind = kind_of(path)
    timing = _timing(options, kind)
    size = _size(pictures[len(pictures) - 1], options, kind)
    if not kind.is_video and 3 * size[0] * size[1] * timing.count > _MOST_BYTES:
        raise FilmError(
            f"The film is too large for {kind.value}: make it shorter or smaller, or end its name "
            f"in {FilmKind.MP4.value}."
        )

    def watched() -> Iterator[Pixels]:
        for number, pixels in enumerate(_frames(pictures, size, timing.count, options.easing)):
            progress(number / timing.count)
            yield pixels

    try:
        write_whole(path, encode_film(kind, watched(), timing))
    except OSError as error:
        raise FilmError(f"{path.name} could not be written: {error.strerror or error}.") from error


def _timing(options: FilmOptions, kind: FilmKind) -> Timing:
    duration = 1000 / options.fps
    if tick := kind.codec.tick:
        duration = max(2 * tick, round(duration / tick) * tick)
    count = max(2, round(1000 * options.seconds / duration))
    return Timing(count, duration, 1000 * options.hold)


def _size(last: Pixels, options: FilmOptions, kind: FilmKind) -> tuple[int, int]:
    height, width = last.shape[:2]
    side = options.side or min(max(width, height), kind.codec.side)
    width, height = fit_size(width, height, side)
    if kind.is_video:
        width, height = max(2, width // 2 * 2), max(2, height // 2 * 2)
    return width, height


def _frames(
    pictures: Pictures, size: tuple[int, int], count: int, easing: Easing
) -> Iterator[Pixels]:
    last = len(pictures) - 1
    near: dict[int, Pixels] = {}
    for number in range(count):
        place = easing.at(number / (count - 1)) * last
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
