"""The artwork at hand: what it is, where it came from, and whether it is in a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from nst_desktop.core.arrays import Alpha, AnyPixels, Pixels
from nst_desktop.core.errors import UserError
from nst_desktop.files.photo_details import NO_DETAILS, PhotoDetails

# Called off the window's thread: the recipe's text, or None if it cannot be told any more.
RecipeMaker = Callable[[], str | None]
Remarks = Callable[[], Sequence[UserError]]


@dataclass(slots=True, eq=False)
class Work:
    """An artwork at full size.

    deep: what is written, (H, W, 3) uint8 or uint16. pixels: what is shown, in 8 bits.
    names: of the pictures that it was made from. file: where the user has saved it. alpha: the
    photograph's transparency, of any size; None if all of it is opaque. photograph: from which it
    was made, while that is known. remarks: what to tell of the recipe when it is saved; called off
    the window's thread. details: what the photograph's file says of it.
    """

    deep: AnyPixels
    pixels: Pixels
    names: tuple[str, ...]
    recipe: RecipeMaker
    file: Path | None = None
    is_unsaved: bool = field(default=True)
    alpha: Alpha | None = None
    photograph: Pixels | None = None
    remarks: Remarks = tuple
    details: PhotoDetails = NO_DETAILS

    def written(self) -> AnyPixels:
        """What goes into a file of the user's: with the photograph's transparency, if any."""
        if self.alpha is None:
            return self.deep
        from nst_desktop.files.transparency import with_alpha  # loads numpy: only when needed

        return with_alpha(self.deep, self.alpha)

    def copied(self) -> Pixels:
        """What goes onto the clipboard: the same in 8 bits."""
        if self.alpha is None:
            return self.pixels
        from nst_desktop.files.transparency import with_alpha  # loads numpy: only when needed

        return cast(Pixels, with_alpha(self.pixels, self.alpha))

    @property
    def title(self) -> str:
        """Such as lake_impasto."""
        return self.file.stem if self.file else "_".join(Path(name).stem for name in self.names)
