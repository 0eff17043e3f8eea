"""Presets: named sets of parameters in JSON files that users can write and share."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nst_desktop import paths
from nst_desktop.core.errors import ParameterError, UserError
from nst_desktop.core.params import StyleParams
from nst_desktop.recipes.params_json import checked_params, from_json, to_json
from nst_desktop.storage.atomic import write_whole
from nst_desktop.storage.strict_json import (
    JsonError,
    check_keys,
    is_plain,
    quoted,
    read_document,
    take,
    write_document,
)

logger = logging.getLogger(__name__)

_KIND, _VERSION = "nst-desktop preset", 1
_MAX_LENGTH = 64 * 1024  # bytes
_MAX_NAME_LENGTH, _MAX_HELP_LENGTH = 60, 300  # characters
_SUFFIX = ".json"
_DEFAULTS = StyleParams()


class PresetError(UserError):
    """A preset is unknown or invalid, or its file cannot be read or written.

    The message says why.
    """


@dataclass(frozen=True, slots=True)
class Preset:
    """A named set of parameters.

    Attributes:
        name: Name, 1 to 60 characters long.
        help: One-line description, up to 300 characters long.
        parameters: Mapping from StyleParams fields to values. The preset leaves other fields as
            they are.

    Raises:
        PresetError: A text or value is invalid.
    """

    name: str
    help: str
    parameters: Mapping[str, Any] = field(hash=False)

    def __post_init__(self) -> None:
        if not self.name.strip() or not is_plain(self.name, _MAX_NAME_LENGTH):
            raise PresetError("{name} is not a valid preset name.", name=quoted(self.name))
        if not is_plain(self.help, _MAX_HELP_LENGTH):
            raise PresetError(
                "The help text for the preset {name} is too long or contains invalid characters.",
                name=self.name,
            )
        try:
            values = checked_params(self.parameters)
        except ParameterError as error:
            raise PresetError(
                "The preset {name} cannot be used: {error}", name=self.name, error=error
            ) from error
        object.__setattr__(self, "parameters", MappingProxyType(values))


def apply(preset: Preset, params: StyleParams = _DEFAULTS) -> StyleParams:
    """Return the parameters, updated with the preset's values."""
    return replace(params, **preset.parameters)


def builtin_presets() -> list[Preset]:
    """Return the presets included with the program, sorted by name."""
    return _sorted([read_preset(path) for path in _files_in(paths.builtin_presets_folder())])


def own_presets() -> list[Preset]:
    """Return the presets in the user's folder, sorted by name.

    Unreadable presets are skipped and logged.
    """
    presets = []
    for path in _files_in(paths.own_presets_folder()):
        try:
            presets.append(read_preset(path))
        except PresetError as error:
            logger.warning("skipping a preset: %s", error)
    return _sorted(presets)


def find_preset(name_or_path: str) -> Preset:
    """Return the preset with this name, ignoring case, or the preset in this .json file.

    The user's presets take precedence over the built-in ones.

    Raises:
        PresetError: There is no such preset, or the file is not a valid preset.
    """
    wanted = name_or_path.strip().casefold()
    known = [*own_presets(), *builtin_presets()]
    for preset in known:
        if preset.name.casefold() == wanted:
            return preset
    if is_preset_file(name_or_path):
        return read_preset(Path(name_or_path))
    names = ", ".join(dict.fromkeys(preset.name for preset in known))
    raise PresetError(
        "There is no preset called {name}. Choose a preset file (.json) or one of these: {names}.",
        name=quoted(name_or_path),
        names=names,
    )


def is_preset_file(name_or_path: str) -> bool:
    """Whether the text looks like a preset file's path. It may still be the name of a preset."""
    return name_or_path.strip().casefold().endswith(_SUFFIX)


def read_preset(path: Path) -> Preset:
    """Read a preset file. Raises PresetError if it is missing or not a valid preset."""
    text = _read_text(path)
    try:
        parts = read_document(text, _KIND, _VERSION, _MAX_LENGTH)
        check_keys(parts, ("name", "help", "parameters"))
        name, help_text = take(parts, "name", str), take(parts, "help", str)
        parameters = take(parts, "parameters", dict)
    except JsonError as error:
        raise PresetError("The preset {name} {error}.", name=path.name, error=error) from error
    try:
        return Preset(name, help_text, from_json(parameters))
    except ParameterError as error:
        raise PresetError(
            "The preset {name} cannot be used: {error}", name=quoted(name), error=error
        ) from error


def save_preset(preset: Preset, path: Path) -> None:
    """Write a preset atomically to a .json file, creating its folder if needed.

    Raises:
        PresetError: The file cannot be written, or the path does not end in .json.
    """
    if path.suffix.lower() != _SUFFIX:
        raise PresetError(
            "The name of a preset file must end in {suffix}. Use {name}{suffix}.",
            suffix=_SUFFIX,
            name=path.name,
        )
    parts = {"name": preset.name, "help": preset.help, "parameters": to_json(preset.parameters)}
    text = write_document(_KIND, _VERSION, parts, indent=2) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode("ascii"))
    except OSError as error:
        raise PresetError(
            "{name} could not be written to {folder}: {reason}. Choose another folder.",
            name=path.name,
            folder=path.parent,
            reason=error.strerror or error,
        ) from error


def _files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{_SUFFIX}"))


def _sorted(presets: list[Preset]) -> list[Preset]:
    return sorted(presets, key=lambda preset: preset.name.casefold())


def _read_text(path: Path) -> str:
    if not path.is_file():  # opening a pipe would block forever
        raise PresetError("The preset file {path} does not exist.", path=path)
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_LENGTH + 1)
    except OSError as error:
        raise PresetError(
            "The preset {name} cannot be read: {reason}.", name=path.name, reason=error.strerror
        ) from error
    if len(data) > _MAX_LENGTH:
        raise PresetError(
            "The preset {name} is larger than {most} KB.",
            name=path.name,
            most=_MAX_LENGTH // 1024,
        )
    try:
        return data.decode("utf-8-sig")  # some editors add a byte order mark
    except UnicodeDecodeError as error:
        raise PresetError("The preset {name} is not UTF-8 text.", name=path.name) from error
