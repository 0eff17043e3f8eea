"""The artwork in the window: its pixels, its sources, and whether it has been saved."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from nst_desktop.core.arrays import Pixels
from nst_desktop.images.load import Picture
from nst_desktop.making.artwork import Artwork


@dataclass(slots=True, eq=False)
class CurrentArtwork:
    """The artwork in the window, at full size.

    Attributes:
        artwork: Artwork as it is written to a file.
        pixels: Pixels to display, (H, W, 3), uint8.
        names: File names of the pictures from which the artwork was made.
        file: File in which the user saved the artwork.
        is_unsaved: Whether the artwork has not been saved yet.
        photograph: Photograph from which the artwork was made, if known, (H, W, 3), uint8.
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
        """Wrap an artwork that was read from a file. `recipe` is as in Artwork."""
        artwork = Artwork(picture.pixels, recipe, picture.alpha, picture.details)
        return cls(artwork, picture.pixels, names)

    def copied(self) -> Pixels:
        """Return 8-bit pixels for the clipboard, including any alpha channel."""
        return cast(Pixels, self.artwork.laid_over(self.pixels))

    @property
    def title(self) -> str:
        """Name to display, for example lake_impasto."""
        return self.file.stem if self.file else "_".join(Path(name).stem for name in self.names)
