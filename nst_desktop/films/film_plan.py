"""What a film will be, known before anything of it is made."""

from dataclasses import dataclass

from nst_desktop.core.sizes import fit_size
from nst_desktop.films.film_formats import FilmFormat
from nst_desktop.films.film_options import Easing, FilmOptions

_MAX_BYTES = 2_000_000_000  # of the frames of a WebP or GIF, which are all in memory at once


@dataclass(frozen=True, slots=True)
class Timing:
    """Frames one after another, each shown for `duration` ms, and the last one for hold ms more."""

    count: int
    duration: float
    hold: float

    @property
    def held(self) -> int:
        """The hold in frames, which a video has to repeat."""
        return round(self.hold / self.duration)

    @property
    def seconds(self) -> float:
        """How long all of it is."""
        return (self.count * self.duration + self.hold) / 1000


@dataclass(frozen=True, slots=True)
class FilmPlan:
    """The frames of a film: how many, when, and of which size. width, height: px."""

    kind: FilmFormat
    width: int
    height: int
    timing: Timing
    easing: Easing

    @classmethod
    def of(cls, options: FilmOptions, kind: FilmFormat, last: tuple[int, int]) -> "FilmPlan":
        """What becomes of these options. last: (width, height) of the last picture, px."""
        return cls(kind, *_size(last, options, kind), _timing(options, kind), options.easing)

    @property
    def is_too_large(self) -> bool:
        """Whether its frames would need more memory than they may."""
        size = 3 * self.width * self.height * self.timing.count
        return not self.kind.is_video and size > _MAX_BYTES

    def place(self, number: int, last: int) -> float:
        """Where frame 0.. is among the pictures 0..last: 1.5 is half of both; the end if held."""
        time = min(1.0, number / (self.timing.count - 1))
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
