"""Plans: the files and parameters for a run, before its pictures are read."""

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
from nst_desktop.masks.mask_pictures import faint_mask_notice, load_mask_picture, mask_of
from nst_desktop.recipes.recipe import WHITE, Recipe, program_versions
from nst_desktop.recipes.recipe_pictures import (
    PictureNote,
    PictureSearch,
    RecipeError,
    note_picture,
)
from nst_desktop.storage.checksum import sha256_of
from nst_desktop.weights.network_weights import WeightsIdentity

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights

# Picture roles in recipes.
PROTECT, START, REGION, PART = "protect", "start", "region", "part of painting"


@dataclass(frozen=True, slots=True)
class StyleFile:
    """A painting's file, with a weight and scale as in core.job.Style."""

    path: Path
    weight: float = 1.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The files and parameters for one run.

    Attributes:
        params: Parameters of the run.
        content: Photograph, or None.
        styles: Paintings, in order.
        regions: Pairs (mask over the photograph, painting's index), in order.
        style_masks: Pairs (mask over a painting, painting's index). Each mask marks the part whose
            texture is used.
        protect: Mask of the protected part, as in core.job.StyleJob.
        start: Starting picture, as in core.job.StyleJob.
        device: Device name, as in core.job.StyleJob.
        ground: Colour onto which transparent pictures are flattened, as #rrggbb.
        checksums: Mapping from each file to the SHA-256 of its decoded bytes. Empty until the files
            are decoded.
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
        """All files in the plan, without duplicates."""
        singles = (self.content, self.protect, self.start)
        files = (
            *(style.path for style in self.styles),
            *(mask for mask, _ in (*self.regions, *self.style_masks)),
            *(path for path in singles if path is not None),
        )
        return tuple(dict.fromkeys(files))

    @property
    def pictures(self) -> list[Path]:
        """The photograph, if any, and the paintings."""
        paths = (self.content, *(style.path for style in self.styles))
        return [path for path in paths if path is not None]

    def moved(self, move: Callable[[Path], Path]) -> "Plan":
        """Return a copy of the plan with every path replaced by move(path)."""
        return replace(
            self,
            content=self.content and move(self.content),
            styles=tuple(replace(style, path=move(style.path)) for style in self.styles),
            regions=tuple((move(mask), style) for mask, style in self.regions),
            style_masks=tuple((move(mask), style) for mask, style in self.style_masks),
            protect=self.protect and move(self.protect),
            start=self.start and move(self.start),
            checksums={move(path): sha256 for path, sha256 in self.checksums.items()},
        )


@dataclass(frozen=True, slots=True, eq=False)
class LoadedRun:
    """A plan with its decoded pictures.

    Attributes:
        plan: Plan including the picture checksums.
        job: Job to run.
        photograph: Photograph with its transparency and details, which the job does not contain.
            None if the plan has no photograph.
    """

    plan: Plan
    job: StyleJob
    photograph: Picture | None


def load_job(
    plan: Plan, weights: "NetworkWeights", report: Callable[[str], None] = lambda _: None
) -> StyleJob:
    """Decode a plan's pictures as load_run does, but return only the job."""
    return load_run(plan, lambda: weights, report).job


def load_run(
    plan: Plan,
    weights: Callable[[], "NetworkWeights"],
    report: Callable[[str], None] = lambda _: None,
) -> LoadedRun:
    """Decode a plan's pictures.

    Args:
        plan: Plan to load.
        weights: Callable that loads the weights; passed on to the job.
        report: Called with one line for each partially decoded picture and each nearly black
            mask.

    Raises:
        PictureError: A picture cannot be read.
        ParameterError: The pictures and parameters do not fit together.
    """
    decoded: list[tuple[Path, str]] = []

    def read(path: Path) -> Picture:
        picture = load_picture(path, ground=plan.ground)
        if picture.notice:
            report(f"{picture.name}: {picture.notice}")
        decoded.append((path, picture.sha256))
        return picture

    def read_mask(path: Path) -> Mask:
        picture = load_mask_picture(path)
        decoded.append((path, picture.sha256))
        mask = mask_of(picture)
        if notice := faint_mask_notice(mask):
            report(f"{path.name}: {notice}")
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
            Style(read(style.path).pixels, style.weight, style.scale) for style in plan.styles
        ),
        device=plan.device,
        regions=tuple(regions),
        protect=None if plan.protect is None else read_mask(plan.protect),
        start=None if plan.start is None else read(plan.start).pixels,
    )
    return LoadedRun(replace(plan, checksums=checksums_of(decoded)), job, photograph)


def checksums_of(decoded: Iterable[tuple[Path, str]]) -> dict[Path, str]:
    """Return a mapping from each file to the SHA-256 of its decoded bytes.

    Raises:
        ParameterError: A file was decoded twice and changed in between.
    """
    checksums: dict[Path, str] = {}
    for path, sha256 in decoded:
        if checksums.setdefault(path, sha256) != sha256:
            raise ParameterError(
                "pictures", "{name} has changed since it was opened. Open it again.", name=path.name
            )
    return checksums


def changes_since(plan: Plan) -> list[Notice]:
    """Return a notice for each file that has changed or disappeared since it was decoded."""
    notices = []
    for path, sha256 in plan.checksums.items():
        try:
            if sha256_of(path) != sha256:
                notices.append(Notice("{name} has been changed since it was read.", name=path.name))
        except OSError:
            notices.append(Notice("{name} no longer exists.", name=path.name))
    return notices


def write_recipe(
    plan: Plan, params: StyleParams, weights: WeightsIdentity, device: str, steps: tuple[int, int]
) -> Recipe:
    """Return the recipe for a run of this plan.

    Args:
        plan: Plan of the run.
        params: Parameters at the end of the run, including the precision that was used.
        weights: Identity of the weights that were used.
        device: Device that was used.
        steps: Number of completed steps and total number of steps.

    Raises:
        PictureError: A file was not decoded for the run and cannot be read now.
        RecipeError: The parts do not fit together.
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
    """Return notes on the photograph, the paintings and all other pictures.

    Each note describes the decoded bytes, or the file's current contents if it was not decoded.

    Raises:
        PictureError: A file was not decoded and cannot be read now.
    """

    def note(path: Path, weight: float = 1.0, scale: float = 1.0, role: str = "") -> PictureNote:
        return note_picture(path, weight, scale, role, plan.checksums.get(path, ""))

    extras = [
        note(path, role=f"{role} {style + 1}")
        for role, masks in ((REGION, plan.regions), (PART, plan.style_masks))
        for path, style in masks
    ]
    for role, path in ((PROTECT, plan.protect), (START, plan.start)):
        if path is not None:
            extras.append(note(path, role=role))
    content = None if plan.content is None else note(plan.content)
    styles = tuple(note(style.path, style.weight, style.scale) for style in plan.styles)
    return content, styles, tuple(extras)


def numbered_role(role: str) -> tuple[str, int]:
    """Return REGION or PART and the painting's index, or ("", -1) for any other role."""
    name, _, number = role.rpartition(" ")
    is_mask = name in (REGION, PART) and number.isdecimal() and int(number) > 0
    return (name, int(number) - 1) if is_mask else ("", -1)


def mode_of(plan: Plan) -> Mode:
    """Return the mode for a run of this plan."""
    if plan.content is None:
        return Mode.TEXTURE
    return Mode.TRANSFER if plan.styles else Mode.RECONSTRUCTION


def plan_of(recipe: Recipe, folders: Iterable[Path]) -> Plan:
    """Return the plan for a recipe, using the pictures found in these folders.

    Raises:
        RecipeError: A picture is missing or has changed.
    """
    folders = list(folders)
    search = PictureSearch(folders)

    def find(note: PictureNote) -> Path:
        path = search.find(note)
        if path is None:
            raise RecipeError(
                "The picture {name} in the recipe is missing from {folders}, or it has changed. "
                "Put the original in the artwork's folder.",
                name=note.name,
                folders=", ".join(str(folder) for folder in folders),
            )
        return path

    extras = [(note.role, find(note)) for note in recipe.extras]
    singles = dict(extras)
    masks = [(*numbered_role(role), path) for role, path in extras]
    return Plan(
        params=recipe.params,
        content=None if recipe.content is None else find(recipe.content),
        styles=tuple(StyleFile(find(note), note.weight, note.scale) for note in recipe.styles),
        regions=tuple((path, index) for name, index, path in masks if name == REGION),
        style_masks=tuple((path, index) for name, index, path in masks if name == PART),
        protect=singles.get(PROTECT),
        start=singles.get(START),
        ground=recipe.ground,
    )
