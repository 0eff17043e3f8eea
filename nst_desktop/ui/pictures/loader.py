"""Loader that reads pictures in the background and adds them to the document."""

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
Outcome = TypeVar("Outcome")
Placement = Callable[[Setup, Sequence[LoadedPicture]], Setup]  # adds the pictures to the setup


@dataclass(frozen=True, slots=True)
class SourcesRead:
    """Result of reading picture sources.

    Attributes:
        pictures: Pictures that could be read.
        error: First error, or None if everything could be read.
        with_recipe: Files that contain a recipe.
    """

    pictures: tuple[LoadedPicture, ...]
    error: Exception | None
    with_recipe: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class PlanRead:
    """Result of reading the files of a plan.

    Attributes:
        pictures: Picture for each path, or the error that occurred while reading it.
        regions: Regions whose masks could be read.
        mask_errors: Errors for the masks that could not be read.
    """

    pictures: dict[Path, LoadedPicture | Exception]
    regions: Regions
    mask_errors: tuple[Exception, ...]


class PictureLoader(QObject):
    """Reads pictures in the background. If a picture cannot be read, the previous one is kept.

    Signals:
        loading(Role, int | None): A picture is being read. If it will replace a painting, the
            second argument is the index of that painting.
        loaded(Role): All pictures for this role have been read.
        opened(Role, Path): A picture that the user opened has been added to the document.
        settled(bool): All reading has finished; True if everything could be read.
        recipe_found(Path): An opened picture contains a recipe.
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
        self._plan: Plan | None = None  # the plan that show() is reading
        document.restoring.connect(self._forget_plan)
        self._pending = 0
        self._all_read = True

    def is_busy(self) -> bool:
        """Return whether the loader is still reading something that a run would need."""
        return self._pending > 0

    @Slot(object)
    def open_photograph(self, sources: Sequence[Source]) -> None:
        """Use the first picture as the photograph; replace the paintings with the other sources."""
        pictures = [source for source in sources if not isinstance(source, Folder)]
        rest = pictures[1:] + [source for source in sources if isinstance(source, Folder)]
        if rest:
            self._read(Role.PAINTING, rest, _replace_paintings)
        if pictures:
            self._read(Role.PHOTOGRAPH, pictures[:1], _replace_photograph)

    @Slot(object, object)
    def open_paintings(self, sources: Sequence[Source], index: int | None = None) -> None:
        """Append paintings. If an index is given, the first replaces the painting at that index."""

        def place(setup: Setup, pictures: Sequence[LoadedPicture]) -> Setup:
            return setup.with_opened(pictures, index)

        self._read(Role.PAINTING, sources, place, index)

    def use_painting(self, path: Path) -> None:
        """Replace all paintings with this one; the newest call wins."""
        request = self._request[Role.PAINTING] + 1

        def place(setup: Setup, pictures: Sequence[LoadedPicture]) -> Setup:
            is_newest = request == self._request[Role.PAINTING]
            return setup.with_only(Painting(pictures[0])) if is_newest else setup

        self._read(Role.PAINTING, [LocalFile(path)], place)

    @Slot(object)
    def open_dropped(self, sources: Sequence[Source]) -> None:
        """Open pictures dropped on the canvas.

        A single artwork with a recipe is not opened; its recipe is offered instead.
        """
        if len(sources) == 1 and isinstance(sources[0], LocalFile):
            path = sources[0].path
            self.start(
                lambda: load_recipe_text(path) is not None,
                lambda has_recipe: self._on_recipe_checked(has_recipe, sources),
                lambda _: self._on_recipe_checked(False, sources),
            )
        else:
            self.open_photograph(sources)

    def show(self, plan: Plan, put: Callable[[Setup], None]) -> None:
        """Read this plan's files, then call put() with a setup that contains only these files."""
        self._plan = plan
        for role in Role:
            self._begin(role, None)
        requests = dict(self._request)
        recent = {path: self._document.recent_picture(path, plan.ground)
                  for path in plan.pictures}  # fmt: skip
        known = {path: loaded for path, loaded in recent.items() if loaded is not None}
        self.start(
            partial(_read_plan, plan, known),
            partial(self._on_shown, plan, requests, put),
            partial(self._on_unread, *Role),
        )

    def start(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Call work() in the background, then done() with its result.

        Errors are passed to failed(). By default, an error is displayed and `settled` reports
        that not everything could be read. `settled` is emitted once all pending work has ended.
        """
        failed = failed or self._on_failed
        self._pending += 1
        self._tasks.start(work, partial(self._finish, done), partial(self._finish, failed))

    def _on_recipe_checked(self, has_recipe: bool, sources: Sequence[Source]) -> None:
        source = sources[0]
        if has_recipe and isinstance(source, LocalFile):
            self.recipe_found.emit(source.path)
        else:
            self.open_photograph(sources)

    def _read(
        self, role: Role, sources: Sequence[Source], place: Placement, index: int | None = None
    ) -> None:
        self._begin(role, index)
        ground = self._document.setup().ground
        self.start(
            partial(_read_sources, tuple(sources), ground),
            partial(self._on_read, role, self._request[role], place),
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
        """Discard the plan that is being read, because undo or redo supersedes it."""
        self._plan = None

    def _finish(self, callback: Callable[[Outcome], None], outcome: Outcome) -> None:
        callback(outcome)
        self._pending -= 1
        if not self._pending:
            all_read, self._all_read = self._all_read, True
            self.settled.emit(all_read)

    def _on_read(self, role: Role, request: int, place: Placement, read: SourcesRead) -> None:
        self._end(role)
        if read.pictures and (request == self._request[role] or role is Role.PAINTING):
            setup = place(self._document.setup(), read.pictures)
            self._document.edit(self.tr("Pictures"), setup)
            for loaded in read.pictures:
                self.opened.emit(role, loaded.picture.path)
        if read.error is not None:
            self._on_failed(read.error)
        else:
            self._report_notices([loaded.picture for loaded in read.pictures])
        for path in read.with_recipe[:1]:
            self.recipe_found.emit(path)

    def _report_notices(self, pictures: Sequence[Picture]) -> None:
        """Show the notices of pictures that could be read only in part."""
        notices = [
            f"{picture.name}: {error_text(picture.notice)}"
            for picture in pictures
            if picture.notice
        ]
        if notices:
            self._message.show_notice(" ".join(notices))

    def _on_shown(
        self,
        plan: Plan,
        requests: dict[Role, int],
        put: Callable[[Setup], None],
        read: PlanRead,
    ) -> None:
        self._end(*Role)
        if requests != self._request or plan is not self._plan:
            return  # Another request has superseded this one.
        put(_setup_with(self._document.setup(), plan, read))
        for result in (*read.pictures.values(), *read.mask_errors):
            if isinstance(result, Exception):
                self._on_failed(result)

    def _on_unread(self, *roles_and_error: Any) -> None:
        """Report that reading failed for these roles; the last argument is the error."""
        *roles, error = roles_and_error
        self._end(*roles)
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        self._all_read = False
        self._message.fail(error)


def _replace_photograph(setup: Setup, pictures: Sequence[LoadedPicture]) -> Setup:
    return setup.with_photograph(pictures[0])


def _replace_paintings(setup: Setup, pictures: Sequence[LoadedPicture]) -> Setup:
    """Replace all paintings; masks stay with their paintings.

    If the number of paintings stays the same, the mask of a painting that was removed moves to
    the new painting at the same index.
    """
    new = [loaded.picture.path for loaded in pictures]
    old = [painting.loaded.picture.path for painting in setup.paintings]
    indices = {index: new.index(path) for index, path in enumerate(old) if path in new}
    if len(new) == len(old):
        free = set(range(len(new))) - set(indices.values())
        indices |= {at: at for at in range(len(old)) if at not in indices and at in free}
    return setup.with_paintings(map(Painting, pictures), indices)


def _setup_with(setup: Setup, plan: Plan, read: PlanRead) -> Setup:
    """Return the setup with all pictures and masks in the plan that could be read."""
    paintings = [(style, read.pictures.get(style.path)) for style in plan.styles]
    photograph = None if plan.content is None else read.pictures.get(plan.content)
    kept = [at for at, (_, loaded) in enumerate(paintings) if isinstance(loaded, LoadedPicture)]
    regions = moved(read.regions, {old: new for new, old in enumerate(kept)})
    setup = replace(setup, ground=plan.ground)
    return setup.with_pictures(
        photograph if isinstance(photograph, LoadedPicture) else None,
        [
            Painting(loaded, style.weight, style.scale)
            for style, loaded in paintings
            if isinstance(loaded, LoadedPicture)
        ],
        regions,
    )


def _read_sources(sources: tuple[Source, ...], ground: str) -> SourcesRead:
    pictures, recipes = [], []
    errors: list[Exception] = []
    for path in _files_of_all(sources, errors):
        try:
            pictures.append(load(load_picture(path, ground=ground)))
            if load_recipe_text(path) is not None:
                recipes.append(path)
        except (PictureError, OSError) as error:
            errors.append(error)
    return SourcesRead(tuple(pictures), next(iter(errors), None), tuple(recipes))


def _files_of_all(sources: Iterable[Source], errors: list[Exception]) -> Iterator[Path]:
    for source in sources:
        try:
            yield from files_of(source)
        except (PictureError, OSError) as error:
            errors.append(error)


def _read_plan(plan: Plan, known: dict[Path, LoadedPicture]) -> PlanRead:
    pictures: dict[Path, LoadedPicture | Exception] = {}
    for path in plan.pictures:
        try:
            pictures[path] = known.get(path) or load(load_picture(path, ground=plan.ground))
        except PictureError as error:
            pictures[path] = error
    regions, errors = [], []
    for file in files_in(plan):
        try:
            picture = pictures[_masked_picture(file, plan)]
            if isinstance(picture, LoadedPicture):
                height, width = picture.picture.pixels.shape[:2]
                mask = masks.mask_store.load_fitting(file.path, width, height)
                regions.append(Region(file.kind, file.painting, MaskBuffer(mask)))
        except PictureError as error:
            errors.append(error)
    return PlanRead(pictures, tuple(regions), tuple(errors))


def _masked_picture(mask: MaskFile, plan: Plan) -> Path:
    """Return the path of the picture that the mask belongs to.

    Raises:
        PictureError: The plan has no such picture.
    """
    if mask.painting >= len(plan.styles):
        raise PictureError(
            "The mask {name} was left out because its painting is missing.", name=mask.path.name
        )
    if mask.kind is RegionKind.PART:
        return plan.styles[mask.painting].path
    if plan.content is None:
        raise PictureError(
            "The mask {name} was left out because its photograph is missing.",
            name=mask.path.name,
        )
    return plan.content
