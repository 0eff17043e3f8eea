"""A look over a TIFF's directories before Pillow reads them: how many there are, and how large.

Pillow makes a Python object of every number in them, some 40 bytes each.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAX_PAGES = 1000

_SLACK = 16  # times its own size that EXIF may unpack to: some programs let equal texts share bytes
_MAX_NUMBERS = 400_000  # of a tag: the places of 100,000 rows of four planes
_BYTES, _TEXT, _UNDEFINED = 1, 2, 7  # types that stay bytes
_SIZES = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8}  # bytes, by type
_INSIDE = (34665, 34853, 40965)  # tags that lead to EXIF's, GPS's and the interoperability's own
_DEEPEST = 3
_SUBFILE, _PHOTOMETRIC, _SUB_DIRECTORIES, _DNG_VERSION = 254, 262, 330, 50706
_REDUCED = 1  # the bit of a subfile's type
_SHORT = 3  # type
_MAX_LOOKED_AT = 16  # pages, and pictures inside each


class TooManyNumbersError(ValueError):
    """A directory holds more than any picture needs."""


def pages_of(stream: BinaryIO) -> int:
    """The number of pages, at most MOST_PAGES. What is cut off or leads in a circle ends them.

    Raises TooManyNumbersError. Moves the stream's position.
    """
    layout = _layout(stream)
    if layout is None:
        return 0
    seen: set[int] = set()
    place = _number(stream, layout.place)
    while place and place not in seen and len(seen) < MAX_PAGES:
        seen.add(place)
        place = _next(stream, layout, place)
    return len(seen)


def check_exif(data: bytes) -> None:
    """Raise TooManyNumbersError if a block of EXIF, which is a small TIFF, would unpack to far
    more than it holds: many tags may lie over the same bytes."""
    most = _SLACK * len(data)
    stream = io.BytesIO(data)
    layout = _layout(stream)
    if layout is None:
        return
    inside = list(_directory(stream, layout, _number(stream, layout.place), most))
    if len(inside) > len(_INSIDE):
        raise TooManyNumbersError(f"{len(inside)} directories inside one")
    for place in inside:
        for _ in _directory(stream, layout, place, most):
            pass


@dataclass(frozen=True, slots=True)
class Page:
    """What a directory says of its picture.

    is_reduced: a smaller copy of another one. is_inside: in no chain of pages, but inside one.
    is_digital_negative: of a DNG.
    """

    photometric: int = -1
    is_reduced: bool = False
    is_inside: bool = False
    is_digital_negative: bool = False


def described(stream: BinaryIO) -> list[Page]:
    """The first pages, each before the pictures inside it. Moves the stream's
    position."""
    layout = _layout(stream)
    found: list[Page] = []
    if layout is None:
        return found
    seen: set[int] = set()
    place = _number(stream, layout.place)
    while place and place not in seen and len(seen) < _MAX_LOOKED_AT:
        seen.add(place)
        tags = _tags(stream, layout, place)
        place = _number(stream, layout.place)
        found.append(_page(tags))
        for inside in _sub_directories(stream, layout, tags):
            found.append(_page(_tags(stream, layout, inside), is_inside=True))
    return found


def _page(tags: dict[int, tuple[int, int]], is_inside: bool = False) -> Page:
    photometric, subfile = (tags.get(tag, (0, -1))[1] for tag in (_PHOTOMETRIC, _SUBFILE))
    is_reduced = subfile > 0 and bool(subfile & _REDUCED)
    return Page(photometric, is_reduced, is_inside, _DNG_VERSION in tags)


def _sub_directories(
    stream: BinaryIO, layout: "_Layout", tags: dict[int, tuple[int, int]]
) -> tuple[int, ...]:
    """Where the directories inside a page are."""
    count, value = tags.get(_SUB_DIRECTORIES, (0, 0))
    if count <= 1:
        return (value,) * count
    stream.seek(min(value, stream.seek(0, io.SEEK_END)))
    return tuple(_number(stream, layout.place) for _ in range(min(count, _MAX_LOOKED_AT)))


def _tags(stream: BinaryIO, layout: "_Layout", place: int) -> dict[int, tuple[int, int]]:
    """Tag -> count of values, and the value or its place. Leaves the stream behind the tags."""
    stream.seek(min(place, stream.seek(0, io.SEEK_END)))
    data = stream.read(_number(stream, layout.count) * layout.entry.size)
    whole = len(data) - len(data) % layout.entry.size
    found = {}
    for number, kind, count, value in layout.entry.iter_unpack(data[:whole]):
        if layout.is_big_endian and kind == _SHORT:  # it lies in the front of its field
            value >>= 8 * (layout.place.size - 2)
        elif kind == _SHORT:
            value &= 0xFFFF
        found[number] = count, value
    return found


@dataclass(frozen=True, slots=True)
class _Layout:
    """How numbers are written, in small TIFFs and in BigTIFFs."""

    count: struct.Struct
    entry: struct.Struct  # number, type, count of values, value or place
    place: struct.Struct

    @property
    def is_big_endian(self) -> bool:
        return self.place.format.startswith(">")


def _layout(stream: BinaryIO) -> _Layout | None:
    stream.seek(0)
    head = stream.read(4)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None:
        return None
    if b"+" in head:
        stream.seek(8)
        return _Layout(*(struct.Struct(order + each) for each in ("Q", "HHQQ", "Q")))
    return _Layout(*(struct.Struct(order + each) for each in ("H", "HHII", "I")))


def _number(stream: BinaryIO, form: struct.Struct) -> int:
    data = stream.read(form.size)
    return form.unpack(data)[0] if len(data) == form.size else 0


def _next(stream: BinaryIO, layout: _Layout, place: int) -> int:
    """Where the directory behind the one at this place is; 0 if there is none."""
    inside = list(_directory(stream, layout, place))
    following = _number(stream, layout.place)
    for _ in range(_DEEPEST):
        inside = [deeper for each in inside for deeper in _directory(stream, layout, each)]
    return following


def _directory(
    stream: BinaryIO, layout: _Layout, place: int, most: int | None = None
) -> Iterator[int]:
    """Check one directory; the places of those inside it. Leaves the stream behind its tags.

    most: bytes of all its values.
    """
    end = stream.seek(0, io.SEEK_END)
    if place > end:
        return
    stream.seek(place)
    data = stream.read(_number(stream, layout.count) * layout.entry.size)
    whole = len(data) - len(data) % layout.entry.size
    total = 0
    for number, kind, count, value in layout.entry.iter_unpack(data[:whole]):
        total += count * _SIZES.get(kind, 1) if count < end else 0
        if most is not None and total > most:
            raise TooManyNumbersError(f"more than {most} bytes")
        if _MAX_NUMBERS < count < end and kind not in (_BYTES, _TEXT, _UNDEFINED):
            raise TooManyNumbersError(f"tag {number} has {count} numbers")
        if number in _INSIDE:
            yield value
