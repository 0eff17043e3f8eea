"""Recipes: takes from a saved artwork what it was made with."""

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from nst_desktop import paths
from nst_desktop.core.errors import ParameterError
from nst_desktop.files.masks.areas import MaskFile, mask_role
from nst_desktop.files.notes import PictureNote, PictureSearch
from nst_desktop.files.plans import START, StyleFile
from nst_desktop.files.recipes import Recipe, read_recipe
from nst_desktop.run.explain import details_of, explain
from nst_desktop.studio.machine import AUTO
from nst_desktop.studio.opening import Opening
from nst_desktop.studio.pictures import Pictures, pictures_in
from nst_desktop.widgets.main_window import MainWindow
from nst_desktop.widgets.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """A recipe's pictures on this machine, its masks, and the names of those not there."""

    photograph: Path | None
    paintings: tuple[StyleFile, ...]
    masks: tuple[MaskFile, ...]
    missing: tuple[str, ...]


class Recipes(QObject):
    """Offers the recipe of an artwork that is opened; takes it when the user says so."""

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        opening: Opening,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._settings, self._opening = window, settings, opening
        self._taken: Recipe | None = None
        opening.recipe_found.connect(self._on_recipe_found)

    def take(self, path: Path) -> None:
        """The parameters at once, the pictures as soon as they are found, unchanged; last of all
        the precision, where this computer would choose another one. A run waits for all of it."""
        try:
            recipe = read_recipe(path)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the file is told
            self._window.message.show_error(explain(error), details_of(error))
            return
        self._taken = recipe
        what = self.tr("Recipe of {0}").format(path.name)
        params = replace(recipe.params, precision="auto")
        self._window.panel.enter(params, what, mode=recipe.mode)
        self._opening.start(
            partial(_find, recipe, [path.parent, *self.places()]), partial(self._on_found, recipe)
        )

    def places(self) -> list[Path]:
        """Folders that pictures have come from lately, where those of a recipe may lie."""
        remembered = (self._settings.path(f"{each}_folder") for each in ("photograph", "painting"))
        folders = [
            *(each.parent for each in pictures_in(self._window).files()),
            *(each.parent for each in self._settings.recent()),
            *filter(None, remembered),
            paths.resources() / "samples",
            paths.cache_folder() / "pictures",
            paths.masks_folder(),
        ]
        return list(dict.fromkeys(folders))

    @Slot(object)
    def _on_recipe_found(self, path: Path) -> None:
        self._window.message.show_offer(
            self.tr("{0} was made here and carries its recipe.").format(path.name),
            self.tr("Take its recipe"),
            partial(self.take, path),
        )

    def _on_found(self, recipe: Recipe, found: Found) -> None:
        present = pictures_in(self._window)
        wanted = Pictures(
            found.photograph or present.photograph,
            found.paintings or present.paintings,
            found.masks,
        )
        self._opening.show(wanted)
        told = [self.tr("The recipe's parameters are set.")]
        if found.missing:
            names = ", ".join(found.missing)
            told.append(self.tr("Not found, or changed since: {0}.").format(names))
        if any(note.role == START for note in recipe.extras):
            told.append(self.tr("The picture that it went on from was left out."))
        self._window.message.show_notice(" ".join(told))
        if recipe.params.precision != "auto":
            self._opening.start(
                partial(_usable, recipe.params.precision, self._settings.text("device", AUTO)),
                partial(self._on_precision_found, recipe, told),
                lambda error: log.warning("the recipe's precision could not be checked: %s", error),
            )

    def _on_precision_found(self, recipe: Recipe, told: list[str], found: tuple[str, str]) -> None:
        if recipe is not self._taken:
            return
        recorded, (usable, automatic) = recipe.params.precision, found
        panel = self._window.panel
        with suppress(ParameterError):  # the panel shows what is wrong
            params = panel.params()
            if usable != automatic and params.precision == "auto":
                panel.enter(replace(params, precision=usable), self.tr("Precision"))
        if usable != recorded:
            replaced = self.tr(
                "The artwork was made in {0}, which is slower here or not available. "
                "Runs here use {1}; fine details may differ."
            ).format(recorded, usable)
            message = self._window.message
            if message.text() in ("", " ".join(told)):  # whatever came since is newer
                message.show_notice(" ".join([*told, replaced]))


def _usable(precision: str, device: str) -> tuple[str, str]:
    """What a run takes in place of a recipe's precision, and what it would take by itself."""
    from nst_desktop.core.devices import choose_device
    from nst_desktop.core.precision import choose_precision, usable_precision

    chosen = choose_device(device)
    return usable_precision(precision, chosen), choose_precision("auto", chosen)


def _find(recipe: Recipe, folders: list[Path]) -> Found:
    missing: list[str] = []
    search = PictureSearch(folders)

    def place(note: PictureNote) -> Path | None:
        path = search.find(note)
        if path is None:
            missing.append(note.name)
        return path

    photograph = None if recipe.content is None else place(recipe.content)
    paintings = [(note, place(note)) for note in recipe.styles]
    there = [index for index, (_, path) in enumerate(paintings) if path is not None]
    masks = []
    for note in recipe.extras:
        role = mask_role(note)
        path = None if role is None else place(note)
        if role is not None and path is not None:
            kind, painting = role
            if painting in there:
                masks.append(MaskFile(kind, there.index(painting), path))
            elif painting < 0:
                masks.append(MaskFile(kind, painting, path))
    return Found(
        photograph,
        tuple(
            StyleFile(path, note.weight, note.scale) for note, path in paintings if path is not None
        ),
        tuple(masks),
        tuple(missing),
    )
