"""Detection of camera raw files, which must be developed before they can be used.

Most raw files are TIFFs that begin with a thumbnail, so reading them as TIFF would return only the
thumbnail.
"""

import re

from nst_desktop.images.tiff_directories import Page

# TIFF 6.0, TIFF/EP and DNG 1.6: photometric interpretations of sensor data
_SENSOR_DATA = (32803, 34892)  # colour filter array, linear raw
_SIGNATURES = (
    b"FUJIFILMCCD-RAW",  # RAF
    b"IIRO", b"IIRS", b"MMOR",  # ORF
    b"IIU\0",  # RW2, RWL
    b"FOVb",  # X3F
    b"\0MRM",  # MRW
    b"II\x1a\0\0\0HEAPCCDR",  # CRW
)  # fmt: skip
# CR2, IIQ: these bytes follow the offset of the first directory. Other TIFFs may have pixels there.
_INSIDE_TIFF = re.compile(rb"CR\x02\x00|IIII.waR|MMMMRaw.", re.DOTALL)


def is_raw_file(head: bytes) -> bool:
    """Return whether a file that starts with these bytes is a raw file.

    Many raw files can only be recognised by their tags; see holds_raw.
    """
    is_tiff = head[:4] in (b"II*\0", b"MM\0*")
    return (
        head.startswith(_SIGNATURES)
        or head[4:12] == b"ftypcrx "  # CR3
        or (is_tiff and _INSIDE_TIFF.match(head[8:16]) is not None)
    )


def holds_raw(pages: list[Page]) -> bool:
    """Return whether these TIFF pages belong to a raw file.

    A TIFF whose first page is a smaller copy of a picture nested inside it counts as a raw file
    too, because Pillow cannot reach the nested picture.
    """
    return any(page.is_digital_negative or page.photometric in _SENSOR_DATA for page in pages) or (
        pages[0].is_reduced and any(page.is_nested for page in pages) and main_page(pages) == 0
    )


def main_page(pages: list[Page]) -> int:
    """Return the index of a TIFF's main page: the first page that is not a smaller copy, else 0."""
    chain = [page for page in pages if not page.is_nested]
    return next((index for index, page in enumerate(chain) if not page.is_reduced), 0)
