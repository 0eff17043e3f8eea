"""Reading and writing our JSON documents; what is read may come from anybody."""

import json
import math
import os
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

Value = TypeVar("Value")

_KINDS = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    dict: "an object",
    list: "a list",
}
_MAX_DIGITS = 18  # a whole number of more fits no parameter, and may overflow a float


class JsonError(ValueError):
    """Why a document is refused: the end of a sentence that begins with the document's name."""


def read_document(text: str, kind: str, version: int, longest: int) -> dict[str, Any]:
    """The parts of a document of this kind, besides its format and version.

    text: at most `longest` characters of JSON, an object with "format": kind and "version": up
    to `version`. Raises JsonError, also for what JSON readers let pass: a key that is there
    twice, NaN, Infinity and numbers beyond measure.
    """
    if len(text) > longest:
        raise JsonError(f"is longer than {longest} characters")
    found = _parse(text)
    if not isinstance(found, dict) or found.pop("format", None) != kind:
        raise JsonError(f'lacks "format": "{kind}"')
    given = take(found, "version", int)
    if given > version:
        raise JsonError("was made by a newer version of NST Desktop; update the program to use it")
    if given < 1:
        raise JsonError("has a version below 1")
    del found["version"]
    return found


def write_document(kind: str, version: int, parts: Mapping[str, Any], indent: int | None) -> str:
    """The text, ASCII only, that read_document reads back as these parts."""
    return json.dumps({"format": kind, "version": version, **parts}, indent=indent, allow_nan=False)


def take(found: Mapping[str, Any], key: str, kind: type[Value]) -> Value:
    """The part of this name. Raises JsonError if it is not there or not of this kind."""
    if key not in found:
        raise JsonError(f"lacks {shown(key)}")
    value = found[key]
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:  # an exact comparison: True would pass for a whole number
        raise JsonError(f"has {shown(key)}, but not as {_KINDS[kind]}")
    return value


def check_keys(found: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raise JsonError if there is a part that is not among the known ones."""
    unknown = set(found).difference(known)
    if unknown:
        raise JsonError(f"has an unknown part {shown(min(unknown))}")


def is_plain(text: str, longest: int) -> bool:
    """Whether a text can be shown: not too long, no control character, no half of one."""
    return len(text) <= longest and not any(
        unicodedata.category(character) in ("Cc", "Cs") for character in text
    )


def is_path(text: str, longest: int) -> bool:
    """Whether a text can be the path of a file here. Names need not be text: Linux has them of
    any bytes, which Python shows as halves of characters, and with controls in them."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return len(text) <= longest and "\0" not in text


def shown(text: str) -> str:
    """A stranger's text, quoted for a message: short, and nothing that a terminal would obey."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _parse(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_no_twins,
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_short,
        )
    except JsonError:
        raise
    except RecursionError:
        raise JsonError("is nested too deeply") from None
    except ValueError as error:
        raise JsonError(f"is not JSON ({error})") from None


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise JsonError(f"has {shown(key)} twice")
        found[key] = value
    return found


def _no_constant(text: str) -> Any:
    raise JsonError(f"holds {text}, which is not a number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise JsonError("holds a number that is too large")
    return number


def _short(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise JsonError("holds a number that is too large")
    return int(text)
