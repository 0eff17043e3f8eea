"""Starts NST Desktop: the window, or one of the commands without it."""

import sys

if getattr(sys, "frozen", False):  # the worker processes of a bundle start here, and end here
    from multiprocessing import freeze_support

    freeze_support()

    from nst_desktop.program import restore_environment

    restore_environment()

from nst_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
