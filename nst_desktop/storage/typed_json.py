"""The parts of our own documents as typed structs; what is read may have been tampered with."""

from typing import Annotated, Any, TypeVar

import msgspec

from nst_desktop.storage.strict_json import JsonError, is_plain

Record = TypeVar("Record", bound=msgspec.Struct)

# Without control characters and halves of characters, as strict_json.is_plain has it.
Plain = Annotated[str, msgspec.Meta(pattern=r"\A[^\x00-\x1f\x7f-\x9f\ud800-\udfff]*\Z")]
Count = Annotated[int, msgspec.Meta(ge=0, le=10**9)]
Amount = Annotated[float, msgspec.Meta(ge=0, le=1e9)]


def read_record(parts: Any, record: type[Record]) -> Record:
    """The parts that read_document gave, as this struct. Raises JsonError if they are no such."""
    try:
        return msgspec.convert(parts, record)
    except msgspec.ValidationError as error:
        text = "".join(each if is_plain(each, 1) else "?" for each in str(error)[:200])
        raise JsonError(f"has a part that cannot be used ({text})") from None


def write_record(record: msgspec.Struct) -> dict[str, Any]:
    """The parts, as write_document takes them; numpy's numbers become plain ones."""
    parts: dict[str, Any] = msgspec.to_builtins(record, enc_hook=_plain)
    return parts


def _plain(value: Any) -> Any:
    """What numpy's numbers are in Python. Raises TypeError for anything else."""
    if not hasattr(value, "item"):
        raise TypeError(f"{type(value).__name__} cannot be written")
    return value.item()
