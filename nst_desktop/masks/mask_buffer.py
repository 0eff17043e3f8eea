"""Editable masks with mipmaps for zoomed-out views."""

from nst_desktop.core.arrays import Mask
from nst_desktop.masks.rect import Rect

_MIN_SIZE = 64  # px; a level whose long side is no longer than this is the last one


class MaskBuffer:
    """Mask that is edited in place, with mipmaps.

    Call touched() after each change. It updates the mipmaps only in the changed part, so a stroke's
    cost depends only on the area that the stroke covers.

    Attributes:
        mask: Mask pixels, (H, W) uint8; 255 inside, 0 outside.
    """

    def __init__(self, mask: Mask) -> None:
        from numpy import ascontiguousarray  # the window appears before numpy is loaded

        self.mask: Mask = ascontiguousarray(mask)
        self._levels: list[Mask] = [self.mask]
        self._revision = 0
        self._copied: tuple[int, Mask] | None = None

    @classmethod
    def empty(cls, width: int, height: int) -> "MaskBuffer":
        """Create an empty mask with this width and height, in px."""
        from numpy import zeros

        return cls(zeros((height, width), "uint8"))

    @property
    def size(self) -> tuple[int, int]:
        """The mask's (width, height), in px."""
        return self.mask.shape[1], self.mask.shape[0]

    @property
    def rect(self) -> Rect:
        """Rectangle that covers the whole mask."""
        return Rect(0, 0, *self.size)

    @property
    def revision(self) -> int:
        """Number that increases with each change."""
        return self._revision

    def touched(self, rect: Rect) -> None:
        """Record that pixels in this part have changed, and update its mipmaps."""
        self._revision += 1
        for finer, coarser in zip(self._levels, self._levels[1:], strict=False):
            rect = Rect(rect.left // 2, rect.top // 2, -(-rect.right // 2), -(-rect.bottom // 2))
            doubled = Rect(*(2 * side for side in rect))
            coarser[rect.slices] = _halved(finer[doubled.slices])

    def level(self, number: int) -> Mask:
        """Return the mask halved `number` times, or fewer if it would become tiny.

        Each pixel is the mean of four pixels in the previous level. The returned array is updated
        when the mask changes.
        """
        while len(self._levels) <= number and max(self._levels[-1].shape) > _MIN_SIZE:
            self._levels.append(_halved(self._levels[-1]))
        return self._levels[min(number, len(self._levels) - 1)]

    def copy(self) -> Mask:
        """Return a read-only copy. Further calls return the same array until the mask changes."""
        if self._copied is None or self._copied[0] != self._revision:
            copy = self.mask.copy()
            copy.flags.writeable = False
            self._copied = self._revision, copy
        return self._copied[1]

    def share(self) -> float:
        """Return the approximate share of the area that lies inside the mask, from 0 to 1.

        The share is 0 only if nothing is inside.
        """
        if not self.has_any():
            return 0.0
        return max(float(self.level(99).mean()) / 255, 1 / self.mask.size)

    def has_any(self) -> bool:
        """Return whether anything is inside the mask."""
        return bool(self.mask.any())


def _halved(part: Mask) -> Mask:
    """Halve a mask by averaging 2 x 2 pixels. An unpaired last row or column is duplicated."""
    odd_rows, odd_columns = part.shape[0] % 2, part.shape[1] % 2
    if odd_rows or odd_columns:
        from numpy import pad

        part = pad(part, ((0, odd_rows), (0, odd_columns)), mode="edge")
    above = part[0::2, 0::2].astype("uint16") + part[0::2, 1::2]
    below = part[1::2, 0::2].astype("uint16") + part[1::2, 1::2]
    return ((above + below + 2) >> 2).astype("uint8")
