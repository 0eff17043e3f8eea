"""Lists of numbers as people write them."""

import re

from PySide6.QtCore import QLocale

from nst_desktop.core.numbers import plain_number
from nst_desktop.ui.parts.number_text import read_number


def write_numbers(numbers: list[float]) -> str:
    """The numbers in the user's language, such as `0.5, 1, 2` or `0,5; 1; 2`."""
    separator = "; " if QLocale().decimalPoint() == "," else ", "
    return separator.join(map(write_number, numbers))


def write_number(number: float) -> str:
    """The shortest text for the number in the user's language."""
    return plain_number(float(f"{number:.10g}")).replace(".", QLocale().decimalPoint())


def read_numbers(text: str) -> list[str]:
    """The numbers' texts, with a decimal point, as the program writes them.

    Spaces and semicolons separate, and a comma before a space. Within a number a point or a comma
    is its decimal sign; two commas separate where the language's decimal sign is the point. What
    is no number stays as it is; what could be two gets a question mark, so that nobody takes it
    for one.
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
