"""What a weights file really is, by its content: names are often wrong."""

import zipfile
from enum import Enum, auto
from pathlib import Path

from nst_desktop.core.errors import WeightsError
from nst_desktop.storage.strict_json import shown

_HEAD = 1024  # bytes
_ZIP = b"PK\x03\x04"
# How a pickle begins that holds torch's number for files from before version 1.6.
_OLD_TORCH = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
_PICKLES = tuple(bytes((0x80, protocol)) for protocol in range(2, 6))
_LFS = b"version https://git-lfs.github.com/"


class WeightFormat(Enum):
    """Which reader understands the file."""

    SAFETENSORS = auto()
    TORCH = auto()


def weight_format_of(path: Path) -> WeightFormat:
    """How to read this file, whatever its name.

    Raises WeightsError, saying what the file is instead, if it holds no weights, and OSError if
    it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head[8:9] == b"{" and head[6:8] == b"\0\0":  # after the header's length, in 8 bytes
        return WeightFormat.SAFETENSORS
    if head.startswith(_OLD_TORCH) or (head.startswith(_ZIP) and _is_table(path)):
        return WeightFormat.TORCH
    raise _not_weights(path.name, head)


def is_web_page(head: bytes) -> bool:
    """Whether a file that begins so is HTML or XML, as servers send it in place of a file."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] == b"<" and _text(start) is not None


def _is_table(path: Path) -> bool:
    """Whether a zip file is a table of tensors. Raises WeightsError if it is something else."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.rpartition("/")[2] for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise damaged(path.name) from error
    if "constants.pkl" in names:
        raise WeightsError(
            "{name} is a TorchScript program, not a table of tensors, and was not loaded. Save "
            "the network's state_dict() instead.",
            name=path.name,
        )
    if "data.pkl" not in names:
        raise WeightsError(
            "{name} is a zip file without weights. If they are packed inside, unpack it first.",
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
            "{name} only points to a file in Git LFS. Get the file itself with: git lfs pull",
            name=name,
        )
    if head.startswith(_PICKLES):
        return WeightsError(
            "{name} is a pickle that PyTorch did not write. It could run foreign code and was not "
            "loaded. Save the network's state_dict() with torch.save() instead.",
            name=name,
        )
    text = _text(head)
    if text is not None:
        return WeightsError(
            "{name} is a text, not a weights file. It begins with {start}.",
            name=name,
            start=shown(" ".join(text.split())),
        )
    return WeightsError(
        "{name} is not a weights file: its content is neither safetensors nor PyTorch's.", name=name
    )


def damaged(name: str) -> WeightsError:
    """The error for a file of the right kind that cannot be read to its end."""
    return WeightsError("{name} is damaged. Get another copy of it.", name=name)


def _text(head: bytes) -> str | None:
    """The start of a text file, None if it is no text."""
    # A character may have been cut at the end.
    text = head.decode("utf-8", errors="ignore")
    lost = len(head) - len(text.encode())
    plain = all(character.isprintable() or character.isspace() for character in text)
    return text if lost <= 3 and plain and text.strip() else None
