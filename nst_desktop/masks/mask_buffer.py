"""A mask that is being worked on, and its halves for looking at it from afar."""

from nst_desktop.core.arrays import Mask
from nst_desktop.masks.rect import Rect

_MIN_SIZE = 64  # px, long side of the last of the halves


class MaskBuffer:
    """mask: (H, W) uint8, changed in place by whoever says so with touched().

    Its halves follow only where it was touched, so that a stroke costs what it covers.
    """

    def __init__(self, mask: Mask) -> None:
        from numpy import ascontiguousarray  # the window is there before it

        self.mask: Mask = ascontiguousarray(mask)
        self._levels: list[Mask] = [self.mask]
        self._revision = 0
        self._copied: tuple[int, Mask] | None = None

    @classmethod
    def empty(cls, width: int, height: int) -> "MaskBuffer":
        """Nothing is inside of it."""
        from numpy import zeros

        return cls(zeros((height, width), "uint8"))

    @property
    def size(self) -> tuple[int, int]:
        """(width, height), px."""
        return self.mask.shape[1], self.mask.shape[0]

    @property
    def rect(self) -> Rect:
        """All of it."""
        return Rect(0, 0, *self.size)

    @property
    def revision(self) -> int:
        """Another number after each change."""
        return self._revision

    def touched(self, rect: Rect) -> None:
        """The pixels in there were changed."""
        self._revision += 1
        for finer, coarser in zip(self._levels, self._levels[1:], strict=False):
            rect = Rect(rect.left // 2, rect.top // 2, -(-rect.right // 2), -(-rect.bottom // 2))
            twice = Rect(*(2 * each for each in rect))
            coarser[rect.slices] = _halved(finer[twice.slices])

    def level(self, number: int) -> Mask:
        """The mask, shrunk by 2 so many times: each pixel the mean of four; at the most as often
        as makes sense. It is kept up to date."""
        while len(self._levels) <= number and max(self._levels[-1].shape) > _MIN_SIZE:
            self._levels.append(_halved(self._levels[-1]))
        return self._levels[min(number, len(self._levels) - 1)]

    def copy(self) -> Mask:
        """The mask as it is now, not to be changed; the same array as long as nothing changes."""
        if self._copied is None or self._copied[0] != self._revision:
            still = self.mask.copy()
            still.flags.writeable = False
            self._copied = self._revision, still
        return self._copied[1]

    def share(self) -> float:
        """About how much is inside, 0..1; 0 only if nothing is."""
        if not self.has_any():
            return 0.0
        return max(float(self.level(99).mean()) / 255, 1 / self.mask.size)

    def has_any(self) -> bool:
        """Whether anything is inside."""
        return bool(self.mask.any())


def _halved(part: Mask) -> Mask:
    """Each pixel the mean of four; an odd last row or column stands for two."""
    odd_rows, odd_columns = part.shape[0] % 2, part.shape[1] % 2
    if odd_rows or odd_columns:
        from numpy import pad

        part = pad(part, ((0, odd_rows), (0, odd_columns)), mode="edge")
    above = part[0::2, 0::2].astype("uint16") + part[0::2, 1::2]
    below = part[1::2, 0::2].astype("uint16") + part[1::2, 1::2]
    return ((above + below + 2) >> 2).astype("uint8")
