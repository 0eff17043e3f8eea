"""Colour spaces named without a profile: by codes, numbers or EXIF."""

import io
import struct
import zlib
from importlib.util import find_spec

import numpy as np
from PIL import Image, features

from tests.images.corpus import icc_profiles as icc
from tests.images.corpus.hand_made import GREY, GREY_ALPHA, RGB, png
from tests.images.corpus.sample import Sample, noise, on_white, patches, saved

_P3, _REC_2020, _SRGB = (12, 13), (9, 14), (1, 13)
_HDR = "The high dynamic range (HDR) was reduced to the standard range."


def samples():
    yield from _codes()
    yield from _numbers()
    yield from _precedence()
    yield from _adobe_by_exif()
    if features.check("avif"):
        yield from _avif()
    if find_spec("pillow_heif"):
        yield from _heif()


def cicp(primaries, transfer, matrix=0, full=1):
    return b"cICP", bytes([primaries, transfer, matrix, full])


def _png(name, values, before, seen, depth=8, kind=RGB, **expected):
    data = png(values, depth, kind, before=before)
    return Sample("named colours", f"{name}.png", data, seen, **{"tolerance": 1, **expected})


def _codes():
    values = noise(9, 13, 3).astype(np.uint8)
    in_p3 = icc.in_srgb(values, "Display P3")
    yield _png("cicp-p3", values, [cicp(*_P3)], in_p3)
    yield _png("cicp-srgb", values, [cicp(*_SRGB)], values, tolerance=0)
    yield _png("cicp-video", values, [cicp(1, 1)], values, tolerance=0)
    yield _png("cicp-unspecified", values, [cicp(2, 2)], values, tolerance=0)
    yield _png("cicp-unknown", values, [cicp(99, 13)], values, tolerance=0)
    yield _png("cicp-short", values, [(b"cICP", b"\x0c")], values, tolerance=0)
    yield _png("cicp-linear", values, [cicp(1, 8)], icc.encoded(values / 255))
    narrow = (16 + np.arange(0, 219, 2)).astype(np.uint8).repeat(3).reshape(10, 11, 3)
    seen = ((narrow - 16.0) * 255 / 219).round().astype(np.uint8)
    yield _png("cicp-narrow", narrow, [cicp(1, 13, full=0)], seen)
    deep = noise(9, 13, 3, highest=65535)
    seen = icc.in_srgb((deep >> 8).astype(np.uint8), "Display P3")
    yield _png("cicp-p3-16", deep, [cicp(*_P3)], seen, depth=16, tolerance=2)
    grey_of_linear = icc.grey_in_srgb(values[..., 0], 1.0)
    yield _png("cicp-grey", values[..., 0], [cicp(1, 8)], grey_of_linear, kind=GREY)
    yield from _hdr()


def _hdr():
    """Yield values of ST 2084 and HLG: below the knee, reference white (203 cd/m2) and peaks."""
    dark = np.full((4, 4, 3), 77, np.uint8)  # PQ: 9.78 cd/m2 is 0.0482 of the white
    seen = np.full((4, 4, 3), icc.encoded(_pq(77) / 203))
    yield _png("cicp-pq-dark", dark, [cicp(9, 16)], seen, notice=_HDR)
    white = np.full((4, 4, 3), 148, np.uint8)  # White is the highest value here, so it stays white.
    yield _png("cicp-pq-white", white, [cicp(9, 16)], np.full((4, 4, 3), 255), tolerance=2,
               notice=_HDR)  # fmt: skip
    hlg = np.full((4, 4, 3), 64, np.uint8)
    scene = (64 / 255) ** 2 / 3
    seen = np.full((4, 4, 3), icc.encoded(1000 * scene**1.2 / 203))
    yield _png("cicp-hlg", hlg, [cicp(9, 18)], seen, notice=_HDR)
    most = np.full((4, 4, 3), 255, np.uint8)
    yield _png("cicp-hlg-peak", most, [cicp(9, 18)], most, notice=_HDR)
    yield _png("cicp-pq-peak", most, [cicp(9, 16)], most, notice=_HDR)


def _pq(code):
    """Convert a code of SMPTE ST 2084 to cd/m2."""
    root = (code / 255) ** (32 / 2523)
    return 10_000 * (max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (16384 / 2610)


def gama(gamma):
    return b"gAMA", struct.pack(">I", gamma)


def chrm(*numbers):
    return b"cHRM", struct.pack(">8I", *(round(number * 100_000) for number in numbers))


_SRGB_CHRM = chrm(0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
_P3_CHRM = chrm(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
_ADOBE_CHRM = chrm(0.3127, 0.329, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06)


def _numbers():
    values = noise(9, 13, 3).astype(np.uint8)
    brighter = icc.encoded((values / 255) ** 1.6)
    same = {"seen": values, "tolerance": 0}
    yield _png("gamma16", values, [gama(62500)], brighter)
    yield _png("gamma16-srgb-primaries", values, [gama(62500), _SRGB_CHRM], brighter)
    yield _png("gamma-linear", values, [gama(100_000)], icc.encoded(values / 255))
    yield _png("gamma-usual", values, [gama(45455)], **same)
    yield _png("gamma-usual-srgb-primaries", values, [gama(45455), _SRGB_CHRM], **same)
    yield _png("gamma-none", values, [gama(0)], **same)
    yield _png("gamma-strange", values, [gama(1)], **same)
    yield _png("chrm-p3", values, [_P3_CHRM], icc.in_srgb(values, "Display P3"))
    adobe = icc.in_srgb(values, "AdobeRGB")
    yield _png("gamma-and-chrm-adobe", values, [gama(45470), _ADOBE_CHRM], adobe, tolerance=2)
    for name, numbers in {
        "zeros": (0,) * 8, "one-point": (0.3, 0.3) * 4, "no-white": (0.3, 0) + (0.6, 0.3) * 3,
        "huge": (40_000,) * 8,
    }.items():  # fmt: skip
        yield _png(f"chrm-{name}", values, [chrm(*numbers)], **same)
    yellow = chrm(0.3457, 0.3585, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
    white = np.full((4, 4, 3), 255, np.uint8)
    yield _png("chrm-white-is-white", white, [yellow], white)
    shades = noise(9, 13).astype(np.uint8)
    yield _png("gamma-grey", shades, [gama(62500)], icc.grey_in_srgb(shades, 1.6), kind=GREY)
    deep = noise(9, 13, highest=65535)
    seen = icc.grey_in_srgb((deep / 257).round(), 1.6)
    yield _png("gamma-grey16", deep, [gama(62500)], seen, depth=16, kind=GREY)
    both = noise(9, 13, 2)
    seen = on_white(icc.grey_in_srgb(both[..., 0], 1.6), both[..., 1])
    yield _png("gamma-grey-alpha", both, [gama(62500)], seen, kind=GREY_ALPHA,
               alpha=both[..., 1])  # fmt: skip


def _precedence():
    """Yield files with several colour spaces: cICP, iCCP, sRGB, gAMA/cHRM (PNG, 3rd ed., 4.3)."""
    values = noise(9, 13, 3).astype(np.uint8)
    srgb, gamma = (b"sRGB", b"\0"), gama(62500)
    profile = b"iCCP", b"profile\0\0" + zlib.compress(icc.rgb_profile("AdobeRGB"))
    p3, adobe = (icc.in_srgb(values, name) for name in ("Display P3", "AdobeRGB"))
    yield _png("all", values, [cicp(*_P3), profile, srgb, gamma], p3)
    yield _png("cicp-srgb-before-profile", values, [cicp(*_SRGB), profile], values, tolerance=0)
    yield _png("profile-before-gamma", values, [profile, gamma], adobe, tolerance=2)
    yield _png("srgb-before-gamma", values, [srgb, gamma, _P3_CHRM], values, tolerance=0)
    yield _png("unknown-codes-before-profile", values, [cicp(99, 99), profile], adobe, tolerance=2)


def _exif(space, index):
    """Build EXIF with a colour space and a DCF interoperability index."""
    main = struct.pack("<HHHIII", 1, 0x8769, 4, 1, 26, 0)
    camera = struct.pack("<HHHIHH", 2, 0xA001, 3, 1, space, 0)
    camera += struct.pack("<HHIII", 0xA005, 4, 1, 56, 0)
    interop = struct.pack("<HHHI4sI", 1, 1, 2, 4, index, 0)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + main + camera + interop


def _adobe_by_exif():
    picture = patches()
    adobe = icc.in_srgb(picture, "AdobeRGB")
    codecs = {"jpg": ("JPEG", {"quality": 100, "subsampling": 0}),
            "webp": ("WEBP", {"lossless": True}), "png": ("PNG", {})}  # fmt: skip
    for suffix, (codec, options) in codecs.items():
        for name, space, index, seen in (
            ("r03", 65535, b"R03\0", adobe), ("2", 2, b"R03\0", adobe), ("2-alone", 2, b"", adobe),
            ("srgb", 1, b"R98\0", picture), ("uncalibrated", 65535, b"R98\0", picture),
        ):  # fmt: skip
            data = saved(picture, codec, exif=_exif(space, index), **options)
            tolerance = 6 if suffix == "jpg" else 1
            yield Sample("named colours", f"adobe-{name}.{suffix}", data, seen, tolerance=tolerance)
    data = saved(picture, "JPEG", exif=_exif(2, b"R03\0"), quality=100, subsampling=0,
                 icc_profile=icc.rgb_profile("Display P3"))  # fmt: skip
    seen = icc.in_srgb(picture, "Display P3")
    yield Sample("named colours", "profile-before-exif.jpg", data, seen, tolerance=6)


def _avif():
    picture = patches()
    fine = {"quality": 100, "subsampling": "4:4:4", "speed": 9}
    p3, adobe = (icc.in_srgb(picture, name) for name in ("Display P3", "AdobeRGB"))
    for name, primaries, transfer, seen in (
        ("p3", *_P3, p3), ("srgb", *_SRGB, picture), ("video", 1, 1, picture),
    ):  # fmt: skip
        data = with_nclx(saved(picture, "AVIF", **fine), primaries, transfer)
        yield Sample("named colours", f"{name}.avif", data, seen, tolerance=6)
    white = np.full((64, 64, 3), 255, np.uint8)
    data = with_nclx(saved(white, "AVIF", **fine), 9, 16)
    yield Sample("named colours", "pq.avif", data, white, tolerance=2, notice=_HDR)
    data = saved(picture, "AVIF", icc_profile=icc.rgb_profile("AdobeRGB"), **fine)
    yield Sample("named colours", "profile.avif", data, adobe, tolerance=9)


def with_nclx(data, primaries, transfer):
    """Return the AVIF with these colour codes."""
    at = data.index(b"colrnclx") + 8
    return data[:at] + struct.pack(">HH", primaries, transfer) + data[at + 4 :]


def _heif():
    import pillow_heif

    picture = patches(64, 96)
    for name, primaries, transfer, seen in (
        ("p3", *_P3, icc.in_srgb(picture, "Display P3")), ("srgb", *_SRGB, picture),
    ):  # fmt: skip
        stream = io.BytesIO()
        pillow_heif.from_pillow(Image.fromarray(picture)).save(
            stream, quality=95, chroma=444, color_primaries=primaries,
            transfer_characteristics=transfer,
        )  # fmt: skip
        yield Sample("named colours", f"{name}.heic", stream.getvalue(), seen, tolerance=10)
