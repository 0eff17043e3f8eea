"""Preview of the tool Similar while its tolerance is dragged."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from nst_desktop import masks
from nst_desktop.core.arrays import Mask, Pixels
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.ui.regions.selection_gestures import SimilarClick, ToleranceDrag
from nst_desktop.ui.regions.selector import Selector
from nst_desktop.ui.services import Services

PREVIEW_SIDE = 800  # px; long side of the picture that previews are computed on


class SimilarPreview(QObject):
    """Computes previews on a small copy of the picture, one at a time; the newest drag wins.

    The pictures are kept no longer than the drag.
    """

    def __init__(self, services: Services, selector: Selector) -> None:
        super().__init__(selector)
        self._services, self._selector = services, selector
        self._is_computing = False
        self._drag: ToleranceDrag | None = None
        self._computed: SimilarClick | None = None
        self._small: Pixels | None = None
        self._pixels: Pixels | None = None
        self._buffer: MaskBuffer | None = None
        selector.changed.connect(self._on_selector_changed)
        services.document.painted.connect(self._on_painted)

    def show(self, drag: ToleranceDrag, pixels: Pixels, buffer: MaskBuffer) -> None:
        """Show what a drag would make of a mask, as soon as it is computed."""
        if drag is not self._drag:
            self._drag, self._computed, self._small = drag, None, None
            self._pixels, self._buffer = pixels, buffer
        self._compute()

    @Slot()
    def _on_selector_changed(self) -> None:
        if self._drag is not self._selector.drag():
            self._drag = self._computed = self._small = self._pixels = self._buffer = None

    @Slot()
    def _on_painted(self) -> None:
        self._computed = None
        self._compute()

    def _compute(self) -> None:
        drag, pixels, buffer = self._drag, self._pixels, self._buffer
        if drag is None or pixels is None or buffer is None or self._is_computing:
            return
        if drag.click == self._computed:
            return
        self._is_computing, self._computed = True, drag.click
        level = _level_of(buffer)
        work = partial(
            _previewed, pixels, self._small, buffer.level(level).copy(), 2**level, drag.click
        )
        self._services.tasks.start(work, partial(self._on_computed, drag), self._on_failed)

    def _on_computed(self, drag: ToleranceDrag, result: tuple[Pixels, Mask]) -> None:
        self._is_computing = False
        if drag is self._drag:
            self._small = result[0]
            self._selector.set_preview(result[1])
        self._compute()

    def _on_failed(self, error: Exception) -> None:
        """Show no preview; if the area cannot be selected, releasing the button says why."""
        self._is_computing = False
        self._selector.set_preview(None)
        self._compute()


def _level_of(buffer: MaskBuffer) -> int:
    """Return how often a mask has to be halved to be no larger than a preview."""
    level = 0
    while max(buffer.size) > PREVIEW_SIDE * 2**level:
        level += 1
    return level


def _previewed(
    pixels: Pixels, small: Pixels | None, mask: Mask, factor: int, click: SimilarClick
) -> tuple[Pixels, Mask]:
    """Return the small copy of the picture, made if it is None, and the changed mask.

    Args:
        pixels: Pixels of the picture.
        small: Pixels of its small copy.
        mask: Mask of the small copy's size.
        factor: Size of the picture divided by that of its small copy.
        click: Pixel to start from, and the tolerance.
    """
    from PIL import Image

    if small is None:
        from numpy import asarray

        small = asarray(Image.fromarray(pixels).reduce(factor)) if factor > 1 else pixels
    buffer = MaskBuffer(mask)
    x, y = click.x // factor, click.y // factor
    shape = masks.selection.select_similar(small, x, y, click.tolerance)
    masks.shapes.apply_shape(buffer, shape, click.erases)
    return small, buffer.mask
