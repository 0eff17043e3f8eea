"""JPEG: grey, YCbCr, RGB, CMYK and YCCK; orientations."""

import struct

import numpy as np
from PIL import Image

from tests.images.corpus.hand_made import exif
from tests.images.corpus.sample import Sample, grey, oriented, patches, saved, soft

_FINE = {"quality": 98, "subsampling": 0}


def samples():
    picture = patches()
    for name, options in {
        "444": {}, "420": {"subsampling": 2}, "422": {"subsampling": 1},
        "progressive": {"progressive": True}, "rgb": {"keep_rgb": True},
        "restarts": {"restart_marker_rows": 1}, "optimised": {"optimize": True},
    }.items():  # fmt: skip
        data = saved(soft(), "JPEG", **{**_FINE, **options})
        yield Sample("JPEG", f"{name}.jpg", data, soft(), tolerance=6)
    yield Sample("grey", "grey.jpg", saved(picture[..., 0], "JPEG", quality=98),
                 grey(picture[..., 0]), tolerance=3)  # fmt: skip
    for orientation in range(1, 9):
        for order in "<>":
            note = b"Exif\0\0" + exif(orientation, order)
            yield Sample(
                "EXIF orientation", f"turned{orientation}{'be' if order == '>' else 'le'}.jpg",
                saved(picture, "JPEG", exif=note, **_FINE), oriented(picture, orientation),
                tolerance=3,
            )  # fmt: skip
    yield from _damaged_exif(picture)
    yield from _cmyk()
    second = saved(255 - picture, "JPEG", **_FINE)
    yield Sample("JPEG", "with-a-second-behind.jpg", saved(picture, "JPEG", **_FINE) + second,
                 picture, tolerance=3)  # fmt: skip
    stereo = saved(picture, "MPO", save_all=True, append_images=[Image.fromarray(255 - picture)],
                   **_FINE)  # fmt: skip
    yield Sample("JPEG", "stereo.mpo", stereo, picture, tolerance=3)
    at = stereo.index(b"MPF\0") + 4
    broken = stereo[:at] + b"\xff" * 12 + stereo[at + 12 :]
    yield Sample("JPEG", "stereo-broken-list.mpo", broken, picture, tolerance=3)


def _damaged_exif(picture):
    data = saved(picture, "JPEG", **_FINE)
    for name, note in {
        "empty": b"Exif\0\0", "words": b"Exif\0\0hello", "cut": b"Exif\0\0" + exif(6)[:13],
        "far": b"Exif\0\0II*\0\xf0\xff\xff\x7f", "many": b"Exif\0\0II*\0\x08\0\0\0\xff\xff",
        "float": b"Exif\0\0" + exif(6).replace(b"\x12\x01\x03\0", b"\x12\x01\x0b\0"),
    }.items():  # fmt: skip
        segment = b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note
        yield Sample("damaged EXIF", f"exif-{name}.jpg", data[:2] + segment + data[2:],
                     picture, tolerance=3)  # fmt: skip


def _cmyk():
    """Yield CMYK and YCCK: Adobe stores inverted inks, 255 for none, marked by its own segment."""
    inks = np.zeros((32, 48, 4), np.uint8)
    inks[:16, :24] = 200, 20, 0, 30
    inks[:16, 24:] = 0, 180, 160, 60
    inks[16:, :24] = 90, 0, 200, 0
    seen = ((255 - inks[..., :3].astype(int)) * (255 - inks[..., 3:]) / 255).round()
    data = saved(inks, "JPEG", "CMYK", quality=98)
    yield Sample("CMYK", "cmyk.jpg", data, seen.astype(np.uint8), tolerance=4)
    r, g, b = (inks[..., channel].astype(float) for channel in range(3))  # inverted twice
    luma = 0.299 * r + 0.587 * g + 0.114 * b
    planes = luma, 128 + (b - luma) / 1.772, 128 + (r - luma) / 1.402, 255 - inks[..., 3]
    stored = np.stack(planes, axis=2).round().astype(np.uint8)
    data = saved(255 - stored, "JPEG", "CMYK", quality=98)
    at = data.index(b"Adobe") + 11
    yield Sample("YCCK", "ycck.jpg", data[:at] + b"\2" + data[at + 1 :], seen.astype(np.uint8),
                 tolerance=5)  # fmt: skip
