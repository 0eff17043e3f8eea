"""Files that must be refused: truncated, damaged, unsupported, or too large."""

import io
import struct
import zlib

import numpy as np
import tifffile
from PIL import Image, features

from tests.images.corpus.hand_made import GREY, PNG_START, RGB, bmp, chunk, png, riff, tiff
from tests.images.corpus.sample import Refused, noise, saved

_TOO_LARGE = "million pixels"


def files():
    yield from _cut()
    yield from _no_pictures()
    yield from _rare()
    yield from _bombs()
    yield from _endless()
    yield from _raw()


def _cut():
    picture = noise(40, 60, 3).astype(np.uint8)
    codecs = ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF", *["AVIF"] * features.check("avif")]
    for codec in codecs:
        data = saved(picture, codec)
        for share in (0.1, 0.5, 0.9):
            yield Refused("cut off", f"{codec} {share:.0%}", data[: int(len(data) * share)],
                          r"is damaged(,| or) incomplete|not a supported picture")  # fmt: skip
    data = saved(picture, "TIFF", compression="tiff_lzw")
    yield Refused("cut off", "TIFF packed", data[: len(data) // 2], "damaged(,| or) incomplete")
    values = noise(40, 60)
    data = bytearray(png(values, 8, GREY))
    data[len(data) // 2] ^= 1
    yield Refused("damaged", "PNG, one bit", bytes(data), "damaged(,| or) incomplete")
    nothing = png(values, 8, GREY, size=(0, 0))
    yield Refused("damaged", "PNG without a size", nothing, "damaged(,| or) incomplete")
    small = png(values[:3, :3], 8, GREY, size=(600, 400))
    yield Refused("damaged", "PNG with too few pixels", small, "damaged(,| or) incomplete")
    odd = png(values, 7, GREY)
    yield Refused("damaged", "PNG of strange depth", odd, "damaged(,| or) incomplete")
    yield Refused("damaged", "PNG without pixels", PNG_START + chunk(b"IEND", b""), "damaged")


def _no_pictures():
    for name, data, message in (
        ("text", b"hello, this is no picture", r"not a supported picture\."),
        ("one byte", b"\x89", "not a supported picture"),
        ("zeros", bytes(5000), "not a supported picture"),
        ("web page", b"\n<!DOCTYPE html><html></html>", "is a web page, not"),
        ("PDF", b"%PDF-1.7\n", "is a PDF document, not"),
        ("SVG", b"<svg xmlns='a'></svg>", "is an SVG drawing, not"),
        ("Photoshop", b"8BPS\0\1", "is a Photoshop document, not"),
        ("archive", b"PK\x03\x04", "is an archive, not"),
        ("JPEG XL", b"\xff\x0a\x00", "is a JPEG XL picture, not"),
        ("video", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "not a supported picture"),
        ("nothing but a start", PNG_START, "damaged(,| or) incomplete"),
        ("nothing but a JPEG's start", b"\xff\xd8\xff", "damaged(,| or) incomplete"),
    ):
        yield Refused("no picture", name, data, message)


def _rare():
    floats = noise(9, 13, 3).astype("f4")
    planes = noise(3, 9, 13, highest=65535).astype("u2")
    for name, values, options, message in (
        ("float RGB", floats, {"photometric": "rgb"}, "unsupported variant of TIFF"),
        ("half float", floats[..., 0].astype("f2"), {}, "unsupported variant of TIFF"),
        ("double", floats[..., 0].astype("f8"), {}, "unsupported variant of TIFF"),
        ("planes of 16 bits", planes, {"photometric": "rgb", "planarconfig": "separate"},
         "separate colour planes"),
    ):  # fmt: skip
        stream = io.BytesIO()
        tifffile.imwrite(stream, values, **{"photometric": "minisblack", **options})
        yield Refused("rare kind", name, stream.getvalue(), message)


def _bombs():
    """Yield a few bytes that claim 10,000 million pixels, or as many as the format allows."""
    side = 100_000
    pixel = noise(1, 1)
    for kind in (GREY, RGB):
        data = png(pixel, 8, kind, size=(side, side))
        yield Refused("bomb", f"PNG kind {kind}", data, _TOO_LARGE)
    yield Refused(
        "bomb", "PNG that is wide", png(pixel, 8, GREY, size=(150_000, 1)), "neither side may"
    )
    yield Refused(
        "bomb", "PNG of all pixels", png(pixel, 8, GREY, size=(2**31 - 1,) * 2), _TOO_LARGE
    )
    for order in "<>":
        tags = {256: (4, [side]), 257: (4, [side]), 258: (3, [8]), 259: (3, [1]), 262: (3, [1]),
                277: (3, [1]), 278: (4, [side])}  # fmt: skip
        yield Refused("bomb", f"TIFF {order}", tiff(tags, b"\0", order), _TOO_LARGE)
        packed = tiff({**tags, 259: (3, [8])}, zlib.compress(bytes(1000)), order)
        yield Refused("bomb", f"TIFF packed {order}", packed, _TOO_LARGE)
    extended = bytes([2, 0, 0, 0]) + (side - 1).to_bytes(3, "little") * 2
    yield Refused("bomb", "WebP extended", riff((b"VP8X", extended)), _TOO_LARGE)
    lossless = b"\x2f" + (0x3FFF | 0x3FFF << 14).to_bytes(4, "little")
    yield Refused("bomb", "WebP lossless", riff((b"VP8L", lossless)), _TOO_LARGE)
    lossy = b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 0x3FFF, 0x3FFF)
    yield Refused("bomb", "WebP lossy", riff((b"VP8 ", lossy)), _TOO_LARGE)
    gif = b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0x80, 0, 0) + bytes(6)
    gif += b"," + struct.pack("<HHHHB", 0, 0, 65535, 65535, 0) + b"\x02\x02\x4c\x01\0;"
    yield Refused("bomb", "GIF", gif, _TOO_LARGE)
    frame = gif[:6] + struct.pack("<HH", 4, 4) + gif[10:]
    yield Refused("bomb", "GIF with a larger frame", frame, f"{_TOO_LARGE}|damaged")
    yield Refused("bomb", "BMP", bmp(b"\0" * 4, side, side, 24), _TOO_LARGE)
    yield Refused("bomb", "BMP of all pixels", bmp(b"\0" * 4, 2**31 - 1, 2**31 - 1, 24), _TOO_LARGE)
    jpeg = bytearray(saved(noise(8, 8).astype(np.uint8), "JPEG"))
    at = jpeg.index(b"\xff\xc0") + 5
    jpeg[at : at + 4] = b"\xff\xff\xff\xff"
    yield Refused("bomb", "JPEG", bytes(jpeg), _TOO_LARGE)
    if features.check("avif"):
        avif = saved(noise(64, 64, 3).astype(np.uint8), "AVIF")
        at = avif.index(b"ispe") + 8
        large = avif[:at] + struct.pack(">II", 16_000, 16_000) + avif[at + 8 :]
        yield Refused("bomb", "AVIF", large, f"{_TOO_LARGE}|damaged")


def _endless():
    """Yield small files that take very long to read."""
    picture = Image.new("RGB", (3000, 3000), (120, 130, 140))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", progressive=True, quality=50)
    data = stream.getvalue()
    last = data[data.rindex(b"\xff\xda") : -2]
    endless = data[:-2] + last * 2000 + b"\xff\xd9"
    yield Refused("endless", "JPEG of 2,000 passes", endless, "too long")
    tags = {256: (3, [9]), 257: (3, [9]), 258: (3, [8]), 259: (3, [1]), 262: (3, [1])}
    for order in "<>":
        numbers = tiff({**tags, 320: (3, [0] * 400_001)}, bytes(81), order)
        yield Refused("endless", f"TIFF of many numbers {order}", numbers, "320 has 400001 numbers")
    inside = tiff({**tags, 34665: (4, [8 + 2 + 12 * 8 + 4])}, bytes(10), "<")
    exif = struct.pack("<HHHII", 1, 37500, 5, 500_000, 0)
    data = inside[:-10] + exif + bytes(8 * 500_000)
    yield Refused("endless", "TIFF of many numbers inside", data, "37500 has 500000 numbers")


def _raw():
    """Yield camera raw files: a small picture, followed by sensor data."""
    message = "is a camera raw file. Develop it"
    tags = {256: (3, [4]), 257: (3, [3]), 258: (3, [8]), 259: (3, [1]), 262: (3, [1])}
    for order in "<>":
        for name, photometric in (("colour filters", 32803), ("linear raw", 34892)):
            sensor = {**tags, 254: (4, [0]), 262: (3, [photometric])}
            data = raw_like(tags, sensor, order)
            yield Refused("raw file", f"TIFF around {name} {order}", data, message)
            yield Refused(
                "raw file", f"TIFF of {name} {order}", tiff(sensor, bytes(12), order), message
            )
        inside = raw_like({**tags, 254: (4, [1])}, {**tags, 254: (4, [0])}, order)
        yield Refused("raw file", f"TIFF of a smaller copy {order}", inside, message)
        negative = tiff({**tags, 50706: (7, [1, 4, 0, 0])}, bytes(12), order)
        yield Refused("raw file", f"DNG {order}", negative, message)
    for name, head in (
        ("CR2", b"II*\0\x10\0\0\0CR\2\0"), ("CR3", b"\0\0\0\x18ftypcrx \0\0\0\1crx isom"),
        ("CRW", b"II\x1a\0\0\0HEAPCCDR"), ("RAF", b"FUJIFILMCCD-RAW 0201"), ("ORF", b"IIRO\x08\0"),
        ("RW2", b"IIU\0\x18\0"), ("X3F", b"FOVb\0\0"), ("MRW", b"\0MRM\0\0"),
        ("IIQ", b"II*\0\x08\0\0\0IIIITwaR"), ("IIQ", b"MM\0*\0\0\0\x08MMMMRawT"),
    ):  # fmt: skip
        yield Refused("raw file", name, head + bytes(100), message)


def raw_like(front, inside, order="<"):
    """Build a TIFF of 4 x 3 px with the front tags, and another one nested in it."""
    size = len(tiff({**front, 330: (4, [0])}, bytes(12), order))
    whole = tiff({**front, 330: (4, [size])}, bytes(12), order)
    return whole + tiff(inside, bytes(12), order)[8:]
