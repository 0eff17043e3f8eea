"""Recipes: takes from a saved artwork what it was made with."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from nst_desktop import paths
from nst_desktop.document.regions import MaskFile, mask_role, with_files
from nst_desktop.document.setup import Setup
from nst_desktop.recipes.picture_notes import PictureNote, PictureSearch
from nst_desktop.recipes.plan import START, StyleFile
from nst_desktop.recipes.recipe import Recipe, read_recipe
from nst_desktop.ui.pictures.loader import PictureLoader
from nst_desktop.ui.services import Services

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RecipeFiles:
    """A recipe's pictures on this machine, its masks, and the names of those not there."""

    photograph: Path | None
    paintings: tuple[StyleFile, ...]
    masks: tuple[MaskFile, ...]
    missing: tuple[str, ...]


class RecipeOffer(QObject):
    """Offers the recipe of an artwork that is opened; takes it when the user says so."""

    def __init__(
        self,
        services: Services,
        opening: PictureLoader,
    ) -> None:
        super().__init__(opening)
        self._document, self._settings = services.document, services.settings
        self._message, self._opening = services.message, opening
        self._taken: _Taken | None = None
        opening.recipe_found.connect(self._on_recipe_found)
        services.document.restoring.connect(self._give_up)

    def take(self, path: Path) -> None:
        """The parameters at once, the pictures as soon as they are found, unchanged; last of all
        device and precision, where this computer would choose others. A run waits for all of it.
        It is one step of undoing."""
        try:
            recipe = read_recipe(path)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the file is reported
            self._message.fail(error)
            return
        what = self.tr("Recipe of {0}").format(path.name)
        taken = self._taken = _Taken(recipe, partial(self._document.edit, what, gesture=object()))
        params = replace(recipe.params, precision="auto")
        self._document.clear_faults()
        taken.edit(replace(self._document.setup(), mode=recipe.mode, params=params, preset=""))
        self._opening.start(
            partial(_find, recipe, [path.parent, *self.places()]), partial(self._on_found, taken)
        )

    def places(self) -> list[Path]:
        """Folders that pictures have come from lately, where those of a recipe may lie."""
        remembered = (self._settings.path(f"{each}_folder") for each in ("photograph", "painting"))
        folders = [
            *(each.parent for each in self._document.setup().files().pictures),
            *(each.parent for each in self._settings.recent()),
            *filter(None, remembered),
            paths.resources() / "samples",
            paths.cache_folder() / "pictures",
            paths.masks_folder(),
        ]
        return list(dict.fromkeys(folders))

    @Slot(object)
    def _on_recipe_found(self, path: Path) -> None:
        self._message.show_offer(
            self.tr("{0} was made here and carries its recipe.").format(path.name),
            self.tr("Take its recipe"),
            partial(self.take, path),
        )

    @Slot()
    def _give_up(self) -> None:
        """Undoing: what of a recipe is still on its way comes no more."""
        self._taken = None

    def _on_found(self, taken: "_Taken", found: RecipeFiles) -> None:
        if taken is not self._taken:
            return
        recipe, present = taken.recipe, self._document.setup().files()
        wanted = replace(
            present,
            content=found.photograph or present.content,
            styles=found.paintings or present.styles,
            ground=recipe.ground,
        )
        self._opening.show(with_files(wanted, found.masks), taken.edit)
        parts = [self.tr("The recipe's parameters are set.")]
        if found.missing:
            names = ", ".join(found.missing)
            parts.append(self.tr("Not found, or changed since: {0}.").format(names))
        if any(note.role == START for note in recipe.extras):
            parts.append(self.tr("The picture that it continued from was left out."))
        self._message.show_notice(" ".join(parts))
        self._opening.start(
            partial(_usable, recipe, self._document.setup().device),
            partial(self._on_usable, taken, parts),
            lambda error: log.warning("the recipe's device could not be checked: %s", error),
        )

    def _on_usable(self, taken: "_Taken", parts: list[str], usable: "_Usable") -> None:
        if taken is not self._taken:
            return
        setup, recorded = self._document.setup(), taken.recipe.params.precision
        remarks = []
        if usable.device != usable.asked == setup.device:
            setup = replace(setup, device=usable.device)
            told = self.tr("Runs now use the device that the artwork was made on: {0}.")
            remarks.append(told.format(usable.device))
        if usable.precision != usable.automatic and setup.params.precision == "auto":
            setup = replace(setup, params=replace(setup.params, precision=usable.precision))
        taken.edit(setup)
        if recorded not in ("auto", usable.precision):
            remarks.append(
                self.tr(
                    "The artwork was made in {0}, which is slower here or not available. "
                    "Runs here use {1}; fine details may differ."
                ).format(recorded, usable.precision)
            )
        if remarks and self._message.text() in ("", " ".join(parts)):  # nothing newer is shown
            self._message.show_notice(" ".join([*parts, *remarks]))


@dataclass(frozen=True, slots=True, eq=False)
class _Taken:
    """A recipe that is being taken. edit(setup): changes the document, in the one step."""

    recipe: Recipe
    edit: Callable[[Setup], None]


@dataclass(frozen=True, slots=True)
class _Usable:
    """asked: the device that is chosen. device: the recipe's, if it is here and would not be used
    anyway, else the chosen one.

    precision: what a run takes in place of the recipe's. automatic: what it takes by itself.
    """

    asked: str
    device: str
    precision: str
    automatic: str


def _usable(recipe: Recipe, device: str) -> _Usable:
    """device: the one that is chosen now. Loads torch."""
    from nst_desktop.core.devices import available_devices, choose_device
    from nst_desktop.core.precision import choose_precision, usable_precision

    asked, chosen = device, choose_device(device)
    wanted = "cuda:0" if recipe.device == "cuda" else recipe.device
    present = "cuda:0" if str(chosen) == "cuda" else str(chosen)
    if wanted != present and wanted in available_devices():
        device, chosen = wanted, choose_device(wanted)
    precision, automatic = recipe.params.precision, choose_precision("auto", chosen)
    usable = automatic if precision == "auto" else usable_precision(precision, chosen)
    return _Usable(asked, device, usable, automatic)


def _find(recipe: Recipe, folders: list[Path]) -> RecipeFiles:
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
    return RecipeFiles(
        photograph,
        tuple(
            StyleFile(path, note.weight, note.scale) for note, path in paintings if path is not None
        ),
        tuple(masks),
        tuple(missing),
    )
