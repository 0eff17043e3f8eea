"""How this program was started: its name on the command line, and whether from a bundle."""

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

REINSTALL = "Install NST Desktop again."  # advice where a bundle lacks something
_CALLS = {"main.py": "python main.py", "__main__.py": "python -m nst_desktop"}
_LIBRARIES = "LD_LIBRARY_PATH"
_QT_PATHS = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")


def is_bundle() -> bool:
    """Return whether this is an application bundle, where no package can be installed."""
    return bool(getattr(sys, "frozen", False))


def command_name() -> str:
    """Return what to write before a command, as in `python main.py render`."""
    return _CALLS.get(Path(sys.argv[0]).name, "nst-desktop")


def restore_environment(environment: MutableMapping[str, str] = os.environ) -> None:
    """Undo what starting a bundle changed in the environment.

    Otherwise, the programs that this one starts, such as the file manager, would load the bundle's
    libraries. This program needs the changes no longer: its own libraries know where they are.
    """
    for name in _QT_PATHS:
        environment.pop(name, None)
    original = environment.pop(f"{_LIBRARIES}_ORIG", None)
    if original is None:
        environment.pop(_LIBRARIES, None)
    else:
        environment[_LIBRARIES] = original
