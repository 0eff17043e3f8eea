"""Parsing of numbers as people write them: with a point or a comma, in any window language."""

import re

from PySide6.QtCore import QCoreApplication, QLocale

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


def read_number(text: str, whole: bool = False) -> float | None:
    """Parse a number; return None if the text is not a number or is ambiguous.

    Both the point and the comma are decimal separators. Thousands separators are not accepted
    because they are ambiguous: 1,234 could also mean 1.234 in English, and 1.234 could mean 1234
    in German.

    Args:
        text: Text to parse.
        whole: Whether to accept integers only, written as digits with an optional sign.
    """
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    if whole:
        return int(text) if re.fullmatch(r"[+-]?\d{1,18}", text) else None
    point = QLocale().decimalPoint()
    plain = text.replace(point, ".").replace(",", ".")
    if not _NUMBER.fullmatch(plain) or _is_ambiguous(text, point):
        return None
    return float(plain)


def number_hint(text: str, whole: bool = False) -> str:
    """Return a hint on how to correct a text that read_number() rejects."""
    if whole:
        return _tr("Enter a whole number without separators.")
    point = QLocale().decimalPoint()
    if _is_ambiguous(text.strip(), point):
        parts = re.split("[.,]", text.strip())
        hint = _tr("{0} is ambiguous: enter {1} or {2}.")
        return hint.format(text.strip(), "".join(parts), point.join(parts))
    return _tr("Enter a number without thousands separators.")


def _is_ambiguous(text: str, point: str) -> bool:
    return bool(_GROUPED.fullmatch(text)) and point not in text


def _tr(text: str) -> str:
    return QCoreApplication.translate("NumberText", text)
