"""Areas: masks with a meaning. Where a painting goes, what stays, what is taken of a painting."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from nst_desktop.core.arrays import Mask
from nst_desktop.core.job import StyleRegion
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.recipes.picture_notes import PictureNote
from nst_desktop.recipes.plan import PART, PROTECT, REGION, Plan, numbered_role


class RegionKind(StrEnum):
    """REGION: of the photograph, which gets a painting's texture. PROTECT: of the photograph,
    which stays as it is. PART: of a painting, whose texture alone is taken."""

    REGION = "region"
    PROTECT = "protect"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Region:
    """painting: its place among the paintings, from 0; -1 with PROTECT. sheet: the mask."""

    kind: RegionKind
    painting: int
    buffer: MaskBuffer


@dataclass(frozen=True, slots=True)
class MaskFile:
    """An area whose mask is in a file. sha256: of its bytes; empty where it is not known."""

    kind: RegionKind
    painting: int
    path: Path
    sha256: str = field(default="", compare=False)


Regions = tuple[Region, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Masks:
    """What of a window's areas a run needs, as StyleJob takes it."""

    regions: tuple[StyleRegion, ...] = ()
    protect: Mask | None = None


def effective(regions: Regions) -> Regions:
    """Those that change anything: an empty part or protection does not, nor do regions as long
    as all of them are empty, nor a part of a painting without a region."""
    there = {id(region): region.buffer.has_any() for region in regions}
    has_regions = any(there[id(region)] for region in regions if region.kind is RegionKind.REGION)
    return tuple(
        region
        for region in regions
        if (has_regions if region.kind is RegionKind.REGION else there[id(region)])
        and (region.kind is not RegionKind.PART or has_regions)
    )


def masks_of(regions: Regions, names: Sequence[str]) -> Masks:
    """The masks as they are now, in copies. names: of the areas, for messages."""
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
    """The masks of a plan."""
    protect = () if plan.protect is None else (MaskFile(RegionKind.PROTECT, -1, plan.protect),)
    return (
        *(MaskFile(RegionKind.REGION, painting, path) for path, painting in plan.regions),
        *(MaskFile(RegionKind.PART, painting, path) for path, painting in plan.style_masks),
        *protect,
    )


def with_files(plan: Plan, files: Sequence[MaskFile]) -> Plan:
    """The plan with these masks."""
    return replace(
        plan,
        regions=tuple(
            (each.path, each.painting) for each in files if each.kind is RegionKind.REGION
        ),
        style_masks=tuple(
            (each.path, each.painting) for each in files if each.kind is RegionKind.PART
        ),
        protect=next((each.path for each in files if each.kind is RegionKind.PROTECT), None),
        checksums={**plan.checksums, **{each.path: each.sha256 for each in files if each.sha256}},
    )


def mask_role(note: PictureNote) -> tuple[RegionKind, int] | None:
    """The kind and the painting of a recipe's mask; None if it is no mask."""
    if note.role == PROTECT:
        return RegionKind.PROTECT, -1
    kind, painting = numbered_role(note.role)
    kinds = {REGION: RegionKind.REGION, PART: RegionKind.PART}
    return (kinds[kind], painting) if kind else None


def moved(regions: Regions, places: dict[int, int]) -> Regions:
    """The areas at their paintings' new places; those whose painting has gone are left out."""
    return tuple(
        region
        if region.kind is RegionKind.PROTECT
        else replace(region, painting=places[region.painting])
        for region in regions
        if region.kind is RegionKind.PROTECT or region.painting in places
    )
