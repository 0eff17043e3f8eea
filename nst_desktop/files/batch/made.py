"""Whether an artwork is there already: its own recipe tells."""

import logging
from pathlib import Path

from nst_desktop.core.errors import UserError
from nst_desktop.files.batch.jobs import Job
from nst_desktop.files.plans import notes_of
from nst_desktop.files.recipes import Recipe, read_recipe

logger = logging.getLogger(__name__)


def made_already(job: Job, folder: Path, weights_sha256: str) -> Recipe | None:
    """The recipe of the job's artwork in this folder, if it was made to its end just so.

    That is: from pictures of the same names and contents, with the same parameters and weights;
    on any device and with any version of the program. None also if a picture cannot be read.
    """
    path = folder / job.output
    if not path.is_file():
        return None
    try:
        recipe = read_recipe(path)
        is_same = (
            recipe.complete
            and recipe.params == job.plan.params
            and recipe.weights_sha256 == weights_sha256
            and (recipe.content, recipe.styles, recipe.extras) == notes_of(job.plan)
        )
    except UserError as error:
        logger.info("%s is made anew: %s", job.output, error)
        return None
    return recipe if is_same else None
