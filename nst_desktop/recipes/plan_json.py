"""Plans as JSON, for the queue, saved runs and hand-written job lists."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.params import StyleParams
from nst_desktop.recipes.params_json import complete_params, to_json, values_of
from nst_desktop.recipes.plan import Plan, StyleFile
from nst_desktop.recipes.recipe import WHITE, check_ground
from nst_desktop.recipes.recipe_pictures import RecipeError, check_sha256
from nst_desktop.storage.strict_json import JsonError, check_keys, is_path, is_plain, quoted, take

PICTURES = ("content", "styles", "regions", "style_masks", "protect", "start")
_PARTS = (*PICTURES, "parameters", "device", "ground", "checksums")
_MAX_LENGTH = 4096  # characters in a path
_MAX_FACTOR = 1e9  # for a painting's weight and scale


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Convert a plan to JSON values, leaving out empty and default parts but no parameters."""
    checksums = {str(path): sha256 for path, sha256 in plan.checksums.items()}
    return {
        "parameters": to_json(values_of(plan.params)),
        "device": plan.device,
        **pictures_to_json(plan),
        **({"checksums": checksums} if checksums else {}),
    }


def pictures_to_json(plan: Plan) -> dict[str, Any]:
    """Convert a plan's pictures and ground to JSON values, leaving out empty and default ones."""
    singles = {name: getattr(plan, name) for name in ("content", "protect", "start")}
    parts = {
        **{name: "" if path is None else str(path) for name, path in singles.items()},
        "styles": [
            {"picture": str(style.path), "weight": style.weight, "scale": style.scale}
            for style in plan.styles
        ],
        "regions": _masks_to_json(plan.regions),
        "style_masks": _masks_to_json(plan.style_masks),
        "ground": "" if plan.ground == WHITE else plan.ground,
    }
    return {name: part for name, part in parts.items() if part}


def plan_from_json(found: Mapping[str, Any]) -> Plan:
    """Parse the output of plan_to_json; all paths must be absolute.

    Raises:
        JsonError: The JSON object is not a valid plan or contains an invalid value.
    """
    check_keys(found, _PARTS)
    checksums = take(found, "checksums", dict) if "checksums" in found else {}
    device = take(found, "device", str)
    if not device or not is_plain(device, _MAX_LENGTH):
        raise JsonError(f"has {quoted(device)} for 'device'")
    try:
        return replace(
            pictures_from_json(found),
            params=complete_params(take(found, "parameters", dict)),
            device=device,
            checksums={_file(path): _sha256(checksums, path) for path in checksums},
        )
    except (ParameterError, RecipeError) as error:
        raise JsonError(f"cannot be used: {error}") from error


def pictures_from_json(found: Mapping[str, Any], folder: Path | None = None) -> Plan:
    """Parse the pictures and ground into a plan with default parameters.

    Args:
        found: JSON object; other keys are ignored.
        folder: Base folder for relative paths. If None, all paths must be absolute.

    Raises:
        JsonError: A part is invalid. The message is the end of a sentence.
        ParameterError: A painting's weight or scale is out of range.
        RecipeError: The ground is not a colour.
    """
    styles = tuple(_style(style, folder) for style in _list(found, "styles"))
    if "content" not in found and not styles:
        raise JsonError('has no picture: add "content", "styles" or both')
    singles: dict[str, Any] = {
        name: _file(optional_text(found, name), name, folder)
        for name in ("content", "protect", "start")
        if name in found
    }
    masks: dict[str, Any] = {
        name: tuple(_mask(mask, len(styles), folder) for mask in _list(found, name))
        for name in ("regions", "style_masks")
    }
    return Plan(params=StyleParams(), styles=styles, ground=_ground(found), **masks, **singles)


def optional_text(found: Mapping[str, Any], key: str) -> str:
    """Return the text for a key, or "" if the key is missing.

    Raises:
        JsonError: The text is not a valid path.
    """
    return _checked(take(found, key, str), key) if key in found else ""


def _masks_to_json(masks: tuple[tuple[Path, int], ...]) -> list[dict[str, Any]]:
    return [{"mask": str(mask), "style": style + 1} for mask, style in masks]


def _style(found: Any, folder: Path | None) -> StyleFile:
    """Parse a painting, given as a path or as an object with picture, weight and scale."""
    if isinstance(found, str):
        found = {"picture": found}
    if not isinstance(found, dict):
        raise JsonError("has a style that is neither a path nor an object")
    check_keys(found, ("picture", "weight", "scale"))
    factors = [take(found, key, float) if key in found else 1.0 for key in ("weight", "scale")]
    if not all(0 < factor <= _MAX_FACTOR for factor in factors):
        raise ParameterError("styles", "A painting's weight and scale must be above 0.")
    return StyleFile(_file(take(found, "picture", str), "picture", folder), *factors)


def _mask(found: Any, count: int, folder: Path | None) -> tuple[Path, int]:
    """Return a mask's path and its painting's index. The document counts paintings from 1."""
    if not isinstance(found, dict):
        raise JsonError("has a mask that is not an object")
    check_keys(found, ("mask", "style"))
    number = take(found, "style", int)
    if not 1 <= number <= count:
        raise JsonError(f"has a mask for painting {number}, but {count} paintings")
    return _file(take(found, "mask", str), "mask", folder), number - 1


def _list(found: Mapping[str, Any], key: str) -> list[Any]:
    return take(found, key, list) if key in found else []


def _file(text: str, key: str = "path", folder: Path | None = None) -> Path:
    path = Path(_checked(text, key))
    if folder is None and not path.is_absolute():
        raise JsonError(f"has {quoted(text)} as a path, which must be absolute")
    return path if folder is None else folder / path


def _checked(text: str, key: str) -> str:
    if not text or not is_path(text, _MAX_LENGTH):
        raise JsonError(f"has {quoted(text)} as its {key}")
    return text


def _ground(found: Mapping[str, Any]) -> str:
    text = take(found, "ground", str) if "ground" in found else WHITE
    check_ground(text)
    return text


def _sha256(found: Mapping[str, Any], path: str) -> str:
    text = take(found, path, str)
    check_sha256(text)
    return text
