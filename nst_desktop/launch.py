"""Window startup. It checks for a display first, since Qt would abort without one."""

import gc
import os
import sys

from nst_desktop.display import NoDisplayError, check_qt, usable_platforms


def main(argv: list[str]) -> int:
    """Open the window, and return the exit code once it is closed, or 1 if there is no display.

    The arguments are the files to open: [PHOTOGRAPH [PAINTING]].
    """
    try:
        platform = usable_platforms()
        check_qt()
    except NoDisplayError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if platform:
        os.environ.setdefault("QT_QPA_PLATFORM", platform)
    gc.disable()  # imports create no garbage; later, the window runs the collector itself
    # Not at the top: if importing Qt's widgets fails, check_qt() must first explain why.
    from nst_desktop.ui.app import run_program

    return run_program(argv)
