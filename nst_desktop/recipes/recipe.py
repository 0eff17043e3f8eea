"""Recipes: everything needed to recreate an artwork, stored in its picture file.

A recipe contains no date and no folders. Identical runs therefore produce identical files, and
no file reveals where its author keeps pictures.
"""

import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nst_desktop import __version__
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.images.formats import MAX_RECIPE_LENGTH
from nst_desktop.images.load import load_recipe_text
from nst_desktop.recipes.params_json import complete_params, to_json, values_of
from nst_desktop.recipes.recipe_pictures import PictureNote, RecipeError, check_sha256, check_word
from nst_desktop.storage.strict_json import (
    JsonError,
    check_keys,
    quoted,
    read_document,
    take,
    write_document,
)

_KIND, _VERSION = "nst-desktop recipe", 1
_PARTS = (
    *("mode", "parameters", "content", "styles", "extras", "device", "weights", "versions"),
    *("steps_done", "steps_total", "ground"),
)
_PACKAGES = ("torch", "numpy", "pillow")
WHITE = "#ffffff"
_MAX_STEPS = 10**9
# Mode -> (whether it uses no photograph, whether it uses no painting)
_MISSING = {
    Mode.TRANSFER: (False, False),
    Mode.TEXTURE: (True, False),
    Mode.RECONSTRUCTION: (False, True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Record of one run.

    Attributes:
        params: Parameters at the end of the run.
        mode: Mode of the run.
        content: Photograph; None for a texture.
        styles: Paintings; empty for a reconstruction.
        extras: All other pictures, each with its role.
        device: Device that was used.
        weights_name: Name of the network's weights.
        weights_sha256: SHA-256 of the network's weights.
        versions: Mapping from program and package names to versions.
        steps_done: Number of completed steps over all scales. It is less than steps_total if the
            run was stopped.
        steps_total: Number of planned steps over all scales.
        ground: Colour onto which transparent pictures were flattened, as #rrggbb.

    Raises:
        RecipeError: An attribute is invalid, or the attributes do not fit together.
    """

    params: StyleParams
    mode: Mode
    content: PictureNote | None = None
    styles: tuple[PictureNote, ...] = ()
    extras: tuple[PictureNote, ...] = ()
    device: str
    weights_name: str
    weights_sha256: str
    versions: Mapping[str, str] = field(hash=False)
    steps_done: int
    steps_total: int
    ground: str = WHITE

    def __post_init__(self) -> None:
        object.__setattr__(self, "versions", MappingProxyType(dict(self.versions)))
        check_word("device", self.device)
        check_word("name of weights", self.weights_name)
        check_sha256(self.weights_sha256)
        for name, text in self.versions.items():
            check_word("program", name)
            check_word("version", text)
        check_ground(self.ground)
        if not 0 <= self.steps_done <= self.steps_total <= _MAX_STEPS:
            raise RecipeError(
                "The recipe's number of steps is not valid: {steps_done} of {steps_total}.",
                steps_done=self.steps_done,
                steps_total=self.steps_total,
            )
        if (self.content is None, not self.styles) != _MISSING[self.mode]:
            raise RecipeError(
                "The recipe's pictures do not match its mode, '{mode}'.", mode=self.mode
            )

    @property
    def complete(self) -> bool:
        """Whether the run finished."""
        return self.steps_done == self.steps_total


def is_colour(text: str) -> bool:
    """Whether the text is a colour written as #rrggbb."""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", text, re.ASCII) is not None


def check_ground(text: str) -> None:
    """Raise RecipeError if the text is not a colour written as #rrggbb."""
    if not is_colour(text):
        raise RecipeError("{text} is not a colour. Enter one as #rrggbb.", text=quoted(text))


def program_versions() -> dict[str, str]:
    """Return the versions of the programs and packages that runs use, without importing them."""
    # Not at the top: this import would delay the window.
    from importlib.metadata import PackageNotFoundError, version

    versions = {"nst-desktop": __version__, "python": platform.python_version()}
    for package in _PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            versions[package] = "unknown"
    return versions


def read_recipe(path: Path) -> Recipe:
    """Read a saved artwork's recipe without decoding its pixels.

    Raises:
        PictureError: The file is missing or not a picture.
        RecipeError: The file has no recipe, or its recipe is invalid.
    """
    text = load_recipe_text(path)
    if text is None:
        raise RecipeError(
            "{name} has no recipe: it was not made by NST Desktop, or another program removed "
            "the recipe.",
            name=path.name,
        )
    try:
        return recipe_from_text(text)
    except RecipeError as error:
        raise RecipeError("{name}: {error}", name=path.name, error=error) from error


def recipe_to_text(recipe: Recipe) -> str:
    """Convert a recipe to ASCII JSON. Raises RecipeError if it is too long for a picture file."""
    parts = {
        "mode": recipe.mode.value,
        "parameters": to_json(values_of(recipe.params)),
        "content": None if recipe.content is None else _note_to_json(recipe.content),
        "styles": [_note_to_json(note) for note in recipe.styles],
        "extras": [_note_to_json(note) for note in recipe.extras],
        "device": recipe.device,
        "weights": {"name": recipe.weights_name, "sha256": recipe.weights_sha256},
        "versions": dict(recipe.versions),
        "steps_done": recipe.steps_done,
        "steps_total": recipe.steps_total,
        **({} if recipe.ground == WHITE else {"ground": recipe.ground}),
    }
    text = write_document(_KIND, _VERSION, parts, indent=None)
    if len(text) > MAX_RECIPE_LENGTH:
        raise RecipeError("The recipe has too many pictures to be stored in the artwork.")
    return text


def recipe_from_text(text: str) -> Recipe:
    """Parse a recipe from untrusted JSON. Raises RecipeError if it is invalid."""
    try:
        return _recipe(read_document(text, _KIND, _VERSION, MAX_RECIPE_LENGTH))
    except JsonError as error:
        raise RecipeError("The recipe {error}.", error=error) from error
    except ParameterError as error:
        raise RecipeError("The recipe cannot be used: {error}", error=error) from error


def _recipe(parts: dict[str, Any]) -> Recipe:
    check_keys(parts, _PARTS)
    weights = take(parts, "weights", dict)
    check_keys(weights, ("name", "sha256"))
    versions = take(parts, "versions", dict)
    return Recipe(
        params=complete_params(take(parts, "parameters", dict)),
        mode=_mode(take(parts, "mode", str)),
        content=_content(parts),
        styles=_notes(parts, "styles"),
        extras=_notes(parts, "extras"),
        device=take(parts, "device", str),
        weights_name=take(weights, "name", str),
        weights_sha256=take(weights, "sha256", str),
        versions={name: take(versions, name, str) for name in versions},
        steps_done=take(parts, "steps_done", int),
        steps_total=take(parts, "steps_total", int),
        ground=take(parts, "ground", str) if "ground" in parts else WHITE,
    )


def _mode(text: str) -> Mode:
    try:
        return Mode(text)
    except ValueError:
        raise JsonError(f"has an unknown mode {quoted(text)}") from None


def _content(parts: dict[str, Any]) -> PictureNote | None:
    return None if parts.get("content") is None else _note(take(parts, "content", dict))


def _notes(parts: dict[str, Any], key: str) -> tuple[PictureNote, ...]:
    notes = take(parts, key, list)
    if not all(isinstance(note, dict) for note in notes):
        raise JsonError(f"has '{key}' that are not pictures")
    return tuple(_note(note) for note in notes)


def _note_to_json(note: PictureNote) -> dict[str, Any]:
    """Convert a note to JSON values, leaving out optional parts that have their default values."""
    parts: dict[str, Any] = {"name": note.name, "sha256": note.sha256}
    default = PictureNote(note.name, note.sha256)
    for key in ("weight", "scale", "role"):
        if getattr(note, key) != getattr(default, key):
            parts[key] = getattr(note, key)
    return parts


def _note(found: dict[str, Any]) -> PictureNote:
    types = {"name": str, "sha256": str, "weight": float, "scale": float, "role": str}
    check_keys(found, types)
    if missing := {"name", "sha256"} - set(found):
        raise JsonError(f"lacks the {min(missing)} of a picture")
    return PictureNote(**{key: take(found, key, types[key]) for key in found})
