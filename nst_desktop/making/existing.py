"""Whose artwork a file is, and whether it was made just so: its own recipe tells."""

import logging
import os
from dataclasses import replace
from pathlib import Path

from nst_desktop.core.errors import UserError
from nst_desktop.recipes.picture_notes import PictureNote
from nst_desktop.recipes.plan import Plan, notes_of
from nst_desktop.recipes.recipe import Recipe, read_recipe

logger = logging.getLogger(__name__)

Notes = tuple[PictureNote | None, tuple[PictureNote, ...], tuple[PictureNote, ...]]


def made_already(plan: Plan, path: Path, weights_sha256: str) -> Recipe | None:
    """The recipe of the plan's artwork in this file, if it was made to its end just so.

    None also if a picture cannot be read.
    """
    if not os.path.isfile(path):
        return None
    try:
        recipe = read_recipe(path)
        is_same = is_made_so(recipe, plan, notes_of(plan), weights_sha256)
    except UserError as error:
        logger.info("%s will be made again: %s", path.name, error)
        return None
    return recipe if is_same else None


def is_made_so(recipe: Recipe, plan: Plan, notes: Notes, weights_sha256: str) -> bool:
    """Whether it is of an artwork of this plan, made to its end.

    That is: from pictures of the same names and contents, with the same parameters and weights;
    on any device and with any version of the program. Where the plan leaves the precision to the
    computer, any will do. notes: of the plan's pictures.
    """
    is_any = plan.params.precision == "auto"
    made = replace(recipe.params, precision="auto") if is_any else recipe.params
    return (
        recipe.complete
        and made == plan.params
        and recipe.weights_sha256 == weights_sha256
        and (recipe.content, recipe.styles, recipe.extras) == notes
    )


def is_artwork_of(recipe: Recipe, notes: Notes, in_any_style: bool) -> bool:
    """Whether it is of an artwork of this photograph, with whatever parameters and masks.

    in_any_style: also with other paintings, where there is a photograph.
    """
    content, styles, _ = notes
    is_same_photograph = _sha256(recipe.content) == _sha256(content)
    is_same_style = [*map(_sha256, recipe.styles)] == [*map(_sha256, styles)]
    return is_same_photograph and (is_same_style or (in_any_style and content is not None))


def notes_if_readable(plan: Plan) -> Notes | None:
    """The notes of its pictures; None if one of them cannot be read."""
    try:
        return notes_of(plan)
    except UserError as error:
        logger.info("a picture of a job cannot be read: %s", error)
        return None


def _sha256(note: PictureNote | None) -> str | None:
    return None if note is None else note.sha256
