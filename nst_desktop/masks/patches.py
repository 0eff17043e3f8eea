"""What a stroke has changed, so that it can be taken back."""

import zlib
from dataclasses import dataclass

from nst_desktop.core.arrays import Mask
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.rect import EMPTY, Rect

TILE = 256  # px


@dataclass(frozen=True, slots=True)
class Patch:
    """Some tiles of a mask as they were at a moment. packed: for each, its pixels, squeezed."""

    tiles: tuple[Rect, ...]
    packed: tuple[bytes, ...]

    def put(self, buffer: MaskBuffer) -> Rect:
        """Make these parts of the mask what they were; gives all that this can have changed."""
        from numpy import frombuffer  # the window is there before it

        whole = EMPTY
        for tile, packed in zip(self.tiles, self.packed, strict=True):
            shape = tile.bottom - tile.top, tile.right - tile.left
            pixels = frombuffer(zlib.decompress(packed), "uint8").reshape(shape)
            buffer.mask[tile.slices] = pixels
            whole = whole.united(tile)
        buffer.touched(whole)
        return whole


class Recorder:
    """Notes a mask's tiles before they are changed."""

    def __init__(self, buffer: MaskBuffer) -> None:
        self._buffer = buffer
        self._before: dict[Rect, Mask] = {}

    def keep(self, rect: Rect) -> None:
        """This part is about to be changed."""
        rect = rect.within(self._buffer.rect)
        for top in range(rect.top // TILE * TILE, rect.bottom, TILE):
            for left in range(rect.left // TILE * TILE, rect.right, TILE):
                tile = Rect(left, top, left + TILE, top + TILE).within(self._buffer.rect)
                if tile not in self._before:
                    self._before[tile] = self._buffer.mask[tile.slices].copy()

    def changes(self) -> tuple[Patch, Patch] | None:
        """The changed tiles as they were and as they are; None if nothing is any different."""
        from numpy import array_equal

        mask = self._buffer.mask
        tiles = tuple(
            tile
            for tile, before in self._before.items()
            if not array_equal(before, mask[tile.slices])
        )
        if not tiles:
            return None
        return (
            Patch(tiles, tuple(_packed(self._before[tile]) for tile in tiles)),
            Patch(tiles, tuple(_packed(mask[tile.slices]) for tile in tiles)),
        )

    def restore(self) -> Rect:
        """Make everything what it was; gives all that this can have changed."""

        whole = EMPTY
        for tile, before in self._before.items():
            self._buffer.mask[tile.slices] = before
            whole = whole.united(tile)
        self._buffer.touched(whole)
        return whole


def _packed(pixels: Mask) -> bytes:
    return zlib.compress(pixels.tobytes(), 1)
