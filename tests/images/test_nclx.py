"""The codes of an AVIF's colours: the main picture's, and none of a damaged file."""

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
    """associations: of each item, the places of its properties from 1."""
    item, index = (">I", ">H") if wide else (">H", ">B")
    entries = b"".join(
        struct.pack(item, number) + bytes([len(places)])
        + b"".join(struct.pack(index, place | (0x8000 if wide else 0x80)) for place in places)
        for number, places in associations.items()
    )  # fmt: skip
    head = struct.pack(">BxxBI", wide, wide, len(associations))
    iprp = box(b"iprp", box(b"ipco", *properties), box(b"ipma", head, entries))
    pitm = box(b"pitm", bytes([wide, 0, 0, 0]), struct.pack(item, main))
    return box(b"ftyp", b"avif", bytes(4)) + before + box(b"meta", bytes(4), pitm, iprp)


def codes(data):
    return read_nclx(io.BytesIO(data))


@pytest.mark.parametrize("wide", [False, True])
def test_the_main_pictures_codes_are_taken_and_no_other_ones(wide):
    properties = [colr(PQ), box(b"ispe", bytes(12)), colr(P3)]
    assert codes(avif(properties, {7: [1], 1: [2, 3]}, 1, wide)) == P3
    assert codes(avif(properties, {7: [1], 1: [2, 3]}, 7, wide)) == PQ
    assert codes(avif(properties, {7: [1], 1: [2]}, 1, wide)) is None


def test_codes_behind_the_pixels_are_found_and_a_box_may_be_of_any_kind_of_size():
    large = struct.pack(">I4sQ", 1, b"mdat", 16 + 2_000_000) + bytes(2_000_000)
    assert codes(avif([colr(SRGB)], {1: [1]}, before=large)) == SRGB
    to_the_end = bytearray(avif([colr(SRGB)], {1: [1]}))
    at = to_the_end.index(b"meta") - 4
    to_the_end[at : at + 4] = bytes(4)
    assert codes(bytes(to_the_end)) == SRGB


def test_a_profile_in_the_box_is_no_code():
    assert codes(avif([box(b"colr", b"prof", bytes(20))], {1: [1]})) is None


def test_any_damage_is_survived():
    whole = avif([colr(PQ), colr(P3)], {1: [2], 2: [1]})
    chance = random.Random(1)
    for length in range(len(whole)):
        codes(whole[:length])
    for _ in range(500):
        data = bytearray(whole)
        for _ in range(3):
            data[chance.randrange(len(data))] = chance.choice((0, 1, 127, 255))
        codes(bytes(data))
