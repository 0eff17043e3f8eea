"""The recipe of an artwork made in the window."""

import logging
from collections.abc import Mapping

from nst_desktop.core.errors import UserError
from nst_desktop.core.job import StyleJob
from nst_desktop.core.params import StyleParams
from nst_desktop.files.plans import Plan, StyleFile, write_recipe
from nst_desktop.files.recipes import to_text
from nst_desktop.files.weights import load_weights
from nst_desktop.run.payloads import Progress
from nst_desktop.widgets.picture_slot import PictureSlot, Role

log = logging.getLogger(__name__)


def plan_of(job: StyleJob, slots: Mapping[Role, PictureSlot]) -> Plan:
    """The files that the job's pictures come from."""
    photograph, painting = (slots[role].picture() for role in Role)
    return Plan(
        params=job.params,
        content=photograph.picture.path if photograph and job.content is not None else None,
        styles=(StyleFile(painting.picture.path),) if painting and job.styles else (),
    )


def recipe_text(plan: Plan, params: StyleParams, last: Progress) -> str | None:
    """What the artwork was made from; None if one of its pictures has gone in the meantime.

    params: as they were at the end. last: the numbers of the last step. Reads files.
    """
    from nst_desktop.core.devices import choose_device

    device = str(choose_device(plan.device))
    try:
        return to_text(write_recipe(plan, params, load_weights(), device, (last.step, last.steps)))
    except UserError as error:
        log.warning("the artwork has no recipe: %s", error)
        return None
