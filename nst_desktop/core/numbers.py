"""Numbers as people write them."""

from decimal import Decimal

_PLAIN = 1e-7, 1e16  # sizes between which no exponent is needed
_MAX_LENGTH = 20  # digits of a whole number


def plain_number(number: float) -> str:
    """The number to its last digit without an exponent: 2147483647, 0.00001, 1000000.

    It is read back as the same number, unless it is a whole one of more than twenty digits.
    """
    if isinstance(number, int):
        return str(number)[:_MAX_LENGTH]
    if number and not _PLAIN[0] <= abs(number) < _PLAIN[1]:
        return repr(number)
    return f"{Decimal(repr(number)):f}".removesuffix(".0")
