"""Names for new files, based on the pictures' names and valid on every system."""

import itertools
import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

_MAX_PARTS = 3  # picture names in one file name
_MAX_PART_LENGTH = 40  # bytes in UTF-8, per picture name
_MAX_NAME_LENGTH = 255  # bytes; within the limits of ext4, APFS and NTFS
_FALLBACK = "artwork"  # if the pictures' names contain no usable characters

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_FORBIDDEN = frozenset('<>:"/\\|?*')  # on Windows
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # Unicode categories
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.I)


def proposed_name(names: Sequence[str], folder: Path, suffix: str) -> Path:
    """Return a path for a new file in the folder, named after the pictures, such as a_b-2.png.

    `names` are the pictures' file names, with the photograph's name first. Any text is accepted.
    """
    stem = stem_of(names)
    return free_file(
        folder, lambda number: f"{stem}{suffix if number == 1 else f'-{number}{suffix}'}"
    )


def free_file(folder: Path, name: Callable[[int], str], taken: Collection[str] = ()) -> Path:
    """Return the path for the first of name(1), name(2), … that is not used in the folder yet.

    Args:
        folder: Folder for the file; it need not exist.
        name: Function that returns a different file name for each number.
        taken: Names that are reserved although their files do not exist yet.
    """
    used = _names_in(folder) | set(map(case_folded, taken))
    for number in itertools.count(1):
        path = folder / name(number)
        if case_folded(path.name) not in used and not os.path.lexists(path):
            return path
    raise AssertionError("there is always another number")


def numbered(name: str) -> Iterator[str]:
    """Yield the name and then numbered variants, such as a_b.png, a_b-2.png and a_b-3.png."""
    stem, suffix = os.path.splitext(name)
    yield name
    for number in itertools.count(2):
        yield f"{stem}-{number}{suffix}"


def case_folded(name: str) -> str:
    """Return the name in a form for case-insensitive comparison."""
    return unicodedata.normalize("NFC", name).casefold()


def stem_of(names: Sequence[str]) -> str:
    """Return a name, without suffix, for an artwork made from these pictures, such as a_b."""
    parts = [part for part in map(_usable_part, names) if part][:_MAX_PARTS]
    stem = "_".join(parts) or _FALLBACK
    return f"{_FALLBACK}_{stem}" if _DEVICES.match(stem) else stem


def is_usable_name(name: str) -> bool:
    """Return whether a file can have this name on this system.

    Names that are empty, too long or forbidden are not usable.
    """
    if name.strip(". ") == "" or len(name.encode("utf-8", "replace")) > _MAX_NAME_LENGTH:
        return False
    if os.name == "nt" and (_FORBIDDEN & set(name) or _DEVICES.match(name) or name[-1] in ". "):
        return False
    return "/" not in name and not any(map(_is_invisible, name))


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in _INVISIBLE


def _usable_part(name: str) -> str:
    """Return the part of a picture's name that is valid in file names on every system."""
    text = unicodedata.normalize("NFC", _SUFFIX.sub("", name))
    text = "".join("_" if char in _FORBIDDEN else char for char in text)
    text = "".join(char for char in text if not _is_invisible(char))
    text = re.sub(r"\s+", " ", text)
    short = text.strip(" ._-").encode()[:_MAX_PART_LENGTH].decode(errors="ignore")
    return short.strip(" ._-")


def _names_in(folder: Path) -> set[str]:
    """Return the case-folded names in the folder; empty if it cannot be listed."""
    with suppress(OSError):
        return {case_folded(name) for name in os.listdir(folder)}
    return set()
