"""What an artwork is to be made from: everything that one step of undoing brings back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nst_desktop import masks
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams, choices_in
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

AUTO = "auto"  # the device that suits best

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights


@dataclass(frozen=True, slots=True)
class Painting:
    """One painting. weight: above 0, only its ratio to the others' counts. scale: its own factor
    on the brush size, above 0."""

    loaded: LoadedPicture
    weight: float = 1.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Setup:
    """preset: the name of the preset that the parameters are those of; empty: none.

    areas: in the order of the list. Their masks change in place. ground: #rrggbb, the colour that
    transparent pictures are laid on. device: what runs compute on, as core.devices names it.
    emptied: masks that were emptied on the way here, as their picture has other proportions.
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
        """Which picture has to be chosen first; None: all that the mode needs are there."""
        if self.mode is not Mode.TEXTURE and self.photograph is None:
            return ParameterError("content", "Choose a photograph first")
        if self.mode is not Mode.RECONSTRUCTION and not self.paintings:
            return ParameterError("styles", "Choose a painting first")
        return None

    def job(self, weights: Callable[[], "NetworkWeights"]) -> StyleJob:
        """The run that Start begins. Raises ParameterError if it cannot."""
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
            tuple(Style(each.loaded.picture.pixels, each.weight, each.scale) for each in paintings),
            device=self.device,
            regions=used.regions,
            protect=used.protect,
        )

    def plan(self, start: Picture | None = None) -> Plan:
        """The files of that run, but for its masks, which may not be in files yet.

        start: the picture that the run continues from. Raises ParameterError if one file was read
        twice and changed between.
        """
        photograph, paintings = self._used_photograph(), self._used_paintings()
        read = [each.loaded.picture for each in paintings]
        read += [] if photograph is None else [photograph.picture]
        read += [] if start is None else [start]
        return Plan(
            params=self.params,
            content=None if photograph is None else photograph.picture.path,
            styles=tuple(map(file_of, paintings)),
            start=None if start is None else start.path,
            device=self.device,
            ground=self.ground,
            checksums=checksums_of((each.path, each.sha256) for each in read),
        )

    def files(self, masks: Sequence[MaskFile] = ()) -> Plan:
        """All pictures as files, also those that the mode has no use for. masks: of the areas."""
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
        """The areas that change anything in a run of this mode."""
        if self.mode is Mode.TEXTURE:
            return ()
        if self.mode is Mode.RECONSTRUCTION:
            return effective(
                tuple(each for each in self.regions if each.kind is RegionKind.PROTECT)
            )
        return effective(self.regions)

    def size(self) -> tuple[int, int]:
        """(width, height) of the photograph, px; (0, 0) without one."""
        return (0, 0) if self.photograph is None else size_of(self.photograph)

    def picture_below(self, region: Region) -> LoadedPicture | None:
        """The picture that an area's mask lies on."""
        if region.kind is not RegionKind.PART:
            return self.photograph
        there = region.painting < len(self.paintings)
        return self.paintings[region.painting].loaded if there else None

    def new_region(self, kind: RegionKind, painting: int) -> Region | None:
        """An empty one; None if there is no picture for it."""
        picture = self.picture_below(Region(kind, painting, MaskBuffer.empty(1, 1)))
        return (
            None if picture is None else Region(kind, painting, MaskBuffer.empty(*size_of(picture)))
        )

    def with_mode(self, mode: Mode) -> "Setup":
        """In another mode. The start follows where it was the usual one or makes no sense now; a
        texture has no colours but the painting's."""
        params = self.params
        if params.init == self.mode.start or params.init not in choices_in("init", mode):
            params = replace(params, init=mode.start)
        if mode is Mode.TEXTURE:
            params = replace(params, colour="style")
        return replace(self, mode=mode, params=params)

    def with_photograph(self, photograph: LoadedPicture | None) -> "Setup":
        """With another photograph; masks keep their place on it as far as they fit."""
        return replace(self, photograph=photograph)._fitted()

    def with_paintings(
        self, paintings: Iterable[Painting], places: Mapping[int, int] | None = None
    ) -> "Setup":
        """With other paintings. places: where each of the present ones is now, by index; those
        left out are gone, and their areas with them. None: all stay where they are."""
        there = tuple(paintings)
        if places is None:
            places = {index: index for index in range(min(len(there), len(self.paintings)))}
        setup = replace(self, paintings=there, regions=moved(self.regions, dict(places)))
        if any(region.kind is RegionKind.REGION for region in setup.regions):
            fresh = sorted(set(range(len(there))) - set(places.values()))
            setup = setup._with_empty([(RegionKind.REGION, index) for index in fresh])
        return setup._fitted()

    def with_only(self, painting: Painting) -> "Setup":
        """With this painting alone, which has been in place before; its areas stay with it."""
        path = painting.loaded.picture.path
        paths = [each.loaded.picture.path for each in self.paintings]
        return self.with_paintings([painting], {paths.index(path): 0} if path in paths else {})

    def with_pictures(
        self, photograph: LoadedPicture | None, paintings: Iterable[Painting], regions: Regions
    ) -> "Setup":
        """With exactly these pictures, and these areas on them."""
        setup = replace(self, photograph=photograph, paintings=tuple(paintings), regions=regions)
        return setup._fitted()

    def swapped(self) -> "Setup":
        """Photograph and first painting change places."""
        if not self.paintings:
            return self
        first = () if self.photograph is None else (Painting(self.photograph),)
        paintings = (*first, *self.paintings[1:])
        moved_by = len(first) - 1
        places = {at: at + moved_by for at in range(1, len(self.paintings))}
        places |= {0: 0} if first else {}
        setup = replace(self, photograph=self.paintings[0].loaded)
        return setup.with_paintings(paintings, places)

    def with_all_regions(self) -> "Setup":
        """With a region for each painting and a protected area; empty ones change nothing."""
        wanted = [(RegionKind.REGION, index) for index in range(len(self.paintings))]
        there = {(region.kind, region.painting) for region in self.regions}
        missing = [each for each in [*wanted, (RegionKind.PROTECT, -1)] if each not in there]
        return self._with_empty(missing)

    def tidied(self) -> "Setup":
        """Without areas of paintings that are not there, and with masks that fit."""
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
        """With each mask of its picture's size: scaled, or emptied at other proportions."""
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
    """(width, height), px."""
    height, width = loaded.picture.pixels.shape[:2]
    return width, height


def file_of(painting: Painting) -> StyleFile:
    """The painting as a file with its weight and scale."""
    return StyleFile(painting.loaded.picture.path, painting.weight, painting.scale)


def _rank(region: Region) -> tuple[int, int]:
    return list(RegionKind).index(region.kind), region.painting


def _name_of(region: Region) -> str:
    """For messages."""
    return QCoreApplication.translate("Setup", "Region {0}").format(region.painting + 1)
