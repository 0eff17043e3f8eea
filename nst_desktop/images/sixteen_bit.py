"""Encoders for 16-bit PNG and for compressed TIFF with EXIF, neither of which Pillow can write."""

import itertools
import struct
import zlib
from collections.abc import Iterator

import numpy as np
from PIL import ExifTags, Image, TiffTags
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from nst_desktop.core.arrays import AnyPixels

_BAND = 1 << 22  # bytes filtered and compressed at a time
_INCH = 0.0254  # m

# PNG, third edition: colour types, filter types, units
_RGB, _RGBA = 2, 6
_UP = 2
_METRE = 1

# TIFF 6.0: tags and their values
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_OFFSETS, _SAMPLES, _ROWS, _COUNTS, _PREDICTOR = 273, 277, 278, 279, 317
_EXTRA_SAMPLES, _ICC_PROFILE = 338, 34675
_DEFLATE, _PHOTOMETRIC_RGB, _HORIZONTAL, _STRAIGHT_ALPHA = 8, 2, 2, 2
_TIFF_HEAD = struct.pack("<2sHI", b"II", 42, 8)  # byte order, 42, offset of the directory


def encode_png(
    pixels: AnyPixels, profile: bytes, notes: PngInfo, density: int, exif: bytes
) -> bytes:
    """Encode a 16-bit PNG.

    Args:
        pixels: Pixel array, (H, W, 3 or 4), uint16.
        profile: ICC profile.
        notes: Text chunks.
        density: Print density, in dots per inch.
        exif: EXIF block, or b"" for none.
    """
    height, width, channels = pixels.shape
    colour_type = _RGB if channels == 3 else _RGBA
    per_metre = round(density / _INCH)
    parts = [b"\x89PNG\r\n\x1a\n"]
    parts += _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0))
    parts += _chunk(b"iCCP", b"ICC Profile\0\0" + zlib.compress(profile))
    parts += _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, _METRE))
    for name, data, *_ in notes.chunks:
        parts += _chunk(name, data)
    if exif:
        parts += _chunk(b"eXIf", exif.removeprefix(b"Exif\0\0"))
    packer = zlib.compressobj()
    for rows in _filtered_up(pixels):
        if packed := packer.compress(rows):
            parts += _chunk(b"IDAT", packed)
    parts += _chunk(b"IDAT", packer.flush())
    parts += _chunk(b"IEND", b"")
    return b"".join(parts)


def encode_tiff(pixels: AnyPixels, profile: bytes, exif: Image.Exif) -> bytes:
    """Encode uint8 or uint16 pixels, (H, W, 3 or 4), as a TIFF.

    The file consists of a directory followed by strips of pixels.
    """
    height, width, channels = pixels.shape
    rows = _rows_per_band(pixels)
    strips = [zlib.compress(strip) for strip in _difference_strips(pixels, rows)]
    *offsets, _ = itertools.accumulate(map(len, strips), initial=0)
    tags = ImageFileDirectory_v2()
    for tag in exif:
        tags[tag] = exif[tag]
    for inner in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
        if directory := exif.get_ifd(inner):
            tags[inner] = directory
    tags[_WIDTH], tags[_HEIGHT], tags[_SAMPLES] = width, height, channels
    tags[_BITS] = (pixels.dtype.itemsize * 8,) * channels
    tags[_COMPRESSION], tags[_PREDICTOR] = _DEFLATE, _HORIZONTAL
    tags[_PHOTOMETRIC], tags[_ICC_PROFILE] = _PHOTOMETRIC_RGB, profile
    if channels == 4:
        tags[_EXTRA_SAMPLES] = _STRAIGHT_ALPHA
    tags.tagtype[_OFFSETS] = tags.tagtype[_COUNTS] = TiffTags.LONG
    tags[_ROWS], tags[_COUNTS] = rows, tuple(map(len, strips))
    tags[_OFFSETS] = tuple(offsets)  # relative to the directory's end, whose offset tobytes adds
    return b"".join([_TIFF_HEAD, tags.tobytes(len(_TIFF_HEAD)), *strips])


def _chunk(name: bytes, data: bytes) -> tuple[bytes, ...]:
    checksum = zlib.crc32(data, zlib.crc32(name))
    return struct.pack(">I", len(data)), name, data, struct.pack(">I", checksum)


def _filtered_up(pixels: AnyPixels) -> Iterator[bytes]:
    """Yield bands of rows encoded with PNG's Up filter.

    Each row consists of the filter's number and the differences from the row above.
    """
    rows = _rows_per_band(pixels)
    above = np.zeros((1, pixels[:1].nbytes), np.uint8)
    for top in range(0, len(pixels), rows):
        band = pixels[top : top + rows].astype(">u2", order="C").view(np.uint8)
        values = band.reshape(len(band), -1)
        filtered = values - np.concatenate([above, values[:-1]])
        yield np.insert(filtered, 0, _UP, axis=1).tobytes()
        above = values[-1:]


def _difference_strips(pixels: AnyPixels, rows: int) -> Iterator[bytes]:
    """Yield strips with this many rows each, encoded with TIFF predictor 2.

    The predictor replaces each value by its difference from the value on the left.
    """
    for top in range(0, len(pixels), rows):
        strip = pixels[top : top + rows].astype("<u2" if pixels.dtype == np.uint16 else "u1")
        strip[:, 1:] -= strip[:, :-1].copy()
        yield strip.tobytes()


def _rows_per_band(pixels: AnyPixels) -> int:
    return min(len(pixels), max(1, _BAND // pixels[:1].nbytes))
