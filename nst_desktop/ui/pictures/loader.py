"""Opening: reads pictures and puts them into the document, wherever they come from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop import masks
from nst_desktop.document.document import Document
from nst_desktop.document.loaded_picture import LoadedPicture, load
from nst_desktop.document.regions import MaskFile, Region, RegionKind, Regions, files_in, moved
from nst_desktop.document.setup import Painting, Setup
from nst_desktop.images.load import Picture, PictureError, load_picture, load_recipe_text
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.recipes.plan import Plan
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.task import Tasks
from nst_desktop.ui.message_bar import MessageBar
from nst_desktop.ui.parts.drops import Folder, LocalFile, Source
from nst_desktop.ui.pictures.picture_slot import Role
from nst_desktop.ui.pictures.sources import files_of

Result = TypeVar("Result")
Given = TypeVar("Given")
Put = Callable[[Setup, Sequence[LoadedPicture]], Setup]  # where the pictures go


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of reading some files: pictures, the first fault, and those with a recipe."""

    pictures: tuple[LoadedPicture, ...]
    error: Exception | None
    with_recipe: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What came of reading the files of a plan: by path, and the masks that lie on them."""

    pictures: dict[Path, LoadedPicture | Exception]
    regions: Regions
    mask_errors: tuple[Exception, ...]


class PictureLoader(QObject):
    """Reads off the window's thread. A picture that cannot be read leaves the old one in place.

    loading(Role, int | None): a picture is being read for this role, and for the painting of this
    index; loaded(Role): no longer. opened(Role, Path): the user opened this picture, and it is in
    place. settled(bool): nothing is being read any more; whether all could be read.
    recipe_found(Path): a picture that was opened is an artwork with its recipe.
    """

    loading = Signal(object, object)
    loaded = Signal(object)
    opened = Signal(object, object)
    settled = Signal(bool)
    recipe_found = Signal(object)

    def __init__(
        self, message: MessageBar, document: Document, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._message, self._document, self._tasks = message, document, tasks
        self._request = dict.fromkeys(Role, 0)
        self._reading = dict.fromkeys(Role, 0)
        self._plan: Plan | None = None  # whose pictures are to be shown
        document.restoring.connect(self._forget_plan)
        self._going = 0
        self._well = True

    def is_busy(self) -> bool:
        """Whether something is being read that a run would need."""
        return self._going > 0

    @Slot(object)
    def open_photograph(self, sources: Sequence[Source]) -> None:
        """The first one becomes the photograph; others, and folders, become the paintings."""
        single = [each for each in sources if not isinstance(each, Folder)]
        rest = single[1:] + [each for each in sources if isinstance(each, Folder)]
        if rest:
            self._read(Role.PAINTING, rest, _instead_of_paintings)
        if single:
            self._read(Role.PHOTOGRAPH, single[:1], _as_photograph)

    @Slot(object, object)
    def open_paintings(self, sources: Sequence[Source], index: int | None = None) -> None:
        """Put the first one in the place of this painting, and the others after all paintings."""
        self._read(Role.PAINTING, sources, partial(_among_paintings, index), index)

    @Slot(object)
    def open_dropped(self, sources: Sequence[Source]) -> None:
        """What was dropped on the canvas: one picture is a photograph, an artwork its recipe."""
        if len(sources) == 1 and isinstance(sources[0], LocalFile):
            path = sources[0].path
            self.start(
                lambda: load_recipe_text(path) is not None,
                lambda made_here: self._on_looked_at(made_here, sources),
                lambda _: self._on_looked_at(False, sources),
            )
        else:
            self.open_photograph(sources)

    def show(self, plan: Plan, put: Callable[[Setup], None]) -> None:
        """Read exactly this plan's pictures, then call put() with the setup that holds them."""
        self._plan = plan
        for role in Role:
            self._begin(role, None)
        requests = dict(self._request)
        known = {path: self._document.recent_picture(path, plan.ground)
                 for path in plan.pictures}  # fmt: skip
        there = {path: loaded for path, loaded in known.items() if loaded is not None}
        self.start(
            partial(_load_all, plan, there),
            partial(self._on_shown, plan, requests, put),
            partial(self._on_unread, *Role),
        )

    def start(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Call work() elsewhere, then done(result), before anything is settled.

        failed: called with an error; without it, the error is shown, and not all was read.
        """
        failed = failed or self._on_failed
        self._going += 1
        self._tasks.start(work, partial(self._finish, done), partial(self._finish, failed))

    def _on_looked_at(self, made_here: bool, sources: Sequence[Source]) -> None:
        source = sources[0]
        if made_here and isinstance(source, LocalFile):
            self.recipe_found.emit(source.path)
        else:
            self.open_photograph(sources)

    def _read(
        self, role: Role, sources: Sequence[Source], put: Put, index: int | None = None
    ) -> None:
        self._begin(role, index)
        ground = self._document.setup().ground
        self.start(
            partial(_read_sources, tuple(sources), ground),
            partial(self._on_read, role, self._request[role], put),
            partial(self._on_unread, role),
        )

    def _begin(self, role: Role, index: int | None) -> None:
        self._request[role] += 1
        self._reading[role] += 1
        self.loading.emit(role, index)

    def _end(self, *roles: Role) -> None:
        for role in roles:
            self._reading[role] -= 1
            if not self._reading[role]:
                self.loaded.emit(role)

    @Slot()
    def _forget_plan(self) -> None:
        """Undoing leads elsewhere than to the plan whose pictures are being read."""
        self._plan = None

    def _finish(self, answer: Callable[[Given], None], given: Given) -> None:
        answer(given)
        self._going -= 1
        if not self._going:
            well, self._well = self._well, True
            self.settled.emit(well)

    def _on_read(self, role: Role, request: int, put: Put, opened: Opened) -> None:
        self._end(role)
        if opened.pictures and (request == self._request[role] or role is Role.PAINTING):
            setup = put(self._document.setup(), opened.pictures)
            self._document.edit(self.tr("Pictures"), setup)
            for each in opened.pictures:
                self.opened.emit(role, each.picture.path)
        if opened.error is not None:
            self._on_failed(opened.error)
        else:
            self._report_parts([each.picture for each in opened.pictures])
        for path in opened.with_recipe[:1]:
            self.recipe_found.emit(path)

    def _report_parts(self, pictures: Sequence[Picture]) -> None:
        """Say of which pictures only a part was taken."""
        notices = [f"{each.name}: {error_text(each.notice)}" for each in pictures if each.notice]
        if notices:
            self._message.show_notice(" ".join(notices))

    def _on_shown(
        self,
        plan: Plan,
        requests: dict[Role, int],
        put: Callable[[Setup], None],
        found: FilesRead,
    ) -> None:
        self._end(*Role)
        if requests != self._request or plan is not self._plan:
            return  # something else has been asked for in the meantime
        put(_setup_with(self._document.setup(), plan, found))
        for each in (*found.pictures.values(), *found.mask_errors):
            if isinstance(each, Exception):
                self._on_failed(each)

    def _on_unread(self, *roles_and_error: Any) -> None:
        """Reading for these roles failed as a whole; the error comes last."""
        *roles, error = roles_and_error
        self._end(*roles)
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        self._well = False
        self._message.fail(error)


def _as_photograph(setup: Setup, read: Sequence[LoadedPicture]) -> Setup:
    return setup.with_photograph(read[0])


def _instead_of_paintings(setup: Setup, read: Sequence[LoadedPicture]) -> Setup:
    """What lies on a painting goes with it; with as many new ones as old, else by its index."""
    new = [loaded.picture.path for loaded in read]
    old = [painting.loaded.picture.path for painting in setup.paintings]
    places = {at: new.index(path) for at, path in enumerate(old) if path in new}
    if len(new) == len(old):
        free = set(range(len(new))) - set(places.values())
        places |= {at: at for at in range(len(old)) if at not in places and at in free}
    return setup.with_paintings(map(Painting, read), places)


def _among_paintings(index: int | None, setup: Setup, read: Sequence[LoadedPicture]) -> Setup:
    paintings, fresh = list(setup.paintings), list(map(Painting, read))
    if index is not None and index < len(paintings):
        first = fresh.pop(0)
        paintings[index] = replace(paintings[index], loaded=first.loaded)
    return setup.with_paintings([*paintings, *fresh])


def _setup_with(setup: Setup, plan: Plan, found: FilesRead) -> Setup:
    """The setup with what could be read of these pictures, and their masks."""
    there = found.pictures
    paintings = [(note, there.get(note.path)) for note in plan.styles]
    photograph = None if plan.content is None else there.get(plan.content)
    kept = [at for at, (_, loaded) in enumerate(paintings) if isinstance(loaded, LoadedPicture)]
    regions = moved(found.regions, {old: new for new, old in enumerate(kept)})
    setup = replace(setup, ground=plan.ground)
    return setup.with_pictures(
        photograph if isinstance(photograph, LoadedPicture) else None,
        [
            Painting(loaded, note.weight, note.scale)
            for note, loaded in paintings
            if isinstance(loaded, LoadedPicture)
        ],
        regions,
    )


def _read_sources(sources: tuple[Source, ...], ground: str) -> Opened:
    pictures, recipes = [], []
    errors: list[Exception] = []
    for path in _files_of_all(sources, errors):
        try:
            pictures.append(load(load_picture(path, ground=ground)))
            if load_recipe_text(path) is not None:
                recipes.append(path)
        except (PictureError, OSError) as error:
            errors.append(error)
    return Opened(tuple(pictures), next(iter(errors), None), tuple(recipes))


def _files_of_all(sources: Iterable[Source], errors: list[Exception]) -> Iterator[Path]:
    for source in sources:
        try:
            yield from files_of(source)
        except (PictureError, OSError) as error:
            errors.append(error)


def _load_all(plan: Plan, known: dict[Path, LoadedPicture]) -> FilesRead:
    found: dict[Path, LoadedPicture | Exception] = {}
    for path in plan.pictures:
        try:
            found[path] = known.get(path) or load(load_picture(path, ground=plan.ground))
        except PictureError as error:
            found[path] = error
    regions, errors = [], []
    for each in files_in(plan):
        try:
            picture = found[_picture_under(each, plan)]
            if isinstance(picture, LoadedPicture):
                height, width = picture.picture.pixels.shape[:2]
                mask = masks.mask_store.load_fitting(each.path, width, height)
                regions.append(Region(each.kind, each.painting, MaskBuffer(mask)))
        except PictureError as error:
            errors.append(error)
    return FilesRead(found, tuple(regions), tuple(errors))


def _picture_under(mask: MaskFile, plan: Plan) -> Path:
    """The picture that the mask lies on. Raises PictureError if there is none."""
    if mask.painting >= len(plan.styles):
        raise PictureError("{name} belongs to a painting that is not there.", name=mask.path.name)
    if mask.kind is RegionKind.PART:
        return plan.styles[mask.painting].path
    if plan.content is None:
        raise PictureError("{name} belongs to a photograph that is not there.", name=mask.path.name)
    return plan.content
