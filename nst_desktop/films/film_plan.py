"""Frame count, timing and size of a film, computed before any frame exists."""

from dataclasses import dataclass

from nst_desktop.core.sizes import fit_size
from nst_desktop.films.film_formats import FilmFormat
from nst_desktop.films.film_options import Easing, FilmOptions

_MAX_BYTES = 2_000_000_000  # WebP and GIF: all frames are in memory at once


@dataclass(frozen=True, slots=True)
class Timing:
    """Timing of a film's frames.

    Attributes:
        count: Number of different frames.
        duration: Display time per frame, in ms.
        hold: Additional display time for the last frame, in ms.
    """

    count: int
    duration: float
    hold: float

    @property
    def held(self) -> int:
        """Number of times that a video repeats the last frame to hold it."""
        return round(self.hold / self.duration)

    @property
    def seconds(self) -> float:
        """Length of the film in s, including the hold."""
        return (self.count * self.duration + self.hold) / 1000


@dataclass(frozen=True, slots=True)
class FilmPlan:
    """Number, timing, easing and size (width and height in px) of a film's frames."""

    kind: FilmFormat
    width: int
    height: int
    timing: Timing
    easing: Easing

    @classmethod
    def of(cls, options: FilmOptions, kind: FilmFormat, last: tuple[int, int]) -> "FilmPlan":
        """Plan a film. `last` is the last picture's (width, height), in px."""
        return cls(kind, *_size(last, options, kind), _timing(options, kind), options.easing)

    @property
    def is_too_large(self) -> bool:
        """Whether the frames would need more memory than is allowed."""
        size = 3 * self.width * self.height * self.timing.count
        return not self.kind.is_video and size > _MAX_BYTES

    def place(self, frame: int, last: int) -> float:
        """Return the position of a frame, counted from 0, among the pictures 0..last.

        For example, 1.5 is halfway between pictures 1 and 2. Frames in the hold are at `last`.
        """
        time = min(1.0, frame / (self.timing.count - 1))
        return self.easing.at(time) * last


def _timing(options: FilmOptions, kind: FilmFormat) -> Timing:
    duration = 1000 / options.fps
    if tick := kind.codec.tick:
        duration = max(2 * tick, round(duration / tick) * tick)
    count = max(2, round(1000 * options.seconds / duration))
    return Timing(count, duration, 1000 * options.hold)


def _size(last: tuple[int, int], options: FilmOptions, kind: FilmFormat) -> tuple[int, int]:
    width, height = fit_size(*last, options.side or min(max(last), kind.codec.side))
    if kind.is_video:
        width, height = max(2, width // 2 * 2), max(2, height // 2 * 2)
    return width, height
