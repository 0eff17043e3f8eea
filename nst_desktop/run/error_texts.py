"""Error messages in the window's language."""

import traceback

from PySide6.QtCore import QCoreApplication

from nst_desktop.core.errors import UserError, Words, as_user_error, is_out_of_memory


def error_text(error: Exception) -> str:
    """Return a message for the user: a UserError's own message, or a general one for a bug."""
    if isinstance(error, UserError) or is_out_of_memory(error):
        return _translated(as_user_error(error))
    return QCoreApplication.translate("explain", "Something went wrong in the application.")


def error_details(error: Exception) -> str:
    """Return a bug's traceback, or an empty string for a UserError, whose message suffices."""
    if isinstance(error, UserError):
        return ""
    return "".join(traceback.format_exception(error))


def _translated(error: UserError) -> str:
    text = QCoreApplication.translate("errors", error.text)
    values = {name: _translated_value(value) for name, value in error.values.items()}
    return text.format(**values) if values else text


def _translated_value(value: object) -> object:
    """Translate a value for insertion into a message if it is a Words or a UserError."""
    if isinstance(value, Words):
        return QCoreApplication.translate("errors", value)
    return _translated(value) if isinstance(value, UserError) else value
