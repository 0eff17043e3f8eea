"""Names for new files: they say what is in them and are allowed on every system."""

import itertools
import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

_MAX_NAMES = 3  # of pictures, in one name
_MAX_PART_LENGTH = 40  # bytes in UTF-8, of each of them
_MAX_NAME_LENGTH = 255  # bytes: where ext4, APFS and NTFS end, or sooner
_NOTHING = "artwork"  # when the pictures' names hold nothing to use

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_FORBIDDEN = frozenset('<>:"/\\|?*')  # on Windows
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # categories that no name should hold
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.I)


def proposed_name(names: Sequence[str], folder: Path, suffix: str) -> Path:
    """A file in the folder that is not there yet, named after the pictures, such as a_b-2.png.

    names: the pictures' file names, the photograph's first; any text will do.
    """
    stem = stem_of(names)
    return free_file(
        folder, lambda number: f"{stem}{suffix if number == 1 else f'-{number}{suffix}'}"
    )


def free_file(folder: Path, name: Callable[[int], str], taken: Collection[str] = ()) -> Path:
    """The first of the files name(1), name(2), … that is not in the folder yet.

    taken: names that are promised to somebody else. name: gives another for each number.
    """
    there = _names_in(folder) | set(map(folded, taken))
    for number in itertools.count(1):
        path = folder / name(number)
        if folded(path.name) not in there and not os.path.lexists(path):
            return path
    raise AssertionError("there is always another number")


def numbered(name: str) -> Iterator[str]:
    """The name, and then with 2, 3, … behind its stem, such as a_b.png, a_b-2.png, …"""
    stem, suffix = os.path.splitext(name)
    yield name
    for number in itertools.count(2):
        yield f"{stem}-{number}{suffix}"


def folded(name: str) -> str:
    """The name as systems see it that do not tell A from a."""
    return unicodedata.normalize("NFC", name).casefold()


def stem_of(names: Sequence[str]) -> str:
    """What to call an artwork of these pictures, without a suffix, such as a_b."""
    parts = [part for part in map(_part, names) if part][:_MAX_NAMES]
    stem = "_".join(parts) or _NOTHING
    return f"{_NOTHING}_{stem}" if _DEVICES.match(stem) else stem


def is_usable_name(name: str) -> bool:
    """Whether a file can have this name here: not empty, not too long, nothing forbidden in it."""
    if name.strip(". ") == "" or len(name.encode("utf-8", "replace")) > _MAX_NAME_LENGTH:
        return False
    if os.name == "nt" and (_FORBIDDEN & set(name) or _DEVICES.match(name) or name[-1] in ". "):
        return False
    return "/" not in name and not any(unicodedata.category(each) in _UNSEEN for each in name)


def _part(name: str) -> str:
    """What of a picture's name can stand in any file's name."""
    text = unicodedata.normalize("NFC", _SUFFIX.sub("", name))
    text = "".join("_" if each in _FORBIDDEN else each for each in text)
    text = "".join(each for each in text if unicodedata.category(each) not in _UNSEEN)
    text = re.sub(r"\s+", " ", text)
    short = text.strip(" ._-").encode()[:_MAX_PART_LENGTH].decode(errors="ignore")
    return short.strip(" ._-")


def _names_in(folder: Path) -> set[str]:
    """What is in the folder, folded."""
    with suppress(OSError):
        return {folded(name) for name in os.listdir(folder)}
    return set()
