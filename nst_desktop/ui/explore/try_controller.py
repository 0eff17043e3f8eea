"""Controller for the page that tries all paintings in a folder."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from nst_desktop import paths
from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import Style
from nst_desktop.core.mode import Mode
from nst_desktop.core.sizes import fit_size
from nst_desktop.document.loaded_picture import to_image
from nst_desktop.document.regions import RegionKind, Regions
from nst_desktop.document.setup import Painting, Setup, size_of
from nst_desktop.images.folders import pictures_in
from nst_desktop.images.load import PictureError, load_picture
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.sketch_runner import SketchRequest, SketchRunner
from nst_desktop.sketch.sketch_job import SketchJob
from nst_desktop.ui.explore.picture_cell import CellState
from nst_desktop.ui.explore.try_page import COLUMNS, TryPage
from nst_desktop.ui.parts.file_dialogs import ask_for_folder
from nst_desktop.ui.services import Services

TRY_SIDE = 320  # px; long side of a sketch
PAINTING_SIDE = 512  # px; the sketch network sees a painting at half this size
FOLDER_KEY = "try_folder"  # in the settings

ShrunkPaintings = dict[tuple[Path, str], Pixels]  # by file and ground colour


class TryController(QObject):
    """Sketches the photograph with every painting in a folder while the page is open.

    The page is created when it is first opened and keeps its sketches until the window is closed.
    Closing the page stops sketching.
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
        self._files: list[Path] = []
        self._folder_error: Exception | None = None
        self._made_of: Any = None  # what the sketches depend on
        self._series = 0  # number of the current series; sketches of earlier ones are dropped
        self._shrunk: ShrunkPaintings = {}  # paintings read so far
        self._taken: Path | None = None  # painting that was clicked last
        self._document.changed.connect(self._on_document_changed)

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
        self._show_folder(self._folder())

    @Slot()
    def stop(self) -> None:
        """Stop sketching and keep the finished sketches."""
        self._sketches.discard(self)

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
        if files != self._files:
            self._files, self._made_of, self._shrunk = files, None, {}
            page.set_names([file.name for file in files])
        self._draw()

    def _draw(self) -> None:
        """Draw all sketches if the document has changed, or else only the missing ones."""
        page, setup = self._open_page(), self._document.setup()
        job, subject = _job_of(setup), self._subject()
        if self._made_of != subject:
            self._series += 1
            if job is None or self._made_of is None or self._made_of[0] != subject[0]:
                page.board.clear()  # the photograph is another one
            else:
                page.set_outdated()
            self._made_of = subject
        if setup.photograph is not None:
            width, height = size_of(setup.photograph)
            page.set_aspect(height / width)
        self._sketches.discard(self)
        if job is not None:
            known = CellState.DONE, CellState.FAILED
            self._sketches.draw_series(
                self,
                [
                    self._request(index, file, job, setup.ground)
                    for index, file in enumerate(self._files)
                    if page.cells()[index].state() not in known
                ],
            )
        self._refresh()

    def _request(self, index: int, file: Path, job: SketchJob, ground: str) -> SketchRequest:
        return SketchRequest(
            partial(_with_painting, job, file, ground, self._shrunk),
            partial(self._on_drawn, self._series, index),
            partial(self._on_failed, self._series, index),
            TRY_SIDE,
        )

    def _subject(self) -> tuple[object, ...]:
        """Return everything that the sketches depend on, the photograph first."""
        setup = self._document.setup()
        params = setup.params
        protected = [id(region.buffer) for region in _protected(setup)]
        numbers = params.style_weight, params.content_weight, params.style_scale, params.colour
        return setup.photograph, *numbers, setup.ground, *protected

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
        page.board.set_used(
            {divmod(index, COLUMNS) for index, file in enumerate(self._files) if file in used}
        )
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
        self._taken = self._files[row * COLUMNS + column]
        self._use_painting(self._taken)

    @Slot()
    def _on_folder_requested(self) -> None:
        title = self.tr("Choose a folder with paintings")
        folder = ask_for_folder(self._open_page(), title, self._shown or self._folder())
        if folder is not None:
            self._settings.set_path(FOLDER_KEY, folder)
            self._show_folder(folder)

    @Slot(object)
    def _on_document_changed(self, _names: frozenset[str]) -> None:
        """Restart if the page is visible; otherwise it restarts when it is next opened."""
        if self._page is None or not self._page.isVisible():
            return
        if self._made_of != self._subject():
            self._show_folder(self._shown or self._folder())
        else:
            self._refresh()


def _protected(setup: Setup) -> Regions:
    return tuple(region for region in setup.regions if region.kind is RegionKind.PROTECT)


def _job_of(setup: Setup) -> SketchJob | None:
    """Return a sketch's job, still without its painting, or None if there is no photograph."""
    if setup.photograph is None:
        return None
    stand_in = (Painting(setup.photograph),)
    return replace(
        setup, mode=Mode.TRANSFER, paintings=stand_in, regions=_protected(setup)
    ).sketch_job()


def _with_painting(job: SketchJob, file: Path, ground: str, known: ShrunkPaintings) -> SketchJob:
    """Return the job with the painting in this file. Raises PictureError."""
    pixels = known.get((file, ground))
    if pixels is None:
        pixels = known[file, ground] = _shrunk_pixels(load_picture(file, ground=ground).pixels)
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
