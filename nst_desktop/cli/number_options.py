"""Whole numbers and lists of numbers given with options."""

from collections.abc import Iterator
from contextlib import contextmanager

from nst_desktop.core.errors import ParameterError, UserError
from nst_desktop.images.picture_errors import printable_name

_MAX_DIGITS = 9  # Python refuses to convert thousands of them


class UsageError(UserError):
    """Error for command-line options that are invalid or do not go together."""


@contextmanager
def usage_errors() -> Iterator[None]:
    """Raise UsageError, naming the flag, instead of ParameterError."""
    try:
        yield
    except ParameterError as error:
        flag = f"--{error.field.replace('_', '-')}"
        values = {**error.values, "name": flag} if "name" in error.values else error.values
        raise UsageError(error.text, **values) from error


def parse_whole(text: str) -> int | None:
    """Return the whole number in the text, or None if there is none of up to nine digits."""
    return int(text) if text.isdecimal() and len(text) <= _MAX_DIGITS else None


def read_whole(text: str, flag: str, low: int, high: int) -> int:
    """Return the whole number given with a flag.

    Raises ParameterError, naming the flag, if it is none or not from `low` to `high`.
    """
    number = parse_whole(text)
    if number is None or not low <= number <= high:
        raise ParameterError(
            flag,
            f"{flag} must be a whole number from {low} to {high}, not '{printable_name(text)}'.",
        )
    return number


def read_shares(text: str | None, flag: str, count: int) -> list[float]:
    """Return `count` positive numbers, one for each painting. If `text` is None, all are 1.

    Raises ParameterError, naming the flag, if the text is invalid.
    """
    if text is None:
        return [1.0] * count
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != count or not all(0 < number < 1e6 for number in numbers):
        wanted = "1 number" if count == 1 else f"{count} numbers"
        raise ParameterError(
            "styles",
            f"{flag} needs {wanted} above 0, one for each painting, not '{printable_name(text)}'.",
        )
    return numbers
