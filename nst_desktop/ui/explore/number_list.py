"""Lists of numbers in the user's language."""

import re

from PySide6.QtCore import QLocale

from nst_desktop.core.numbers import plain_number
from nst_desktop.ui.parts.number_text import read_number


def write_numbers(numbers: list[float]) -> str:
    """Format numbers in the user's language, such as `0.5, 1, 2` or `0,5; 1; 2`."""
    separator = "; " if QLocale().decimalPoint() == "," else ", "
    return separator.join(map(write_number, numbers))


def write_number(number: float) -> str:
    """Format a number in the user's language, with up to ten significant digits."""
    return plain_number(float(f"{number:.10g}")).replace(".", QLocale().decimalPoint())


def read_numbers(text: str) -> list[str]:
    """Split a list into its numbers, and return each with a decimal point.

    Numbers are separated by spaces, semicolons, or commas before a space. Within a number, a point
    or a comma is the decimal separator. In languages with a decimal point, commas also separate
    numbers where a part has several commas, or both a comma and a point. Invalid parts stay
    unchanged; ambiguous parts get a question mark, which makes them invalid.
    """
    parts = [part.strip(",") for part in re.split(r"[;\s]+", text)]
    if QLocale().decimalPoint() == ".":
        parts = [piece for part in parts for piece in _pieces(part)]
    return [_plain(part) for part in parts if part]


def _pieces(part: str) -> list[str]:
    is_list = part.count(",") > 1 or ("," in part and "." in part)
    return part.split(",") if is_list else [part]


def _plain(part: str) -> str:
    number = read_number(part)
    if number is not None:
        return plain_number(float(f"{number:.10g}"))
    return f"{part}?" if _is_float(part) else part


def _is_float(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
