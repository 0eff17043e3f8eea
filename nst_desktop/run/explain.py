"""What an error means to the person at the window."""

import traceback

from PySide6.QtCore import QCoreApplication

from nst_desktop.core.errors import UserError, is_out_of_memory


def explain(error: Exception) -> str:
    """One line for people: a UserError's own text, or a friendly one for a fault."""
    if isinstance(error, UserError):
        return str(error)
    if is_out_of_memory(error):
        return QCoreApplication.translate(
            "explain", "There is not enough memory for this size. Choose a smaller one."
        )
    return QCoreApplication.translate("explain", "Something went wrong inside the application.")


def details_of(error: Exception) -> str:
    """The traceback of a fault; nothing for a UserError, whose text says it all."""
    if isinstance(error, UserError):
        return ""
    return "".join(traceback.format_exception(error))
