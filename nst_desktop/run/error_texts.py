"""Error messages in the language of the window."""

import traceback

from PySide6.QtCore import QCoreApplication

from nst_desktop.core.errors import UserError, Words, as_user_error, is_out_of_memory


def error_text(error: Exception) -> str:
    """Return one line for the user: the text of a UserError, or a general message for bugs."""
    if isinstance(error, UserError) or is_out_of_memory(error):
        return _translated(as_user_error(error))
    return QCoreApplication.translate("explain", "Something went wrong inside the application.")


def error_details(error: Exception) -> str:
    """Return the traceback of a bug; empty for a UserError, whose text is sufficient."""
    if isinstance(error, UserError):
        return ""
    return "".join(traceback.format_exception(error))


def _translated(error: UserError) -> str:
    text = QCoreApplication.translate("errors", error.text)
    values = {name: _translated_value(value) for name, value in error.values.items()}
    return text.format(**values) if values else text


def _translated_value(value: object) -> object:
    """Translate Words and UserErrors that are inserted into a text."""
    if isinstance(value, Words):
        return QCoreApplication.translate("errors", value)
    return _translated(value) if isinstance(value, UserError) else value
