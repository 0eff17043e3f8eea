"""Size limits for opened pictures, and the user's setting for these limits."""

import json
import logging
from dataclasses import dataclass

from nst_desktop import paths
from nst_desktop.storage.atomic import write_whole

logger = logging.getLogger(__name__)

MAX_MEGAPIXELS = 200  # 600 MB decoded
_MIN_SETTING, _MAX_SETTING = 1, 10_000  # megapixels
_MAX_LENGTH = 1000  # characters read from the settings file


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """Limits on picture size. A larger picture is rejected before memory is allocated.

    Attributes:
        pixels: Maximum number of pixels.
        side: Maximum length of the longer side, in px.
        bytes: Maximum file size, in bytes. The default fits an uncompressed 16-bit picture with
            the maximum number of pixels.
    """

    pixels: int = MAX_MEGAPIXELS * 1_000_000
    side: int = 100_000
    bytes: int = MAX_MEGAPIXELS * 6_500_000

    @classmethod
    def of(cls, megapixels: int) -> "PictureLimits":
        """Return the limits for this many megapixels. Raises ValueError outside 1..10,000."""
        if not _MIN_SETTING <= megapixels <= _MAX_SETTING:
            raise ValueError(f"must be from {_MIN_SETTING} to {_MAX_SETTING} megapixels")
        side = max(100_000, megapixels * 500)
        return cls(megapixels * 1_000_000, side, max(50_000_000, megapixels * 6_500_000))


def read_megapixels() -> int:
    """Return the user's limit in megapixels, or the default if it is missing or invalid."""
    try:
        with paths.limits_file().open(encoding="utf-8") as file:
            setting = json.loads(file.read(_MAX_LENGTH))["megapixels"]
    except FileNotFoundError:
        return MAX_MEGAPIXELS
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        logger.warning("the picture limit cannot be read: %s", error)
        return MAX_MEGAPIXELS
    is_valid = isinstance(setting, int) and _MIN_SETTING <= setting <= _MAX_SETTING
    return setting if is_valid and setting is not True else MAX_MEGAPIXELS


def read_limits() -> PictureLimits:
    """Return the limits that the user has set."""
    return PictureLimits.of(read_megapixels())


def write_megapixels(megapixels: int) -> None:
    """Store the user's limit in megapixels.

    Raises:
        ValueError: The limit is out of range.
        OSError: The limit cannot be written.
    """
    PictureLimits.of(megapixels)
    paths.limits_file().parent.mkdir(parents=True, exist_ok=True)
    write_whole(paths.limits_file(), json.dumps({"megapixels": megapixels}).encode())
