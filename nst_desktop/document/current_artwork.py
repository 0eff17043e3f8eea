"""The artwork at hand: what it is, where it came from, and whether it is in a file."""

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

    artwork: what is written. pixels: what is shown, in 8 bits. names: of the pictures that it was
    made from. file: where the user has saved it. photograph: from which it was made, while that
    is known.
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
        """One out of a file of ours. recipe: as in Artwork."""
        artwork = Artwork(picture.pixels, recipe, picture.alpha, picture.details)
        return cls(artwork, picture.pixels, names)

    def copied(self) -> Pixels:
        """What goes onto the clipboard: the same in 8 bits."""
        return cast(Pixels, self.artwork.laid_over(self.pixels))

    @property
    def title(self) -> str:
        """Such as lake_impasto."""
        return self.file.stem if self.file else "_".join(Path(name).stem for name in self.names)
