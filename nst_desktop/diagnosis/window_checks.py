"""Whether a window can be opened."""

from nst_desktop.diagnosis.findings import Problem
from nst_desktop.display import MissingLibraryError, NoDisplayError, check_qt, usable_platforms


def display() -> str:
    """Return the Qt platform that shows the window, or why there is no display.

    Raises:
        Problem: There is a display, but Qt lacks a system library.
    """
    try:
        platform = usable_platforms()
        check_qt()
    except MissingLibraryError as error:
        if isinstance(error.__cause__, ModuleNotFoundError):  # listed among the packages
            return "cannot be opened: PySide6 is not complete"
        raise Problem("cannot be opened: a system library is missing", str(error)) from error
    except NoDisplayError as error:
        return str(error)
    return f"can be opened ({platform or 'with the default platform'})"
