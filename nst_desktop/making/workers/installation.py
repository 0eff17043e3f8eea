"""Installed versions that affect artworks, and a comparison between machines."""

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path

from nst_desktop import __version__

OURS, TORCH, _CODE = "NST Desktop", "torch", "code"
# Package folders that affect artworks.
_FOLDERS = ("core", "images", "making", "masks", "recipes", "storage", "weights")


@functools.cache
def installed() -> Mapping[str, str]:
    """Return the installed versions and the code's checksum, by name. Does not import torch."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        torch = version("torch").partition("+")[0]  # drop the suffix for the device, such as +cpu
    except PackageNotFoundError:
        torch = ""
    return {OURS: __version__, TORCH: torch, _CODE: _checksum()}


def difference(theirs: Mapping[str, str] | Exception, with_torch: bool = True) -> str:
    """Return how another machine's installation differs, as the end of a sentence.

    Args:
        theirs: Result of `installed` on the other machine, or the exception that it raised.
        with_torch: Whether to compare the torch versions.

    Returns:
        The difference, or an empty string if both machines make the same artworks.
    """
    ours = installed()
    if isinstance(theirs, Exception):
        return f"cannot load NST Desktop {ours[OURS]} ({theirs})"
    for name in (OURS, TORCH) if with_torch else (OURS,):
        if theirs[name] != ours[name]:
            their_version = f"{name} {theirs[name]}" if theirs[name] else f"no {name}"
            return f"has {their_version}, and this computer has {ours[name]}"
    if theirs[_CODE] != ours[_CODE]:
        return f"has an NST Desktop {ours[OURS]} whose code differs from this computer's"
    return ""


def _checksum() -> str:
    """Return the checksum of the sources. All bundles get the same one: they contain no sources."""
    package, digest = Path(__file__).parents[2], hashlib.sha256()
    for file in sorted(file for folder in _FOLDERS for file in (package / folder).rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
