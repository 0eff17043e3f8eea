"""What an error means to the person at the window."""

import traceback

from PySide6.QtCore import QCoreApplication

from nst_desktop.core.errors import UserError, Words, as_user_error, is_out_of_memory


def error_text(error: Exception) -> str:
    """One line for people: what a UserError says, or that it is a fault of the program."""
    if isinstance(error, UserError) or is_out_of_memory(error):
        return _translated(as_user_error(error))
    return QCoreApplication.translate("explain", "Something went wrong inside the application.")


def error_details(error: Exception) -> str:
    """The traceback of a fault; nothing for a UserError, whose text says it all."""
    if isinstance(error, UserError):
        return ""
    return "".join(traceback.format_exception(error))


def _translated(error: UserError) -> str:
    text = QCoreApplication.translate("errors", error.text)
    values = {name: _in_words(value) for name, value in error.values.items()}
    return text.format(**values) if values else text


def _in_words(value: object) -> object:
    """What is put into the text: Words and a UserError in the window's language as well."""
    if isinstance(value, Words):
        return QCoreApplication.translate("errors", value)
    return _translated(value) if isinstance(value, UserError) else value
