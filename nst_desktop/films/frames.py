"""Picture sequences for films."""

from collections.abc import Sequence
from typing import Protocol

from nst_desktop.core.arrays import Pixels
from nst_desktop.history.moments import Moment
from nst_desktop.images.load import load_picture


class Pictures(Protocol):
    """Sequence of one or more pictures, (H, W, 3), uint8, whose sizes may differ.

    Films request pictures one by one, so the pictures need not all be in memory.
    """

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Pixels: ...


class RunPictures:
    """Pictures from a run: its start, its moments (read from disk on access) and its artwork.

    Access raises PictureError if a moment's file no longer exists.
    """

    def __init__(self, start: Pixels | None, moments: Sequence[Moment], artwork: Pixels) -> None:
        """Initialise the sequence.

        The artwork replaces the last moment, which is the same picture at a lower quality.

        Args:
            start: Picture that the run started from; None if unknown.
            moments: Moments of the run, in order.
            artwork: Final picture, (H, W, 3), uint8.
        """
        self._first = [] if start is None else [start]
        self._moments, self._artwork = moments[:-1], artwork

    def __len__(self) -> int:
        return len(self._first) + len(self._moments) + 1

    def __getitem__(self, index: int, /) -> Pixels:
        if index < len(self._first):
            return self._first[index]
        if index == len(self) - 1:
            return self._artwork
        return load_picture(self._moments[index - len(self._first)].path).pixels
