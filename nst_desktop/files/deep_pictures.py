"""PNG and TIFF files with 16 bits a channel, which Pillow cannot write."""

import itertools
import struct
import zlib
from collections.abc import Iterator, Mapping

import numpy as np
from PIL.PngImagePlugin import PngInfo

from nst_desktop.core.arrays import DeepPixels

_BAND = 1 << 22  # bytes that are filtered and packed at a time

# PNG, third edition: colour types, filter types
_RGB, _RGBA = 2, 6
_UP = 2

# TIFF 6.0: tags and their values
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_OFFSETS, _SAMPLES, _ROWS, _COUNTS, _PREDICTOR = 273, 277, 278, 279, 317
_EXTRA_SAMPLES, _ICC_PROFILE = 338, 34675
_DEFLATE, _PHOTOMETRIC_RGB, _HORIZONTAL, _STRAIGHT_ALPHA = 8, 2, 2, 2
_ASCII, _SHORT, _LONG, _UNDEFINED = 2, 3, 4, 7  # types
_TIFF_HEAD = struct.Struct("<2sHI")  # byte order, 42, where the directory is

_TagValue = str | bytes | tuple[int, ...]


def encode_png(pixels: DeepPixels, profile: bytes, notes: PngInfo) -> bytes:
    """A PNG with this ICC profile and these text chunks in it."""
    height, width, channels = pixels.shape
    kind = _RGB if channels == 3 else _RGBA
    parts = [b"\x89PNG\r\n\x1a\n"]
    parts += _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, 0))
    parts += _chunk(b"iCCP", b"ICC Profile\0\0" + zlib.compress(profile))
    for name, data, *_ in notes.chunks:
        parts += _chunk(name, data)
    packer = zlib.compressobj()
    for rows in _filtered_up(pixels):
        if packed := packer.compress(rows):
            parts += _chunk(b"IDAT", packed)
    parts += _chunk(b"IDAT", packer.flush())
    parts += _chunk(b"IEND", b"")
    return b"".join(parts)


def encode_tiff(pixels: DeepPixels, profile: bytes, notes: Mapping[int, str]) -> bytes:
    """A TIFF with this ICC profile and these text tags in it: strips, then their directory."""
    height, width, channels = pixels.shape
    rows = _rows_of_a_band(pixels)
    strips = [zlib.compress(strip) for strip in _differences(pixels, rows)]
    *offsets, end = itertools.accumulate(map(len, strips), initial=_TIFF_HEAD.size)
    tags: dict[int, _TagValue] = {
        **notes,
        _WIDTH: (width,),
        _HEIGHT: (height,),
        _BITS: (16,) * channels,
        _COMPRESSION: (_DEFLATE,),
        _PHOTOMETRIC: (_PHOTOMETRIC_RGB,),
        _OFFSETS: tuple(offsets),
        _SAMPLES: (channels,),
        _ROWS: (rows,),
        _COUNTS: tuple(map(len, strips)),
        _PREDICTOR: (_HORIZONTAL,),
        _ICC_PROFILE: profile,
    }
    if channels == 4:
        tags[_EXTRA_SAMPLES] = (_STRAIGHT_ALPHA,)
    padding = _to_even(end)  # a directory begins at an even place
    place = end + len(padding)
    return b"".join([_TIFF_HEAD.pack(b"II", 42, place), *strips, padding, _directory(tags, place)])


def _directory(tags: Mapping[int, _TagValue], place: int) -> bytes:
    """The tags' list; what is longer than 4 bytes lies behind it. place: where in the file."""
    entries, behind = b"", b""
    beyond = place + 2 + 12 * len(tags) + 4
    for tag, value in sorted(tags.items()):
        kind, count, data = _typed(value)
        if len(data) > 4:
            where = struct.pack("<I", beyond + len(behind))
            behind += data + _to_even(len(data))
            data = where
        entries += struct.pack("<HHI4s", tag, kind, count, data)
    return struct.pack("<H", len(tags)) + entries + bytes(4) + behind


def _typed(value: _TagValue) -> tuple[int, int, bytes]:
    """A tag's type, count and bytes."""
    match value:
        case str():
            data = value.encode("ascii") + b"\0"
            return _ASCII, len(data), data
        case bytes():
            return _UNDEFINED, len(value), value
    kind, letter = (_SHORT, "H") if max(value) < 1 << 16 else (_LONG, "I")
    return kind, len(value), struct.pack(f"<{len(value)}{letter}", *value)


def _to_even(length: int) -> bytes:
    return b"\0" * (length % 2)


def _chunk(name: bytes, data: bytes) -> tuple[bytes, ...]:
    checksum = zlib.crc32(data, zlib.crc32(name))
    return struct.pack(">I", len(data)), name, data, struct.pack(">I", checksum)


def _filtered_up(pixels: DeepPixels) -> Iterator[bytes]:
    """Bands of rows, each byte less the one above it, each row behind its filter's number."""
    rows = _rows_of_a_band(pixels)
    above = np.zeros((1, pixels[:1].nbytes), np.uint8)
    for top in range(0, len(pixels), rows):
        band = pixels[top : top + rows].astype(">u2", order="C").view(np.uint8)
        values = band.reshape(len(band), -1)
        filtered = values - np.concatenate([above, values[:-1]])
        yield np.insert(filtered, 0, _UP, axis=1).tobytes()
        above = values[-1:]


def _differences(pixels: DeepPixels, rows: int) -> Iterator[bytes]:
    """Strips of so many rows, each value less the one to its left."""
    for top in range(0, len(pixels), rows):
        strip = pixels[top : top + rows].astype("<u2")
        strip[:, 1:] -= strip[:, :-1].copy()
        yield strip.tobytes()


def _rows_of_a_band(pixels: DeepPixels) -> int:
    return min(len(pixels), max(1, _BAND // pixels[:1].nbytes))
