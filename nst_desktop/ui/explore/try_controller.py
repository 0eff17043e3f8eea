"""Controller for the page that tries all paintings in a folder."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from nst_desktop import paths
from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import Style
from nst_desktop.core.mode import Mode
from nst_desktop.core.sizes import fit_size
from nst_desktop.document.loaded_picture import LoadedPicture, to_image
from nst_desktop.document.regions import RegionKind
from nst_desktop.document.setup import Painting, Setup, size_of
from nst_desktop.document.sketch_key import SketchKey, sketch_key
from nst_desktop.images.folders import pictures_in
from nst_desktop.images.load import PictureError, load_picture
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.sketch_runner import SketchRequest, SketchRunner
from nst_desktop.sketch.sketch_job import SKETCH_SIDE, SketchJob
from nst_desktop.ui.explore.picture_cell import CellState
from nst_desktop.ui.explore.try_page import TryPage
from nst_desktop.ui.parts.file_dialogs import ask_for_folder
from nst_desktop.ui.services import Services

FEW_COLUMNS = 2  # so few have cells that need sketches of the usual size
SMALL_SIDE = 320  # px; long side of a sketch otherwise
PAINTING_SIDE = 512  # px; the sketch network sees a painting at half this size
FOLDER_KEY = "try_folder"  # in the settings

Version = tuple[Path, int, int]  # file, its time of change in ns, and its size
ShrunkPaintings = dict[Version, Pixels]


class TryController(QObject):
    """Sketches the photograph with every painting in a folder while the page is open.

    The page is created when it is first opened and keeps its sketches until the window is closed.
    Closing the page stops sketching; opening it again also retries what failed.
    """

    def __init__(
        self, services: Services, sketches: SketchRunner, use_painting: Callable[[Path], None]
    ) -> None:
        """Create the controller.

        Args:
            services: Shared objects.
            sketches: Runner that draws the sketches.
            use_painting: Function that makes a file the document's only painting.
        """
        super().__init__(services.window)
        self._services, self._sketches = services, sketches
        self._document, self._settings = services.document, services.settings
        self._use_painting = use_painting
        self._page: TryPage | None = None
        self._shown: Path | None = None  # folder
        self._files: list[Version] = []
        self._folder_error: Exception | None = None
        self._made_of: tuple[SketchKey, str] | None = None  # what the sketches depend on
        self._series = 0  # number of the current series; sketches of earlier ones are dropped
        self._shrunk: ShrunkPaintings = {}  # paintings read for the open page
        self._taken: Path | None = None  # painting that was clicked last
        self._document.changed.connect(self._on_document_changed)
        self._document.painted.connect(self._on_document_changed)

    def page(self) -> TryPage | None:
        """Return the page, or None if it has not been opened yet."""
        return self._page

    @Slot()
    def open(self) -> None:
        """Show the page, creating it if necessary, and draw the missing sketches."""
        if self._page is None:
            self._page = TryPage(self._settings, self._services.window)
            self._page.folder_requested.connect(self._on_folder_requested)
            self._page.closed.connect(self.stop)
            self._page.board.chosen.connect(self._on_chosen)
            self._page.addActions(self._services.actions.undo_actions)
        self._page.present()
        for cell in self._page.cells():
            if cell.state() is CellState.FAILED:
                cell.set_empty()
        self._show_folder(self._folder())

    @Slot()
    def stop(self) -> None:
        """Stop sketching and keep the finished sketches."""
        self._sketches.discard(self)
        self._shrunk = {}

    def leave(self) -> None:
        """Close the page when the main window is closed."""
        if self._page is not None:
            self._page.close()
        self.stop()

    def _open_page(self) -> TryPage:
        assert self._page is not None, "it is open"
        return self._page

    def _folder(self) -> Path:
        """Return the folder that was chosen last, or else that of the first painting."""
        folder = self._settings.path(FOLDER_KEY)
        if folder is not None and folder.is_dir():
            return folder
        for painting in self._document.setup().paintings:
            parent = painting.loaded.picture.path.parent
            if parent.is_dir():
                return parent
        return paths.resources() / "samples"

    def _show_folder(self, folder: Path) -> None:
        """Show a cell for each painting in the folder, and draw the missing sketches."""
        page, photograph = self._open_page(), self._document.setup().photograph
        page.set_folder(folder)
        self._shown = folder
        self._folder_error, files = None, []
        try:
            files = pictures_in(folder)
        except PictureError as error:
            self._folder_error = error
        if photograph is not None and len(files) > 1:
            files = [file for file in files if file != photograph.picture.path]
        self._set_files(list(map(_version, files)))
        self._draw()

    def _set_files(self, files: list[Version]) -> None:
        """Show empty cells for new or changed files, and keep the others."""
        page, old = self._open_page(), self._files
        self._files = files
        if [path for path, *_ in files] != [path for path, *_ in old]:
            self._made_of, self._shrunk = None, {}
            page.set_names([path.name for path, *_ in files])
        elif files != old:
            self._series += 1
            changed = [index for index, file in enumerate(files) if file != old[index]]
            page.board.clear(divmod(index, page.columns()) for index in changed)

    def _draw(self) -> None:
        """Draw all sketches if the document has changed, or else only the missing ones."""
        page, setup = self._open_page(), self._document.setup()
        old, subject = self._made_of, self._subject()
        if old != subject:
            self._series += 1
            if old is None or old[0].pictures != subject[0].pictures:
                page.board.clear()  # the photograph is another one
            else:
                page.set_outdated()
            if old is not None and old[1] != setup.ground:
                self._shrunk = {}
            self._made_of = subject
        if setup.photograph is not None:
            width, height = size_of(setup.photograph)
            page.set_aspect(height / width)
        self._sketches.discard(self)
        if setup.photograph is not None:
            self._sketches.draw_series(self, self._missing(setup, setup.photograph))
        self._refresh()

    def _missing(self, setup: Setup, photograph: LoadedPicture) -> Iterator[SketchRequest]:
        """Yield a request for each cell that has no sketch when its turn comes."""
        stand_in = (Painting(photograph),)
        job = replace(_without_paintings(setup), paintings=stand_in).sketch_job()
        assert job is not None
        page, ends = self._open_page(), (CellState.DONE, CellState.FAILED)
        side = SMALL_SIDE if page.columns() > FEW_COLUMNS else SKETCH_SIDE
        for index, (file, cell) in enumerate(zip(self._files, page.cells(), strict=True)):
            if cell.state() not in ends:
                yield SketchRequest(
                    partial(_with_painting, job, file, setup.ground, self._shrunk),
                    partial(self._on_drawn, self._series, index),
                    partial(self._on_failed, self._series, index),
                    side,
                )

    def _subject(self) -> tuple[SketchKey, str]:
        """Return everything that the sketches depend on."""
        setup = self._document.setup()
        return sketch_key(_without_paintings(setup)), setup.ground

    def _on_drawn(self, series: int, index: int, sketch: Pixels) -> None:
        if series == self._series:
            self._open_page().cells()[index].set_done(to_image(sketch))
            self._refresh()

    def _on_failed(self, series: int, index: int, error: Exception) -> None:
        if series == self._series:
            self._open_page().cells()[index].set_failed(error_text(error))
            self._refresh()

    def _refresh(self) -> None:
        """Show the progress, and tick the paintings that the document uses."""
        page, setup = self._open_page(), self._document.setup()
        used = [painting.loaded.picture.path for painting in setup.paintings]
        indices = [index for index, (path, *_) in enumerate(self._files) if path in used]
        page.board.set_used({divmod(index, page.columns()) for index in indices})
        done, failed = page.count(CellState.DONE), page.count(CellState.FAILED)
        total = len(self._files)
        can_draw = setup.photograph is not None and total > 0
        page.set_working(can_draw and done + failed < total)
        page.set_progress((done + failed) / max(1, total))
        if self._folder_error is not None:
            page.set_error(error_text(self._folder_error))
        elif setup.photograph is None:
            page.set_status(self.tr("Open a photograph first."))
        else:
            texts = [self._describe(done, failed)]
            if self._taken is not None and used == [self._taken]:
                texts.append(self.tr("Now in use: {0}.").format(self._taken.name))
            page.set_status("  ·  ".join(texts))

    def _describe(self, done: int, failed: int) -> str:
        total = len(self._files)
        if failed:
            return self.tr("{0} of {1} sketches, {2} failed").format(done, total, failed)
        return self.tr("{0} of {1} sketches").format(done, total)

    @Slot(int, int)
    def _on_chosen(self, row: int, column: int) -> None:
        self._taken, *_ = self._files[row * self._open_page().columns() + column]
        self._use_painting(self._taken)

    @Slot()
    def _on_folder_requested(self) -> None:
        title = self.tr("Choose a folder with paintings")
        folder = ask_for_folder(self._open_page(), title, self._shown or self._folder())
        if folder is not None:
            self._settings.set_path(FOLDER_KEY, folder)
            self._show_folder(folder)

    @Slot()
    @Slot(object)
    def _on_document_changed(self, names: frozenset[str] = frozenset()) -> None:
        """Restart if the page is visible; otherwise it restarts when it is next opened."""
        if self._page is None or not self._page.isVisible():
            return
        if "photograph" in names:
            self._show_folder(self._shown or self._folder())
        elif self._made_of != self._subject():
            self._draw()
        else:
            self._refresh()


def _without_paintings(setup: Setup) -> Setup:
    """Return what a style transfer with any painting has in common with the setup."""
    protected = tuple(region for region in setup.regions if region.kind is RegionKind.PROTECT)
    return replace(setup, mode=Mode.TRANSFER, paintings=(), regions=protected)


def _version(path: Path) -> Version:
    try:
        status = path.stat()
    except OSError:  # reading the file will report why
        return path, 0, 0
    return path, status.st_mtime_ns, status.st_size


def _with_painting(job: SketchJob, file: Version, ground: str, known: ShrunkPaintings) -> SketchJob:
    """Return the job with the painting in this file. Raises PictureError."""
    pixels = known.get(file)
    if pixels is None:
        picture = load_picture(file[0], ground=ground)
        pixels = known[file] = _shrunk_pixels(picture.pixels)
    return replace(job, styles=(Style(pixels),))


def _shrunk_pixels(pixels: Pixels) -> Pixels:
    """Return a painting's pixels with a long side of at most PAINTING_SIDE px."""
    height, width = pixels.shape[:2]
    if max(width, height) <= PAINTING_SIDE:
        return pixels
    from numpy import array  # loaded only when needed, like Pillow
    from PIL import Image

    size = fit_size(width, height, PAINTING_SIDE)
    image = Image.fromarray(pixels)
    return array(image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0))
