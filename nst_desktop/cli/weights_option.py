"""The --weights option: network weights for a command."""

import argparse
from typing import TYPE_CHECKING

from nst_desktop.cli.run_loop import Interrupt, progress_bar
from nst_desktop.recipes.recipe import Recipe
from nst_desktop.recipes.recipe_pictures import RecipeError
from nst_desktop.weights.network_weights import BUILTIN, TORCHVISION, load_weights

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights


class SingleUseWeights:
    """Network weights for a single run, released on first use to save 80 MB.

    Attributes:
        name: Name of the weights, as in NetworkWeights.
        sha256: Checksum of the weights, as in NetworkWeights.
    """

    def __init__(self, weights: "NetworkWeights") -> None:
        self.name, self.sha256 = weights.name, weights.sha256
        self._weights = [weights]

    def __call__(self) -> "NetworkWeights":
        """Return the weights and release them. Raises IndexError on the second call."""
        return self._weights.pop()


def load_weights_for(
    options: argparse.Namespace, control: Interrupt, recipe: Recipe | None = None
) -> "NetworkWeights":
    """Load the requested weights, or those from the recipe, with a progress bar for a download.

    Raises RecipeError if the recipe's weights must be named with --weights or have changed.
    """
    source = options.weights or (BUILTIN if recipe is None else recipe.weights_name)
    if recipe is not None and source not in (BUILTIN, TORCHVISION, options.weights):
        raise RecipeError(
            f"The artwork was made with the weights {source}. Name that file with --weights."
        )
    with progress_bar(options.quiet or source != TORCHVISION) as bar:

        def show(done: int, total: int | None) -> None:
            bar.n = done / total if total else 0
            bar.set_description_str(f"downloading weights, {done / 1e6:.0f} MB")

        weights = load_weights(source, show, control.checkpoint)
    if recipe is not None and options.weights is None and weights.sha256 != recipe.weights_sha256:
        raise RecipeError(
            "The weights differ from those used to make the artwork. To use them anyway, add "
            f"--weights {source}."
        )
    return weights
