"""Detection of a weights file's format from its content, since file names are often wrong."""

import zipfile
from enum import Enum, auto
from pathlib import Path

from nst_desktop.core.errors import WeightsError
from nst_desktop.storage.strict_json import quoted

_HEAD = 1024  # bytes
_ZIP = b"PK\x03\x04"
# Start of a torch file from before version 1.6: a pickle of the format's magic number.
_LEGACY_TORCH = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
_PICKLES = tuple(bytes((0x80, protocol)) for protocol in range(2, 6))
_LFS = b"version https://git-lfs.github.com/"


class WeightFormat(Enum):
    """Format of a weights file."""

    SAFETENSORS = auto()
    TORCH = auto()


def detect_format(path: Path) -> WeightFormat:
    """Return a file's format, regardless of its name.

    Raises:
        WeightsError: If the file is not a weights file; the message says what it is instead.
        OSError: If the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head[8:9] == b"{" and head[6:8] == b"\0\0":  # after the 8-byte length of the header
        return WeightFormat.SAFETENSORS
    if head.startswith(_LEGACY_TORCH) or (head.startswith(_ZIP) and _is_table(path)):
        return WeightFormat.TORCH
    raise _not_weights(path.name, head)


def is_web_page(head: bytes) -> bool:
    """Return whether data with this start are HTML or XML, such as a server's error page."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] == b"<" and _text(start) is not None


def _is_table(path: Path) -> bool:
    """Return True if a zip archive contains a table of tensors.

    Raises:
        WeightsError: If it contains something else.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.rpartition("/")[2] for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise damaged_file(path.name) from error
    if "constants.pkl" in names:
        raise WeightsError(
            "{name} is a TorchScript program, not a table of tensors. It was not loaded. Save "
            "the network's state_dict() instead.",
            name=path.name,
        )
    if "data.pkl" not in names:
        raise WeightsError(
            "{name} is a zip archive, not a weights file. If it contains a weights file, unzip it "
            "and choose that file.",
            name=path.name,
        )
    return True


def _not_weights(name: str, head: bytes) -> WeightsError:
    if not head:
        return WeightsError("{name} is empty.", name=name)
    if is_web_page(head):
        return WeightsError(
            "{name} is a web page, not a weights file. Download the file itself.", name=name
        )
    if head.startswith(_LFS):
        return WeightsError(
            "{name} is only a Git LFS pointer. Get the file itself with this command: git lfs pull",
            name=name,
        )
    if head.startswith(_PICKLES):
        return WeightsError(
            "{name} is a pickle file that was not written by PyTorch. It could run malicious "
            "code, so it was not loaded. Save the network's state_dict() with torch.save() "
            "instead.",
            name=name,
        )
    text = _text(head)
    if text is not None:
        return WeightsError(
            "{name} is a text file, not a weights file. It begins with {start}.",
            name=name,
            start=quoted(" ".join(text.split())),
        )
    return WeightsError(
        "{name} is not a weights file: it is neither a safetensors nor a PyTorch file.", name=name
    )


def damaged_file(name: str) -> WeightsError:
    """Return the error for a file of a supported format that cannot be read completely."""
    return WeightsError("{name} is damaged. Get another copy of it.", name=name)


def _text(head: bytes) -> str | None:
    """Decode the start of a text file, or return None if it is not text."""
    # The last character may have been cut off.
    text = head.decode("utf-8", errors="ignore")
    bytes_lost = len(head) - len(text.encode())
    is_printable = all(character.isprintable() or character.isspace() for character in text)
    return text if bytes_lost <= 3 and is_printable and text.strip() else None
