"""Picture sequences that films are made from."""

from collections.abc import Sequence
from typing import Protocol

from nst_desktop.core.arrays import Pixels
from nst_desktop.history.moments import Moment
from nst_desktop.images.load import load_picture


class Pictures(Protocol):
    """Sequence of at least one picture, (H, W, 3) uint8, each of any size.

    Films request the pictures one by one, so they need not all be in memory.
    """

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Pixels: ...


class RunPictures:
    """Pictures of a run: its start, its moments (read from disk on access) and its artwork.

    Access raises PictureError if the file of a moment is gone.
    """

    def __init__(self, start: Pixels | None, moments: Sequence[Moment], artwork: Pixels) -> None:
        """Replace the last moment by the artwork, the same picture in full quality.

        Args:
            start: The picture that the run started from; None if unknown.
            moments: The moments of the run, in order.
            artwork: The final picture, (H, W, 3) uint8.
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
