"""How much a picture file may ask for, and the user's setting of it."""

import json
import logging
from dataclasses import dataclass

from nst_desktop import paths
from nst_desktop.storage.atomic import write_whole

logger = logging.getLogger(__name__)

MAX_MEGAPIXELS = 200  # 600 MB decoded
_RANGE = 1, 10_000
_MAX_LENGTH = 1000  # characters


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What is more than this is refused before memory is taken for it.

    pixels: of the picture. side: px, the longer one. bytes: of the file; the usual number holds
    the most pixels with 16 bits uncompressed.
    """

    pixels: int = MAX_MEGAPIXELS * 1_000_000
    side: int = 100_000
    bytes: int = MAX_MEGAPIXELS * 6_500_000

    @classmethod
    def of(cls, megapixels: int) -> "PictureLimits":
        """All three for the largest picture that shall be taken. Raises ValueError outside
        1..10,000."""
        if not _RANGE[0] <= megapixels <= _RANGE[1]:
            raise ValueError(f"from {_RANGE[0]} to {_RANGE[1]} megapixels")
        side = max(100_000, megapixels * 500)
        return cls(megapixels * 1_000_000, side, max(50_000_000, megapixels * 6_500_000))


def read_megapixels() -> int:
    """The user's setting; the usual number where there is none, or none that makes sense."""
    try:
        with paths.limits_file().open(encoding="utf-8") as file:
            found = json.loads(file.read(_MAX_LENGTH))["megapixels"]
    except FileNotFoundError:
        return MAX_MEGAPIXELS
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        logger.warning("the limits of pictures cannot be read: %s", error)
        return MAX_MEGAPIXELS
    sound = isinstance(found, int) and _RANGE[0] <= found <= _RANGE[1]
    return found if sound and found is not True else MAX_MEGAPIXELS


def read_limits() -> PictureLimits:
    """The user's setting as limits, for the window and the commands."""
    return PictureLimits.of(read_megapixels())


def write_megapixels(megapixels: int) -> None:
    """Remember the setting. Raises ValueError as PictureLimits.of does, OSError if it cannot be
    written."""
    PictureLimits.of(megapixels)
    paths.limits_file().parent.mkdir(parents=True, exist_ok=True)
    write_whole(paths.limits_file(), json.dumps({"megapixels": megapixels}).encode())
