"""Removes debugging symbols from the bundle's Linux libraries, 150 MB of a bundle's 1 GB."""

import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

_MAGIC, _LOAD, _PAGE = b"\x7fELF\x02\x01", 1, 4096  # 64-bit little-endian ELF; a segment's kind


def strip_symbols(folder: Path) -> None:
    """Strip every library in a folder. Libraries that would not load afterwards stay as they are.

    Packages come with libraries that were patched after linking; `strip` misplaces their segments.
    """
    program = shutil.which("strip")
    if program is None:
        print("strip is not installed (package binutils): the bundle keeps debugging symbols.")
        return
    with tempfile.TemporaryDirectory() as temporary:
        stripped = Path(temporary) / "stripped"
        for path in sorted(folder.rglob("*.so*")):
            if path.is_symlink() or not path.is_file():
                continue
            command = [program, "--strip-unneeded", "-o", str(stripped), str(path)]
            ended = subprocess.run(command, capture_output=True, check=False)
            if ended.returncode == 0 and is_loadable(stripped):
                shutil.copyfile(stripped, path)


def is_loadable(path: Path) -> bool:
    """Return whether the segments of an ELF file are placed so that the system can load it."""
    data = path.read_bytes()
    if not data.startswith(_MAGIC):
        return False
    (start,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    for number in range(count):
        kind, _flags, offset, address = struct.unpack_from("<IIQQ", data, start + number * size)
        if kind == _LOAD and (offset - address) % _PAGE:
            return False
    return True
