"""Regions: masks with a purpose, and their files in a plan."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from nst_desktop.core.arrays import Mask
from nst_desktop.core.job import StyleRegion
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.recipes.plan import PART, PROTECT, REGION, Plan, numbered_role
from nst_desktop.recipes.recipe_pictures import PictureNote


class RegionKind(StrEnum):
    """Purpose of a mask.

    Attributes:
        REGION: Part of the photograph to which one painting's style is applied.
        PROTECT: Part of the photograph that stays unchanged.
        PART: Part of a painting from which the style is taken.
    """

    REGION = "region"
    PROTECT = "protect"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Region:
    """A mask and its purpose. `painting` is the painting's index from 0, or -1 for PROTECT."""

    kind: RegionKind
    painting: int
    buffer: MaskBuffer


@dataclass(frozen=True, slots=True)
class MaskFile:
    """A region whose mask is in a file. `sha256` is the file's checksum; empty if unknown."""

    kind: RegionKind
    painting: int
    path: Path
    sha256: str = field(default="", compare=False)


Regions = tuple[Region, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Masks:
    """Masks for a run, in the form that StyleJob takes."""

    regions: tuple[StyleRegion, ...] = ()
    protect: Mask | None = None


def effective(regions: Regions) -> Regions:
    """Return the regions that have an effect.

    Empty parts and empty protected areas have no effect. Style regions have no effect while all of
    them are empty. Parts have no effect unless a style region is painted.
    """
    is_painted = {id(region): region.buffer.has_any() for region in regions}
    has_regions = any(
        is_painted[id(region)] for region in regions if region.kind is RegionKind.REGION
    )
    return tuple(
        region
        for region in regions
        if (has_regions if region.kind is RegionKind.REGION else is_painted[id(region)])
        and (region.kind is not RegionKind.PART or has_regions)
    )


def masks_of(regions: Regions, names: Sequence[str]) -> Masks:
    """Copy the current masks. `names` holds the regions' names for messages."""
    parts = {
        region.painting: region.buffer.copy()
        for region in regions
        if region.kind is RegionKind.PART
    }
    styled = tuple(
        StyleRegion(region.buffer.copy(), region.painting, parts.get(region.painting), name)
        for region, name in zip(regions, names, strict=True)
        if region.kind is RegionKind.REGION
    )
    protect = next(
        (region.buffer.copy() for region in regions if region.kind is RegionKind.PROTECT), None
    )
    return Masks(styled, protect)


def files_in(plan: Plan) -> tuple[MaskFile, ...]:
    """Return a plan's mask files."""
    protect = () if plan.protect is None else (MaskFile(RegionKind.PROTECT, -1, plan.protect),)
    return (
        *(MaskFile(RegionKind.REGION, painting, path) for path, painting in plan.regions),
        *(MaskFile(RegionKind.PART, painting, path) for path, painting in plan.style_masks),
        *protect,
    )


def with_files(plan: Plan, files: Sequence[MaskFile]) -> Plan:
    """Return the plan with these mask files."""
    return replace(
        plan,
        regions=tuple(
            (file.path, file.painting) for file in files if file.kind is RegionKind.REGION
        ),
        style_masks=tuple(
            (file.path, file.painting) for file in files if file.kind is RegionKind.PART
        ),
        protect=next((file.path for file in files if file.kind is RegionKind.PROTECT), None),
        checksums={**plan.checksums, **{file.path: file.sha256 for file in files if file.sha256}},
    )


def mask_role(note: PictureNote) -> tuple[RegionKind, int] | None:
    """Return the purpose and painting of a mask in a recipe, or None if the note is not a mask."""
    if note.role == PROTECT:
        return RegionKind.PROTECT, -1
    kind, painting = numbered_role(note.role)
    kinds = {REGION: RegionKind.REGION, PART: RegionKind.PART}
    return (kinds[kind], painting) if kind else None


def moved(regions: Regions, places: dict[int, int]) -> Regions:
    """Move regions along with their paintings, and drop those whose painting was removed.

    Args:
        regions: Regions to move.
        places: Mapping from old to new indices for the remaining paintings.
    """
    return tuple(
        region
        if region.kind is RegionKind.PROTECT
        else replace(region, painting=places[region.painting])
        for region in regions
        if region.kind is RegionKind.PROTECT or region.painting in places
    )
