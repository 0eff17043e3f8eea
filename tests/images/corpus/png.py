"""PNG: every pixel type of the standard, written by hand."""

import zlib

import numpy as np
from PIL import Image

from tests.images.corpus.hand_made import (
    GREY,
    GREY_ALPHA,
    PALETTE,
    RGB,
    RGBA,
    chunk,
    exif,
    png,
)
from tests.images.corpus.icc_profiles import in_srgb, rgb_profile
from tests.images.corpus.sample import Sample, grey, noise, on_white, oriented, saved

_H, _W = 9, 13


def samples():
    yield from _opaque()
    yield from _with_alpha()
    yield from _with_a_key()
    yield from _turned()
    yield from _animated()
    yield from _with_much_beside_the_pixels()


def _sample(row, name, *args, **expected):
    options = expected.pop("options", {})
    return Sample(row, f"{name}.png", png(*args, **options), **expected)


def _opaque():
    for depth in (1, 2, 4, 8, 16):
        highest = 2**depth - 1
        values = noise(_H, _W, highest=highest, seed=depth)
        seen = grey(values * 255 / highest)
        yield _sample("grey", f"grey{depth}", values, depth, GREY, pixels=seen)
        yield _sample(
            "interlaced", f"grey{depth}-adam7", values, depth, GREY, pixels=seen,
            options={"interlaced": True},
        )  # fmt: skip
    for depth in (8, 16):
        highest = 2**depth - 1
        values = noise(_H, _W, 3, highest=highest, seed=depth)
        seen = (values * 255 / highest).round().astype(np.uint8)
        for interlaced in (False, True):
            yield _sample(
                f"RGB {depth} bits", f"rgb{depth}{'-adam7' * interlaced}", values, depth, RGB,
                pixels=seen, tolerance=depth // 16, options={"interlaced": interlaced},
            )  # fmt: skip
    for depth in (1, 2, 4, 8):
        colours = noise(2**depth, 3, seed=depth).astype(np.uint8)
        values = noise(_H, _W, highest=2**depth - 1, seed=depth)
        before = [(b"PLTE", colours.tobytes())]
        yield _sample(
            "palette", f"palette{depth}", values, depth, PALETTE,
            pixels=colours[values], options={"before": before},
        )  # fmt: skip


def _with_alpha():
    for depth in (8, 16):
        highest = 2**depth - 1
        values = noise(_H, _W, 2, highest=highest, seed=depth)
        values[0, :2, 1] = 0, highest
        alpha = values[..., 1] * 255 / highest
        seen = on_white(grey(values[..., 0] * 255 / highest), alpha)
        yield _sample(
            "grey and alpha", f"la{depth}", values, depth, GREY_ALPHA,
            pixels=seen, alpha=alpha.round(), tolerance=1 + depth // 16,
        )  # fmt: skip
        values = noise(_H, _W, 4, highest=highest, seed=depth)
        alpha = values[..., 3] * 255 / highest
        seen = on_white(values[..., :3] * 255 / highest, alpha)
        yield _sample(
            "RGB and alpha", f"rgba{depth}", values, depth, RGBA,
            pixels=seen, alpha=alpha.round(), tolerance=1 + depth // 16,
        )  # fmt: skip
    opaque = noise(_H, _W, 4)
    opaque[..., 3] = 255
    yield _sample(
        "RGB and alpha", "rgba-opaque", opaque, 8, RGBA, pixels=opaque[..., :3].astype(np.uint8)
    )
    for depth in (1, 2, 4, 8):
        count = 2**depth
        colours = noise(count, 3, seed=depth).astype(np.uint8)
        alphas = noise(count, seed=depth + 1).astype(np.uint8)
        values = noise(_H, _W, highest=count - 1, seed=depth)
        before = [(b"PLTE", colours.tobytes()), (b"tRNS", alphas.tobytes())]
        yield _sample(
            "palette with transparency", f"palette{depth}-trns", values, depth, PALETTE,
            pixels=on_white(colours[values], alphas[values]), alpha=alphas[values], tolerance=1,
            options={"before": before},
        )  # fmt: skip
    colours, values = noise(4, 3).astype(np.uint8), noise(_H, _W, highest=3)
    yield _sample(
        "palette with transparency", "palette2-one-clear", values, 2, PALETTE,
        pixels=on_white(colours[values], np.where(values == 1, 0, 255)),
        alpha=np.where(values == 1, 0, 255),
        options={"before": [(b"PLTE", colours.tobytes()), (b"tRNS", b"\xff\0")]},
    )  # fmt: skip


def _with_a_key():
    """Yield pictures with one transparent colour."""
    for depth in (1, 2, 4, 8, 16):
        highest = 2**depth - 1
        values = noise(_H, _W, highest=highest, seed=depth)
        key = int(values[3, 4])
        alpha = np.where(values == key, 0, 255)
        yield _sample(
            "a transparent colour", f"grey{depth}-trns", values, depth, GREY,
            pixels=on_white(grey(values * 255 / highest), alpha), alpha=alpha,
            options={"before": [(b"tRNS", key.to_bytes(2, "big"))]},
        )  # fmt: skip
    for depth in (8, 16):
        highest = 2**depth - 1
        values = noise(_H, _W, 3, highest=highest, seed=depth)
        values[2:4, 5] = values[0, 0]
        alpha = np.where((values == values[0, 0]).all(axis=2), 0, 255)
        key = values[0, 0].astype(">u2").tobytes()
        yield _sample(
            "a transparent colour", f"rgb{depth}-trns", values, depth, RGB,
            pixels=on_white(values * 255 / highest, alpha), alpha=alpha, tolerance=depth // 16,
            options={"before": [(b"tRNS", key)]},
        )  # fmt: skip


def _turned():
    values = noise(_H, _W, 3).astype(np.uint8)
    for orientation in range(1, 9):
        note = [(b"eXIf", exif(orientation, "<>"[orientation % 2]))]
        yield _sample(
            "EXIF orientation", f"rgb-turned{orientation}", values, 8, RGB,
            pixels=oriented(values, orientation), options={"before": note},
        )  # fmt: skip
    yield _sample(
        "EXIF orientation", "rgb-turned-behind", values, 8, RGB,
        pixels=oriented(values, 6), options={"after": [(b"eXIf", exif(6))]},
    )  # fmt: skip
    deep = noise(_H, _W, highest=65535)
    yield _sample(
        "EXIF orientation", "grey16-turned", deep, 16, GREY,
        pixels=oriented(grey(deep / 257), 6), options={"before": [(b"eXIf", exif(6))]},
    )  # fmt: skip
    key, alpha = int(deep[0, 0]), np.full((_H, _W), 255)
    alpha[0, 0] = 0
    yield _sample(
        "EXIF orientation", "grey16-trns-turned", deep, 16, GREY,
        pixels=oriented(on_white(grey(deep / 257), alpha), 8),
        alpha=oriented(alpha[..., None], 8)[..., 0],
        options={"before": [(b"tRNS", key.to_bytes(2, "big")), (b"eXIf", exif(8))]},
    )  # fmt: skip
    packet = '<x:xmpmeta xmlns:tiff="t" tiff:Orientation="3"/>'
    text = b"XML:com.adobe.xmp\0\0\0\0\0" + packet.encode()
    yield _sample(
        "EXIF orientation", "rgb-turned-by-xmp", values, 8, RGB,
        pixels=oriented(values, 3), options={"before": [(b"iTXt", text)]},
    )  # fmt: skip
    for name, note in {
        "empty": b"", "cut": exif(6)[:11], "nonsense": b"II*\0\xff\xff\xff\xff", "words": b"hello",
        "huge": exif(6) + bytes(1_000_000), "ninth": exif(9),
        "zeroth": exif(0), "endless": exif(6)[:-4] + b"\x08\0\0\0",
    }.items():  # fmt: skip
        turned = oriented(values, 6) if name == "endless" else values
        yield _sample(
            "damaged EXIF", f"rgb-exif-{name}", values, 8, RGB,
            pixels=turned, options={"before": [(b"eXIf", note)]},
        )  # fmt: skip


def _animated():
    frames = [noise(_H, _W, 3, seed=seed).astype(np.uint8) for seed in range(5)]
    rest = [Image.fromarray(frame) for frame in frames[1:]]
    data = saved(frames[0], "PNG", save_all=True, append_images=rest)
    yield Sample(
        "animation", "rgb-animated.png", data, frames[0],
        notice="Only the first of 5 frames was loaded.",
    )  # fmt: skip
    at = data.index(b"IDAT") - 4
    damaged = data[:at] + chunk(b"acTL", bytes(8)) + data[at:]
    yield Sample("animation", "rgb-animated-none.png", damaged, frames[0])


def _with_much_beside_the_pixels():
    """Yield pictures with texts and profiles of more than a megabyte, whose pixels are sound."""
    values = noise(_H, _W, 3).astype(np.uint8)
    long = b"a" * 1_200_000
    packed = zlib.compress(long)
    international = b"workflow\0\1\0\0\0" + packed
    many = [(b"zTXt", f"text{n}\0\0".encode() + zlib.compress(long[:1_000_000])) for n in range(70)]
    for name, chunks in {
        "text": [(b"tEXt", b"prompt\0" + long)], "packed-text": [(b"zTXt", b"prompt\0\0" + packed)],
        "international": [(b"iTXt", international)], "texts": many,
        "bombs": [(b"zTXt", b"bomb\0\0" + zlib.compress(bytes(30_000_000)))] * 5,
        "strange-packing": [(b"zTXt", b"prompt\0\7" + packed)],
    }.items():  # fmt: skip
        for where in ("before", "after"):
            yield _sample(
                "much text", f"{name}-{where}", values, 8, RGB, pixels=values,
                options={where: chunks},
            )  # fmt: skip
    for name, size, seen in (
        ("large", 1_200_000, in_srgb(values, "AdobeRGB")), ("too-large", 20_000_000, values),
    ):  # fmt: skip
        profile = rgb_profile("AdobeRGB")
        profile = (size).to_bytes(4, "big") + profile[4:].ljust(size - 4, b"\0")
        note = [(b"iCCP", b"profile\0\0" + zlib.compress(profile))]
        yield _sample(
            "large profile", f"profile-{name}", values, 8, RGB, pixels=seen, tolerance=2,
            options={"before": note},
        )  # fmt: skip
