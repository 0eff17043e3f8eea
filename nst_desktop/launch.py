"""Window startup: asks a window that is open, or checks for a display and opens one.

Without a display, Qt would abort.
"""

import gc
import os
import sys
from pathlib import Path

from nst_desktop import paths
from nst_desktop.display import NoDisplayError, check_qt, usable_platforms
from nst_desktop.handover import OpenWindows, WindowRequest, activation_token


def main(pictures: list[str], shows_queue: bool = False, is_separate: bool = False) -> int:
    """Hand the pictures to an open window, or open a window and return once it is closed.

    Args:
        pictures: Files to open: [PHOTOGRAPH [PAINTING ...]].
        shows_queue: Whether to show the queue.
        is_separate: Whether to open a window even if one is open.

    Returns:
        Exit code, 1 if there is no display.
    """
    files = tuple(Path(name).absolute() for name in pictures)
    request = WindowRequest(files, shows_queue, activation_token())
    windows = OpenWindows(paths.windows_folder())
    if not is_separate and windows.hand_over(request):
        return 0
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

    return run_program(request, windows)
