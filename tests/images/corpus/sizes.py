"""Unusual sizes: one pixel, one row, one column, and panoramas."""

import numpy as np

from tests.images.corpus.sample import Sample, noise, saved

_SIZES = {"1x1": (1, 1), "1xN": (300, 1), "Nx1": (1, 300), "panorama": (4, 20_000)}
_WHOLE = {
    "png": ("PNG", {}), "tif": ("TIFF", {"compression": "tiff_deflate"}), "bmp": ("BMP", {}),
    "webp": ("WEBP", {"lossless": True}),
}  # fmt: skip


def samples():
    for name, size in _SIZES.items():
        picture = noise(*size, 3).astype(np.uint8)
        for suffix, (codec, options) in _WHOLE.items():
            if suffix == "webp" and max(size) > 16_383:
                continue
            data = saved(picture, codec, **options)
            yield Sample("size", f"{name}.{suffix}", data, picture)
        even = np.full((*size, 3), (10, 200, 90), np.uint8)
        data = saved(even, "JPEG", quality=98)
        yield Sample("size", f"{name}.jpg", data, even, tolerance=3)
        yield Sample("size", f"{name}.gif", saved(even, "GIF"), even)
