"""PictureError, and helpers for error messages."""

import os
from pathlib import Path

from nst_desktop.core.errors import UserError

_MAX_NAME_LENGTH, _MAX_REASON_LENGTH = 80, 120  # characters


class PictureError(UserError):
    """A picture file cannot be read or written; the message says why and what to do."""


def missing_file(path: Path) -> PictureError:
    """Return the error for a file that does not exist."""
    if os.path.islink(path):
        return PictureError(
            "{name} is a link to a file that does not exist.", name=printable_name(path.name)
        )
    return PictureError("The file {path} does not exist.", path=printable_name(str(path)))


def printable_name(name: str) -> str:
    """Return a file name for a message: printable, on one line, and shortened if necessary."""
    plain = _printable(name)
    if len(plain) > _MAX_NAME_LENGTH:
        half = _MAX_NAME_LENGTH // 2
        plain = f"{plain[:half]}…{plain[-half + 1 :]}"
    return plain


def printable_reason(error: BaseException) -> str:
    """Return a library's error message in a form that can end a sentence."""
    text = _printable(str(error)).strip(" .") or type(error).__name__
    return text if len(text) <= _MAX_REASON_LENGTH else text[: _MAX_REASON_LENGTH - 1] + "…"


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
