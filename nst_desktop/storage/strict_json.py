"""Strict reader and writer for the program's JSON documents; input is not trusted."""

import json
import math
import os
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

Value = TypeVar("Value")

_KINDS = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    dict: "an object",
    list: "a list",
}
_MAX_DIGITS = 18  # a longer whole number fits no parameter and may overflow a float


class JsonError(ValueError):
    """A document was rejected; the message completes a sentence that begins with its name."""


def read_document(text: str, kind: str, version: int, longest: int) -> dict[str, Any]:
    """Parse a document and return its parts, except format and version.

    Args:
        text: JSON text, an object with "format" and "version".
        kind: Required format.
        version: Highest version accepted.
        longest: Maximum number of characters.

    Raises:
        JsonError: The document is invalid. Duplicate keys, NaN, Infinity and numbers that are too
            large are rejected too, although JSON parsers accept them.
    """
    if len(text) > longest:
        raise JsonError(f"is longer than {longest} characters")
    parts = _parse(text)
    if not isinstance(parts, dict) or parts.pop("format", None) != kind:
        raise JsonError(f'lacks "format": "{kind}"')
    given = take(parts, "version", int)
    if given > version:
        raise JsonError("was made by a newer version of NST Desktop; update the program to use it")
    if given < 1:
        raise JsonError("has a version below 1")
    del parts["version"]
    return parts


def write_document(kind: str, version: int, parts: Mapping[str, Any], indent: int | None) -> str:
    """Return the document as ASCII text that read_document parses back into these parts."""
    return json.dumps({"format": kind, "version": version, **parts}, indent=indent, allow_nan=False)


def take(parts: Mapping[str, Any], key: str, kind: type[Value]) -> Value:
    """Return the part with this key. Raises JsonError if it is missing or has another type."""
    if key not in parts:
        raise JsonError(f"lacks {quoted(key)}")
    value = parts[key]
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:  # exact, as True is an instance of int
        raise JsonError(f"has {quoted(key)}, but it is not {_KINDS[kind]}")
    return value


def check_keys(parts: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raise JsonError if any key is unknown."""
    unknown = set(parts).difference(known)
    if unknown:
        raise JsonError(f"has an unknown key {quoted(min(unknown))}")


def is_plain(text: str, longest: int) -> bool:
    """Return whether text is short enough and has no control characters or surrogates."""
    return len(text) <= longest and not any(
        unicodedata.category(character) in ("Cc", "Cs") for character in text
    )


def is_path(text: str, longest: int) -> bool:
    """Return whether text can be a file path on this system.

    On Linux, names may contain control characters and any bytes, which Python represents as
    surrogates.
    """
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return len(text) <= longest and "\0" not in text


def quoted(text: str) -> str:
    """Quote untrusted text for a message: truncated, control characters escaped."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _parse(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_unique_keys,
            parse_constant=_reject_constant,
            parse_float=_finite_float,
            parse_int=_short_int,
        )
    except JsonError:
        raise
    except RecursionError:
        raise JsonError("is nested too deeply") from None
    except ValueError as error:
        raise JsonError(f"is not JSON ({error})") from None


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for key, value in pairs:
        if key in parts:
            raise JsonError(f"has {quoted(key)} twice")
        parts[key] = value
    return parts


def _reject_constant(text: str) -> Any:
    raise JsonError(f"contains {text}, which is not a number")


def _finite_float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise JsonError("contains a number that is too large")
    return number


def _short_int(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise JsonError("contains a number that is too large")
    return int(text)
