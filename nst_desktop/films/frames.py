"""The pictures that a film goes through."""

from collections.abc import Sequence
from typing import Protocol

from nst_desktop.core.arrays import Pixels
from nst_desktop.history.moments import Moment
from nst_desktop.images.load import load_picture


class Pictures(Protocol):
    """What a film goes through: pictures (H, W, 3) uint8 of any sizes, in order, at least one.

    Each is asked for when its turn comes, so they need not all be in memory.
    """

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Pixels: ...


class Making:
    """The moments of a run, read when they are asked for, between its start and its artwork.

    See Pictures. start: None where it is not known. artwork: takes the place of the last
    moment, which shows the same in fewer colours. Raises PictureError if a moment is gone.
    """

    def __init__(self, start: Pixels | None, moments: Sequence[Moment], artwork: Pixels) -> None:
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
