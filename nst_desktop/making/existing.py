"""Existing artworks, recognised by the recipes in their files."""

import logging
import os
from dataclasses import replace
from pathlib import Path

from nst_desktop.core.errors import UserError
from nst_desktop.recipes.plan import Plan, notes_of
from nst_desktop.recipes.recipe import Recipe, read_recipe
from nst_desktop.recipes.recipe_pictures import PictureNote

logger = logging.getLogger(__name__)

Notes = tuple[PictureNote | None, tuple[PictureNote, ...], tuple[PictureNote, ...]]


def find_existing_recipe(plan: Plan, path: Path, weights_sha256: str) -> Recipe | None:
    """Return the file's recipe if the file is the plan's finished artwork, else None.

    Also returns None if one of the plan's pictures cannot be read.
    """
    if not os.path.isfile(path):
        return None
    try:
        recipe = read_recipe(path)
        is_same = is_same_artwork(recipe, plan, notes_of(plan), weights_sha256)
    except UserError as error:
        logger.info("%s will be made again: %s", path.name, error)
        return None
    return recipe if is_same else None


def is_same_artwork(recipe: Recipe, plan: Plan, notes: Notes, weights_sha256: str) -> bool:
    """Return whether a recipe belongs to this plan's finished artwork.

    Pictures must have the same names and contents; parameters and weights must be equal. The
    device and the program version do not matter, nor does the precision if the plan sets it to
    "auto".

    Args:
        recipe: Recipe of the existing artwork.
        plan: Plan for the wanted artwork.
        notes: Notes on the plan's pictures.
        weights_sha256: SHA-256 of the wanted weights.
    """
    accepts_any = plan.params.precision == "auto"
    params = replace(recipe.params, precision="auto") if accepts_any else recipe.params
    return (
        recipe.complete
        and params == plan.params
        and recipe.weights_sha256 == weights_sha256
        and (recipe.content, recipe.styles, recipe.extras) == notes
    )


def is_artwork_of(recipe: Recipe, notes: Notes, in_any_style: bool) -> bool:
    """Return whether an artwork was made from the same pictures, ignoring parameters and masks.

    Args:
        recipe: Recipe of the existing artwork.
        notes: Notes on the wanted pictures.
        in_any_style: Whether to accept other paintings if there is a photograph.
    """
    content, styles, _ = notes
    is_same_photograph = _sha256(recipe.content) == _sha256(content)
    is_same_style = [*map(_sha256, recipe.styles)] == [*map(_sha256, styles)]
    return is_same_photograph and (is_same_style or (in_any_style and content is not None))


def notes_if_readable(plan: Plan) -> Notes | None:
    """Return notes on the plan's pictures, or None if a picture cannot be read."""
    try:
        return notes_of(plan)
    except UserError as error:
        logger.info("a picture of a job cannot be read: %s", error)
        return None


def _sha256(note: PictureNote | None) -> str | None:
    return None if note is None else note.sha256
