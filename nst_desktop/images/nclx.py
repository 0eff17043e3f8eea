"""The colours that an AVIF names by codes: nclx, which Pillow does not read.

ISO/IEC 14496-12 and 23008-12: boxes of a size, a type and a content; the colr boxes lie among the
properties (ipco), and which of them is the main picture's says the association (ipma).
"""

import io
from collections.abc import Iterator
from typing import BinaryIO

_MAX_SIZE = 1_000_000  # bytes of the box that holds everything but the pixels
_MAX_BOXES = 10_000


def nclx_of(stream: BinaryIO) -> tuple[int, int] | None:
    """Primaries and transfer function of the main picture, as codes of H.273; None: not named.

    What is damaged counts as missing. Moves the stream's position.
    """
    meta = _meta(stream)[4:]
    properties = _first(meta, b"iprp")
    boxes = list(_boxes(_first(properties, b"ipco")))
    wanted = _indices(_first(properties, b"ipma"), _main_item(_first(meta, b"pitm")))
    for index in wanted or range(len(boxes)):
        name, content = boxes[index] if 0 <= index < len(boxes) else (b"", b"")
        if name == b"colr" and content[:4] == b"nclx" and len(content) >= 10:
            return int.from_bytes(content[4:6], "big"), int.from_bytes(content[6:8], "big")
    return None


def _meta(stream: BinaryIO) -> bytes:
    """The content of the box that holds everything but the pixels."""
    end, at = stream.seek(0, io.SEEK_END), 0
    for _ in range(_MAX_BOXES):
        stream.seek(at)
        size, name, start = _head(stream.read(16))
        size = size or end - at
        if not start <= size <= end - at:
            break
        if name == b"meta":
            stream.seek(at + start)
            return stream.read(min(size - start, _MAX_SIZE))
        at += size
    return b""


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The type and content of each box."""
    at = 0
    for _ in range(_MAX_BOXES):
        size, name, start = _head(data[at : at + 16])
        size = size or len(data) - at
        if not start <= size <= len(data) - at:
            return
        yield name, data[at + start : at + size]
        at += size


def _head(data: bytes) -> tuple[int, bytes, int]:
    """A box's size, 0 for all that is left, its type, and the place of its content."""
    size, name = int.from_bytes(data[:4], "big"), data[4:8]
    return (int.from_bytes(data[8:16], "big"), name, 16) if size == 1 else (size, name, 8)


def _first(data: bytes, wanted: bytes) -> bytes:
    """The content of the first box of this type; empty if there is none."""
    return next((content for name, content in _boxes(data) if name == wanted), b"")


def _main_item(content: bytes) -> int:
    """The number of the main picture."""
    return int.from_bytes(content[4:6] if content[:1] == b"\0" else content[4:8], "big")


def _indices(content: bytes, item: int) -> list[int]:
    """The places, from 0, of an item's properties; none if it is not spoken of."""
    wide_item, wide_index = content[:1] != b"\0", bool(content[3:4] and content[3] & 1)
    at = 8
    for _ in range(min(int.from_bytes(content[4:8], "big"), _MAX_BOXES)):
        found = int.from_bytes(content[at : (at := at + (4 if wide_item else 2))], "big")
        count = int.from_bytes(content[at : (at := at + 1)], "big")
        size = 1 + wide_index
        entries = [content[at + size * n : at + size * (n + 1)] for n in range(count)]
        at += size * count
        if found == item:
            mask = 0x7FFF if wide_index else 0x7F  # the first bit: whether it is essential
            return [(int.from_bytes(entry, "big") & mask) - 1 for entry in entries]
    return []
