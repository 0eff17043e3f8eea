"""Plans: a run as files on this machine, before its pictures are read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nst_desktop.core.arrays import Mask
from nst_desktop.core.errors import Notice, ParameterError
from nst_desktop.core.job import Style, StyleJob, StyleRegion
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.images.load import Picture, load_picture
from nst_desktop.masks.mask_pictures import faintness, load_mask_picture, mask_of
from nst_desktop.recipes.picture_notes import PictureNote, PictureSearch, RecipeError, note_picture
from nst_desktop.recipes.recipe import WHITE, Recipe, program_versions
from nst_desktop.storage.checksum import sha256_of
from nst_desktop.weights.network_weights import WhichWeights

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights

PROTECT, START, REGION, PART = "protect", "start", "region", "part of painting"  # roles in recipes


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
    regions: (mask, index of its painting) in order. style_masks: likewise, of the parts whose
    texture is taken. protect, start: as in core.job.StyleJob. ground: #rrggbb, on which
    transparent pictures are laid. checksums: file -> the sha256 of the bytes that were decoded
    for the run; empty until then.
    """

    params: StyleParams
    content: Path | None = None
    styles: tuple[StyleFile, ...] = ()
    regions: tuple[tuple[Path, int], ...] = ()
    style_masks: tuple[tuple[Path, int], ...] = ()
    protect: Path | None = None
    start: Path | None = None
    device: str = "auto"
    ground: str = WHITE
    checksums: Mapping[Path, str] = field(default_factory=dict, compare=False)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file of it, each once."""
        singles = (self.content, self.protect, self.start)
        found = (
            *(each.path for each in self.styles),
            *(mask for mask, _ in (*self.regions, *self.style_masks)),
            *(path for path in singles if path is not None),
        )
        return tuple(dict.fromkeys(found))

    @property
    def pictures(self) -> list[Path]:
        """The photograph, if there is one, and the paintings."""
        found = (self.content, *(each.path for each in self.styles))
        return [path for path in found if path is not None]

    def moved(self, move: Callable[[Path], Path]) -> "Plan":
        """The plan with each of its files in another place."""
        return replace(
            self,
            content=self.content and move(self.content),
            styles=tuple(replace(each, path=move(each.path)) for each in self.styles),
            regions=tuple((move(mask), style) for mask, style in self.regions),
            style_masks=tuple((move(mask), style) for mask, style in self.style_masks),
            protect=self.protect and move(self.protect),
            start=self.start and move(self.start),
            checksums={move(path): sha256 for path, sha256 in self.checksums.items()},
        )


@dataclass(frozen=True, slots=True, eq=False)
class LoadedRun:
    """A plan whose pictures are decoded.

    plan: with their checksums. photograph: with what the job has no use for; None without one.
    """

    plan: Plan
    job: StyleJob
    photograph: Picture | None


def load_job(
    plan: Plan, weights: "NetworkWeights", tell: Callable[[str], None] = lambda _: None
) -> StyleJob:
    """The job of load_run alone."""
    return load_run(plan, lambda: weights, tell).job


def load_run(
    plan: Plan,
    weights: Callable[[], "NetworkWeights"],
    tell: Callable[[str], None] = lambda _: None,
) -> LoadedRun:
    """Decode the pictures. Raises PictureError, or ParameterError if they do not fit.

    weights: handed on to the job. tell: called with a line for each picture of which only a part
    was taken, and each mask that marks nothing.
    """
    decoded: list[tuple[Path, str]] = []

    def read(path: Path) -> Picture:
        picture = load_picture(path, ground=plan.ground)
        if picture.notice:
            tell(f"{picture.name}: {picture.notice}")
        decoded.append((path, picture.sha256))
        return picture

    def read_mask(path: Path) -> Mask:
        picture = load_mask_picture(path)
        decoded.append((path, picture.sha256))
        mask = mask_of(picture)
        if notice := faintness(mask):
            tell(f"{path.name}: {notice}")
        return mask

    parts = {index: read_mask(path) for path, index in plan.style_masks}
    regions = [
        StyleRegion(read_mask(path), style, parts.get(style), f"{path.name}")
        for path, style in plan.regions
    ]
    photograph = None if plan.content is None else read(plan.content)
    job = StyleJob(
        params=plan.params,
        weights=weights,
        content=None if photograph is None else photograph.pixels,
        styles=tuple(
            Style(read(each.path).pixels, each.weight, each.scale) for each in plan.styles
        ),
        device=plan.device,
        regions=tuple(regions),
        protect=None if plan.protect is None else read_mask(plan.protect),
        start=None if plan.start is None else read(plan.start).pixels,
    )
    return LoadedRun(replace(plan, checksums=checksums_of(decoded)), job, photograph)


def checksums_of(decoded: Iterable[tuple[Path, str]]) -> dict[Path, str]:
    """The sha256 of what was decoded, by file. Raises ParameterError if a file was two pictures
    in turn."""
    found: dict[Path, str] = {}
    for path, sha256 in decoded:
        if found.setdefault(path, sha256) != sha256:
            raise ParameterError(
                "pictures", "{name} was changed in the meantime; open it again.", name=path.name
            )
    return found


def changes_since(plan: Plan) -> list[Notice]:
    """Which of the pictures that were decoded for the run are no longer there as they were."""
    found = []
    for path, sha256 in plan.checksums.items():
        try:
            if sha256_of(path) != sha256:
                found.append(Notice("{name} has been changed since it was read.", name=path.name))
        except OSError:
            found.append(Notice("{name} is no longer there.", name=path.name))
    return found


def write_recipe(
    plan: Plan, params: StyleParams, weights: WhichWeights, device: str, steps: tuple[int, int]
) -> Recipe:
    """The recipe of a run of this plan.

    params: as they were at its end, with the precision that it was computed in. device: on which
    it was computed. steps: done, of how many. Raises PictureError if one of its files was not
    decoded for the run and is gone by now.
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

    They are of what was decoded; of files that were not, as they are now. Raises PictureError if
    one of those cannot be read.
    """

    def note(path: Path, weight: float = 1.0, scale: float = 1.0, role: str = "") -> PictureNote:
        return note_picture(path, weight, scale, role, plan.checksums.get(path, ""))

    extras = [
        note(path, role=f"{kind} {style + 1}")
        for kind, masks in ((REGION, plan.regions), (PART, plan.style_masks))
        for path, style in masks
    ]
    for role, path in ((PROTECT, plan.protect), (START, plan.start)):
        if path is not None:
            extras.append(note(path, role=role))
    content = None if plan.content is None else note(plan.content)
    styles = tuple(note(each.path, each.weight, each.scale) for each in plan.styles)
    return content, styles, tuple(extras)


def numbered_role(role: str) -> tuple[str, int]:
    """REGION or PART and the index of its painting; an empty text with any other role."""
    kind, _, number = role.rpartition(" ")
    is_mask = kind in (REGION, PART) and number.isdecimal() and int(number) > 0
    return (kind, int(number) - 1) if is_mask else ("", -1)


def mode_of(plan: Plan) -> Mode:
    """What a run of this plan makes."""
    if plan.content is None:
        return Mode.TEXTURE
    return Mode.TRANSFER if plan.styles else Mode.RECONSTRUCTION


def plan_of(recipe: Recipe, folders: Iterable[Path]) -> Plan:
    """The plan of a recipe, with its pictures found in these folders.

    Raises RecipeError if one of them is not there, or has been changed.
    """
    places = list(folders)
    search = PictureSearch(places)

    def found(note: PictureNote) -> Path:
        path = search.find(note)
        if path is None:
            raise RecipeError(
                "The picture {name} of the recipe is in none of the folders {folders}, or it has "
                "been changed since; put it beside the artwork.",
                name=note.name,
                folders=", ".join(str(folder) for folder in places),
            )
        return path

    extras = [(note.role, found(note)) for note in recipe.extras]
    singles = dict(extras)
    masks = [(*numbered_role(role), path) for role, path in extras]
    return Plan(
        params=recipe.params,
        content=None if recipe.content is None else found(recipe.content),
        styles=tuple(StyleFile(found(note), note.weight, note.scale) for note in recipe.styles),
        regions=tuple((path, index) for kind, index, path in masks if kind == REGION),
        style_masks=tuple((path, index) for kind, index, path in masks if kind == PART),
        protect=singles.get(PROTECT),
        start=singles.get(START),
        ground=recipe.ground,
    )
