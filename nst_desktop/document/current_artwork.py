"""The artwork in the window: its pixels, its sources, and whether it is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from nst_desktop.core.arrays import Pixels
from nst_desktop.images.load import Picture
from nst_desktop.making.artwork import Artwork


@dataclass(slots=True, eq=False)
class CurrentArtwork:
    """An artwork at full size.

    Attributes:
        artwork: what is written to a file.
        pixels: what is shown: (H, W, 3) uint8.
        names: file names of the pictures it was made from.
        file: where the user saved it.
        is_unsaved: whether it is in no file yet.
        photograph: the photograph it was made from, if known: (H, W, 3) uint8.
    """

    artwork: Artwork
    pixels: Pixels
    names: tuple[str, ...]
    file: Path | None = None
    is_unsaved: bool = True
    photograph: Pixels | None = None

    @classmethod
    def read(
        cls, picture: Picture, names: tuple[str, ...], recipe: Callable[[], str | None]
    ) -> "CurrentArtwork":
        """Wrap an artwork that was read from a file. recipe: as in Artwork."""
        artwork = Artwork(picture.pixels, recipe, picture.alpha, picture.details)
        return cls(artwork, picture.pixels, names)

    def copied(self) -> Pixels:
        """Return 8-bit pixels for the clipboard, with the alpha channel if there is one."""
        return cast(Pixels, self.artwork.laid_over(self.pixels))

    @property
    def title(self) -> str:
        """A name for people, for example lake_impasto."""
        return self.file.stem if self.file else "_".join(Path(name).stem for name in self.names)
