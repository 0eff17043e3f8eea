"""Opening: puts pictures into the window, wherever they come from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.files import masks
from nst_desktop.files.images import Picture, PictureError, load_picture, load_recipe_text
from nst_desktop.files.masks.areas import Area, Areas, Kind, MaskFile
from nst_desktop.files.masks.sheet import Sheet
from nst_desktop.run.explain import details_of, explain
from nst_desktop.run.task import Tasks
from nst_desktop.studio.pictures import Pictures
from nst_desktop.studio.sources import files_of
from nst_desktop.widgets.drops import Folder, LocalFile, Source
from nst_desktop.widgets.main_window import MainWindow
from nst_desktop.widgets.picture_slot import Role
from nst_desktop.widgets.pixels import LoadedPicture, load
from nst_desktop.widgets.style_card import StyleEntry

Result = TypeVar("Result")
Given = TypeVar("Given")
Place = int | None  # of a painting in the strip; None: after the others
KEPT = 6  # loaded pictures, so that undoing does not read them again


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of reading some files: pictures, the first fault, and those with a recipe."""

    pictures: tuple[LoadedPicture, ...]
    error: Exception | None
    with_recipe: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of reading the files of Pictures: by path, and the masks that lie on them."""

    found: dict[Path, LoadedPicture | Exception]
    areas: Areas
    mask_errors: tuple[Exception, ...]


class Opening(QObject):
    """Reads off the window's thread. A picture that cannot be read leaves the old one in place.

    opened(Role, Path): the user has put this picture into the window. changed(): other pictures
    are in place, whatever the cause. settled(bool): nothing is being read any more; whether all
    could be read. recipe_found(Path): a picture that was opened is an artwork with its recipe.
    masks_read(Areas, Pictures): with the pictures that come next, these masks come.
    """

    opened = Signal(object, object)
    changed = Signal()
    settled = Signal(bool)
    recipe_found = Signal(object)
    masks_read = Signal(object, object)

    def __init__(self, window: MainWindow, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._tasks = window, tasks
        self._cache: dict[Path, LoadedPicture] = {}
        self._request = dict.fromkeys(Role, 0)
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
            self._window.paintings.set_loading(True)
            self._read(Role.PAINTING, rest, partial(self._show_paintings, replace=True))
        if single:
            self._window.photograph.set_loading(True)
            self._read(Role.PHOTOGRAPH, single[:1], self._show_photograph)

    @Slot(object, object)
    def open_paintings(self, sources: Sequence[Source], place: Place = None) -> None:
        """Put the first one at this place, and the others after all that are there."""
        self._window.paintings.set_loading(True, place)
        self._read(Role.PAINTING, sources, partial(self._show_paintings, place=place))

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

    def show(self, pictures: Pictures) -> None:
        """Put exactly these pictures in place, as when something is undone; no recipe is told."""
        self._window.photograph.set_loading(True)
        self._window.paintings.set_loading(True)
        self._request[Role.PHOTOGRAPH] += 1
        self._request[Role.PAINTING] += 1
        requests = dict(self._request)
        files = pictures.files()
        known = {path: self._cache[path] for path in files if path in self._cache}
        self.start(partial(_load_all, pictures, known), partial(self._on_shown, pictures, requests))

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

    def use_painting(self, entry: StyleEntry) -> None:
        """This painting alone, which has been in place before."""
        self._window.paintings.set_entries([entry])
        self.changed.emit()

    def swap(self) -> None:
        """Photograph and first painting change places."""
        photograph, entries = self._window.photograph.picture(), self._window.paintings.entries()
        if entries:
            rest = list(entries[1:])
            first = [] if photograph is None else [StyleEntry(photograph)]
            self._window.photograph.set_picture(entries[0].loaded)
            self._window.paintings.set_entries([*first, *rest])
            self.changed.emit()

    def _on_looked_at(self, made_here: bool, sources: Sequence[Source]) -> None:
        source = sources[0]
        if made_here and isinstance(source, LocalFile):
            self.recipe_found.emit(source.path)
        else:
            self.open_photograph(sources)

    def _read(self, role: Role, sources: Sequence[Source], show: Callable[[Opened], None]) -> None:
        self._request[role] += 1
        self.start(
            partial(_read_sources, tuple(sources)),
            partial(self._on_read, role, self._request[role], show),
        )

    def _finish(self, answer: Callable[[Given], None], given: Given) -> None:
        answer(given)
        self._going -= 1
        if not self._going:
            well, self._well = self._well, True
            self.settled.emit(well)

    def _on_read(
        self, role: Role, request: int, show: Callable[[Opened], None], opened: Opened
    ) -> None:
        if request == self._request[role] or role is Role.PAINTING:
            self._stop_loading()
            if opened.pictures:
                self._remember(opened.pictures)
                show(opened)
                for each in opened.pictures:
                    self.opened.emit(role, each.picture.path)
                self.changed.emit()
        if opened.error is not None:
            self._on_failed(opened.error)
        if opened.error is None:
            self._tell_of_parts([each.picture for each in opened.pictures])
        for path in opened.with_recipe[:1]:
            self.recipe_found.emit(path)

    def _tell_of_parts(self, pictures: Sequence[Picture]) -> None:
        """Say of which pictures only a part was taken."""
        told = [f"{each.name}: {explain(each.notice)}" for each in pictures if each.notice]
        if told:
            self._window.message.show_notice(" ".join(told))

    def _show_photograph(self, opened: Opened) -> None:
        self._window.photograph.set_picture(opened.pictures[0])

    def _show_paintings(self, opened: Opened, place: Place = None, replace: bool = False) -> None:
        strip = self._window.paintings
        entries = [] if replace else list(strip.entries())
        fresh = [StyleEntry(each) for each in opened.pictures]
        if place is not None and place < len(entries):
            former = entries[place]
            entries[place] = StyleEntry(fresh.pop(0).loaded, former.weight, former.scale)
        strip.set_entries([*entries, *fresh])

    def _on_shown(
        self,
        pictures: Pictures,
        requests: dict[Role, int],
        shown: Shown,
    ) -> None:
        if requests != self._request:
            return  # something else has been asked for in the meantime
        found = shown.found
        loaded = {path: each for path, each in found.items() if isinstance(each, LoadedPicture)}
        self._remember(tuple(loaded.values()))
        self._stop_loading()
        path = pictures.photograph
        self._window.photograph.set_picture(None if path is None else loaded.get(path))
        self._window.paintings.set_entries(
            StyleEntry(loaded[each.path], each.weight, each.scale)
            for each in pictures.paintings
            if each.path in loaded
        )
        for each in (*found.values(), *shown.mask_errors):
            if isinstance(each, Exception):
                self._on_failed(each)
        if pictures.masks is not None:
            self.masks_read.emit(shown.areas, pictures)
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._well = False
        self._stop_loading()
        self._window.message.show_error(explain(error), details_of(error))

    def _stop_loading(self) -> None:
        self._window.photograph.set_loading(False)
        self._window.paintings.set_loading(False)

    def _remember(self, pictures: Sequence[LoadedPicture]) -> None:
        for each in pictures:
            self._cache.pop(each.picture.path, None)
            self._cache[each.picture.path] = each
        for path in list(self._cache)[:-KEPT]:
            del self._cache[path]


def _read_sources(sources: tuple[Source, ...]) -> Opened:
    pictures, recipes = [], []
    errors: list[Exception] = []
    for path in _files_of_all(sources, errors):
        try:
            pictures.append(load(load_picture(path)))
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


def _load_all(pictures: Pictures, known: dict[Path, LoadedPicture]) -> Shown:
    found: dict[Path, LoadedPicture | Exception] = {}
    for path in pictures.files():
        try:
            found[path] = known.get(path) or load(load_picture(path))
        except PictureError as error:
            found[path] = error
    areas, errors = [], []
    for each in pictures.masks or ():
        try:
            picture = found[_picture_under(each, pictures)]
            if isinstance(picture, LoadedPicture):
                height, width = picture.picture.pixels.shape[:2]
                mask = masks.store.load_fitting(each.path, width, height)
                areas.append(Area(each.kind, each.painting, Sheet(mask)))
        except PictureError as error:
            errors.append(error)
    return Shown(found, tuple(areas), tuple(errors))


def _picture_under(mask: MaskFile, pictures: Pictures) -> Path:
    """The picture that the mask lies on. Raises PictureError if there is none."""
    if mask.painting >= len(pictures.paintings):
        raise PictureError("{name} belongs to a painting that is not there.", name=mask.path.name)
    if mask.kind is Kind.PART:
        return pictures.paintings[mask.painting].path
    if pictures.photograph is None:
        raise PictureError("{name} belongs to a photograph that is not there.", name=mask.path.name)
    return pictures.photograph
