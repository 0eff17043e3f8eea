"""Offer to apply the recipe that a saved artwork contains."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from nst_desktop import paths
from nst_desktop.document.regions import MaskFile, mask_role, with_files
from nst_desktop.document.setup import Setup
from nst_desktop.recipes.plan import START, StyleFile
from nst_desktop.recipes.recipe import Recipe, read_recipe
from nst_desktop.recipes.recipe_pictures import PictureNote, PictureSearch
from nst_desktop.ui.pictures.loader import PictureLoader
from nst_desktop.ui.services import Services

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RecipeFiles:
    """Pictures and masks found on this computer for a recipe.

    Attributes:
        missing: Names of the files that were not found or that have changed.
    """

    photograph: Path | None
    paintings: tuple[StyleFile, ...]
    masks: tuple[MaskFile, ...]
    missing: tuple[str, ...]


class RecipeOffer(QObject):
    """Offers the recipe of an opened artwork and applies it if the user accepts."""

    def __init__(
        self,
        services: Services,
        loader: PictureLoader,
    ) -> None:
        super().__init__(loader)
        self._document, self._settings = services.document, services.settings
        self._message, self._loader = services.message, loader
        self._current: _Application | None = None
        loader.recipe_found.connect(self._on_recipe_found)
        services.document.restoring.connect(self._discard)

    def take(self, path: Path) -> None:
        """Apply the recipe of this artwork as a single undo step.

        The parameters are set immediately. The pictures follow once unchanged files are found.
        The device and precision come last; they are set only if this computer would choose
        others. A run waits for all three steps.
        """
        try:
            recipe = read_recipe(path)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the file is reported
            self._message.fail(error)
            return
        label = self.tr("Recipe from {0}").format(path.name)
        edit = partial(self._document.edit, label, gesture=object())
        application = self._current = _Application(recipe, edit)
        params = replace(recipe.params, precision="auto")
        self._document.clear_faults()
        edit(replace(self._document.setup(), mode=recipe.mode, params=params, preset=""))
        self._loader.start(
            partial(_find, recipe, [path.parent, *self.places()]),
            partial(self._on_found, application),
        )

    def places(self) -> list[Path]:
        """Return the folders to search for the pictures of a recipe."""
        remembered = (self._settings.path(f"{role}_folder") for role in ("photograph", "painting"))
        folders = [
            *(path.parent for path in self._document.setup().files().pictures),
            *(path.parent for path in self._settings.recent()),
            *filter(None, remembered),
            paths.resources() / "samples",
            paths.cache_folder() / "pictures",
            paths.masks_folder(),
        ]
        return list(dict.fromkeys(folders))

    @Slot(object)
    def _on_recipe_found(self, path: Path) -> None:
        self._message.show_offer(
            self.tr("{0} contains the recipe it was made with.").format(path.name),
            self.tr("Use its recipe"),
            partial(self.take, path),
        )

    @Slot()
    def _discard(self) -> None:
        """Discard the parts of the recipe not yet applied, because undo or redo supersedes them."""
        self._current = None

    def _on_found(self, application: "_Application", files: RecipeFiles) -> None:
        if application is not self._current:
            return
        recipe, current = application.recipe, self._document.setup().files()
        plan = replace(
            current,
            content=files.photograph or current.content,
            styles=files.paintings or current.styles,
            ground=recipe.ground,
        )
        self._loader.show(with_files(plan, files.masks), application.edit)
        parts = [self.tr("The recipe's parameters were restored.")]
        if files.missing:
            names = ", ".join(files.missing)
            parts.append(self.tr("These files are missing or have changed: {0}.").format(names))
        if any(note.role == START for note in recipe.extras):
            parts.append(self.tr("The starting picture was not restored."))
        self._message.show_notice(" ".join(parts))
        self._loader.start(
            partial(_choose_compute, recipe, self._document.setup().device),
            partial(self._on_compute_chosen, application, parts),
            lambda error: log.warning("the recipe's device could not be checked: %s", error),
        )

    def _on_compute_chosen(
        self, application: "_Application", parts: list[str], compute: "_Compute"
    ) -> None:
        if application is not self._current:
            return
        setup, recorded = self._document.setup(), application.recipe.params.precision
        remarks = []
        if compute.device != compute.former_device == setup.device:
            setup = replace(setup, device=compute.device)
            text = self.tr("Runs will now use the device that the artwork was made on: {0}.")
            remarks.append(text.format(compute.device))
        if compute.precision != compute.automatic and setup.params.precision == "auto":
            setup = replace(setup, params=replace(setup.params, precision=compute.precision))
        application.edit(setup)
        if recorded not in ("auto", compute.precision):
            remarks.append(
                self.tr(
                    "The artwork was made with {0} precision, which is slower or not available "
                    "on this computer. Runs here use {1} instead; fine details may differ."
                ).format(recorded, compute.precision)
            )
        if remarks and self._message.text() in ("", " ".join(parts)):  # no newer message
            self._message.show_notice(" ".join([*parts, *remarks]))


@dataclass(frozen=True, slots=True, eq=False)
class _Application:
    """Recipe that is being applied.

    Attributes:
        recipe: Recipe of the artwork.
        edit: Function that replaces the document's setup. All its calls form one undo step.
    """

    recipe: Recipe
    edit: Callable[[Setup], None]


@dataclass(frozen=True, slots=True)
class _Compute:
    """Device and precision to use for a recipe on this computer.

    Attributes:
        former_device: Device selected before the recipe was applied.
        device: Recipe's device, if this computer has it and would not use it anyway; otherwise,
            the former device.
        precision: Precision that a run uses if the recipe's precision is requested.
        automatic: Precision that a run would choose automatically.
    """

    former_device: str
    device: str
    precision: str
    automatic: str


def _choose_compute(recipe: Recipe, device: str) -> _Compute:
    """Choose the device and precision for a recipe. This imports torch.

    Args:
        recipe: Recipe of the artwork.
        device: Currently selected device.
    """
    from nst_desktop.core.devices import available_devices, choose_device
    from nst_desktop.core.precision import choose_precision, usable_precision

    former, chosen = device, choose_device(device)
    wanted = "cuda:0" if recipe.device == "cuda" else recipe.device
    current = "cuda:0" if str(chosen) == "cuda" else str(chosen)
    if wanted != current and wanted in available_devices():
        device, chosen = wanted, choose_device(wanted)
    precision, automatic = recipe.params.precision, choose_precision("auto", chosen)
    usable = automatic if precision == "auto" else usable_precision(precision, chosen)
    return _Compute(former, device, usable, automatic)


def _find(recipe: Recipe, folders: list[Path]) -> RecipeFiles:
    missing: list[str] = []
    search = PictureSearch(folders)

    def find(note: PictureNote) -> Path | None:
        path = search.find(note)
        if path is None:
            missing.append(note.name)
        return path

    photograph = None if recipe.content is None else find(recipe.content)
    paintings = [(note, find(note)) for note in recipe.styles]
    found = [index for index, (_, path) in enumerate(paintings) if path is not None]
    masks = []
    for note in recipe.extras:
        role = mask_role(note)
        path = None if role is None else find(note)
        if role is not None and path is not None:
            kind, painting = role
            if painting in found:
                masks.append(MaskFile(kind, found.index(painting), path))
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
