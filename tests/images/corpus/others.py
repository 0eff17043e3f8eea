"""WebP, AVIF, HEIC, GIF and BMP."""

import io
from importlib.util import find_spec

import numpy as np
from PIL import Image, features

from tests.images.corpus.hand_made import bmp, exif
from tests.images.corpus.sample import Sample, grey, noise, on_white, oriented, patches, saved, soft


def samples():
    yield from _webp()
    if features.check("avif"):
        yield from _avif()
    if find_spec("pillow_heif"):
        yield from _heic()
    yield from _gif()
    yield from _bmp()


def _frames(count):
    return [Image.fromarray(255 - patches() // (n + 1)) for n in range(count)]


def _webp():
    whole = noise(9, 13, 3).astype(np.uint8)
    yield Sample("WebP", "lossy.webp", saved(soft(), "WEBP", quality=98), soft(), tolerance=6)
    yield Sample("WebP", "lossless.webp", saved(whole, "WEBP", lossless=True), whole)
    alpha = noise(9, 13, 4).astype(np.uint8)
    for name, values in {"rgba": alpha, "rgba-binary": alpha | np.uint8([0, 0, 0, 255])}.items():
        seen, share = on_white(values[..., :3], values[..., 3]), values[..., 3]
        yield Sample(
            "RGB and alpha", f"{name}.webp", saved(values, "WEBP", lossless=True, exact=True), seen,
            alpha=None if share.min() == 255 else share, tolerance=1,
        )  # fmt: skip
    for orientation in range(1, 9):
        data = saved(whole, "WEBP", lossless=True, exif=exif(orientation))
        seen = oriented(whole, orientation)
        yield Sample("EXIF orientation", f"turned{orientation}.webp", data, seen)
    for name, note in {"words": b"hello", "short": b"Exif", "cut": exif(6)[:12]}.items():
        data = saved(whole, "WEBP", lossless=True, exif=note)
        yield Sample("damaged EXIF", f"exif-{name}.webp", data, whole)
    data = saved(whole, "WEBP", lossless=True, save_all=True, append_images=_frames(3)[:0])
    yield Sample("WebP", "one-frame.webp", data, whole)
    frames = [Image.fromarray(noise(9, 13, 3, seed=n).astype(np.uint8)) for n in range(1, 4)]
    data = saved(whole, "WEBP", lossless=True, save_all=True, append_images=frames)
    yield Sample("animation", "animated.webp", data, whole,
                 notice="Only the first of 4 frames was loaded.")  # fmt: skip


def _avif():
    picture = patches()
    fine = {"quality": 95, "subsampling": "4:4:4", "speed": 9}
    yield Sample("AVIF", "rgb.avif", saved(picture, "AVIF", **fine), picture, tolerance=6)
    yield Sample("AVIF", "grey.avif", saved(picture[..., 0], "AVIF", quality=95, speed=9),
                 grey(picture[..., 0]), tolerance=6)  # fmt: skip
    half = np.dstack([picture, np.repeat([[0, 128, 255]], 32, 0).repeat(16, 1).astype(np.uint8)])
    yield Sample("RGB and alpha", "rgba.avif", saved(half, "AVIF", **fine),
                 on_white(half[..., :3], half[..., 3]), half[..., 3], tolerance=8)  # fmt: skip
    for orientation in range(1, 9):
        data = saved(picture, "AVIF", exif=exif(orientation), **fine)
        yield Sample("EXIF orientation", f"turned{orientation}.avif", data,
                     oriented(picture, orientation), tolerance=6)  # fmt: skip
    data = saved(picture, "AVIF", save_all=True, append_images=_frames(2), **fine)
    yield Sample("animation", "animated.avif", data, picture, tolerance=6,
                 notice="Only the first of 3 frames was loaded.")  # fmt: skip


def _heic():
    import pillow_heif

    picture = patches(64, 96)

    def heic(pixels, **options):
        stream = io.BytesIO()
        mode = {2: "L", 3: "RGB", 4: "RGBA"}[pixels.shape[2] if pixels.ndim == 3 else 2]
        file = pillow_heif.from_bytes(mode, pixels.shape[1::-1], pixels.tobytes())
        file.save(stream, **{"quality": 95, "chroma": 444, **options})
        return stream.getvalue()

    yield Sample("HEIC", "rgb.heic", heic(picture), picture, tolerance=8)
    yield Sample("HEIC", "grey.heic", heic(picture[..., 0]), grey(picture[..., 0]), tolerance=8)
    half = np.dstack([picture, np.full((64, 96), 255, np.uint8)])
    half[:, :48, 3] = 0
    yield Sample("RGB and alpha", "rgba.heic", heic(half), on_white(half[..., :3], half[..., 3]),
                 half[..., 3], tolerance=12)  # fmt: skip
    for orientation in range(1, 9):
        image = Image.fromarray(picture)
        file = pillow_heif.from_pillow(image)
        stream = io.BytesIO()
        file.save(stream, quality=95, chroma=444, exif=exif(orientation))
        yield Sample("EXIF orientation", f"turned{orientation}.heic", stream.getvalue(),
                     oriented(picture, orientation), tolerance=8)  # fmt: skip


def _gif():
    colours = noise(16, 3).astype(np.uint8)
    values = noise(9, 13, highest=15).astype(np.uint8)

    def paletted(indices):
        image = Image.fromarray(indices)
        image.putpalette(colours.tobytes())
        return image

    def gif(**options):
        stream = io.BytesIO()
        paletted(values).save(stream, "GIF", optimize=False, **options)
        return stream.getvalue()

    yield Sample("GIF", "plain.gif", gif(interlace=0), colours[values])
    yield Sample("GIF", "interlaced.gif", gif(interlace=1), colours[values])
    alpha = np.where(values == 5, 0, 255)
    yield Sample("palette with transparency", "clear.gif", gif(transparency=5),
                 on_white(colours[values], alpha), alpha)  # fmt: skip
    shades = noise(9, 13).astype(np.uint8)
    yield Sample("grey", "grey.gif", saved(shades, "GIF"), grey(shades))
    rest = [paletted(np.roll(values, n)) for n in range(1, 12)]
    yield Sample("animation", "animated.gif", gif(save_all=True, append_images=rest),
                 colours[values], notice="Only the first of 12 frames was loaded.")  # fmt: skip
    data = gif(save_all=True, append_images=rest)
    yield Sample("animation", "animated-cut-later.gif", data[: len(data) * 2 // 3],
                 colours[values], notice="Only the first of 8 frames was loaded.")  # fmt: skip


def _rows(values):
    """Return rows from bottom to top, each padded to four bytes."""
    width = values.shape[1] * values.itemsize * (values.shape[2] if values.ndim == 3 else 1)
    rows = values[::-1].tobytes()
    pad = bytes(-width % 4)
    return b"".join(rows[at : at + width] + pad for at in range(0, len(rows), width))


def _bmp():
    height, width = 5, 7
    picture = noise(height, width, 3).astype(np.uint8)
    blue_first = np.ascontiguousarray(picture[..., ::-1])
    size = (width, height)
    yield Sample("BMP", "rgb24.bmp", bmp(_rows(blue_first), *size, 24), picture)
    yield Sample("BMP", "rgb24-topdown.bmp",
                 bmp(_rows(blue_first[::-1]), width, -height, 24), picture)  # fmt: skip
    four = np.dstack([blue_first, np.full((height, width), 0, np.uint8)])
    yield Sample("BMP", "rgb32.bmp", bmp(_rows(four), *size, 32), picture)
    four[..., 3] = noise(height, width, seed=4)
    masks = np.array([0xFF0000, 0xFF00, 0xFF, 0xFF000000], "<u4").tobytes()
    yield Sample("BMP", "rgba32.bmp",
                 bmp(_rows(four), *size, 32, compression=3, masks=masks, header=108),
                 on_white(picture, four[..., 3]), four[..., 3], tolerance=1)  # fmt: skip
    for bits in (1, 4, 8):
        colours = noise(2**bits, 3, seed=bits).astype(np.uint8)
        palette = np.dstack([colours[None, :, ::-1], np.zeros((1, 2**bits, 1), np.uint8)]).tobytes()
        values = noise(height, width, highest=2**bits - 1, seed=bits).astype(np.uint8)
        unpacked = (values[..., None] >> np.arange(bits - 1, -1, -1)) & 1
        packed = np.packbits(unpacked.reshape(height, -1), axis=1)
        yield Sample("BMP", f"palette{bits}.bmp", bmp(_rows(packed), *size, bits, palette),
                     colours[values])  # fmt: skip
    runs = bytes([3, 7, 4, 9, 0, 0, 7, 2, 0, 1])
    values = np.array([[2] * 7, [7] * 3 + [9] * 4])
    yield Sample("BMP", "runs8.bmp", bmp(runs, 7, 2, 8, palette, compression=1), colours[values])
    fifteen = noise(height, width, 3, highest=31)
    words = (fifteen @ [1 << 10, 1 << 5, 1]).astype("<u2")
    yield Sample("BMP", "rgb15.bmp", bmp(_rows(words), *size, 16),
                 (fifteen * 255 / 31).round().astype(np.uint8), tolerance=1)  # fmt: skip
