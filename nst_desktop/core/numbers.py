"""Formatting of numbers for people."""

from decimal import Decimal

_PLAIN = 1e-7, 1e16  # absolute values that are written without an exponent
_MAX_LENGTH = 20  # digits of a whole number


def plain_number(number: float) -> str:
    """Format a number in full precision, without an exponent: 2147483647, 0.00001, 1000000.

    Parsing the text gives the same number, except that whole numbers are cut to twenty digits.
    Floats outside 1e-7..1e16 keep their exponent.
    """
    if isinstance(number, int):
        return str(number)[:_MAX_LENGTH]
    if number and not _PLAIN[0] <= abs(number) < _PLAIN[1]:
        return repr(number)
    return f"{Decimal(repr(number)):f}".removesuffix(".0")
