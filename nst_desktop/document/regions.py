"""Areas: masks with a meaning. Where a painting goes, what stays, what is taken of a painting."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from nst_desktop.core.arrays import Mask
from nst_desktop.core.job import Region
from nst_desktop.masks.mask_buffer import Sheet
from nst_desktop.recipes.picture_notes import PictureNote
from nst_desktop.recipes.plan import PART, PROTECT, REGION, Plan, numbered_role


class Kind(StrEnum):
    """REGION: of the photograph, which gets a painting's texture. PROTECT: of the photograph,
    which stays as it is. PART: of a painting, whose texture alone is taken."""

    REGION = "region"
    PROTECT = "protect"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Area:
    """painting: its place among the paintings, from 0; -1 with PROTECT. sheet: the mask."""

    kind: Kind
    painting: int
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class MaskFile:
    """An area whose mask is in a file. sha256: of its bytes; empty where it is not known."""

    kind: Kind
    painting: int
    path: Path
    sha256: str = field(default="", compare=False)


Areas = tuple[Area, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Masks:
    """What of a window's areas a run needs, as StyleJob takes it."""

    regions: tuple[Region, ...] = ()
    protect: Mask | None = None


def effective(areas: Areas) -> Areas:
    """Those that change anything: an empty part or protection does not, nor do regions as long
    as all of them are empty, nor a part of a painting without a region."""
    there = {id(area): area.sheet.has_any() for area in areas}
    has_regions = any(there[id(area)] for area in areas if area.kind is Kind.REGION)
    return tuple(
        area
        for area in areas
        if (has_regions if area.kind is Kind.REGION else there[id(area)])
        and (area.kind is not Kind.PART or has_regions)
    )


def masks_of(areas: Areas, names: Sequence[str]) -> Masks:
    """The masks as they are now, in copies. names: of the areas, for messages."""
    parts = {area.painting: area.sheet.copy() for area in areas if area.kind is Kind.PART}
    regions = tuple(
        Region(area.sheet.copy(), area.painting, parts.get(area.painting), name)
        for area, name in zip(areas, names, strict=True)
        if area.kind is Kind.REGION
    )
    protect = next((area.sheet.copy() for area in areas if area.kind is Kind.PROTECT), None)
    return Masks(regions, protect)


def files_in(plan: Plan) -> tuple[MaskFile, ...]:
    """The masks of a plan."""
    protect = () if plan.protect is None else (MaskFile(Kind.PROTECT, -1, plan.protect),)
    return (
        *(MaskFile(Kind.REGION, painting, path) for path, painting in plan.regions),
        *(MaskFile(Kind.PART, painting, path) for path, painting in plan.style_masks),
        *protect,
    )


def with_files(plan: Plan, files: Sequence[MaskFile]) -> Plan:
    """The plan with these masks."""
    return replace(
        plan,
        regions=tuple((each.path, each.painting) for each in files if each.kind is Kind.REGION),
        style_masks=tuple((each.path, each.painting) for each in files if each.kind is Kind.PART),
        protect=next((each.path for each in files if each.kind is Kind.PROTECT), None),
        checksums={**plan.checksums, **{each.path: each.sha256 for each in files if each.sha256}},
    )


def mask_role(note: PictureNote) -> tuple[Kind, int] | None:
    """The kind and the painting of a recipe's mask; None if it is no mask."""
    if note.role == PROTECT:
        return Kind.PROTECT, -1
    kind, painting = numbered_role(note.role)
    kinds = {REGION: Kind.REGION, PART: Kind.PART}
    return (kinds[kind], painting) if kind else None


def moved(areas: Areas, places: dict[int, int]) -> Areas:
    """The areas at their paintings' new places; those whose painting has gone are left out."""
    return tuple(
        area if area.kind is Kind.PROTECT else replace(area, painting=places[area.painting])
        for area in areas
        if area.kind is Kind.PROTECT or area.painting in places
    )
