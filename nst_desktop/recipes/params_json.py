"""StyleParams in JSON documents: numbers and choices as they are, lists of layers as text."""

from collections.abc import Mapping
from typing import Any

from nst_desktop.core.errors import ParameterError, Words
from nst_desktop.core.layers import format_layers
from nst_desktop.core.params import (
    StyleParams,
    default_of,
    is_layer_list,
    parameter_names,
    read_value,
)
from nst_desktop.storage.strict_json import is_plain, shown

# Where the first version had other defaults, or had no such parameter and computed like this.
_BEFORE = {
    "style_layers": tuple((f"conv{block}_1", 1.0) for block in range(1, 6)),
    "min_size": 256,
    "large_forms": 0.0,
    "neighbour_weight": 0.0,
    "gamut_weight": 0.0,
    "detail": 1.0,
}
_MAX_TEXT_LENGTH = 1000  # all layers, each with a weight of 17 digits


def values_of(params: StyleParams) -> dict[str, Any]:
    """The value of every field."""
    return {name: getattr(params, name) for name in parameter_names()}


def changes_of(params: StyleParams) -> dict[str, Any]:
    """The values of the fields that differ from the defaults."""
    return {name: value for name, value in values_of(params).items() if value != default_of(name)}


def complete(found: Mapping[str, Any]) -> StyleParams:
    """The parameters of a document that names them all, such as a recipe.

    One of an earlier version lacks some: they are what that version computed with. Raises
    ParameterError as from_json does.
    """
    return StyleParams(**{**_BEFORE, **from_json(found)})


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as JSON holds them, by field."""
    return {
        name: format_layers(value) if is_layer_list(name) else value
        for name, value in values.items()
    }


def from_json(found: Mapping[str, Any]) -> dict[str, Any]:
    """The values, by field, that to_json has written, or a stranger.

    Raises ParameterError, with the field's name, if there is no such field, or its value is of
    another type or out of range.
    """
    return checked_params({name: _read(name, value) for name, value in found.items()})


def checked_params(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as StyleParams holds them. Raises ParameterError if one is not allowed."""
    for name in values:
        _check_name(name)
    params = StyleParams(**values)
    return {name: getattr(params, name) for name in values}


def _read(name: str, value: Any) -> Any:
    _check_name(name)
    wanted = type(default_of(name))
    if wanted in (tuple, str):
        if not isinstance(value, str):
            raise ParameterError(name, "{name}: must be a text.", name=name)
        if not is_plain(value, _MAX_TEXT_LENGTH):
            raise ParameterError(
                name, "{name}: the text is too long or cannot be shown.", name=name
            )
        return read_value(name, value) if is_layer_list(name) else value
    if isinstance(value, bool) is not (wanted is bool) or not isinstance(value, (int, float)):
        kind = Words("true or false") if wanted is bool else Words("a number")
        raise ParameterError(name, "{name}: must be {wanted}.", name=name, wanted=kind)
    return value


def _check_name(name: str) -> None:
    if name not in parameter_names():
        raise ParameterError(
            name,
            "{name} is not a parameter of this version of NST Desktop (there are {names}).",
            name=shown(name),
            names=", ".join(parameter_names()),
        )
