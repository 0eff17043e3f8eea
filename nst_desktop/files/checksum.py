"""The sha256 of a file of any size."""

import hashlib
from collections.abc import Callable
from pathlib import Path

_CHUNK = 1 << 20  # bytes


def sha256_of(path: Path, checkpoint: Callable[[], None] = lambda: None) -> str:
    """The sha256 of the whole file, 64 hex digits.

    checkpoint is called for every MB; what it raises ends the reading. Raises OSError if the
    file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checkpoint()
            digest.update(chunk)
    return digest.hexdigest()
