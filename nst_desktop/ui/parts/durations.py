"""Durations as text."""

from PySide6.QtCore import QCoreApplication


def time_left(seconds: float) -> str:
    """Return the text for a remaining time, such as `3 min 20 s left`."""
    return _tr("{0} left").format(duration(seconds))


def duration(seconds: float) -> str:
    """Return the text for a duration: `45 s`, `3 min 20 s` or `2 h 05 min`, at least `1 s`."""
    whole_seconds = max(1, round(seconds))
    if whole_seconds < 60:
        return _tr("{0} s").format(whole_seconds)
    minutes, rest = divmod(whole_seconds, 60)
    if minutes < 60:
        return _tr("{0} min {1:02d} s").format(minutes, rest)
    return _tr("{0} h {1:02d} min").format(*divmod(minutes, 60))


def _tr(text: str) -> str:
    return QCoreApplication.translate("durations", text)
