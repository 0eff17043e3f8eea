"""Saves the window's setup on exit and restores it at the next start."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from nst_desktop import paths
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams, defaults_in
from nst_desktop.document.regions import RegionKind, files_in, with_files
from nst_desktop.document.setup import AUTO
from nst_desktop.recipes.params_json import changes_of, from_json, to_json
from nst_desktop.recipes.plan import Plan, StyleFile
from nst_desktop.recipes.plan_json import pictures_from_json, pictures_to_json
from nst_desktop.recipes.recipe import WHITE
from nst_desktop.recipes.recipe_pictures import RecipeError
from nst_desktop.storage.strict_json import JsonError
from nst_desktop.ui.services import Services

log = logging.getLogger(__name__)


class LastSetup(QObject):
    """Remembers the parameters, pictures and view from one session to the next."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._settings, self._document = services.settings, services.document
        self._has_pictures = False

    def restore(self) -> None:
        """Restore the last parameters and view, and report settings that could not be read."""
        settings = self._settings
        mode, params = _parse_parameters(settings.document("entered"))
        self._document.put(
            replace(
                self._document.setup(),
                mode=mode,
                params=params,
                preset=settings.text("preset"),
                device=settings.text("device", AUTO),
            )
        )
        self._services.actions.compare.setChecked(settings.flag("comparing", False))
        if settings.notice():
            self._services.message.show_notice(settings.notice())

    def pictures(self, chosen: list[Path]) -> Plan:
        """Return the pictures to open at startup.

        Missing pictures are replaced with the samples. Masks are restored only if no pictures were
        chosen and none are missing.

        Args:
            chosen: Photograph, then paintings, to open instead of the last session's pictures.
        """
        last = _parse_pictures(self._settings.document("pictures"))
        paintings = tuple(style for style in last.styles if style.path.exists())
        photograph = last.content if last.content and last.content.exists() else None
        masks = [mask for mask in files_in(last) if mask.path.exists()]
        is_complete = not chosen and photograph is not None and paintings == last.styles
        plan = Plan(
            params=StyleParams(),
            content=chosen[0]
            if chosen
            else photograph or paths.sample_file(paths.CONTENT_SAMPLES[0]),
            styles=tuple(map(StyleFile, chosen[1:]))
            or paintings
            or (StyleFile(paths.sample_file(paths.STYLE_SAMPLES[0])),),
            ground=WHITE if chosen else last.ground,
        )
        return with_files(plan, masks if is_complete else ())

    @Slot()
    def note_pictures(self) -> None:
        """Note that the first pictures have been loaded, so that write() saves the pictures too."""
        self._has_pictures = True

    def write(self) -> None:
        """Save the setup."""
        setup, settings = self._document.setup(), self._settings
        values = to_json(changes_of(setup.params))
        settings.set_document("entered", {"mode": setup.mode.value, "params": values})
        settings.set_text("preset", setup.preset)
        if self._has_pictures:  # otherwise, they are still loading: keep the old entry
            files = self._services.mask_files.write_now(setup.regions)
            settings.set_document("pictures", pictures_to_json(setup.files(files)))
        settings.set_flag("comparing", self._services.actions.compare.isChecked())
        settings.write()


def _parse_parameters(saved: Mapping[str, object]) -> tuple[Mode, StyleParams]:
    """Return the saved mode and parameters, or defaults if they are no longer valid."""
    name, values = saved.get("mode"), saved.get("params")
    mode = next((mode for mode in Mode if mode == name), Mode.TRANSFER)
    try:
        params = StyleParams(**from_json(values if isinstance(values, dict) else {}))
    except (ParameterError, TypeError) as error:
        log.warning("the last parameters cannot be used: %s", error)
        params = defaults_in(mode)
    return mode, params


def _parse_pictures(saved: Mapping[str, Any]) -> Plan:
    """Return a plan with the saved pictures.

    The plan has no masks if the saved ones are invalid, and is empty if the pictures are invalid.
    """
    for omitted in ((), ("regions", "style_masks", "protect")):
        try:
            parts = _convert_old_format(saved) if "paintings" in saved else saved
            return pictures_from_json({k: v for k, v in parts.items() if k not in omitted})
        except (JsonError, ParameterError, RecipeError, TypeError, ValueError) as error:
            log.debug("the last pictures cannot be used: %s", error)
    return Plan(params=StyleParams())


def _convert_old_format(saved: Mapping[str, Any]) -> dict[str, Any]:
    """Convert the paths and unnamed lists that earlier versions saved to a plan's JSON."""
    masks = [(kind, number, path) for kind, number, path in saved.get("masks", ())]

    def of_kind(kind: RegionKind) -> list[dict[str, Any]]:
        return [
            {"mask": path, "style": number + 1}
            for mask_kind, number, path in masks
            if mask_kind == kind
        ]

    parts: dict[str, Any] = {
        "content": saved.get("photograph"),
        "styles": [
            {"picture": path, "weight": float(weight), "scale": float(scale)}
            for path, weight, scale in saved["paintings"]
        ],
        "regions": of_kind(RegionKind.REGION),
        "style_masks": of_kind(RegionKind.PART),
        "protect": next((path for kind, _, path in masks if kind == RegionKind.PROTECT), None),
    }
    return {name: part for name, part in parts.items() if part}
