"""Conversion between parts of JSON documents and typed structs; input is not trusted."""

from typing import Annotated, Any, TypeVar

import msgspec

from nst_desktop.storage.strict_json import JsonError, is_plain

Record = TypeVar("Record", bound=msgspec.Struct)

# Without control characters and surrogates, as in strict_json.is_plain.
Plain = Annotated[str, msgspec.Meta(pattern=r"\A[^\x00-\x1f\x7f-\x9f\ud800-\udfff]*\Z")]
Count = Annotated[int, msgspec.Meta(ge=0, le=10**9)]
Amount = Annotated[float, msgspec.Meta(ge=0, le=1e9)]


def read_record(parts: Any, record: type[Record]) -> Record:
    """Convert parts from read_document to this struct. Raises JsonError if they do not match."""
    try:
        return msgspec.convert(parts, record)
    except msgspec.ValidationError as error:
        text = "".join(char if is_plain(char, 1) else "?" for char in str(error)[:200])
        raise JsonError(f"has an invalid part ({text})") from None


def write_record(record: msgspec.Struct) -> dict[str, Any]:
    """Convert a struct to parts for write_document. NumPy numbers become Python numbers."""
    parts: dict[str, Any] = msgspec.to_builtins(record, enc_hook=_to_plain)
    return parts


def _to_plain(value: Any) -> Any:
    """Convert a NumPy number to a Python one. Raises TypeError for anything else."""
    if not hasattr(value, "item"):
        raise TypeError(f"{type(value).__name__} cannot be written")
    return value.item()
