"""Remembering: parameters, pictures and what else the window had the last time."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from nst_desktop import paths
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
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
    """Writes at the end what restore and pictures give back the next time."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._settings, self._document = services.settings, services.document
        self._has_pictures = False

    def restore(self) -> None:
        """Show the parameters and the view of the last time."""
        settings = self._settings
        mode, params = _entered(settings.document("entered"))
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
        """What to begin with: [photograph, paintings …] if any are given, in place of the last
        time's; samples where there is nothing."""
        last = _last_pictures(self._settings.document("pictures"))
        there = tuple(each for each in last.styles if each.path.exists())
        photograph = last.content if last.content and last.content.exists() else None
        masks = [each for each in files_in(last) if each.path.exists()]
        is_whole = not chosen and photograph is not None and there == last.styles
        plan = Plan(
            params=StyleParams(),
            content=chosen[0]
            if chosen
            else photograph or paths.sample_file(paths.CONTENT_SAMPLES[0]),
            styles=tuple(map(StyleFile, chosen[1:]))
            or there
            or (StyleFile(paths.sample_file(paths.STYLE_SAMPLES[0])),),
            ground=WHITE if chosen else last.ground,
        )
        return with_files(plan, masks if is_whole else ())

    @Slot()
    def note_pictures(self) -> None:
        """The pictures of the last time are in place, or others."""
        self._has_pictures = True

    def write(self) -> None:
        """Remember everything."""
        setup, settings = self._document.setup(), self._settings
        values = to_json(changes_of(setup.params))
        settings.set_document("entered", {"mode": setup.mode.value, "params": values})
        settings.set_text("preset", setup.preset)
        if self._has_pictures:  # or the last time's were still being read, and stay remembered
            files = self._services.mask_files.write_now(setup.regions)
            settings.set_document("pictures", pictures_to_json(setup.files(files)))
        settings.set_flag("comparing", self._services.actions.compare.isChecked())
        settings.write()


def _entered(found: Mapping[str, object]) -> tuple[Mode, StyleParams]:
    """What was written; the defaults for what cannot be used any more."""
    mode, values = found.get("mode"), found.get("params")
    known = next((each for each in Mode if each == mode), Mode.TRANSFER)
    try:
        params = StyleParams(**from_json(values if isinstance(values, dict) else {}))
    except (ParameterError, TypeError) as error:
        log.warning("the last parameters cannot be used: %s", error)
        params = replace(StyleParams(), init=known.start)
    return known, params


def _last_pictures(found: Mapping[str, Any]) -> Plan:
    """What was written: without its masks where they, without pictures where those are no use."""
    for left_out in ((), ("regions", "style_masks", "protect")):
        try:
            parts = _as_plan(found) if "paintings" in found else found
            return pictures_from_json({k: v for k, v in parts.items() if k not in left_out})
        except (JsonError, ParameterError, RecipeError, TypeError, ValueError) as error:
            log.debug("the last pictures cannot be used: %s", error)
    return Plan(params=StyleParams())


def _as_plan(found: Mapping[str, Any]) -> dict[str, Any]:
    """What earlier versions wrote: paths and lists without names."""
    masks = [(kind, number, path) for kind, number, path in found.get("masks", ())]

    def of_kind(kind: RegionKind) -> list[dict[str, Any]]:
        return [{"mask": path, "style": number + 1} for each, number, path in masks if each == kind]

    parts: dict[str, Any] = {
        "content": found.get("photograph"),
        "styles": [
            {"picture": path, "weight": float(weight), "scale": float(scale)}
            for path, weight, scale in found["paintings"]
        ],
        "regions": of_kind(RegionKind.REGION),
        "style_masks": of_kind(RegionKind.PART),
        "protect": next((path for kind, _, path in masks if kind == RegionKind.PROTECT), None),
    }
    return {name: part for name, part in parts.items() if part}
