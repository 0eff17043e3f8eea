"""Lists of numbers as people write them."""

import re

from PySide6.QtCore import QLocale


def write_numbers(numbers: list[float]) -> str:
    """The numbers in the user's language, such as `0.5, 1, 2` or `0,5; 1; 2`."""
    separator = "; " if QLocale().decimalPoint() == "," else ", "
    return separator.join(map(write_number, numbers))


def write_number(number: float) -> str:
    """The shortest text for the number in the user's language."""
    return f"{number:.10g}".replace(".", QLocale().decimalPoint())


def read_numbers(text: str) -> list[str]:
    """The numbers' texts, with a decimal point, as the program writes them.

    A comma separates where it is not the language's decimal sign; a semicolon and a space always.
    """
    is_decimal = QLocale().decimalPoint() == ","
    parts = re.split(r"[;\s]+" if is_decimal else r"[;,\s]+", text)
    return [part.replace(",", ".") for part in parts if part]
