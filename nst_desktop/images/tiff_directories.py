"""Checks on the number and size of a TIFF's directories before Pillow reads them.

Pillow creates a Python object of about 40 bytes for every number in a directory.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAX_PAGES = 1000

_MAX_EXPANSION = 16  # ratio of unpacked to packed EXIF size; equal texts may share bytes
_MAX_NUMBERS = 400_000  # per tag; enough for the offsets of 100,000 rows in four planes
_BYTES, _TEXT, _UNDEFINED = 1, 2, 7  # types that Pillow keeps as bytes
_SIZES = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8}  # bytes, by type
_NESTED = (34665, 34853, 40965)  # tags that point to the Exif, GPS and Interop directories
_MAX_DEPTH = 3
_SUBFILE, _PHOTOMETRIC, _SUB_DIRECTORIES, _DNG_VERSION = 254, 262, 330, 50706
_REDUCED = 1  # bit of the subfile type
_SHORT = 3  # value type
_MAX_READ_PAGES = 16  # limit on pages, and on pictures nested in a page


class TooManyValuesError(ValueError):
    """A directory contains more values than any picture needs."""


def count_pages(stream: BinaryIO) -> int:
    """Return the number of pages, at most MAX_PAGES.

    Counting ends where the chain of pages is truncated or circular. Moves the stream's position.
    Raises TooManyValuesError.
    """
    layout = _layout(stream)
    if layout is None:
        return 0
    seen: set[int] = set()
    offset = _number(stream, layout.offset)
    while offset and offset not in seen and len(seen) < MAX_PAGES:
        seen.add(offset)
        offset = _next(stream, layout, offset)
    return len(seen)


def check_exif(data: bytes) -> None:
    """Raise TooManyValuesError if an EXIF block would unpack to far more than its own size.

    An EXIF block is a small TIFF, in which many tags may refer to the same bytes.
    """
    max_bytes = _MAX_EXPANSION * len(data)
    stream = io.BytesIO(data)
    layout = _layout(stream)
    if layout is None:
        return
    nested = list(_directory(stream, layout, _number(stream, layout.offset), max_bytes))
    if len(nested) > len(_NESTED):
        raise TooManyValuesError(f"{len(nested)} nested directories")
    for offset in nested:
        for _ in _directory(stream, layout, offset, max_bytes):
            pass


@dataclass(frozen=True, slots=True)
class Page:
    """TIFF page, or picture nested in a page, as described by its directory.

    Attributes:
        photometric: Photometric interpretation, or -1 if it is not given.
        is_reduced: Whether it is a smaller copy of another picture.
        is_nested: Whether it is nested in a page rather than in the chain of pages.
        is_digital_negative: Whether it belongs to a DNG.
    """

    photometric: int = -1
    is_reduced: bool = False
    is_nested: bool = False
    is_digital_negative: bool = False


def read_pages(stream: BinaryIO) -> list[Page]:
    """Return the first pages, each followed by the pictures nested in it.

    Moves the stream's position.
    """
    layout = _layout(stream)
    pages: list[Page] = []
    if layout is None:
        return pages
    seen: set[int] = set()
    offset = _number(stream, layout.offset)
    while offset and offset not in seen and len(seen) < _MAX_READ_PAGES:
        seen.add(offset)
        tags = _tags(stream, layout, offset)
        offset = _number(stream, layout.offset)
        pages.append(_page(tags))
        for nested in _sub_directories(stream, layout, tags):
            pages.append(_page(_tags(stream, layout, nested), is_nested=True))
    return pages


def _page(tags: dict[int, tuple[int, int]], is_nested: bool = False) -> Page:
    photometric, subfile = (tags.get(tag, (0, -1))[1] for tag in (_PHOTOMETRIC, _SUBFILE))
    is_reduced = subfile > 0 and bool(subfile & _REDUCED)
    return Page(photometric, is_reduced, is_nested, _DNG_VERSION in tags)


def _sub_directories(
    stream: BinaryIO, layout: "_Layout", tags: dict[int, tuple[int, int]]
) -> tuple[int, ...]:
    """Return the offsets of the directories nested in a page."""
    count, value = tags.get(_SUB_DIRECTORIES, (0, 0))
    if count <= 1:
        return (value,) * count
    stream.seek(min(value, stream.seek(0, io.SEEK_END)))
    return tuple(_number(stream, layout.offset) for _ in range(min(count, _MAX_READ_PAGES)))


def _tags(stream: BinaryIO, layout: "_Layout", offset: int) -> dict[int, tuple[int, int]]:
    """Return a mapping from tag to (number of values, value or its offset).

    Leaves the stream at the end of the tags.
    """
    stream.seek(min(offset, stream.seek(0, io.SEEK_END)))
    data = stream.read(_number(stream, layout.count) * layout.entry.size)
    whole = len(data) - len(data) % layout.entry.size
    tags = {}
    for tag, value_type, count, value in layout.entry.iter_unpack(data[:whole]):
        if layout.is_big_endian and value_type == _SHORT:  # The value comes first in its field.
            value >>= 8 * (layout.offset.size - 2)
        elif value_type == _SHORT:
            value &= 0xFFFF
        tags[tag] = count, value
    return tags


@dataclass(frozen=True, slots=True)
class _Layout:
    """Number formats in a classic TIFF or BigTIFF file."""

    count: struct.Struct
    entry: struct.Struct  # tag, type, number of values, value or offset
    offset: struct.Struct

    @property
    def is_big_endian(self) -> bool:
        return self.offset.format.startswith(">")


def _layout(stream: BinaryIO) -> _Layout | None:
    stream.seek(0)
    head = stream.read(4)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None:
        return None
    if b"+" in head:
        stream.seek(8)
        return _Layout(*(struct.Struct(order + fields) for fields in ("Q", "HHQQ", "Q")))
    return _Layout(*(struct.Struct(order + fields) for fields in ("H", "HHII", "I")))


def _number(stream: BinaryIO, encoding: struct.Struct) -> int:
    data = stream.read(encoding.size)
    return encoding.unpack(data)[0] if len(data) == encoding.size else 0


def _next(stream: BinaryIO, layout: _Layout, offset: int) -> int:
    """Return the offset of the directory that follows the one at this offset, or 0.

    The directory at this offset and those nested in it are checked.
    """
    nested = list(_directory(stream, layout, offset))
    following = _number(stream, layout.offset)
    for _ in range(_MAX_DEPTH):
        nested = [deeper for start in nested for deeper in _directory(stream, layout, start)]
    return following


def _directory(
    stream: BinaryIO, layout: _Layout, offset: int, max_bytes: int | None = None
) -> Iterator[int]:
    """Check a directory and yield the offsets of the directories nested in it.

    Raises TooManyValuesError if a tag has too many numbers, or if the values take more than
    `max_bytes` in total. Leaves the stream at the end of the tags.
    """
    end = stream.seek(0, io.SEEK_END)
    if offset > end:
        return
    stream.seek(offset)
    data = stream.read(_number(stream, layout.count) * layout.entry.size)
    whole = len(data) - len(data) % layout.entry.size
    total = 0
    for tag, value_type, count, value in layout.entry.iter_unpack(data[:whole]):
        total += count * _SIZES.get(value_type, 1) if count < end else 0
        if max_bytes is not None and total > max_bytes:
            raise TooManyValuesError(f"more than {max_bytes} bytes")
        if _MAX_NUMBERS < count < end and value_type not in (_BYTES, _TEXT, _UNDEFINED):
            raise TooManyValuesError(f"tag {tag} has {count} numbers")
        if tag in _NESTED:
            yield value
