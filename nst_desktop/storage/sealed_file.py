"""A text and arrays in one file, under a seal that shows every damage. Nothing is evaluated.

Laid out as: a mark, the head's length (8 bytes, the lowest first), the head as JSON, its sha256,
the arrays' bytes in the head's order, the sha256 of all before.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from nst_desktop.core.arrays import AnyArray
from nst_desktop.storage.atomic import whole_file

_MARK = b"nst-desktop sealed 1\n"
_MAX_LENGTH = 1_000_000  # bytes of the head
_MAX_ARRAYS = 64
_MAX_SIDES = 4
_MAX_SIDE = 1 << 40
_TYPES = {"float16": 2, "float32": 4, "uint8": 1}  # bytes of each


class SealError(ValueError):
    """Why a file is refused: the end of a sentence that begins with its name."""


def write_sealed(path: Path, text: str, arrays: Mapping[str, AnyArray]) -> None:
    """Put them in the place of the file in one step. Raises OSError if it cannot be written.

    text: ASCII. arrays: of float16, float32 or uint8; written as they lie in memory, uncopied.
    """
    found = [[name, str(array.dtype), list(array.shape)] for name, array in arrays.items()]
    head = json.dumps({"text": text, "arrays": found}).encode("ascii")
    if len(head) > _MAX_LENGTH or not all(str(each.dtype) in _TYPES for each in arrays.values()):
        raise ValueError("this cannot be sealed")
    from numpy import ascontiguousarray

    with whole_file(path) as file:
        digest = hashlib.sha256()
        for part in (_MARK, len(head).to_bytes(8, "little"), head):
            digest.update(part)
            file.write(part)
        file.write(digest.digest())
        digest.update(digest.digest())
        for array in arrays.values():
            data = _bytes_of(ascontiguousarray(array))
            digest.update(data)
            file.write(data)
        file.write(digest.digest())


def read_text(path: Path) -> str:
    """The text alone, whatever has become of the arrays. Raises SealError or OSError."""
    with path.open("rb") as file:
        return str(_read_head(file, hashlib.sha256())["text"])


def read_sealed(path: Path) -> tuple[str, dict[str, AnyArray]]:
    """Text and arrays as they were written. Raises SealError, OSError or MemoryError."""
    from numpy import empty

    with path.open("rb") as file:
        digest = hashlib.sha256()
        head = _read_head(file, digest)
        arrays = {}
        for name, dtype, shape in _checked(head["arrays"], _left(file) - digest.digest_size):
            array = empty(shape, dtype)
            data = _bytes_of(array)
            if file.readinto(data) != len(data):
                raise SealError("is cut off")
            digest.update(data)
            arrays[name] = array
        if file.read() != digest.digest():
            raise SealError("is damaged")
    return str(head["text"]), arrays


def _read_head(file: BinaryIO, digest: Any) -> dict[str, Any]:
    start = file.read(len(_MARK) + 8)
    length = int.from_bytes(start[len(_MARK) :], "little")
    if not start.startswith(_MARK) or length > min(_MAX_LENGTH, _left(file)):
        raise SealError("is no file of this kind, or is cut off")
    head = file.read(length)
    digest.update(start)
    digest.update(head)
    if file.read(digest.digest_size) != digest.digest():
        raise SealError("is damaged")
    digest.update(digest.digest())
    try:
        found = json.loads(head)
    except (ValueError, RecursionError) as error:
        raise SealError("is no file of this kind") from error
    if not (isinstance(found, dict) and isinstance(found.get("text"), str)):
        raise SealError("is no file of this kind")
    return found


def _checked(found: Any, size: int) -> list[tuple[str, str, tuple[int, ...]]]:
    """What the head says of the arrays, if they fill just so many bytes."""
    if not isinstance(found, list) or len(found) > _MAX_ARRAYS:
        raise SealError("has no list of arrays")
    arrays = [_array(each) for each in found]
    sizes = [_TYPES[dtype] * _product(shape) for _, dtype, shape in arrays]
    if sum(sizes) != size or len({name for name, _, _ in arrays}) < len(arrays):
        raise SealError("has arrays that do not fit it")
    return arrays


def _array(found: Any) -> tuple[str, str, tuple[int, ...]]:
    match found:
        case [str(name), str(dtype), list(shape)] if dtype in _TYPES and len(shape) <= _MAX_SIDES:
            if all(type(side) is int and 0 <= side < _MAX_SIDE for side in shape):
                return name, dtype, tuple(shape)
    raise SealError("has an array of an unknown kind")


def _product(shape: tuple[int, ...]) -> int:
    product = 1
    for side in shape:
        product *= side
    return product


def _left(file: BinaryIO) -> int:
    """Bytes between here and the file's end."""
    return os.fstat(file.fileno()).st_size - file.tell()


def _bytes_of(array: AnyArray) -> memoryview:
    return array.reshape(-1).view("uint8").data
