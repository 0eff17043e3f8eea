"""The recipe of an artwork made in the window."""

import logging
from typing import TYPE_CHECKING, cast

from nst_desktop.core.errors import UserError
from nst_desktop.core.params import StyleParams
from nst_desktop.files.plans import Plan, write_recipe
from nst_desktop.files.recipes import to_text
from nst_desktop.files.weights import load_weights
from nst_desktop.run.payloads import Progress

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights

log = logging.getLogger(__name__)


class UsedWeights:
    """Loads the network's weights for a run, and remembers which they were: 80 MB less to hold.

    name, sha256: as NetworkWeights has them; empty before a run has asked for the weights.
    """

    def __init__(self, source: str) -> None:
        """source: as load_weights takes it."""
        self.source = source
        self.name = self.sha256 = ""

    def __call__(self) -> "NetworkWeights":
        weights = load_weights(self.source)
        self.name, self.sha256 = weights.name, weights.sha256
        return weights


def recipe_text(
    plan: Plan, params: StyleParams, last: Progress, weights: UsedWeights
) -> str | None:
    """What the artwork was made from; None if one of its pictures has gone in the meantime.

    params: as they were at the end. last: the numbers of the last step. Reads files.
    """
    from nst_desktop.core.devices import choose_device

    try:
        if not weights.name:
            weights()
        device = str(choose_device(plan.device))
        steps = last.step, last.steps
        used = cast("NetworkWeights", weights)  # only the name and the sum are asked for
        return to_text(write_recipe(plan, params, used, device, steps))
    except UserError as error:
        log.warning("the artwork has no recipe: %s", error)
        return None
