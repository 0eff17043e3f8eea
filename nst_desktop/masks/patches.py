"""Undo patches: the tiles of a mask before and after a change."""

import zlib
from dataclasses import dataclass

from nst_desktop.core.arrays import Mask
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.rect import EMPTY, Rect

TILE = 256  # px


@dataclass(frozen=True, slots=True)
class Patch:
    """Snapshot of some of a mask's tiles.

    Attributes:
        tiles: Rectangles covered by the tiles.
        packed: Pixels of each tile, compressed with zlib.
    """

    tiles: tuple[Rect, ...]
    packed: tuple[bytes, ...]

    def put(self, buffer: MaskBuffer) -> Rect:
        """Restore the tiles. Returns the part of the mask that may have changed."""
        from numpy import frombuffer  # the window appears before numpy is loaded

        changed = EMPTY
        for tile, packed in zip(self.tiles, self.packed, strict=True):
            shape = tile.bottom - tile.top, tile.right - tile.left
            pixels = frombuffer(zlib.decompress(packed), "uint8").reshape(shape)
            buffer.mask[tile.slices] = pixels
            changed = changed.united(tile)
        buffer.touched(changed)
        return changed


class Recorder:
    """Recorder that saves a mask's tiles before they are changed."""

    def __init__(self, buffer: MaskBuffer) -> None:
        self._buffer = buffer
        self._before: dict[Rect, Mask] = {}

    def keep(self, rect: Rect) -> None:
        """Save the tiles that overlap a part that is about to change."""
        rect = rect.within(self._buffer.rect)
        for top in range(rect.top // TILE * TILE, rect.bottom, TILE):
            for left in range(rect.left // TILE * TILE, rect.right, TILE):
                tile = Rect(left, top, left + TILE, top + TILE).within(self._buffer.rect)
                if tile not in self._before:
                    self._before[tile] = self._buffer.mask[tile.slices].copy()

    def changes(self) -> tuple[Patch, Patch] | None:
        """Return the changed tiles before and after the change, or None if nothing has changed."""
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
        """Restore all saved tiles. Returns the part of the mask that may have changed."""
        changed = EMPTY
        for tile, before in self._before.items():
            self._buffer.mask[tile.slices] = before
            changed = changed.united(tile)
        self._buffer.touched(changed)
        return changed


def _packed(pixels: Mask) -> bytes:
    return zlib.compress(pixels.tobytes(), 1)
