"""Numbers as people write them: with a point or a comma, whatever the window's language."""

import re

from PySide6.QtCore import QCoreApplication, QLocale

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


def read_number(text: str, whole: bool = False) -> float | None:
    """The number that a text is; None if it is none, or could be two.

    Point and comma both are a decimal sign. Digits are never grouped: in English 1,234 could be
    1.234 as well, and in German 1.234 could be 1234. whole: nothing but digits.
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
    """What to write in place of a text that read_number refuses."""
    if whole:
        return _tr("Enter a whole number without separators.")
    point = QLocale().decimalPoint()
    if _is_ambiguous(text.strip(), point):
        parts = re.split("[.,]", text.strip())
        told = _tr("{0} can mean two numbers: write {1} or {2}.")
        return told.format(text.strip(), "".join(parts), point.join(parts))
    return _tr("Enter a number without thousands separators.")


def _is_ambiguous(text: str, point: str) -> bool:
    return bool(_GROUPED.fullmatch(text)) and point not in text


def _tr(text: str) -> str:
    return QCoreApplication.translate("NumberText", text)
