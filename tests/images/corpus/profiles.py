"""ICC profiles, in every format that supports them."""

import io
import zlib

import numpy as np
from PIL import Image

from tests.images.corpus import icc_profiles as icc
from tests.images.corpus.hand_made import GREY, png
from tests.images.corpus.sample import Sample, grey, noise, on_white, patches, saved

_CODECS = {
    "png": ("PNG", {}), "tif": ("TIFF", {}), "webp": ("WEBP", {"lossless": True}),
    "jpg": ("JPEG", {"quality": 100, "subsampling": 0}),
}  # fmt: skip


def samples():
    yield from _wide()
    yield from _grey()
    yield from _inks()
    yield from _useless()


def _wide():
    picture = patches()
    for space in ("AdobeRGB", "Display P3", "sRGB"):
        seen = icc.in_srgb(picture, space)
        for suffix, (codec, options) in _CODECS.items():
            data = saved(picture, codec, icc_profile=icc.rgb_profile(space), **options)
            tolerance = 6 if suffix == "jpg" else 2
            yield Sample("ICC profile", f"{space}.{suffix}", data, seen, tolerance=tolerance)
    busy, space = noise(9, 13, 4).astype(np.uint8), "AdobeRGB"
    data = saved(busy, "PNG", icc_profile=icc.rgb_profile(space))
    seen = on_white(icc.in_srgb(busy[..., :3], space), busy[..., 3])
    yield Sample("ICC profile", "AdobeRGB-alpha.png", data, seen, busy[..., 3], tolerance=3)
    colours, values = noise(16, 3).astype(np.uint8), noise(9, 13, highest=15).astype(np.uint8)
    image = Image.fromarray(values)
    image.putpalette(colours.tobytes())
    stream = io.BytesIO()
    image.save(stream, "PNG", icc_profile=icc.rgb_profile("Display P3"))
    yield Sample("ICC profile", "P3-palette.png", stream.getvalue(),
                 icc.in_srgb(colours, "Display P3")[values], tolerance=2)  # fmt: skip
    shades = noise(9, 13).astype(np.uint8)
    data = saved(shades, "PNG", icc_profile=icc.rgb_profile("AdobeRGB"))
    yield Sample("ICC profile", "grey-with-AdobeRGB.png", data,
                 icc.in_srgb(grey(shades), "AdobeRGB"), tolerance=2)  # fmt: skip


def _grey():
    shades = noise(9, 13).astype(np.uint8)
    for gamma in (1.4, 1.8, 2.2):
        seen = icc.grey_in_srgb(shades, gamma)
        for suffix, (codec, options) in _CODECS.items():
            if suffix == "webp":
                continue
            picture = np.full_like(shades, 90) if suffix == "jpg" else shades
            seen = icc.grey_in_srgb(picture, gamma)
            data = saved(picture, codec, icc_profile=icc.grey_profile(gamma), **(
                {"quality": 100} if suffix == "jpg" else options))  # fmt: skip
            yield Sample("ICC profile", f"grey{gamma}.{suffix}", data, seen, tolerance=2)
    both = noise(9, 13, 2).astype(np.uint8)
    data = saved(both, "PNG", "LA", icc_profile=icc.grey_profile(1.8))
    seen = on_white(icc.grey_in_srgb(both[..., 0], 1.8), both[..., 1])
    yield Sample("ICC profile", "grey-alpha.png", data, seen, both[..., 1], tolerance=3)
    deep = noise(9, 13, highest=65535)
    packed = b"grey\0\0" + zlib.compress(icc.grey_profile(1.8))
    data = png(deep, 16, GREY, before=[(b"iCCP", packed)])
    yield Sample("ICC profile", "grey16.png", data, icc.grey_in_srgb(deep / 257, 1.8), tolerance=3)


def _inks():
    colours = noise(2, 2, 2, 2, 3, seed=5, highest=215) + 20
    colours[0, 0, 0, 0], colours[1, 1, 1, 1] = 255, 0
    profile = icc.cmyk_profile(colours)
    which = noise(8, 12, 4, highest=1)
    which[0, 0], which[0, 1] = 0, 1
    inks = (which * 255).astype(np.uint8)
    seen = colours[tuple(np.moveaxis(which, -1, 0))].astype(np.uint8)
    data = saved(inks, "TIFF", "CMYK", icc_profile=profile)
    yield Sample("ICC profile", "cmyk.tif", data, seen, tolerance=5)
    coarse = inks[:2, :3].repeat(16, 0).repeat(16, 1)
    data = saved(coarse, "JPEG", "CMYK", icc_profile=profile, quality=100)
    yield Sample("ICC profile", "cmyk.jpg", data, seen[:2, :3].repeat(16, 0).repeat(16, 1),
                 tolerance=6)  # fmt: skip


def _useless():
    """Yield pictures whose profiles do not apply, so their pixels stay unchanged."""
    picture = noise(9, 13, 3).astype(np.uint8)
    sound = icc.rgb_profile("AdobeRGB")
    random = np.random.default_rng(7)
    notes = {
        "words": b"no profile at all", "cut": sound[:200], "head": sound[:128],
        "noise": sound[:132] + random.bytes(len(sound) - 132),
        "grey": icc.grey_profile(1.8), "inks": icc.cmyk_profile(np.zeros((2, 2, 2, 2, 3))),
        "huge-count": sound[:128] + b"\xff" * 4 + sound[132:],
    }  # fmt: skip
    for name, note in notes.items():
        for codec in ("PNG", "TIFF"):
            data = saved(picture, codec, icc_profile=note)
            yield Sample("damaged profile", f"{name}.{codec.lower()}", data, picture)
