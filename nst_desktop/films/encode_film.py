"""Frame-by-frame encoding of films."""

import io
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from nst_desktop.core.arrays import Pixels
from nst_desktop.films.film_formats import Codec, FilmError, FilmFormat
from nst_desktop.films.film_plan import Timing

_BT_709, _LIMITED_RANGE = 1, 1  # FFmpeg's numbers for the values that players assume

Progress = Callable[[float], None]


def encode_film(
    film_format: FilmFormat, frames: Iterable[Pixels], timing: Timing, progress: Progress
) -> bytes:
    """Encode a film and return the contents of its file.

    Args:
        film_format: Container and codec.
        frames: Frames of the same size, (H, W, 3), uint8; their number is timing.count.
        timing: Duration of each frame and of the hold at the end.
        progress: Called often with the finished share, 0..1. If it raises an exception, encoding
            is aborted.

    Raises:
        FilmError: The encoder failed.
        OSError: A temporary file could not be written.
    """
    if film_format.is_video:
        return _encode_video(_with_hold(frames, timing, progress), timing, film_format, progress)
    return _encode_animation(frames, timing, film_format.codec, progress)


def _encode_video(
    frames: Iterator[Pixels], timing: Timing, film_format: FilmFormat, progress: Progress
) -> bytes:
    import av

    with TemporaryDirectory(prefix="nst-desktop-") as folder:
        path = Path(folder, f"film{film_format.value}")  # a file: +faststart needs a second pass
        movflags = {"movflags": "+faststart"} if film_format is FilmFormat.MP4 else {}
        try:
            with av.open(str(path), "w", options=movflags) as container:
                _fill(container, frames, timing, film_format.codec, progress)
        except av.FFmpegError as error:
            raise FilmError("The film could not be encoded ({error}).", error=error) from error
        return path.read_bytes()


def _fill(
    container: Any, frames: Iterator[Pixels], timing: Timing, codec: Codec, progress: Progress
) -> None:
    """Encode the frames into the container."""
    from av import VideoFrame

    rate = Fraction(1000 / timing.duration).limit_denominator(1001)
    stream = container.add_stream(codec.name, rate=rate, options=dict(codec.settings))
    stream.pix_fmt = "yuv420p"  # the only one that every player supports
    context = stream.codec_context
    context.colorspace = context.color_primaries = context.color_trc = _BT_709
    context.color_range = _LIMITED_RANGE
    first = next(frames)
    stream.height, stream.width = first.shape[:2]
    for pixels in chain([first], frames):
        frame = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(
            format="yuv420p", dst_colorspace=_BT_709, dst_color_range=_LIMITED_RANGE
        )
        container.mux(stream.encode(frame))
    for packet in context.encode_lazy(None):  # lazily: flushing the encoder takes a long time
        progress(1.0)
        packet.stream = stream
        container.mux(packet)


def _with_hold(frames: Iterable[Pixels], timing: Timing, progress: Progress) -> Iterator[Pixels]:
    """Yield the frames, then repeat the last frame for the length of the hold."""
    total = timing.count + timing.held
    for number, pixels in enumerate(frames):
        progress(number / total)
        yield pixels
        last = pixels
    for number in range(timing.count, total):
        progress(number / total)
        yield last


def _encode_animation(
    frames: Iterable[Pixels], timing: Timing, codec: Codec, progress: Progress
) -> bytes:
    images = _to_images(frames, timing, codec, progress)
    durations = [round(timing.duration)] * timing.count
    durations[-1] += round(timing.hold)
    encoded = WatchedBytes(lambda: progress(1.0))
    next(images).save(
        encoded, codec.name, save_all=True, append_images=images, duration=durations, loop=0,
        **dict(codec.settings),
    )  # fmt: skip
    return encoded.getvalue()


def _to_images(
    frames: Iterable[Pixels], timing: Timing, codec: Codec, progress: Progress
) -> Iterator[Image.Image]:
    for number, pixels in enumerate(frames):
        progress(number / timing.count)
        image = Image.fromarray(pixels)
        yield image.quantize(256) if codec.name == "GIF" else image


class WatchedBytes(io.BytesIO):
    """Buffer that calls on_write() on every write.

    Pillow collects all frames of a GIF before it writes the first, so counting the frames is not
    enough to report progress.
    """

    def __init__(self, on_write: Callable[[], None]) -> None:
        super().__init__()
        self._on_write = on_write

    def write(self, data: Any, /) -> int:
        self._on_write()
        return super().write(data)
