"""Whether the program runs from an application bundle."""

import sys

REINSTALL = "Install NST Desktop again."  # advice where a bundle lacks something


def is_bundle() -> bool:
    """Return whether this is an application bundle, where no package can be installed."""
    return bool(getattr(sys, "frozen", False))
