"""Recipes: takes from a saved artwork what it was made with."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from nst_desktop import paths
from nst_desktop.files.masks.areas import MaskFile, mask_role
from nst_desktop.files.notes import PictureNote, PictureSearch
from nst_desktop.files.plans import START, StyleFile
from nst_desktop.files.recipes import Recipe, read_recipe
from nst_desktop.run.explain import details_of, explain
from nst_desktop.run.task import Tasks
from nst_desktop.studio.opening import Opening
from nst_desktop.studio.pictures import Pictures, pictures_in
from nst_desktop.widgets.main_window import MainWindow
from nst_desktop.widgets.settings import Settings


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
        tasks: Tasks,
        opening: Opening,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._settings = window, settings
        self._tasks, self._opening = tasks, opening
        opening.recipe_found.connect(self._on_recipe_found)

    def take(self, path: Path) -> None:
        """The parameters at once, the pictures as soon as they are found, unchanged."""
        try:
            recipe = read_recipe(path)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the file is told
            self._window.message.show_error(explain(error), details_of(error))
            return
        what = self.tr("Recipe of {0}").format(path.name)
        self._window.panel.enter(recipe.params, what, mode=recipe.mode)
        self._tasks.start(
            partial(_find, recipe, [path.parent, *self.places()]),
            partial(self._on_found, recipe),
            self._on_failed,
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

    def _on_failed(self, error: Exception) -> None:
        self._window.message.show_error(explain(error), details_of(error))


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
