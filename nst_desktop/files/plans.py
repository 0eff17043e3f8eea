"""Plans: a run as files on this machine, before its pictures are read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nst_desktop.core.arrays import Mask, Pixels
from nst_desktop.core.errors import Notice
from nst_desktop.core.job import Mode, Region, Style, StyleJob
from nst_desktop.core.params import StyleParams
from nst_desktop.files.images import load_picture
from nst_desktop.files.notes import PictureNote, RecipeError, find_picture, note_picture
from nst_desktop.files.recipes import WHITE, Recipe, program_versions

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights

PROTECT, START, REGION, PART = "protect", "start", "region", "part of painting"  # roles in recipes
_FAINT = 8  # of 255: a mask of labels has some levels, and one that is meant to be weak has more


@dataclass(frozen=True, slots=True)
class StyleFile:
    """A painting's file. weight, scale: as in core.job.Style."""

    path: Path
    weight: float = 1.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The files and parameters of one run.

    content: the photograph, or None. styles: the paintings, in order.
    regions: (mask, index of its painting) in order. style_masks: index of a painting -> the mask
    of the part whose texture is taken. protect, start: as in core.job.StyleJob. ground: #rrggbb,
    on which transparent pictures are laid.
    """

    params: StyleParams
    content: Path | None = None
    styles: tuple[StyleFile, ...] = ()
    regions: tuple[tuple[Path, int], ...] = ()
    style_masks: tuple[tuple[int, Path], ...] = ()
    protect: Path | None = None
    start: Path | None = None
    device: str = "auto"
    ground: str = WHITE

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file of it, each once."""
        singles = (self.content, self.protect, self.start)
        found = (
            *(each.path for each in self.styles),
            *(mask for mask, _ in self.regions),
            *(mask for _, mask in self.style_masks),
            *(path for path in singles if path is not None),
        )
        return tuple(dict.fromkeys(found))

    def moved(self, move: Callable[[Path], Path]) -> "Plan":
        """The plan with each of its files in another place."""
        return replace(
            self,
            content=self.content and move(self.content),
            styles=tuple(replace(each, path=move(each.path)) for each in self.styles),
            regions=tuple((move(mask), style) for mask, style in self.regions),
            style_masks=tuple((style, move(mask)) for style, mask in self.style_masks),
            protect=self.protect and move(self.protect),
            start=self.start and move(self.start),
        )


def load_job(
    plan: Plan, weights: "NetworkWeights", tell: Callable[[str], None] = lambda _: None
) -> StyleJob:
    """The job, its pictures decoded. Raises PictureError, or ParameterError if they do not fit.

    tell: hears of pictures of which only a part was taken, and of masks that mark nothing.
    """

    def mask_of(path: Path) -> Mask:
        mask = load_mask(path)
        if notice := faintness(mask):
            tell(f"{path.name}: {notice}")
        return mask

    def pixels_of(path: Path) -> Pixels:
        picture = load_picture(path, ground=plan.ground)
        if picture.notice:
            tell(f"{picture.name}: {picture.notice}")
        return picture.pixels

    parts = {index: mask_of(path) for index, path in plan.style_masks}
    regions = [
        Region(mask_of(path), style, parts.get(style), f"{path.name}")
        for path, style in plan.regions
    ]
    return StyleJob(
        params=plan.params,
        weights=lambda: weights,
        content=None if plan.content is None else pixels_of(plan.content),
        styles=tuple(Style(pixels_of(each.path), each.weight, each.scale) for each in plan.styles),
        device=plan.device,
        regions=tuple(regions),
        protect=None if plan.protect is None else mask_of(plan.protect),
        start=None if plan.start is None else pixels_of(plan.start),
    )


def load_mask(path: Path) -> Mask:
    """A mask out of a picture file: brightness times opacity, (H, W) uint8.

    Black strokes on nothing would be all black: there the opacity alone is the mask.
    Raises PictureError.
    """
    picture = load_picture(path, ground="#000000")
    luma = picture.pixels @ [0.299, 0.587, 0.114]
    mask: Mask = luma.round().astype("uint8")
    return mask if picture.alpha is None or not _is_faint(mask) else picture.alpha


def faintness(mask: Mask) -> Notice | None:
    """What to tell people of a mask that is so dark that it marks next to nothing."""
    if not _is_faint(mask):
        return None
    return Notice(
        "The mask is nearly black: its brightest value is {most} of 255. White marks the region.",
        most=int(mask.max()),
    )


def _is_faint(mask: Mask) -> bool:
    return int(mask.max()) < _FAINT


def write_recipe(
    plan: Plan, params: StyleParams, weights: "NetworkWeights", device: str, steps: tuple[int, int]
) -> Recipe:
    """The recipe of a run of this plan.

    params: as they were at its end. device: on which it was computed. steps: done, of how many.
    Raises PictureError if one of its files is gone by now.
    """
    content, styles, extras = notes_of(plan)
    return Recipe(
        params=params,
        mode=mode_of(plan),
        content=content,
        styles=styles,
        extras=extras,
        device=device,
        weights_name=weights.name,
        weights_sha256=weights.sha256,
        versions=program_versions(),
        steps_done=steps[0],
        steps_total=steps[1],
        ground=plan.ground,
    )


def notes_of(
    plan: Plan,
) -> tuple[PictureNote | None, tuple[PictureNote, ...], tuple[PictureNote, ...]]:
    """The notes of the photograph, the paintings and all other pictures.

    Raises PictureError if one of the files cannot be read.
    """
    extras = [note_picture(path, role=f"{REGION} {style + 1}") for path, style in plan.regions]
    extras += [note_picture(path, role=f"{PART} {index + 1}") for index, path in plan.style_masks]
    for role, path in ((PROTECT, plan.protect), (START, plan.start)):
        if path is not None:
            extras.append(note_picture(path, role=role))
    content = None if plan.content is None else note_picture(plan.content)
    styles = tuple(note_picture(each.path, each.weight, each.scale) for each in plan.styles)
    return content, styles, tuple(extras)


def mode_of(plan: Plan) -> Mode:
    """What a run of this plan makes."""
    if plan.content is None:
        return Mode.TEXTURE
    return Mode.TRANSFER if plan.styles else Mode.RECONSTRUCTION


def plan_of(recipe: Recipe, folders: Iterable[Path]) -> Plan:
    """The plan of a recipe, with its pictures found by name and content in these folders.

    Raises RecipeError if one of them is not there, or has been changed.
    """
    places = list(folders)
    extras = [(note.role.rpartition(" "), _found(note, places)) for note in recipe.extras]
    single = {note.role: path for note, (_, path) in zip(recipe.extras, extras, strict=True)}
    numbered = [
        (kind, int(number) - 1, path) for (kind, _, number), path in extras if number.isdecimal()
    ]
    return Plan(
        params=recipe.params,
        content=None if recipe.content is None else _found(recipe.content, places),
        styles=tuple(
            StyleFile(_found(note, places), note.weight, note.scale) for note in recipe.styles
        ),
        regions=tuple((path, index) for kind, index, path in numbered if kind == REGION),
        style_masks=tuple((index, path) for kind, index, path in numbered if kind == PART),
        protect=single.get(PROTECT),
        start=single.get(START),
        ground=recipe.ground,
    )


def _found(note: PictureNote, folders: list[Path]) -> Path:
    path = find_picture(note, folders)
    if path is None:
        raise RecipeError(
            "The picture {name} of the recipe is in none of the folders {folders}, or it has "
            "been changed since; put it beside the artwork.",
            name=note.name,
            folders=", ".join(str(folder) for folder in folders),
        )
    return path
