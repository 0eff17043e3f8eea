"""One entry of a list of jobs, as its JSON has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.params import StyleParams
from nst_desktop.files.parameters import from_json
from nst_desktop.files.plans import Plan, StyleFile
from nst_desktop.files.strict_json import JsonError, check_keys, is_path, shown, take

_PARTS = (
    *("content", "styles", "regions", "style_masks", "protect", "start"),
    *("preset", "parameters", "output"),
)
_LONGEST = 4096  # characters of a path
_MOST_STYLES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the JSON of one job says. Paths are as written; an empty text was not given.

    styles: (path, weight, scale). regions: (mask, index of its painting). style_masks: (index of
    the painting, mask). The rest as in Plan and Job.
    """

    content: str
    styles: tuple[tuple[str, float, float], ...]
    regions: tuple[tuple[str, int], ...]
    style_masks: tuple[tuple[int, str], ...]
    protect: str
    start: str
    preset: str
    parameters: Mapping[str, Any]
    output: str

    def plan(self, folder: Path, device: str) -> Plan:
        """The plan, without its parameters; relative paths begin in this folder."""

        def file(text: str) -> Path | None:
            return folder / text if text else None

        return Plan(
            params=StyleParams(),
            content=file(self.content),
            styles=tuple(StyleFile(folder / path, *rest) for path, *rest in self.styles),
            regions=tuple((folder / mask, style) for mask, style in self.regions),
            style_masks=tuple((style, folder / mask) for style, mask in self.style_masks),
            protect=file(self.protect),
            start=file(self.start),
            device=device,
        )


def read_entry(found: Any) -> Entry:
    """The entry. Raises JsonError or ParameterError, the end of a sentence, if it is not valid."""
    if not isinstance(found, dict):
        raise JsonError("is not an object")
    check_keys(found, _PARTS)
    styles = tuple(_style(each) for each in _list(found, "styles"))
    content = _text(found, "content")
    if not content and not styles:
        raise JsonError('names no picture: give it a "content", "styles" or both')
    return Entry(
        content=content,
        styles=styles,
        regions=tuple(_mask(each, len(styles)) for each in _list(found, "regions")),
        style_masks=tuple(
            (style, mask)
            for mask, style in (_mask(each, len(styles)) for each in _list(found, "style_masks"))
        ),
        protect=_text(found, "protect"),
        start=_text(found, "start"),
        preset=_text(found, "preset"),
        parameters=from_json(take(found, "parameters", dict)) if "parameters" in found else {},
        output=_text(found, "output"),
    )


def _style(found: Any) -> tuple[str, float, float]:
    """A painting: its path, or an object with picture, weight and scale."""
    if isinstance(found, str):
        found = {"picture": found}
    if not isinstance(found, dict):
        raise JsonError("has a style that is neither a path nor an object")
    check_keys(found, ("picture", "weight", "scale"))
    factors = [take(found, key, float) if key in found else 1.0 for key in ("weight", "scale")]
    if not all(0 < factor < 1e6 for factor in factors):
        raise ParameterError("styles", "A painting's weight and scale must be above 0.")
    return _path(take(found, "picture", str), "picture"), factors[0], factors[1]


def _mask(found: Any, count: int) -> tuple[str, int]:
    """A mask and the index of its painting; people count from 1."""
    if not isinstance(found, dict):
        raise JsonError("has a mask that is not an object")
    check_keys(found, ("mask", "style"))
    number = take(found, "style", int)
    if not 1 <= number <= count:
        raise JsonError(f"has a mask for painting {number}, and {count} paintings")
    return _path(take(found, "mask", str), "mask"), number - 1


def _list(found: Mapping[str, Any], key: str) -> list[Any]:
    items = take(found, key, list) if key in found else []
    if len(items) > _MOST_STYLES:
        raise JsonError(f"has more than {_MOST_STYLES} {key}")
    return items


def _text(found: Mapping[str, Any], key: str) -> str:
    return _path(take(found, key, str), key) if key in found else ""


def _path(text: str, key: str) -> str:
    if not text or not is_path(text, _LONGEST):
        raise JsonError(f"has {shown(text)} as its {key}")
    return text
