"""The setup for an artwork: everything that an undo step can restore."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nst_desktop import masks
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams, choices_in, default_in
from nst_desktop.document.loaded_picture import LoadedPicture
from nst_desktop.document.regions import (
    MaskFile,
    Region,
    RegionKind,
    Regions,
    effective,
    masks_of,
    moved,
    with_files,
)
from nst_desktop.images.load import Picture
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.recipes.plan import Plan, StyleFile, checksums_of
from nst_desktop.recipes.recipe import WHITE
from nst_desktop.sketch.sketch_job import SketchJob

AUTO = "auto"  # the best device available

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights


@dataclass(frozen=True, slots=True)
class Painting:
    """A painting and its settings.

    Attributes:
        loaded: Picture of the painting.
        weight: Weight above 0. Only its ratio to the other paintings' weights matters.
        scale: Factor above 0 by which the brush size is multiplied for this painting.
    """

    loaded: LoadedPicture
    weight: float = 1.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that defines an artwork. Immutable, except for the masks' pixels.

    Attributes:
        mode: Style transfer, texture or reconstruction.
        params: Parameters, which are always valid.
        preset: Name of the preset from which the parameters come; empty if none.
        photograph: Content picture.
        paintings: Style pictures.
        regions: Regions, in list order.
        ground: Colour onto which transparent pictures are flattened, as #rrggbb.
        device: Device for runs, as named in core.devices.
        emptied: Number of masks that were cleared because their picture's aspect ratio changed.
    """

    mode: Mode = Mode.TRANSFER
    params: StyleParams = field(default_factory=StyleParams)
    preset: str = ""
    photograph: LoadedPicture | None = None
    paintings: tuple[Painting, ...] = ()
    regions: Regions = ()
    ground: str = WHITE
    device: str = AUTO
    emptied: int = field(default=0, compare=False)

    def missing(self) -> ParameterError | None:
        """Return an error that asks for a missing picture, or None if no picture is missing."""
        if self.mode is not Mode.TEXTURE and self.photograph is None:
            return ParameterError("content", "Choose a photograph first")
        if self.mode is not Mode.RECONSTRUCTION and not self.paintings:
            return ParameterError("styles", "Choose a painting first")
        return None

    def job(self, weights: Callable[[], "NetworkWeights"]) -> StyleJob:
        """Return the job that Start runs.

        Args:
            weights: Callable that loads the network's weights.

        Raises:
            ParameterError: A picture is missing.
        """
        error = self.missing()
        if error is not None:
            raise error
        regions = self.used_regions()
        used = masks_of(regions, list(map(_name_of, regions)))
        photograph, paintings = self._used_photograph(), self._used_paintings()
        return StyleJob(
            self.params,
            weights,
            None if photograph is None else photograph.picture.pixels,
            tuple(map(_style_of, paintings)),
            device=self.device,
            regions=used.regions,
            protect=used.protect,
        )

    def sketch_job(self) -> SketchJob | None:
        """Return the job for a sketch, or None if this setup has none, as for a texture."""
        photograph, paintings = self._used_photograph(), self._used_paintings()
        if photograph is None or not paintings:
            return None
        regions = self.used_regions()
        used = masks_of(regions, list(map(_name_of, regions)))
        styles = tuple(map(_style_of, paintings))
        pixels = photograph.picture.pixels
        return SketchJob(self.params, pixels, styles, used.regions, used.protect)

    def plan(self, start: Picture | None = None) -> Plan:
        """Return the plan for job(), without the masks, which may not be in files yet.

        Args:
            start: Picture from which the run continues.

        Raises:
            ParameterError: A file was read twice and changed in between.
        """
        photograph, paintings = self._used_photograph(), self._used_paintings()
        read = [painting.loaded.picture for painting in paintings]
        read += [] if photograph is None else [photograph.picture]
        read += [] if start is None else [start]
        return Plan(
            params=self.params,
            content=None if photograph is None else photograph.picture.path,
            styles=tuple(map(file_of, paintings)),
            start=None if start is None else start.path,
            device=self.device,
            ground=self.ground,
            checksums=checksums_of((picture.path, picture.sha256) for picture in read),
        )

    def files(self, masks: Sequence[MaskFile] = ()) -> Plan:
        """Return a plan with all picture files, including those that the mode does not use."""
        photograph = self.photograph
        plan = Plan(
            params=self.params,
            content=None if photograph is None else photograph.picture.path,
            styles=tuple(map(file_of, self.paintings)),
            device=self.device,
            ground=self.ground,
        )
        return with_files(plan, masks)

    def used_regions(self) -> Regions:
        """Return the regions that have an effect in this mode."""
        if self.mode is Mode.TEXTURE:
            return ()
        if self.mode is Mode.RECONSTRUCTION:
            return effective(
                tuple(region for region in self.regions if region.kind is RegionKind.PROTECT)
            )
        return effective(self.regions)

    def size(self) -> tuple[int, int]:
        """Return the photograph's (width, height), in px, or (0, 0) if there is none."""
        return (0, 0) if self.photograph is None else size_of(self.photograph)

    def picture_below(self, region: Region) -> LoadedPicture | None:
        """Return the picture to which a region's mask belongs, or None if it is missing."""
        if region.kind is not RegionKind.PART:
            return self.photograph
        exists = region.painting < len(self.paintings)
        return self.paintings[region.painting].loaded if exists else None

    def new_region(self, kind: RegionKind, painting: int) -> Region | None:
        """Return an empty region, or None if its picture is missing."""
        picture = self.picture_below(Region(kind, painting, MaskBuffer.empty(1, 1)))
        return (
            None if picture is None else Region(kind, painting, MaskBuffer.empty(*size_of(picture)))
        )

    def with_mode(self, mode: Mode) -> "Setup":
        """Return the setup in another mode.

        The starting picture becomes the new mode's default if it was the old mode's default or is
        not allowed in the new mode. A texture takes its colours from the painting.
        """
        params = self.params
        is_default = params.init == default_in("init", self.mode)
        if is_default or params.init not in choices_in("init", mode):
            params = replace(params, init=default_in("init", mode))
        if mode is Mode.TEXTURE:
            params = replace(params, colour="style")
        return replace(self, mode=mode, params=params)

    def with_photograph(self, photograph: LoadedPicture | None) -> "Setup":
        """Return the setup with another photograph. Masks of the same aspect ratio are kept."""
        return replace(self, photograph=photograph)._fitted()

    def with_paintings(
        self, paintings: Iterable[Painting], places: Mapping[int, int] | None = None
    ) -> "Setup":
        """Return the setup with other paintings.

        Args:
            paintings: New paintings.
            places: Mapping from old to new indices. Regions are dropped if their painting is not
                in the mapping. If None, every painting keeps its index.
        """
        new = tuple(paintings)
        if places is None:
            places = {index: index for index in range(min(len(new), len(self.paintings)))}
        setup = replace(self, paintings=new, regions=moved(self.regions, dict(places)))
        if any(region.kind is RegionKind.REGION for region in setup.regions):
            fresh = sorted(set(range(len(new))) - set(places.values()))
            setup = setup._with_empty([(RegionKind.REGION, index) for index in fresh])
        return setup._fitted()

    def with_opened(self, pictures: Iterable[LoadedPicture], index: int | None = None) -> "Setup":
        """Return the setup with these pictures appended to the paintings.

        Args:
            pictures: Pictures of the paintings.
            index: Index of a painting that the first picture replaces, keeping its settings.
        """
        paintings, opened = list(self.paintings), list(map(Painting, pictures))
        if index is not None and index < len(paintings):
            paintings[index] = replace(paintings[index], loaded=opened.pop(0).loaded)
        return self.with_paintings([*paintings, *opened])

    def with_only(self, painting: Painting) -> "Setup":
        """Return the setup with only this painting, and its regions if it was already in use."""
        path = painting.loaded.picture.path
        paths = [other.loaded.picture.path for other in self.paintings]
        return self.with_paintings([painting], {paths.index(path): 0} if path in paths else {})

    def with_pictures(
        self, photograph: LoadedPicture | None, paintings: Iterable[Painting], regions: Regions
    ) -> "Setup":
        """Return the setup with other pictures and regions."""
        setup = replace(self, photograph=photograph, paintings=tuple(paintings), regions=regions)
        return setup._fitted()

    def swapped(self) -> "Setup":
        """Return the setup with the photograph and the first painting swapped."""
        if not self.paintings:
            return self
        first = () if self.photograph is None else (Painting(self.photograph),)
        paintings = (*first, *self.paintings[1:])
        moved_by = len(first) - 1
        places = {index: index + moved_by for index in range(1, len(self.paintings))}
        places |= {0: 0} if first else {}
        setup = replace(self, photograph=self.paintings[0].loaded)
        return setup.with_paintings(paintings, places)

    def with_all_regions(self) -> "Setup":
        """Return the setup with any missing regions added, all empty.

        A complete setup has one region for each painting and one protected region.
        """
        wanted = [(RegionKind.REGION, index) for index in range(len(self.paintings))]
        present = {(region.kind, region.painting) for region in self.regions}
        missing = [key for key in [*wanted, (RegionKind.PROTECT, -1)] if key not in present]
        return self._with_empty(missing)

    def tidied(self) -> "Setup":
        """Return the setup with masks that fit, and without regions for missing paintings."""
        count = len(self.paintings)
        return replace(
            self, regions=tuple(region for region in self.regions if region.painting < count)
        )._fitted()

    def _used_photograph(self) -> LoadedPicture | None:
        return None if self.mode is Mode.TEXTURE else self.photograph

    def _used_paintings(self) -> tuple[Painting, ...]:
        return () if self.mode is Mode.RECONSTRUCTION else self.paintings

    def _with_empty(self, wanted: Sequence[tuple[RegionKind, int]]) -> "Setup":
        made = [self.new_region(kind, painting) for kind, painting in wanted]
        regions = [*self.regions, *(region for region in made if region is not None)]
        return replace(self, regions=tuple(sorted(regions, key=_rank)))

    def _fitted(self) -> "Setup":
        """Return the setup with each mask scaled to its picture.

        A mask is cleared if its aspect ratio differs.
        """
        regions, emptied = [], self.emptied
        for region in self.regions:
            picture = self.picture_below(region)
            size = region.buffer.size if picture is None else size_of(picture)
            if not masks.mask_store.has_shape(region.buffer.mask, *size):
                emptied += region.buffer.has_any()
                regions.append(replace(region, buffer=MaskBuffer.empty(*size)))
                continue
            mask = masks.shapes.fitted_mask(region.buffer.mask, *size)
            same = mask is region.buffer.mask
            regions.append(region if same else replace(region, buffer=MaskBuffer(mask)))
        return replace(self, regions=tuple(regions), emptied=emptied)


def size_of(loaded: LoadedPicture) -> tuple[int, int]:
    """Return the picture's (width, height), in px."""
    height, width = loaded.picture.pixels.shape[:2]
    return width, height


def file_of(painting: Painting) -> StyleFile:
    """Return the painting's file with its weight and scale."""
    return StyleFile(painting.loaded.picture.path, painting.weight, painting.scale)


def _style_of(painting: Painting) -> Style:
    return Style(painting.loaded.picture.pixels, painting.weight, painting.scale)


def _rank(region: Region) -> tuple[int, int]:
    return list(RegionKind).index(region.kind), region.painting


def _name_of(region: Region) -> str:
    """Return a name for the region, for messages."""
    return QCoreApplication.translate("Setup", "Region {0}").format(region.painting + 1)
