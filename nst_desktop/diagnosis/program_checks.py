"""The program itself: its version, how it was installed, and its Python."""

import platform
import sys
from pathlib import Path

import nst_desktop
from nst_desktop.program import is_bundle

_PACKAGE = Path(nst_desktop.__file__).resolve().parent


def version() -> str:
    """Return the program's version."""
    return nst_desktop.__version__


def installation() -> str:
    """Return how the program was installed, and where."""
    if is_bundle():
        return f"application bundle in {Path(sys.executable).resolve().parent}"
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        return f"checkout in {_PACKAGE.parent}"
    return f"installed by pip in {_PACKAGE.parent}"


def python() -> str:
    """Return Python's version and path."""
    return f"{platform.python_version()}, {sys.executable}"
