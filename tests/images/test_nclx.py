"""Colour codes of AVIF: those of the primary picture, and none in a damaged file."""

import io
import random
import struct

import pytest

from nst_desktop.images.nclx import read_nclx

P3, PQ, SRGB = (12, 13), (9, 16), (1, 13)


def box(name, *parts):
    content = b"".join(parts)
    return struct.pack(">I4s", 8 + len(content), name) + content


def colr(codes):
    return box(b"colr", b"nclx", struct.pack(">HHHB", *codes, 6, 0x80))


def avif(properties, associations, main=1, wide=False, before=b""):
    """Build an AVIF; associations map each item to the indices, from 1, of its properties."""
    item, index = (">I", ">H") if wide else (">H", ">B")
    entries = b"".join(
        struct.pack(item, number) + bytes([len(indices)])
        + b"".join(struct.pack(index, i | (0x8000 if wide else 0x80)) for i in indices)
        for number, indices in associations.items()
    )  # fmt: skip
    head = struct.pack(">BxxBI", wide, wide, len(associations))
    iprp = box(b"iprp", box(b"ipco", *properties), box(b"ipma", head, entries))
    pitm = box(b"pitm", bytes([wide, 0, 0, 0]), struct.pack(item, main))
    return box(b"ftyp", b"avif", bytes(4)) + before + box(b"meta", bytes(4), pitm, iprp)


def codes(data):
    return read_nclx(io.BytesIO(data))


@pytest.mark.parametrize("wide", [False, True])
def test_only_the_primary_pictures_codes_count(wide):
    properties = [colr(PQ), box(b"ispe", bytes(12)), colr(P3)]
    assert codes(avif(properties, {7: [1], 1: [2, 3]}, 1, wide)) == P3
    assert codes(avif(properties, {7: [1], 1: [2, 3]}, 7, wide)) == PQ
    assert codes(avif(properties, {7: [1], 1: [2]}, 1, wide)) is None


def test_codes_after_the_pixels_and_boxes_with_any_size_field_are_read():
    large = struct.pack(">I4sQ", 1, b"mdat", 16 + 2_000_000) + bytes(2_000_000)
    assert codes(avif([colr(SRGB)], {1: [1]}, before=large)) == SRGB
    to_the_end = bytearray(avif([colr(SRGB)], {1: [1]}))
    at = to_the_end.index(b"meta") - 4
    to_the_end[at : at + 4] = bytes(4)
    assert codes(bytes(to_the_end)) == SRGB


def test_a_profile_in_the_box_is_ignored():
    assert codes(avif([box(b"colr", b"prof", bytes(20))], {1: [1]})) is None


def test_damaged_files_raise_nothing():
    whole = avif([colr(PQ), colr(P3)], {1: [2], 2: [1]})
    rng = random.Random(1)
    for length in range(len(whole)):
        codes(whole[:length])
    for _ in range(500):
        data = bytearray(whole)
        for _ in range(3):
            data[rng.randrange(len(data))] = rng.choice((0, 1, 127, 255))
        codes(bytes(data))
