"""What is installed on a machine and matters for equal artworks, and how two differ in it."""

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path

from nst_desktop import __version__

OURS, TORCH, _CODE = "NST Desktop", "torch", "code"
_FOLDERS = ("core", "files")  # of the package; the others only show what these make


@functools.cache
def installed() -> Mapping[str, str]:
    """Versions by name, and the checksum of the code that makes artworks. Imports no torch."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        torch = version("torch").partition("+")[0]  # what follows is the kind of device
    except PackageNotFoundError:
        torch = ""
    return {OURS: __version__, TORCH: torch, _CODE: _checksum()}


def difference(theirs: Mapping[str, str] | Exception, with_torch: bool = True) -> str:
    """The rest of a sentence about a machine whose artworks may be others; empty if it is equal.

    theirs: what `installed` gave there, or why it could not be called.
    """
    ours = installed()
    if isinstance(theirs, Exception):
        return f"has no NST Desktop {ours[OURS]} that can be loaded ({theirs})"
    for name in (OURS, TORCH) if with_torch else (OURS,):
        if theirs[name] != ours[name]:
            return f"has {name} {theirs[name]}".rstrip() + f", and this computer {ours[name]}"
    if theirs[_CODE] != ours[_CODE]:
        return f"has other modules in its NST Desktop {ours[OURS]} than this computer"
    return ""


def _checksum() -> str:
    """Of the sources; equal for all bundles, which have none."""
    package, digest = Path(__file__).parents[2], hashlib.sha256()
    for file in sorted(file for each in _FOLDERS for file in (package / each).rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
