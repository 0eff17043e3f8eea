"""Edits that select by content, computed in the background, each with an undo step."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar, Union

from PySide6.QtCore import QObject, Slot

from nst_desktop import masks
from nst_desktop.core.arrays import Mask, Pixels
from nst_desktop.document.loaded_picture import LoadedPicture
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.ui.regions.easel import Easel
from nst_desktop.ui.regions.selection_gestures import SimilarClick, ToleranceDrag
from nst_desktop.ui.regions.selection_session import SelectionSession, SelectionState, extend
from nst_desktop.ui.regions.similar_preview import SimilarPreview
from nst_desktop.ui.services import Services

if TYPE_CHECKING:
    from nst_desktop.masks.selection import SelectionStroke
    from nst_desktop.masks.shapes import Changes

Push = Callable[[MaskBuffer, "Changes | None", str], None]
Gesture = Union["SelectionStroke", SimilarClick]
Result = TypeVar("Result")


class SelectionEdits(QObject):
    """Turns the strokes of Select and the clicks of Similar into undo steps.

    Gestures made while a selection is being computed wait for it, since each adds to the last. Any
    other change to the mask discards them all.
    """

    def __init__(self, services: Services, easel: Easel, push: Push) -> None:
        """Edit with `push`, which adds an undo step for a change to a mask, with its label."""
        super().__init__(easel)
        self._services, self._document, self._easel = services, services.document, easel
        self._push, self._selector = push, easel.selector
        self._session = SelectionSession(self._document.undo.index)
        self._picture: LoadedPicture | None = None  # the session's
        self._waiting: list[Gesture] = []
        self._computed: Gesture | None = None
        self._task: object | None = None
        self._preview = SimilarPreview(services, self._selector)
        self._selector.stroke_drawn.connect(self._on_gesture)
        self._selector.similar_chosen.connect(self._on_gesture)
        self._selector.similar_dragged.connect(self._on_similar_dragged)
        self._selector.cancelled.connect(self._cancel)
        self._selector.ended.connect(self._on_ended)
        services.document.restoring.connect(self._cancel)
        services.document.painted.connect(self._on_painted)
        services.document.undo.indexChanged.connect(self._show_strokes)
        services.document.changed.connect(self._on_document_changed)

    @Slot(object)
    def _on_gesture(self, gesture: Gesture) -> None:
        self._waiting.append(gesture)
        self._compute_next()

    def _compute_next(self) -> None:
        """Start on the first waiting gesture unless a selection is being computed."""
        while self._waiting and self._task is None:
            buffer, self._picture = self._current()
            gesture = self._waiting.pop(0)
            if buffer is not None and self._picture is not None:
                self._compute(gesture, buffer, self._picture.picture.pixels)
        self._show_strokes()

    def _compute(self, gesture: Gesture, buffer: MaskBuffer, pixels: Pixels) -> None:
        """Start on a gesture. A stroke outside an object that is not marked is refused."""
        if isinstance(gesture, SimilarClick):
            put = partial(self._put_similar, gesture.erases, buffer)
            self._start(gesture, partial(_similar, pixels, gesture), put, self.tr("Similar"))
            return
        state = self._session.state(buffer)
        if gesture.inside or state.has_inside():
            work = partial(extend, state, gesture, pixels)
            put_selection = partial(self._put_selection, state, buffer)
            self._start(gesture, work, put_selection, self.tr("Select"))
        else:
            self._services.message.show_notice(
                self.tr(
                    "Draw inside the object first, then outside it with the right mouse button or "
                    "Alt."
                )
            )

    def _put_selection(
        self, former: SelectionState, buffer: MaskBuffer, result: tuple[SelectionState, Mask]
    ) -> None:
        """Put a selection's mask in place of that of the former state."""
        state, mask = result
        if state.checksum == former.checksum:
            self._services.message.show_notice(
                self.tr("The stroke did not change the mask. Try a longer one.")
            )
        elif not mask.any():
            self._services.message.show_notice(
                self.tr("Nothing would remain selected, so the mask was kept.")
            )
        else:
            self._push(buffer, masks.shapes.replace(buffer, mask), self.tr("Select"))
            self._session.add(state)

    @Slot(object)
    def _on_similar_dragged(self, drag: ToleranceDrag) -> None:
        buffer, picture = self._current()
        if buffer is not None and picture is not None:
            self._preview.show(drag, picture.picture.pixels, buffer)

    def _put_similar(self, erases: bool, buffer: MaskBuffer, shape: Mask) -> None:
        changes = masks.shapes.apply_shape(buffer, shape, erases)
        if changes is None:
            text = (
                self.tr("The mask includes none of this area.")
                if erases
                else self.tr("The mask already includes this area. A higher tolerance adds more.")
            )
            self._services.message.show_notice(text)
        self._push(buffer, changes, self.tr("Similar"))

    def _start(
        self,
        gesture: Gesture,
        work: Callable[[], Result],
        put: Callable[[Result], None],
        label: str,
    ) -> None:
        """Call work() in the background, then put(result) in the GUI thread unless cancelled."""
        self._computed = gesture
        self._task = task = object()

        def done(result: Result) -> None:
            if task is self._task:
                self._stop()
                put(result)
                self._compute_next()

        def failed(error: Exception) -> None:
            if task is self._task:
                self._stop()
                self._on_failed(gesture, error)
                self._compute_next()

        self._selector.set_computing(True)
        self._easel.set_note(self.tr("{0}…").format(label))
        self._services.tasks.start(work, done, failed)

    def _on_failed(self, gesture: Gesture, error: Exception) -> None:
        """Show an error. A stroke that found no object is kept for further ones to help it."""
        buffer = self._current()[0]
        is_kept = isinstance(error, masks.selection.NoObjectError)
        if is_kept and buffer is not None and not isinstance(gesture, SimilarClick):
            self._session.add_failed(buffer, gesture)
        self._services.message.fail(error)

    def _stop(self) -> None:
        """Let go of the selection being computed, if there is one."""
        if self._task is not None:
            self._task = self._computed = None
            self._selector.set_computing(False)
            self._easel.set_note("")
        if self._selector.drag() is None:
            self._selector.set_preview(None)

    @Slot()
    def _cancel(self) -> None:
        """Discard the selection being computed and the gestures that wait for it."""
        self._waiting.clear()
        self._stop()
        self._show_strokes()

    @Slot()
    def _on_ended(self) -> None:
        self._session.clear()
        self._cancel()
        self._picture = None

    @Slot()
    def _on_painted(self) -> None:
        """Discard what is being computed for a mask that has been changed elsewhere.

        When this object changes the mask, nothing is being computed.
        """
        if self._task is not None:
            self._cancel()
            self._services.message.show_notice(
                self.tr("The mask has changed, so the selection being computed was discarded.")
            )
        self._show_strokes()

    @Slot(object)
    def _on_document_changed(self, names: frozenset[str]) -> None:
        if names & {"photograph", "paintings"} and self._current()[1] is not self._picture:
            self._on_ended()

    @Slot()
    def _show_strokes(self) -> None:
        """Show the strokes that made the current mask, and those still to be computed."""
        buffer = self._current()[0]
        made = () if buffer is None else self._session.strokes(buffer)
        computed = () if self._computed is None else (self._computed,)
        pending = (*computed, *self._waiting)
        drawn = (gesture for gesture in pending if not isinstance(gesture, SimilarClick))
        self._selector.set_strokes((*made, *drawn))

    def _current(self) -> tuple[MaskBuffer | None, LoadedPicture | None]:
        """Return the current mask and the picture that it belongs to."""
        region = self._document.region()
        if region is None:
            return None, None
        return region.buffer, self._document.setup().picture_below(region)


def _similar(pixels: Pixels, click: SimilarClick) -> Mask:
    return masks.selection.select_similar(pixels, click.x, click.y, click.tolerance)
