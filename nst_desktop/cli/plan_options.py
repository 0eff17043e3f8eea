"""Conversion of a command's options into a run's plan."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from nst_desktop import paths
from nst_desktop.cli.number_options import UsageError, parse_whole, read_shares
from nst_desktop.cli.parser import KEEP
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams, defaults_in, parameter_names, parse_value
from nst_desktop.images.picture_errors import printable_name
from nst_desktop.recipes.plan import Plan, StyleFile, mode_of, plan_of
from nst_desktop.recipes.presets import apply, find_preset
from nst_desktop.recipes.recipe import WHITE, Recipe, check_ground, read_recipe
from nst_desktop.recipes.recipe_pictures import RecipeError

REQUIRED_PICTURES = {
    Mode.TRANSFER: "CONTENT STYLE",
    Mode.TEXTURE: "STYLE",
    Mode.RECONSTRUCTION: "CONTENT",
}

PICTURE_OPTIONS = (
    *("content", "styles", "blend", "style_scales"),
    *("region", "style_mask", "protect", "init_image"),
)


def make_plan(options: argparse.Namespace) -> tuple[Plan, Recipe | None]:
    """Return the plan, and the recipe of the artwork given with --from, if any.

    Raises UserError if an option is invalid.
    """
    mode = Mode(options.command)
    if options.source is not None:
        recipe = read_recipe(options.source)
        return _from_recipe(options, recipe), recipe
    params = defaults_in(mode)
    if options.preset is not None:
        params = apply(find_preset(options.preset), params)
    plan = Plan(
        params=read_parameters(options, params),
        content=getattr(options, "content", None),
        styles=_styles(options),
        regions=_regions(options),
        style_masks=_style_masks(options),
        protect=getattr(options, "protect", None),
        start=options.init_image,
        device=options.device,
        ground=_ground(options.transparency),
    )
    _check_sources(plan, mode)
    return plan, None


def read_parameters(options: argparse.Namespace, params: StyleParams) -> StyleParams:
    """Return the parameters after applying those given on the command line."""
    return replace(params, **given_parameters(options))


def given_parameters(options: argparse.Namespace) -> dict[str, Any]:
    """Return the parameter values given on the command line, by parameter name."""
    return {
        name: parse_value(name, text)
        for name in parameter_names()
        if (text := getattr(options, name, None)) is not None
    }


def _from_recipe(options: argparse.Namespace, recipe: Recipe) -> Plan:
    mode = Mode(options.command)
    if recipe.mode is not mode:
        raise ParameterError(
            "source",
            f"{options.source.name} was made with the {recipe.mode.value} command. "
            "Use that command.",
        )
    if any(getattr(options, name, None) for name in PICTURE_OPTIONS):
        raise UsageError("With --from, the recipe names the pictures and masks. Leave them out.")
    plan = plan_of(recipe, [options.source.parent, Path.cwd(), paths.masks_folder()])
    if options.transparency not in (None, KEEP):
        plan = replace(plan, ground=_ground(options.transparency))
    return replace(plan, params=read_parameters(options, plan.params), device=options.device)


def _check_sources(plan: Plan, mode: Mode) -> None:
    complete = {
        Mode.TRANSFER: plan.content is not None and bool(plan.styles),
        Mode.TEXTURE: bool(plan.styles),
        Mode.RECONSTRUCTION: plan.content is not None,
    }
    if not complete[mode] or mode_of(plan) is not mode:
        raise UsageError(
            f"{mode.value} needs {REQUIRED_PICTURES[mode]}, or --from with a saved artwork."
        )


def _ground(text: str | None) -> str:
    """Return the background colour given with --transparency; white by default."""
    if text is None or text == KEEP:
        return WHITE
    try:
        check_ground(text)
    except RecipeError as error:
        raise UsageError(f"--transparency needs {KEEP} or a colour such as #ffffff.") from error
    return text


def _styles(options: argparse.Namespace) -> tuple[StyleFile, ...]:
    paths = getattr(options, "styles", [])
    shares = read_shares(getattr(options, "blend", None), "--blend", len(paths))
    scales = read_shares(getattr(options, "style_scales", None), "--style-scales", len(paths))
    return tuple(map(StyleFile, paths, shares, scales))


def _regions(options: argparse.Namespace) -> tuple[tuple[Path, int], ...]:
    masks = []
    for text in getattr(options, "region", []):
        path, _, number = text.rpartition(":")
        masks.append((Path(path), _painting_index(number, f"--region {text}", "MASK.png:1")))
    return tuple(masks)


def _style_masks(options: argparse.Namespace) -> tuple[tuple[Path, int], ...]:
    masks = []
    for text in getattr(options, "style_mask", []):
        number, _, path = text.partition(":")
        masks.append((Path(path), _painting_index(number, f"--style-mask {text}", "1:MASK.png")))
    if masks and not getattr(options, "region", []):
        raise ParameterError("regions", "--style-mask needs a --region for the same painting.")
    return tuple(masks)


def _painting_index(number: str, flag: str, example: str) -> int:
    index = parse_whole(number)
    if not index:
        raise ParameterError(
            "regions", f"{printable_name(flag)} is invalid. Write it as {example}."
        )
    return index - 1
