"""The recipe of an artwork made in the window."""

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nst_desktop.core.errors import Notice, UserError
from nst_desktop.core.params import StyleParams
from nst_desktop.files.plans import Plan, changes_since, write_recipe
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


@dataclass(frozen=True, slots=True)
class RunRecipe:
    """What an artwork was made from; called, its text.

    params: as they were at the end. last: the numbers of the last step.
    """

    plan: Plan
    params: StyleParams
    last: Progress
    weights: UsedWeights

    def __call__(self) -> str | None:
        """None if there can be none, such as for too many pictures. Reads files."""
        try:
            return self._text()
        except UserError as error:
            log.warning("the artwork has no recipe: %s", error)
            return None

    def remarks(self) -> list[UserError]:
        """What its maker should know of it: why there is none, and which of the pictures are no
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
        from nst_desktop.core.devices import choose_device

        if not self.weights.name:
            self.weights()
        device = str(choose_device(self.plan.device))
        steps = self.last.step, self.last.steps
        params = replace(self.params, precision=self.last.precision)
        return to_text(write_recipe(self.plan, params, self.weights, device, steps))
