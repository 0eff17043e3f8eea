"""The weights that a command is to use."""

import argparse
from typing import TYPE_CHECKING

from nst_desktop.cli.run_loop import Interrupt, progress_bar
from nst_desktop.recipes.picture_notes import RecipeError
from nst_desktop.recipes.recipe import Recipe
from nst_desktop.weights.network_weights import BUILTIN, TORCHVISION, load_weights

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights


class OneRunsWeights:
    """The network's weights for one run, which alone has them then: 80 MB less to hold.

    name, sha256: as NetworkWeights has them; they stay.
    """

    def __init__(self, weights: "NetworkWeights") -> None:
        self.name, self.sha256 = weights.name, weights.sha256
        self._weights = [weights]

    def __call__(self) -> "NetworkWeights":
        """Hand them over. Raises IndexError the second time."""
        return self._weights.pop()


def load_weights_for(
    options: argparse.Namespace, control: Interrupt, recipe: Recipe | None = None
) -> "NetworkWeights":
    """The weights asked for, or else those of the recipe, with the progress of a download.

    Raises RecipeError if they are not those that the recipe was made with.
    """
    source = options.weights or (BUILTIN if recipe is None else recipe.weights_name)
    if recipe is not None and source not in (BUILTIN, TORCHVISION, options.weights):
        raise RecipeError(
            f"The artwork was made with the weights {source}; name their file with --weights."
        )
    with progress_bar(options.quiet or source != TORCHVISION) as bar:

        def show(done: int, total: int | None) -> None:
            bar.n = done / total if total else 0
            bar.set_description_str(f"downloading the weights, {done / 1e6:.0f} MB")

        weights = load_weights(source, show, control.checkpoint)
    if recipe is not None and options.weights is None and weights.sha256 != recipe.weights_sha256:
        raise RecipeError(
            "The weights differ from those that the artwork was made with; to use them all the "
            f"same, say so with --weights {source}."
        )
    return weights
