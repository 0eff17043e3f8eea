"""How films are written, picture by picture."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from nst_desktop.core.arrays import Pixels
from nst_desktop.files.film_kinds import Codec, FilmError, FilmKind

_BT_709, _STUDIO_RANGE = 1, 1  # FFmpeg's numbers: how players take colours of this kind


@dataclass(frozen=True, slots=True)
class Timing:
    """Frames one after another, each shown for `duration` ms, and the last one for hold ms more."""

    count: int
    duration: float
    hold: float


def encode_film(kind: FilmKind, frames: Iterable[Pixels], timing: Timing) -> bytes:
    """The whole file. frames: timing.count of (H, W, 3) uint8, all of one size.

    Raises FilmError or OSError.
    """
    if kind.is_video:
        return _encode_video(frames, timing, kind)
    return _encode_animation(frames, timing, kind.codec)


def _encode_video(frames: Iterable[Pixels], timing: Timing, kind: FilmKind) -> bytes:
    import av

    with TemporaryDirectory(prefix="nst-desktop-") as folder:
        path = Path(folder, f"film{kind.value}")  # MP4's index goes to the front in a second pass
        movflags = {"movflags": "+faststart"} if kind is FilmKind.MP4 else {}
        try:
            with av.open(str(path), "w", options=movflags) as container:
                _fill(container, frames, timing, kind.codec)
        except av.FFmpegError as error:
            raise FilmError(f"The film could not be encoded ({error}).") from error
        return path.read_bytes()


def _fill(container: Any, frames: Iterable[Pixels], timing: Timing, codec: Codec) -> None:
    """Encode the frames into the container; the hold is the last one, repeated."""
    from av import VideoFrame

    rate = Fraction(1000 / timing.duration).limit_denominator(1001)
    stream = container.add_stream(codec.name, rate=rate, options=dict(codec.settings))
    stream.pix_fmt = "yuv420p"  # what every player plays
    context = stream.codec_context
    context.colorspace = context.color_primaries = context.color_trc = _BT_709
    context.color_range = _STUDIO_RANGE
    held = _held(frames, round(timing.hold / timing.duration))
    first = next(held)
    stream.height, stream.width = first.shape[:2]
    for pixels in chain([first], held):
        frame = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(
            format="yuv420p", dst_colorspace=_BT_709, dst_color_range=_STUDIO_RANGE
        )
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _held(frames: Iterable[Pixels], more: int) -> Iterator[Pixels]:
    for pixels in frames:
        yield pixels
        last = pixels
    for _ in range(more):
        yield last


def _encode_animation(frames: Iterable[Pixels], timing: Timing, codec: Codec) -> bytes:
    images = (_prepared(pixels, codec) for pixels in frames)
    durations = [round(timing.duration)] * timing.count
    durations[-1] += round(timing.hold)
    encoded = io.BytesIO()
    next(images).save(
        encoded, codec.name, save_all=True, append_images=images, duration=durations, loop=0,
        **dict(codec.settings),
    )  # fmt: skip
    return encoded.getvalue()


def _prepared(pixels: Pixels, codec: Codec) -> Image.Image:
    image = Image.fromarray(pixels)
    return image.quantize(256) if codec.name == "GIF" else image
