"""Reader for the colour codes in AVIF files (nclx), which Pillow ignores.

According to ISO/IEC 14496-12 and 23008-12, a file consists of boxes, each with a size, a type and
content. The colr boxes are among the properties (ipco). The associations (ipma) say which
properties belong to the primary picture (pitm).
"""

import io
from collections.abc import Iterator
from typing import BinaryIO

_MAX_META_SIZE = 1_000_000  # bytes read from the meta box
_MAX_BOXES = 10_000


def read_nclx(stream: BinaryIO) -> tuple[int, int] | None:
    """Return the primary picture's H.273 codes, (primaries, transfer function), or None.

    Damaged boxes count as missing. Moves the stream's position.
    """
    meta = _meta(stream)[4:]
    properties = _first(meta, b"iprp")
    boxes = list(_boxes(_first(properties, b"ipco")))
    indices = _indices(_first(properties, b"ipma"), _primary_item(_first(meta, b"pitm")))
    for index in indices or range(len(boxes)):
        name, content = boxes[index] if 0 <= index < len(boxes) else (b"", b"")
        if name == b"colr" and content[:4] == b"nclx" and len(content) >= 10:
            return int.from_bytes(content[4:6], "big"), int.from_bytes(content[6:8], "big")
    return None


def _meta(stream: BinaryIO) -> bytes:
    """Return the content of the meta box, which holds everything except the pixels."""
    end, offset = stream.seek(0, io.SEEK_END), 0
    for _ in range(_MAX_BOXES):
        stream.seek(offset)
        size, name, start = _header(stream.read(16))
        size = size or end - offset
        if not start <= size <= end - offset:
            break
        if name == b"meta":
            stream.seek(offset + start)
            return stream.read(min(size - start, _MAX_META_SIZE))
        offset += size
    return b""


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the type and content of each box."""
    offset = 0
    for _ in range(_MAX_BOXES):
        size, name, start = _header(data[offset : offset + 16])
        size = size or len(data) - offset
        if not start <= size <= len(data) - offset:
            return
        yield name, data[offset + start : offset + size]
        offset += size


def _header(data: bytes) -> tuple[int, bytes, int]:
    """Return a box's size (0 for the rest of the file), its type, and the offset of its content."""
    size, name = int.from_bytes(data[:4], "big"), data[4:8]
    return (int.from_bytes(data[8:16], "big"), name, 16) if size == 1 else (size, name, 8)


def _first(data: bytes, box_type: bytes) -> bytes:
    """Return the content of the first box of this type, or b""."""
    return next((content for name, content in _boxes(data) if name == box_type), b"")


def _primary_item(content: bytes) -> int:
    """Return the primary picture's ID."""
    return int.from_bytes(content[4:6] if content[:1] == b"\0" else content[4:8], "big")


def _indices(content: bytes, item: int) -> list[int]:
    """Return the zero-based indices of an item's properties; empty if the item is not listed."""
    wide_item, wide_index = content[:1] != b"\0", bool(content[3:4] and content[3] & 1)
    offset = 8
    for _ in range(min(int.from_bytes(content[4:8], "big"), _MAX_BOXES)):
        item_id = int.from_bytes(
            content[offset : (offset := offset + (4 if wide_item else 2))], "big"
        )
        count = int.from_bytes(content[offset : (offset := offset + 1)], "big")
        size = 1 + wide_index
        entries = [content[offset + size * n : offset + size * (n + 1)] for n in range(count)]
        offset += size * count
        if item_id == item:
            mask = 0x7FFF if wide_index else 0x7F  # The first bit marks an essential property.
            return [(int.from_bytes(entry, "big") & mask) - 1 for entry in entries]
    return []
