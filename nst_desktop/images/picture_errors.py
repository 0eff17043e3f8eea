"""What is said of a picture file that cannot be read or written, in words for people."""

import os
from pathlib import Path

from nst_desktop.core.errors import UserError

_MAX_NAME_LENGTH, _MAX_REASON_LENGTH = 80, 120  # characters


class PictureError(UserError):
    """A picture file cannot be read or written. The text says why and what to do."""


def missing(path: Path) -> PictureError:
    """What to say of a path at which there is no file."""
    if os.path.islink(path):
        return PictureError(
            "{name} is a link to a file that is not there.", name=shown_name(path.name)
        )
    return PictureError("There is no file {path}.", path=shown_name(str(path)))


def shown_name(name: str) -> str:
    """A file's name for a message: a line that a terminal does not obey, with its suffix."""
    plain = _printable(name)
    if len(plain) > _MAX_NAME_LENGTH:
        half = _MAX_NAME_LENGTH // 2
        plain = f"{plain[:half]}…{plain[-half + 1 :]}"
    return plain


def shown_reason(error: BaseException) -> str:
    """What a library says of a fault, as the end of a sentence."""
    text = _printable(str(error)).strip(" .") or type(error).__name__
    return text if len(text) <= _MAX_REASON_LENGTH else text[: _MAX_REASON_LENGTH - 1] + "…"


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
