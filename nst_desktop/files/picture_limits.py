"""How much a picture file may ask for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What is more than this is refused before memory is taken for it.

    pixels: of the picture, 600 MB decoded with the usual number. side: px, the longer one.
    bytes: of the file; the usual number holds the most pixels with 16 bits uncompressed.
    """

    pixels: int = 200_000_000
    side: int = 100_000
    bytes: int = 1_300_000_000
