"""Controller that keeps a sketch of the document on the canvas."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.document.loaded_picture import LoadedPicture, to_image
from nst_desktop.document.setup import Setup
from nst_desktop.document.sketch_key import SketchKey, sketch_key
from nst_desktop.images.load import load_picture
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.sketch_runner import SketchRequest, SketchRunner
from nst_desktop.sketch.sketch_job import SketchJob
from nst_desktop.ui.interfaces import CanvasStage, Runs
from nst_desktop.ui.services import Services

FLAG = "sketches"  # setting
TRIAL = "trial"  # owner of the sketches of what the user points at


class SketchController(QObject):
    """Draws a new sketch whenever the document changes in a way that the sketch would show."""

    def __init__(
        self, services: Services, sketches: SketchRunner, stage: CanvasStage, runs: Runs
    ) -> None:
        super().__init__(services.window)
        self._services, self._document = services, services.document
        self._sketches, self._stage = sketches, stage
        self._drawn_for: SketchKey | None = None  # what the newest request shows
        self._has_failed = False
        self._trial = 0  # number of the newest trial
        self._artworks = 0  # runs begun and artworks shown
        self._pixels: Pixels | None = None
        self._names: tuple[str, ...] = ()
        is_on = services.settings.flag(FLAG, True)
        services.actions.use_sketches.setChecked(is_on)
        services.actions.use_sketches.toggled.connect(self._on_switched)
        runs.began.connect(self._on_artwork)
        services.document.artwork_changed.connect(self._on_artwork)
        services.document.changed.connect(self._refresh)
        services.document.painted.connect(self._refresh)
        if is_on:
            self._refresh()

    def sketch(self) -> tuple[Pixels, tuple[str, ...]] | None:
        """Return the latest sketch and its pictures' file names, or None if there is none."""
        return None if self._pixels is None else (self._pixels, self._names)

    def try_params(self, params: StyleParams | None) -> None:
        """Show a sketch with these parameters until this is called with None."""
        job = None if params is None else self._document.setup().sketch_job()
        if params is None or job is None:
            self._end_trial()
        else:
            self._try(_constant(replace(job, params=params)))

    @Slot(object, object)
    def try_painting(self, path: Path | None, replaced: int | None = None) -> None:
        """Show what opening the painting in this file would give, until this is called with None.

        Args:
            path: File of the painting.
            replaced: Index of the painting that it would replace; if None, it would be added.
        """
        setup = self._document.setup()
        if path is None or setup.photograph is None or setup.mode is not Mode.TRANSFER:
            self._end_trial()
        else:
            self._try(partial(_job_with, setup, path, replaced))

    def _try(self, make_job: Callable[[], SketchJob]) -> None:
        if self._services.actions.use_sketches.isChecked():
            self._trial += 1
            done = partial(self._on_tried, self._trial)
            failed = partial(self._on_trial_failed, self._trial)
            self._sketches.draw(TRIAL, SketchRequest(make_job, done, failed))

    def _on_tried(self, trial: int, pixels: Pixels) -> None:
        if trial == self._trial:
            self._stage.set_trial(to_image(pixels))

    def _on_trial_failed(self, trial: int, _error: Exception) -> None:
        if trial == self._trial:
            self._end_trial()

    def _end_trial(self) -> None:
        self._trial += 1
        self._sketches.discard(TRIAL)
        self._stage.set_trial(None)

    @Slot()
    def _refresh(self) -> None:
        setup = self._document.setup()
        shows = sketch_key(setup)
        if shows == self._drawn_for or not self._services.actions.use_sketches.isChecked():
            return
        self._drawn_for = shows
        job = setup.sketch_job()
        if job is None:
            self._clear()
            return
        assert setup.photograph is not None
        pictures = [setup.photograph, *(painting.loaded for painting in setup.paintings)]
        names = tuple(loaded.picture.name for loaded in pictures)
        done = partial(self._on_drawn, shows, names, self._artworks)
        failed = partial(self._on_failed, shows)
        self._sketches.draw(self, SketchRequest(_constant(job), done, failed))

    @Slot()
    def _on_artwork(self) -> None:
        self._artworks += 1

    def _clear(self) -> None:
        self._pixels = None
        self._sketches.discard(self)
        self._stage.set_sketch(None)

    def _on_drawn(
        self, shows: SketchKey, names: tuple[str, ...], artworks: int, pixels: Pixels
    ) -> None:
        """Show a sketch, even if a newer one follows, unless its pictures have been replaced.

        A run or an artwork that appeared after the change, so that `artworks` differs, stays on
        the canvas.
        """
        if self._drawn_for is None or shows.pictures != self._drawn_for.pictures:
            return
        self._pixels, self._names = pixels, names
        self._has_failed = False
        is_running = self._services.runner.is_running()
        self._stage.set_sketch(to_image(pixels), artworks == self._artworks and not is_running)

    def _on_failed(self, shows: SketchKey, error: Exception) -> None:
        """Report only the first of several failures, since each change would cause one.

        A newer request is still waiting or being drawn; it reports for itself.
        """
        if shows != self._drawn_for:
            return
        self._clear()
        if not self._has_failed:
            self._has_failed = True
            self._services.message.show_error(
                self.tr("No sketch: {0} Artworks are not affected.").format(error_text(error))
            )

    @Slot(bool)
    def _on_switched(self, on: bool) -> None:
        self._services.settings.set_flag(FLAG, on)
        self._drawn_for, self._has_failed = None, False
        if on:
            self._refresh()
        else:
            self._clear()


def _job_with(setup: Setup, painting: Path, replaced: int | None) -> SketchJob:
    """Return the job for the setup as it would be once this file has been opened."""
    picture = load_picture(painting, ground=setup.ground)
    job = setup.with_opened([LoadedPicture(picture, QImage())], replaced).sketch_job()
    assert job is not None
    return job


def _constant(job: SketchJob) -> Callable[[], SketchJob]:
    return lambda: job
