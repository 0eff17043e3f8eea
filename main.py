"""Starts NST Desktop: the window, or one of the commands without it."""

import sys

from nst_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
