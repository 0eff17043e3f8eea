"""Formatting of numbers for display."""

from decimal import Decimal

_PLAIN = 1e-7, 1e16  # range of absolute values written without an exponent
_MAX_LENGTH = 20  # maximum number of digits in a whole number


def plain_number(number: float) -> str:
    """Format a number at full precision without an exponent, such as 0.00001 or 1000000.

    Parsing the text gives the same number, except that whole numbers are truncated to 20 digits.
    Floats outside 1e-7..1e16 keep their exponent.
    """
    if isinstance(number, int):
        return str(number)[:_MAX_LENGTH]
    if number and not _PLAIN[0] <= abs(number) < _PLAIN[1]:
        return repr(number)
    return f"{Decimal(repr(number)):f}".removesuffix(".0")
