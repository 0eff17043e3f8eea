"""Why a file could not be written, in words for people."""

import errno

from nst_desktop.core.errors import Words

DENIED = Words("permission denied")
_REASONS = {
    errno.ENOSPC: Words("the disk is full"),
    errno.EDQUOT: Words("your share of the disk is used up"),
    errno.EFBIG: Words("the file is too large for this disk"),
    errno.EROFS: Words("it is read-only"),
    errno.EACCES: DENIED,
    errno.EPERM: DENIED,
    errno.ENOENT: Words("the folder is gone"),
    errno.ENAMETOOLONG: Words("the name is too long"),
}


def reason_of(error: OSError) -> str:
    """The end of a sentence: Words, or else what the system says, without the file's path."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
