"""Controller that fills the preset gallery and applies, saves and deletes presets."""

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QImage

from nst_desktop import paths
from nst_desktop.core.params import StyleParams, default_in, describe, parameter_names
from nst_desktop.recipes.params_json import changes_of
from nst_desktop.recipes.presets import (
    Preset,
    PresetError,
    apply,
    builtin_presets,
    own_presets,
    read_preset,
    save_preset,
)
from nst_desktop.ui.parameters.preset_gallery import PresetEntry, PresetGallery
from nst_desktop.ui.services import Services

OWN = "own:"  # name prefix of the user's own presets


class PresetController(QObject):
    """Connects the gallery to the document and to the preset files.

    Files are read, written and deleted in the background.
    """

    def __init__(self, gallery: PresetGallery, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._gallery, self._services = gallery, services
        self._document, self._tasks = services.document, services.tasks
        self._presets: dict[str, Preset] = {}
        gallery.preset_chosen.connect(self._on_chosen)
        gallery.save_requested.connect(self._on_save)
        gallery.delete_requested.connect(self._on_delete)

    def load(self) -> None:
        """Read all presets and show them in the gallery."""
        self._tasks.start(_read, self._on_read, self._services.message.fail)

    def titles(self) -> dict[str, str]:
        """Return a mapping of preset names to translated titles."""
        return {
            name: _title(preset, name.startswith(OWN)) for name, preset in self._presets.items()
        }

    def params_of(self, name: str) -> StyleParams:
        """Return the current parameters with this preset applied.

        Raises:
            KeyError: There is no preset with this name.
        """
        return apply(self._presets[name], self._base())

    def _on_read(self, presets: list[tuple[str, Preset, QImage | None]]) -> None:
        self._presets = {name: preset for name, preset, _ in presets}
        self._gallery.set_presets([_entry(name, preset, image) for name, preset, image in presets])

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        preset = self._presets.get(name)
        if preset is not None:
            label = self.tr("Preset {0}").format(_title(preset))
            self._document.edit_params(label, self.params_of(name), preset=name)

    def _base(self) -> StyleParams:
        """Return the mode's defaults, with the current values of parameters that presets ignore."""
        setup = self._document.setup()
        return StyleParams(
            **{
                name: default_in(name, setup.mode)
                if describe(name).by_preset
                else getattr(setup.params, name)
                for name in parameter_names()
            }
        )

    @Slot(str)
    def _on_save(self, title: str) -> None:
        try:
            preset = Preset(title, "", changes_of(self._document.setup().params))
        except PresetError as error:
            self._services.message.fail(error)
            return
        done = partial(self._on_saved, OWN + title)
        self._tasks.start(partial(_save, preset), done, self._services.message.fail)

    def _on_saved(self, name: str, _done: None) -> None:
        self._document.put(replace(self._document.setup(), preset=name))
        self.load()

    @Slot(str)
    def _on_delete(self, name: str) -> None:
        title = name.removeprefix(OWN)
        work = partial(_delete, title)
        self._tasks.start(work, lambda _: self.load(), self._services.message.fail)


def _read() -> list[tuple[str, Preset, QImage | None]]:
    """Return (name, preset, picture) for each preset, with built-in presets first."""
    built_in = [(preset.name, preset, _picture_of(preset)) for preset in builtin_presets()]
    own = [(OWN + preset.name, preset, None) for preset in own_presets()]
    return [*built_in, *own]


def _picture_of(preset: Preset) -> QImage | None:
    stem = preset.name.lower().replace(" ", "_")
    image = QImage(str(paths.builtin_presets_folder() / f"{stem}.jpg"))
    return None if image.isNull() else image


def _entry(name: str, preset: Preset, image: QImage | None) -> PresetEntry:
    own = name.startswith(OWN)
    help_text = preset.help if own else QCoreApplication.translate("presets", preset.help)
    return PresetEntry(name, _title(preset, own), help_text, image, own)


def _title(preset: Preset, own: bool = False) -> str:
    return preset.name if own else QCoreApplication.translate("presets", preset.name)


def _save(preset: Preset) -> None:
    """Save a preset, replacing an existing one with the same name."""
    path = _file_of(preset.name)
    if path is None:
        stem = re.sub(r"[^\w-]+", "_", preset.name).strip("_").lower() or "preset"
        folder = paths.own_presets_folder()
        number = 1
        path = folder / f"{stem}.json"
        while path.exists():
            number += 1
            path = folder / f"{stem}-{number}.json"
    save_preset(preset, path)


def _delete(name: str) -> None:
    path = _file_of(name)
    if path is not None:
        path.unlink(missing_ok=True)


def _file_of(name: str) -> Path | None:
    for path in sorted(paths.own_presets_folder().glob("*.json")):
        try:
            if read_preset(path).name.casefold() == name.casefold():
                return path
        except PresetError:
            continue  # Not a valid preset: leave the file alone.
    return None
