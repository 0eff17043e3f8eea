"""The recipe of an artwork made in the window."""

import logging

from nst_desktop.core.errors import UserError
from nst_desktop.core.params import StyleParams
from nst_desktop.files.plans import Plan, write_recipe
from nst_desktop.files.recipes import to_text
from nst_desktop.files.weights import load_weights
from nst_desktop.run.payloads import Progress

log = logging.getLogger(__name__)


def recipe_text(plan: Plan, params: StyleParams, last: Progress, weights: str) -> str | None:
    """What the artwork was made from; None if one of its pictures has gone in the meantime.

    params: as they were at the end. last: the numbers of the last step. Reads files.
    """
    from nst_desktop.core.devices import choose_device

    try:
        device = str(choose_device(plan.device))
        steps = last.step, last.steps
        return to_text(write_recipe(plan, params, load_weights(weights), device, steps))
    except UserError as error:
        log.warning("the artwork has no recipe: %s", error)
        return None
