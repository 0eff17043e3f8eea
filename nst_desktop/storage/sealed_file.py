"""Sealed files: text and arrays with checksums that reveal any damage.

Reading a file never executes code from it.

Layout: a magic string, the header length (8 bytes, little-endian), the header as JSON, the SHA-256
of everything so far, the array bytes in header order, and the SHA-256 of everything before it.
"""

import hashlib
import json
import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from nst_desktop.core.arrays import AnyArray
from nst_desktop.storage.atomic import whole_file

_MAGIC = b"nst-desktop sealed 1\n"
_MAX_LENGTH = 1_000_000  # bytes of the header
_MAX_ARRAYS = 64
_MAX_DIMENSIONS = 4
_MAX_SIDE = 1 << 40
_ITEM_SIZES = {"float16": 2, "float32": 4, "uint8": 1}  # bytes


class SealError(ValueError):
    """A sealed file was rejected; the message completes a sentence that begins with its name."""


def write_sealed(path: Path, text: str, arrays: Mapping[str, AnyArray]) -> None:
    """Write a sealed file atomically. Raises OSError if it cannot be written.

    Args:
        path: Path of the file.
        text: ASCII text.
        arrays: Arrays by name, in float16, float32 or uint8. Contiguous arrays are written without
            copying.
    """
    described = [[name, str(array.dtype), list(array.shape)] for name, array in arrays.items()]
    head = json.dumps({"text": text, "arrays": described}).encode("ascii")
    has_known_types = all(str(array.dtype) in _ITEM_SIZES for array in arrays.values())
    if len(head) > _MAX_LENGTH or not has_known_types:
        raise ValueError("the text or the arrays cannot be sealed")
    from numpy import ascontiguousarray

    with whole_file(path) as file:
        digest = hashlib.sha256()
        for part in (_MAGIC, len(head).to_bytes(8, "little"), head):
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
    """Return only the text, even if the arrays are damaged. Raises SealError or OSError."""
    with path.open("rb") as file:
        return str(_read_head(file, hashlib.sha256())["text"])


def read_sealed(path: Path) -> tuple[str, dict[str, AnyArray]]:
    """Return the text and arrays as they were written. Raises SealError, OSError or MemoryError."""
    from numpy import empty

    with path.open("rb") as file:
        digest = hashlib.sha256()
        head = _read_head(file, digest)
        arrays = {}
        for name, dtype, shape in _check_arrays(
            head["arrays"], _bytes_left(file) - digest.digest_size
        ):
            array = empty(shape, dtype)
            data = _bytes_of(array)
            if file.readinto(data) != len(data):
                raise SealError("is incomplete")
            digest.update(data)
            arrays[name] = array
        if file.read() != digest.digest():
            raise SealError("is damaged")
    return str(head["text"]), arrays


def _read_head(file: BinaryIO, digest: Any) -> dict[str, Any]:
    start = file.read(len(_MAGIC) + 8)
    length = int.from_bytes(start[len(_MAGIC) :], "little")
    if not start.startswith(_MAGIC) or length > min(_MAX_LENGTH, _bytes_left(file)):
        raise SealError("has another format or is incomplete")
    head = file.read(length)
    digest.update(start)
    digest.update(head)
    if file.read(digest.digest_size) != digest.digest():
        raise SealError("is damaged")
    digest.update(digest.digest())
    try:
        parsed = json.loads(head)
    except (ValueError, RecursionError) as error:
        raise SealError("has an invalid header") from error
    if not (isinstance(parsed, dict) and isinstance(parsed.get("text"), str)):
        raise SealError("has an invalid header")
    return parsed


def _check_arrays(descriptions: Any, size: int) -> list[tuple[str, str, tuple[int, ...]]]:
    """Return each array's name, type and shape.

    Raises SealError unless the arrays fill exactly `size` bytes.
    """
    if not isinstance(descriptions, list) or len(descriptions) > _MAX_ARRAYS:
        raise SealError("has an invalid list of arrays")
    arrays = [_check_array(description) for description in descriptions]
    sizes = [_ITEM_SIZES[dtype] * math.prod(shape) for _, dtype, shape in arrays]
    if sum(sizes) != size or len({name for name, _, _ in arrays}) < len(arrays):
        raise SealError("has arrays that do not match its size")
    return arrays


def _check_array(description: Any) -> tuple[str, str, tuple[int, ...]]:
    match description:
        case [str(name), str(dtype), list(shape)] if dtype in _ITEM_SIZES:
            is_valid = all(type(side) is int and 0 <= side < _MAX_SIDE for side in shape)
            if is_valid and len(shape) <= _MAX_DIMENSIONS:
                return name, dtype, tuple(shape)
    raise SealError("has an array of an unknown type or shape")


def _bytes_left(file: BinaryIO) -> int:
    """Return the number of bytes from here to the end of the file."""
    return os.fstat(file.fileno()).st_size - file.tell()


def _bytes_of(array: AnyArray) -> memoryview:
    return array.reshape(-1).view("uint8").data
