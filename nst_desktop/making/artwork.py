"""Finished artworks: their pixels, and the recipe and metadata saved with them."""

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
from nst_desktop.weights.network_weights import WeightsIdentity

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunRecipe:
    """Callable that returns a run's recipe as text.

    Attributes:
        plan: Plan of the run.
        params: Parameters at the end of the run, including the precision that was used.
        steps: Number of completed steps and total number of steps.
        weights: Identity of the weights that were used.
    """

    plan: Plan
    params: StyleParams
    steps: tuple[int, int]
    weights: WeightsIdentity

    def __call__(self) -> str | None:
        """Return the recipe, or None if none can be written, for example for too many pictures.

        This reads files.
        """
        try:
            return self._text()
        except UserError as error:
            logger.info("the artwork has no recipe: %s", error)
            return None

    def remarks(self) -> list[UserError]:
        """Return notices if the recipe is missing or pictures have changed since they were read.

        This reads files.
        """
        try:
            self._text()
        except UserError as error:
            return [Notice("The artwork has no recipe: {error}", error=error)]
        return [
            Notice("{change} The recipe still refers to the original.", change=change)
            for change in changes_since(self.plan)
        ]

    def _text(self) -> str:
        from nst_desktop.core.devices import choose_device  # loads torch; only when needed

        device = str(choose_device(self.plan.device))
        return recipe_to_text(
            write_recipe(self.plan, self.params, self.weights, device, self.steps)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Artwork:
    """Result of a run in the window, the queue, a batch or another command.

    Attributes:
        pixels: Pixel array, (H, W, 3), uint8 or uint16.
        recipe: Callable that returns the recipe's text, or None if there is no recipe. It may read
            files.
        alpha: Photograph's alpha channel, in any size; None if the photograph is opaque.
        details: Metadata from the photograph's file.
        remarks: Callable that returns notices for the user about the recipe. It may read files.
    """

    pixels: AnyPixels
    recipe: Callable[[], str | None] = lambda: None
    alpha: Alpha | None = None
    details: PhotoDetails = NO_DETAILS
    remarks: Callable[[], Sequence[UserError]] = tuple

    @classmethod
    def of(cls, pixels: AnyPixels, recipe: RunRecipe, photograph: Picture | None) -> "Artwork":
        """Create an artwork with the photograph's transparency and metadata, if any."""
        artwork = cls(pixels, recipe, remarks=recipe.remarks)
        if photograph is None:
            return artwork
        return replace(artwork, alpha=photograph.alpha, details=photograph.details)

    @classmethod
    def after(cls, step: Step, run: LoadedRun, weights: WeightsIdentity) -> "Artwork":
        """Create an artwork from a run's state after this step."""
        params = replace(run.job.params, precision=step.precision)
        recipe = RunRecipe(run.plan, params, (step.index, step.total), weights)
        return cls.of(step.artwork(), recipe, run.photograph)

    def whole(self) -> AnyPixels:
        """Return the pixels: (H, W, 4) if the photograph is transparent, else (H, W, 3)."""
        return self.laid_over(self.pixels)

    def laid_over(self, pixels: AnyPixels) -> AnyPixels:
        """Return the given pixels, such as an 8-bit copy, with the artwork's transparency."""
        if self.alpha is None:
            return pixels
        from nst_desktop.images.encoder import with_alpha  # loads Pillow; only when needed

        return with_alpha(pixels, self.alpha)

    def encoded(self, options: SaveOptions) -> bytes:
        """Return the file contents. Raises PictureError, like images.encoder.encode."""
        from nst_desktop.images.encoder import encode  # loads Pillow; only when needed

        return encode(self.whole(), self._recipe_for(options), options, self.details)

    def save(self, path: Path, options: SaveOptions) -> None:
        """Write the artwork to a file. Raises PictureError, like images.save.save_picture."""
        save_picture(self.whole(), path, self._recipe_for(options), options, self.details)

    def _recipe_for(self, options: SaveOptions) -> str | None:
        return self.recipe() if options.recipe else None
