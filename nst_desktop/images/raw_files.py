"""Cameras' raw files, which have to be developed before they are pictures.

Most are TIFFs with a small picture in front: taken for a picture, they would be that thumbnail.
"""

import re

from nst_desktop.images.tiff_directories import Page

# TIFF 6.0, TIFF/EP and DNG 1.6: photometric interpretations of what a sensor has seen
_SENSORS = (32803, 34892)  # colour filter array, linear raw
_SIGNATURES = (
    b"FUJIFILMCCD-RAW",  # RAF
    b"IIRO", b"IIRS", b"MMOR",  # ORF
    b"IIU\0",  # RW2, RWL
    b"FOVb",  # X3F
    b"\0MRM",  # MRW
    b"II\x1a\0\0\0HEAPCCDR",  # CRW
)  # fmt: skip
# CR2, IIQ: behind the place of the first directory, where other TIFFs may have pixels
_INSIDE_TIFF = re.compile(rb"CR\x02\x00|IIII.waR|MMMMRaw.", re.DOTALL)


def is_raw_file(head: bytes) -> bool:
    """Whether a file that begins so is a camera's raw file; many can be told only by their tags."""
    is_tiff = head[:4] in (b"II*\0", b"MM\0*")
    return (
        head.startswith(_SIGNATURES)
        or head[4:12] == b"ftypcrx "  # CR3
        or (is_tiff and _INSIDE_TIFF.match(head[8:16]) is not None)
    )


def holds_raw(pages: list[Page]) -> bool:
    """Whether these pages of a TIFF are what a camera writes around what its sensor has seen.

    A page that is a smaller copy of a picture inside it counts as well: Pillow would never
    come to that picture.
    """
    return any(page.is_digital_negative or page.photometric in _SENSORS for page in pages) or (
        pages[0].is_reduced and any(page.is_inside for page in pages) and main_page(pages) == 0
    )


def main_page(pages: list[Page]) -> int:
    """Which page of a TIFF is the picture: the first that is no smaller copy, else the first."""
    chain = [page for page in pages if not page.is_inside]
    return next((index for index, page in enumerate(chain) if not page.is_reduced), 0)
