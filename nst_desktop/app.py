"""The window's way in: looks for a display first, because Qt aborts without one."""

import gc
import os
import sys

from nst_desktop.display import NoDisplayError, check_qt, usable_platforms


def main(argv: list[str]) -> int:
    """Open the window and return when it is closed: 0, or 1 if there is no display for it.

    argv: [PHOTOGRAPH [PAINTING]], the files to begin with.
    """
    try:
        platform = usable_platforms()
        check_qt()
    except NoDisplayError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if platform:
        os.environ.setdefault("QT_QPA_PLATFORM", platform)
    gc.disable()  # what is imported is no garbage; from then on the window collects by itself
    # Not at the top: importing Qt's widgets fails where check_qt would have told why.
    from nst_desktop.ui.app import run_program

    return run_program(argv)
