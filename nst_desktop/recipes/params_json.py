"""StyleParams as JSON. Numbers and choices stay as they are; layer lists become text."""

from collections.abc import Mapping
from typing import Any

from nst_desktop.core.errors import ParameterError, Words
from nst_desktop.core.layers import format_layers
from nst_desktop.core.params import (
    StyleParams,
    default_of,
    is_layer_list,
    parameter_names,
    parse_value,
)
from nst_desktop.storage.strict_json import is_plain, quoted

# Values for the first version: its defaults, or its fixed behaviour if a parameter is newer.
_FIRST_VERSION = {
    "steps": 90,
    "content_weight": 1.0,
    "content_layers": (("conv4_2", 1.0),),
    "style_layers": tuple((f"conv{block}_1", 1.0) for block in range(1, 6)),
    "min_size": 256,
    "large_forms": 0.0,
    "neighbour_weight": 0.0,
    "plain_areas": 1.0,
    "gamut_weight": 0.0,
    "detail": 1.0,
    "painted_detail": 0.0,
    "coarse_steps": 1.0,
    "coarse_content": 1.0,
}
_MAX_TEXT_LENGTH = 1000  # characters: all layers, each with a 17-digit weight


def values_of(params: StyleParams) -> dict[str, Any]:
    """Return a mapping from every field to its value."""
    return {name: getattr(params, name) for name in parameter_names()}


def changes_of(params: StyleParams) -> dict[str, Any]:
    """Return a field -> value mapping of the fields that differ from their defaults."""
    return {name: value for name, value in values_of(params).items() if value != default_of(name)}


def complete_params(document: Mapping[str, Any]) -> StyleParams:
    """Parse the parameters in a document that lists them all, such as a recipe.

    Documents from earlier versions lack some parameters. Each of these is set to the value that
    the earlier version used.

    Raises:
        ParameterError: See from_json.
    """
    return StyleParams(**{**_FIRST_VERSION, **from_json(document)})


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Convert a field -> value mapping to JSON values."""
    return {
        name: format_layers(value) if is_layer_list(name) else value
        for name, value in values.items()
    }


def from_json(document: Mapping[str, Any]) -> dict[str, Any]:
    """Parse untrusted JSON into a field -> value mapping.

    Raises:
        ParameterError: A field is unknown, or its value has the wrong type or is out of range.
            The error includes the field's name.
    """
    return checked_params({name: _read(name, value) for name, value in document.items()})


def checked_params(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as StyleParams stores them. Raises ParameterError if any is invalid."""
    for name in values:
        _check_name(name)
    params = StyleParams(**values)
    return {name: getattr(params, name) for name in values}


def _read(name: str, value: Any) -> Any:
    _check_name(name)
    wanted = type(default_of(name))
    if wanted in (tuple, str):
        if not isinstance(value, str):
            raise ParameterError(name, "{name} must be text.", name=name)
        if not is_plain(value, _MAX_TEXT_LENGTH):
            raise ParameterError(
                name, "{name}: the text is too long or contains invalid characters.", name=name
            )
        return parse_value(name, value) if is_layer_list(name) else value
    if isinstance(value, bool) is not (wanted is bool) or not isinstance(value, (int, float)):
        type_name = Words("true or false") if wanted is bool else Words("a number")
        raise ParameterError(name, "{name} must be {wanted}.", name=name, wanted=type_name)
    return value


def _check_name(name: str) -> None:
    if name not in parameter_names():
        raise ParameterError(
            name,
            "{name} is not a parameter in this version of NST Desktop. Choose one of these: "
            "{names}.",
            name=quoted(name),
            names=", ".join(parameter_names()),
        )
