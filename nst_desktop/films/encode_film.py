"""How films are written, picture by picture."""

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

_BT_709, _STUDIO_RANGE = 1, 1  # FFmpeg's numbers: how players take colours of this kind


Progress = Callable[[float], None]


def encode_film(
    kind: FilmFormat, frames: Iterable[Pixels], timing: Timing, progress: Progress
) -> bytes:
    """The whole file. frames: timing.count of (H, W, 3) uint8, all of one size.

    progress: called often, with the share that is done, 0..1; what it raises ends the work.
    Raises FilmError or OSError.
    """
    if kind.is_video:
        return _encode_video(_held(frames, timing, progress), timing, kind, progress)
    return _encode_animation(frames, timing, kind.codec, progress)


def _encode_video(
    frames: Iterator[Pixels], timing: Timing, kind: FilmFormat, progress: Progress
) -> bytes:
    import av

    with TemporaryDirectory(prefix="nst-desktop-") as folder:
        path = Path(folder, f"film{kind.value}")  # MP4's index goes to the front in a second pass
        movflags = {"movflags": "+faststart"} if kind is FilmFormat.MP4 else {}
        try:
            with av.open(str(path), "w", options=movflags) as container:
                _fill(container, frames, timing, kind.codec, progress)
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
    stream.pix_fmt = "yuv420p"  # what every player plays
    context = stream.codec_context
    context.colorspace = context.color_primaries = context.color_trc = _BT_709
    context.color_range = _STUDIO_RANGE
    first = next(frames)
    stream.height, stream.width = first.shape[:2]
    for pixels in chain([first], frames):
        frame = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(
            format="yuv420p", dst_colorspace=_BT_709, dst_color_range=_STUDIO_RANGE
        )
        container.mux(stream.encode(frame))
    for packet in context.encode_lazy(None):  # one by one: what an encoder holds back takes long
        progress(1.0)
        packet.stream = stream
        container.mux(packet)


def _held(frames: Iterable[Pixels], timing: Timing, progress: Progress) -> Iterator[Pixels]:
    """The frames, the last one repeated for as long as it is held."""
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
    images = _prepared(frames, timing, codec, progress)
    durations = [round(timing.duration)] * timing.count
    durations[-1] += round(timing.hold)
    encoded = WatchedBytes(lambda: progress(1.0))
    next(images).save(
        encoded, codec.name, save_all=True, append_images=images, duration=durations, loop=0,
        **dict(codec.settings),
    )  # fmt: skip
    return encoded.getvalue()


def _prepared(
    frames: Iterable[Pixels], timing: Timing, codec: Codec, progress: Progress
) -> Iterator[Image.Image]:
    for number, pixels in enumerate(frames):
        progress(number / timing.count)
        image = Image.fromarray(pixels)
        yield image.quantize(256) if codec.name == "GIF" else image


class WatchedBytes(io.BytesIO):
    """Calls look() at every write: Pillow takes all frames of a GIF before it writes the first."""

    def __init__(self, look: Callable[[], None]) -> None:
        super().__init__()
        self._look = look

    def write(self, data: Any, /) -> int:
        self._look()
        return super().write(data)
