"""Controller for the page that shows what the network's layers see."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Any

from PySide6.QtCore import Slot

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.figure import DEFAULTS, painting_job, photograph_job
from nst_desktop.core.job import StyleJob
from nst_desktop.core.layers import LayerWeights
from nst_desktop.core.params import StyleParams
from nst_desktop.core.variations import with_small_pictures
from nst_desktop.document.loaded_picture import LoadedPicture
from nst_desktop.images.headings import Headings
from nst_desktop.run.scheduler import Scheduler
from nst_desktop.ui.explore.cell_board import Place
from nst_desktop.ui.explore.layers_page import BLOCKS, PAINTING, PHOTOGRAPH, LayersPage
from nst_desktop.ui.explore.page_controller import ExploreController, Jobs
from nst_desktop.ui.interfaces import Artworks, Runs
from nst_desktop.ui.services import Services

SIZE, STEPS = 192, 60  # enough to see how the layers' pictures differ
PANEL_PARAMS = ("pooling", "padding", "convolution", "seed")  # taken from the panel


class LayersController(ExploreController):
    """Fills the layers page, starting automatically when the page is opened."""

    NAME = "layers"

    def __init__(
        self,
        services: Services,
        runs: Runs,
        artworks: Artworks,
        scheduler: Scheduler,
    ) -> None:
        super().__init__(services, runs, artworks, scheduler)
        self._layers_page: LayersPage | None = None
        self._made_of: Any = None
        services.document.changed.connect(self._on_document_changed)

    def _make_page(self) -> LayersPage:
        page = self._layers_page = LayersPage(self._settings, self._services.window)
        stored = self._settings.document("learn").get("layers")
        for column, layer in enumerate(stored if isinstance(stored, list) else ()):
            if isinstance(layer, str) and column < BLOCKS:
                page.set_content_layer(column, layer)
        page.layer_changed.connect(self._on_layer_changed)
        page.painting_changed.connect(self._on_painting_changed)
        return page

    def _prepare(self) -> None:
        self._show_originals()
        page, known = self._open_page(), self._pictures.keys() | self._faults.keys()
        if self._made_of != self._subject():
            self.start()
        elif set(page.board.places()) - known and self._is_idle():
            self._begin()  # make the pictures that were missing when the page was closed

    @Slot()
    def start(self) -> None:
        """Make all pictures with the current photograph and painting."""
        self._made_of = self._subject()
        super().start()

    def _plan(self) -> tuple[set[Place], Callable[[], Jobs]]:
        photograph, painting = self._originals()
        page = self._open_page()
        if photograph is None:
            raise ParameterError("content", "Choose a photograph first")
        if painting is None:
            raise ParameterError("styles", "Choose a painting first")
        missing = [place for place in page.board.places() if place not in self._pictures]
        weights = cache(self._runs.weights())
        params, device = self._params(), self._document.setup().device
        jobs: dict[Place, StyleJob] = {}
        for row, column in missing:
            if row == PAINTING:
                jobs[row, column] = painting_job(
                    params, weights, painting.picture.pixels, page.style_layers(column), device
                )
            else:
                jobs[row, column] = photograph_job(
                    params, weights, photograph.picture.pixels, self._content(column), device
                )
        return set(missing), partial(_with_small_pictures, jobs)

    def _use(self, row: int, column: int) -> None:
        layers = self._layers(row, column)
        setup = self._document.setup()
        params = (
            replace(setup.params, style_layers=layers, large_forms=0.0)
            if row == PAINTING
            else replace(setup.params, content_layers=layers)
        )
        self._enter(replace(setup, params=params, preset=""), self.tr("Layers"))
        names = ", ".join(layer for layer, _ in layers)
        status = (
            self.tr("Now used for the painting's texture: {0}.")
            if row == PAINTING
            else self.tr("Now used for the photograph's shapes: {0}.")
        )
        self._open_page().set_status(status.format(names))

    def _used(self) -> set[Place]:
        places = self._open_page().board.places()
        return {place for place in places if self._is_used(*place)}

    def _is_used(self, row: int, column: int) -> bool:
        """Return whether a cell's style layers, or its one content layer, are in use."""
        params, page = self._document.setup().params, self._open_page()
        if row == PAINTING:
            return page.style_layers(column) == params.style_layers
        return dict(params.content_layers).get(page.content_layer(column), 0) > 0

    def _headings(self) -> Headings:
        page = self._open_page()
        columns = [
            f"{page.style_layers(column)[-1][0]}  ·  {page.content_layer(column)}"
            for column in range(BLOCKS)
        ]
        return Headings([self.tr("Painting"), self.tr("Photograph")], columns)

    def _layers(self, row: int, column: int) -> LayerWeights:
        if row == PAINTING:
            return self._open_page().style_layers(column)
        return self._content(column)

    def _content(self, column: int) -> LayerWeights:
        return ((self._open_page().content_layer(column), 1.0),)

    def _open_page(self) -> LayersPage:
        assert self._layers_page is not None, "it is open"
        return self._layers_page

    def _params(self) -> StyleParams:
        """Return the parameters for the pictures, with the network parameters from the panel."""
        current = self._document.setup().params
        from_panel = {name: getattr(current, name) for name in PANEL_PARAMS}
        return replace(DEFAULTS, size=SIZE, min_size=SIZE, steps=STEPS, **from_panel)

    def _originals(self) -> tuple[LoadedPicture | None, LoadedPicture | None]:
        """Return the photograph and the chosen painting."""
        setup = self._document.setup()
        chosen = min(self._open_page().painting(), len(setup.paintings) - 1)
        painting = setup.paintings[chosen].loaded if setup.paintings else None
        return setup.photograph, painting

    def _subject(self) -> Any:
        """Return everything that the pictures depend on, except the layers."""
        return self._params(), *map(id, self._originals())

    def _show_originals(self) -> None:
        page = self._open_page()
        page.set_paintings(
            [painting.loaded.picture.name for painting in self._document.setup().paintings]
        )
        photograph, painting = self._originals()
        page.set_originals(
            None if painting is None else painting.image,
            None if photograph is None else photograph.image,
        )

    @Slot(int)
    def _on_layer_changed(self, column: int) -> None:
        """Remake this column's picture and make any missing ones."""
        page = self._open_page()
        self._discard({(PHOTOGRAPH, column)})
        layers = [page.content_layer(block) for block in range(BLOCKS)]
        self._settings.set_document("learn", {"layers": layers})
        self._begin()

    @Slot()
    def _on_painting_changed(self) -> None:
        self._show_originals()
        self._made_of = self._subject()
        self._discard({place for place in self._open_page().board.places() if place[0] == PAINTING})
        self._begin()

    @Slot(object)
    def _on_document_changed(self, names: frozenset[str]) -> None:
        """Restart if the pictures have changed and the page is visible.

        If the page is not visible, it restarts when it is next opened.
        """
        if not names & {"photograph", "paintings"}:
            return
        if self._layers_page is not None and self._layers_page.isVisible():
            self._show_originals()
            if self._made_of != self._subject():
                self.start()


def _with_small_pictures(jobs: Jobs) -> Jobs:
    """Shrink the jobs' pictures. Runs on the worker thread because it imports torch."""
    return {place: with_small_pictures(job, SIZE) for place, job in jobs.items()}
