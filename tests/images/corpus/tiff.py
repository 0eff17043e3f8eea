"""TIFF: byte orders, bit depths, planes, tiles, compressions and pages."""

import io
import struct

import numpy as np
import tifffile
from PIL import Image

from tests.images.corpus import icc_profiles as icc
from tests.images.corpus.hand_made import tiff
from tests.images.corpus.sample import Sample, grey, noise, on_white, oriented, saved, soft

_H, _W = 9, 13
_ORDERS = {"le": "<", "be": ">"}
_UNSIGNED, _SIGNED, _FLOAT = 1, 2, 3


def samples():
    for name, order in _ORDERS.items():
        yield from _greys(name, order)
        yield from _colours(name, order)
        yield from _floats(name, order)
    yield from _turned()
    yield from _arranged()
    yield from _pages()
    yield from _smaller_copies()
    yield from _pixels_first()


def _written(values, order="<", **options):
    stream = io.BytesIO()
    values = np.asarray(values)
    values = values.astype(values.dtype.newbyteorder(order))
    tifffile.imwrite(stream, values, byteorder=order, metadata=None, **options)
    return stream.getvalue()


def _greys(name, order):
    for kind in ("u1", "u2", "i1", "i2", "u4", "i4"):
        if name == "be" and kind == "u4":
            continue  # refused, as Pillow does not support it
        highest = np.iinfo(kind).max
        values = noise(_H, _W, highest=highest, seed=3).astype(kind)
        values[0, :2] = 0, highest
        if kind.startswith("i"):
            values[1, :3] = -1, -highest, -highest // 2
        seen = grey(values.clip(0, None) * 255.0 / highest)
        data = _written(values, order, photometric="minisblack")
        yield Sample("grey", f"grey-{kind}-{name}.tif", data, seen)
    for kind in ("u1", "u2"):
        if name == "be" and kind == "u2":
            continue  # refused
        values = noise(_H, _W, highest=np.iinfo(kind).max, seed=4).astype(kind)
        seen = 255 - grey(values * 255.0 / np.iinfo(kind).max)
        data = _written(values, order, photometric="miniswhite")
        yield Sample("grey", f"white-is-zero-{kind}-{name}.tif", data, seen)
    values = noise(_H, _W, highest=65535, seed=5).astype("u2")
    data = _written(values, order, photometric="minisblack", compression="zlib", predictor=True)
    yield Sample("grey", f"grey-u2-packed-{name}.tif", data, grey(values / 257))
    bits = noise(_H, _W, highest=1, seed=6).astype(bool)
    for photometric in ("minisblack", "miniswhite"):
        seen = grey(np.where(bits ^ (photometric == "miniswhite"), 255, 0))
        data = _written(bits, order, photometric=photometric)
        yield Sample("1 bit", f"{photometric}-{name}.tif", data, seen)


def _colours(name, order):
    for kind in ("u1", "u2"):
        highest = np.iinfo(kind).max
        values = noise(_H, _W, 3, highest=highest, seed=7).astype(kind)
        seen, row = (values * (255 / highest)).round().astype(np.uint8), f"RGB {kind}"
        near = {"tolerance": kind == "u2"}
        data = _written(values, order, photometric="rgb")
        yield Sample(row, f"rgb-{kind}-{name}.tif", data, seen, **near)
        data = _written(values, order, photometric="rgb", compression="zlib", predictor=True)
        yield Sample(row, f"rgb-{kind}-packed-{name}.tif", data, seen, **near)
        planes = np.ascontiguousarray(values.transpose(2, 0, 1))
        packings = ("zlib",) if kind == "u2" else ("zlib", None)
        for packing in packings:
            data = _written(planes, order, photometric="rgb", planarconfig="separate",
                            compression=packing)  # fmt: skip
            yield Sample(row, f"rgb-{kind}-planes-{packing}-{name}.tif", data, seen, **near)
        values = noise(_H, _W, 4, highest=highest, seed=8).astype(kind)
        eight = values * (255 / highest)
        alpha = eight[..., 3].round()
        data = _written(values, order, photometric="rgb", extrasamples=["unassalpha"])
        yield Sample("RGB and alpha", f"rgba-{kind}-{name}.tif", data,
                     on_white(eight[..., :3], eight[..., 3]), alpha, 1)  # fmt: skip
        values[..., :3] = np.minimum(values[..., :3], values[..., 3:])
        eight = values * (255 / highest)
        seen = (eight[..., :3] + 255 - eight[..., 3:]).round().astype(np.uint8)
        data = _written(values, order, photometric="rgb", extrasamples=["assocalpha"])
        yield Sample("RGB and alpha", f"rgba-laid-on-black-{kind}-{name}.tif", data,
                     seen, eight[..., 3].round(), 2)  # fmt: skip
        inks = noise(_H, _W, 4, highest=highest, seed=9).astype(kind)
        light = 255 - inks * (255 / highest)
        seen = (light[..., :3] * light[..., 3:] / 255).round().astype(np.uint8)
        data = _written(inks, order, photometric="separated")
        yield Sample("CMYK", f"cmyk-{kind}-{name}.tif", data, seen, tolerance=2)
    both = noise(_H, _W, 2, seed=10).astype(np.uint8)
    data = _written(both, order, photometric="minisblack", extrasamples=["unassalpha"])
    yield Sample("grey and alpha", f"la-{name}.tif", data,
                 on_white(grey(both[..., 0]), both[..., 1]), both[..., 1], 1)  # fmt: skip
    colours = noise(3, 256, highest=65535, seed=11).astype("u2")
    values = noise(_H, _W, seed=12).astype(np.uint8)
    data = _written(values, order, photometric="palette", colormap=colours)
    yield Sample("palette", f"palette-{name}.tif", data,
                 (colours.T[values] / 257).round().astype(np.uint8), tolerance=1)  # fmt: skip


def _floats(name, order):
    ramp = np.linspace(0, 1, _H * _W, dtype="f4").reshape(_H, _W)
    for white in (1, 255, 65535):
        data = _written(ramp * white, order, photometric="minisblack")
        yield Sample("float", f"to-{white}-{name}.tif", data, grey(ramp * 255), tolerance=1)
    odd = ramp.copy()
    odd[0, :4] = np.nan, np.inf, -np.inf, -3.0
    odd[1, :2] = 1.25, 1.9
    seen = np.nan_to_num(odd, nan=0, posinf=1, neginf=0).clip(0, 1)
    data = _written(odd, order, photometric="minisblack")
    yield Sample("float", f"nan-and-infinity-{name}.tif", data, grey(seen * 255), tolerance=1)
    data = _written(np.full((_H, _W), np.nan, "f4"), order, photometric="minisblack")
    yield Sample("float", f"all-nan-{name}.tif", data, grey(np.zeros((_H, _W))))
    data = _written(ramp, order, photometric="miniswhite")
    yield Sample("float", f"white-is-zero-{name}.tif", data, grey(255 - ramp * 255), tolerance=1)
    data = _written(ramp * 9e5, order, photometric="minisblack")
    yield Sample("float", f"beyond-{name}.tif", data, grey(ramp * 255), tolerance=1)


def _turned():
    picture = noise(_H, _W, 3, seed=13).astype(np.uint8)
    for orientation in range(1, 9):
        tag = [(274, "H", 1, orientation, True)]
        seen = oriented(picture, orientation)
        data = _written(picture, photometric="rgb", extratags=tag)
        yield Sample("EXIF orientation", f"turned{orientation}.tif", data, seen)
        data = _written(picture, photometric="rgb", extratags=tag, compression="zlib")
        yield Sample("EXIF orientation", f"turned{orientation}-packed.tif", data, seen)
    deep = noise(_H, _W, highest=65535, seed=14).astype("u2")
    for name, order in _ORDERS.items():
        data = _written(deep, order, photometric="minisblack", extratags=[(274, "H", 1, 6, True)])
        seen = oriented(grey(deep / 257), 6)
        yield Sample("EXIF orientation", f"grey16-turned-{name}.tif", data, seen)
    tags = {256: (3, [_W]), 257: (3, [_H]), 258: (3, [8, 8, 8]), 259: (3, [1]), 262: (3, [2]),
            277: (3, [3]), 278: (3, [_H])}  # fmt: skip
    for name, place in {"far": 2**31, "on-itself": 8, "on-pixels": 200, "nowhere": 0}.items():
        for number in (34665, 34853):  # the Exif and GPS directories
            data = tiff({**tags, number: (4, [place])}, picture.tobytes())
            yield Sample("damaged EXIF", f"{number}-{name}.tif", data, picture)


def _arranged():
    picture = noise(40, 70, 3, seed=15).astype(np.uint8)
    data = _written(picture, photometric="rgb", tile=(16, 16))
    yield Sample("TIFF", "tiles.tif", data, picture)
    data = _written(picture, photometric="rgb", tile=(16, 16), compression="zlib")
    yield Sample("TIFF", "tiles-packed.tif", data, picture)
    data = _written(picture, photometric="rgb", rowsperstrip=3)
    yield Sample("TIFF", "strips.tif", data, picture)
    data = _written(picture, photometric="rgb", bigtiff=True)
    yield Sample("TIFF", "big.tif", data, picture)
    for packing in ("tiff_lzw", "packbits", "tiff_adobe_deflate"):
        yield Sample("TIFF", f"{packing}.tif", saved(picture, "TIFF", compression=packing), picture)
    data = saved(soft(), "TIFF", compression="jpeg", quality=98)
    yield Sample("TIFF", "jpeg-inside.tif", data, soft(), tolerance=6)
    bits = noise(_H, _W, highest=1, seed=16).astype(bool)
    for packing in ("group3", "group4"):
        data = saved(bits, "TIFF", compression=packing)
        yield Sample("1 bit", f"{packing}.tif", data, grey(bits * 255))
    twelve = noise(_H, 14, highest=4095, seed=17)
    pairs = twelve.reshape(-1, 2)
    packed = np.stack(
        [pairs[:, 0] >> 4, (pairs[:, 0] & 15) << 4 | pairs[:, 1] >> 8, pairs[:, 1] & 255], axis=1
    )
    tags = {256: (3, [14]), 257: (3, [_H]), 258: (3, [12]), 259: (3, [1]), 262: (3, [1]),
            277: (3, [1]), 278: (3, [_H])}  # fmt: skip
    data = tiff(tags, packed.astype(np.uint8).tobytes())
    yield Sample("grey", "grey12.tif", data, grey(twelve * 255 / 4095))
    lab = np.dstack([noise(_H, _W, seed=18) // 2 + 70, noise(_H, _W, 2, seed=19) % 30 - 15])
    tags = {**tags, 256: (3, [_W]), 258: (3, [8, 8, 8]), 262: (3, [8]), 277: (3, [3])}
    data = tiff(tags, (lab & 255).astype(np.uint8).tobytes())
    yield Sample("CIELab", "lab.tif", data, _lab_in_srgb(lab), tolerance=3)


def _lab_in_srgb(lab):
    light = (lab[..., 0] * 100 / 255 + 16) / 116
    roots = np.stack([light + lab[..., 1] / 500, light, light - lab[..., 2] / 200], axis=-1)
    ratio = np.where(roots > 6 / 29, roots**3, 3 * (6 / 29) ** 2 * (roots - 4 / 29))
    return icc.encoded(ratio * icc.D50 @ np.linalg.inv(icc.to_xyz("sRGB")).T)


def _pages():
    pages = [noise(_H, _W + n, 3, seed=n).astype(np.uint8) for n in range(3)]
    first, *rest = (Image.fromarray(page) for page in pages)
    for packing in ("raw", "tiff_deflate"):
        stream = io.BytesIO()
        first.save(stream, "TIFF", save_all=True, append_images=rest, compression=packing)
        yield Sample("pages", f"three-{packing}.tif", stream.getvalue(), pages[0],
                     notice="Only the first of 3 pages was loaded.")  # fmt: skip
    data = _written(pages[0], photometric="rgb")
    chain = b"".join(struct.pack("<HI", 0, len(data) + 6 * (n + 1)) for n in range(1200))
    at = 10 + 12 * struct.unpack_from("<H", data, 8)[0]
    chained = data[:at] + struct.pack("<I", len(data)) + data[at + 4 :] + chain
    yield Sample("pages", "many.tif", chained, pages[0],
                 notice="Only the first of many pages was loaded.")  # fmt: skip
    data = bytearray(data)
    count = struct.unpack_from("<H", data, 8)[0]
    struct.pack_into("<I", data, 10 + 12 * count, 8)  # The next page is the first one again.
    yield Sample("pages", "circle.tif", bytes(data), pages[0])


def _pixels_first():
    """Yield pixels that look like the raw file signatures that cameras write at their offset."""
    for value in (73, 77):  # I and M
        grey = np.full((4, 4, 3), value, np.uint8)
        tags = {
            256: (3, [4]), 257: (3, [4]), 258: (3, [8, 8, 8]), 262: (3, [2]), 273: (4, [8]),
            277: (3, [3]), 278: (3, [4]), 279: (4, [grey.size]),
        }  # fmt: skip
        entries, values, at = b"", b"", 8 + grey.size + 2 + 12 * len(tags) + 4
        for tag, (kind, numbers) in tags.items():
            packed = struct.pack(f"<{len(numbers)}{'HI'[kind == 4]}", *numbers)
            if len(packed) > 4:
                packed, values = struct.pack("<I", at + len(values)), values + packed
            entries += struct.pack("<HHI", tag, kind, len(numbers)) + packed.ljust(4, b"\0")
        head = struct.pack("<2sHI", b"II", 42, 8 + grey.size) + grey.tobytes()
        directory = struct.pack("<H", len(tags)) + entries + bytes(4)
        yield Sample("pixels first", f"{value}.tif", head + directory + values, grey)


def _smaller_copies():
    """Yield pictures with thumbnails in various positions; the main picture must be loaded."""
    whole = noise(_H, _W, 3).astype(np.uint8)
    small = whole[::3, ::3]
    for name, parts, notice in (
        ("inside", [(whole, {"subifds": 1}), (small, {"subfiletype": 1})], ""),
        ("behind", [(whole, {}), (small, {"subfiletype": 1})],
         "Only the first of 2 pages was loaded."),
        ("in-front", [(small, {"subfiletype": 1}), (whole, {})],
         "Only the main picture was loaded; the file contains 2 pictures."),
        ("alone", [(whole, {"subfiletype": 1})], ""),
    ):  # fmt: skip
        for order in _ORDERS.values():
            for is_big in (False, True)[
                : 1 + (order == "<")
            ]:  # Pillow reads no big-endian BigTIFF.
                stream = io.BytesIO()
                with tifffile.TiffWriter(stream, byteorder=order, bigtiff=is_big) as writer:
                    for values, options in parts:
                        writer.write(values, photometric="rgb", metadata=None, **options)
                yield Sample(
                    "smaller copy", f"{name}-{order}{'-big' * is_big}.tif", stream.getvalue(),
                    whole, notice=notice,
                )  # fmt: skip
