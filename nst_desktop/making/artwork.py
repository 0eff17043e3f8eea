"""An artwork that is made: its pixels, and what goes into its file beside them."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nst_desktop.core.arrays import Alpha, AnyPixels
from nst_desktop.core.errors import Notice, UserError
from nst_desktop.core.job import Step
from nst_desktop.core.params import StyleParams
from nst_desktop.images.formats import SaveOptions
from nst_desktop.images.load import Picture
from nst_desktop.images.photo_details import NO_DETAILS, PhotoDetails
from nst_desktop.images.save import save_picture
from nst_desktop.recipes.plan import LoadedRun, Plan, changes_since, write_recipe
from nst_desktop.recipes.recipe import recipe_to_text
from nst_desktop.weights.network_weights import WhichWeights

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunRecipe:
    """Writes the recipe of a run: calling it gives the text.

    params: as they were at the end, with the precision that it was computed in. steps: done, of
    how many.
    """

    plan: Plan
    params: StyleParams
    steps: tuple[int, int]
    weights: WhichWeights

    def __call__(self) -> str | None:
        """None if there can be none, such as for too many pictures. Reads files."""
        try:
            return self._text()
        except UserError as error:
            logger.info("the artwork has no recipe: %s", error)
            return None

    def remarks(self) -> list[UserError]:
        """What the maker should know of it: why there is none, and which of the pictures are no
        longer there as the run has read them. Reads files."""
        try:
            self._text()
        except UserError as error:
            return [Notice("The artwork has no recipe: {error}", error=error)]
        return [
            Notice("{change} The recipe names it as it was.", change=change)
            for change in changes_since(self.plan)
        ]

    def _text(self) -> str:
        from nst_desktop.core.devices import choose_device  # loads torch: only when needed

        device = str(choose_device(self.plan.device))
        return recipe_to_text(
            write_recipe(self.plan, self.params, self.weights, device, self.steps)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Artwork:
    """What a run has made, in the window, by a command, in the queue or in a batch.

    pixels: (H, W, 3) uint8 or uint16. recipe: gives its text, or None if there is none; called
    where files may be read. alpha: the photograph's transparency, of any size; None if all of it
    is opaque. details: what the photograph's file says of it. remarks: what the maker should know
    of the recipe; called where files may be read.
    """

    pixels: AnyPixels
    recipe: Callable[[], str | None] = lambda: None
    alpha: Alpha | None = None
    details: PhotoDetails = NO_DETAILS
    remarks: Callable[[], Sequence[UserError]] = tuple

    @classmethod
    def of(cls, pixels: AnyPixels, recipe: RunRecipe, photograph: Picture | None) -> "Artwork":
        """With all that the photograph gives it, if it was made from one."""
        made = cls(pixels, recipe, remarks=recipe.remarks)
        if photograph is None:
            return made
        return replace(made, alpha=photograph.alpha, details=photograph.details)

    @classmethod
    def after(cls, step: Step, run: LoadedRun, weights: WhichWeights) -> "Artwork":
        """What the run has made with this step of its job."""
        params = replace(run.job.params, precision=step.precision)
        recipe = RunRecipe(run.plan, params, (step.index, step.total), weights)
        return cls.of(step.artwork(), recipe, run.photograph)

    def whole(self) -> AnyPixels:
        """The pixels, (H, W, 4) with the photograph's transparency if it has any."""
        return self.laid_over(self.pixels)

    def laid_over(self, pixels: AnyPixels) -> AnyPixels:
        """Other pixels of the artwork, such as those in 8 bits, with its transparency."""
        if self.alpha is None:
            return pixels
        from nst_desktop.images.encoder import with_alpha  # loads Pillow: only when needed

        return with_alpha(pixels, self.alpha)

    def encoded(self, options: SaveOptions) -> bytes:
        """The bytes of its file. Raises PictureError as encoding.encode does."""
        from nst_desktop.images.encoder import encode  # loads Pillow: only when needed

        return encode(self.whole(), self._recipe_for(options), options, self.details)

    def save(self, path: Path, options: SaveOptions) -> None:
        """Write its file. Raises PictureError as saving.save_picture does."""
        save_picture(self.whole(), path, self._recipe_for(options), options, self.details)

    def _recipe_for(self, options: SaveOptions) -> str | None:
        return self.recipe() if options.recipe else None
