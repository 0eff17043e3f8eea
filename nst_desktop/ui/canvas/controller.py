"""Controller that chooses the picture on the canvas and the picture to compare it with."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QImage

from nst_desktop.core.mode import Mode
from nst_desktop.document.loaded_picture import PROXY_SIDE, small_image, to_image
from nst_desktop.history.moments import Moment
from nst_desktop.run.run_events import Preview
from nst_desktop.ui.canvas import Canvas
from nst_desktop.ui.canvas.timeline import Timeline
from nst_desktop.ui.canvas.view_bar import ViewBar
from nst_desktop.ui.services import Services

NOW, PHOTOGRAPH, PAINTING, MOMENT, PINNED = "now", "photograph", "painting", "moment", "pinned"
SKETCH = "sketch"


class CanvasController(QObject):
    """Shows pictures on the canvas by name.

    The names are "now", "photograph", "painting:0" and so on, "sketch", "moment" and "pinned".
    "moment" is the moment selected on the timeline; "pinned" is a moment or a history artwork
    chosen for comparison. "now" is the run, the artwork, or the sketch where it is wanted or
    nothing else exists.

    Signals:
        moments_changed(): The timeline shows different moments.
        sketch_shown(bool): Whether the canvas shows a sketch has changed.
    """

    moments_changed = Signal()
    sketch_shown = Signal(bool)

    def __init__(
        self, canvas: Canvas, timeline: Timeline, view_bar: ViewBar, services: Services
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._timeline, self._view_bar = canvas, timeline, view_bar
        self._services, self._document = services, services.document
        self._right, self._left = NOW, PHOTOGRAPH
        self._preview: QImage | None = None
        self._work: QImage | None = None
        self._sketch: QImage | None = None
        self._trial: QImage | None = None
        self._wants_sketch = False  # whether to show the sketch although there is an artwork
        self._is_sketch_shown = False
        self._pinned: QImage | None = None
        self._pinned_label = ""
        self._moments: Sequence[Moment] = ()
        self._step: int | None = None  # step of the displayed moment, if any
        self._held: tuple[QImage, QSize, str] | None = None
        services.document.artwork_changed.connect(self._on_work_changed)
        services.document.changed.connect(self._on_document_changed)
        services.actions.show_sketch.triggered.connect(self._on_sketch_toggled)
        timeline.scrubbed.connect(self._on_scrubbed)
        timeline.released_live.connect(self.show_now)
        timeline.compare_requested.connect(self._on_moment_pinned)
        view_bar.left_chosen.connect(self._on_left_chosen)
        view_bar.right_chosen.connect(self._on_right_chosen)

    def hold(self, image: QImage, size: QSize, label: str) -> None:
        """Show only this picture until let_go() is called. `size` is its full size, in px."""
        self._held = image, size, label
        self.refresh()

    def let_go(self) -> None:
        """Show the chosen pictures again after hold()."""
        if self._held is not None:
            self._held = None
            self.refresh()

    def set_moments(self, moments: Sequence[Moment]) -> None:
        """Show these moments on the timeline."""
        self._moments = list(moments)
        label = self.tr("Step {0}")
        self._timeline.set_moments([(item.step, label.format(item.step)) for item in moments])
        self.moments_changed.emit()

    def moments(self) -> Sequence[Moment]:
        """Return the moments on the timeline, in order."""
        return self._moments

    def moment(self, index: int) -> Moment:
        """Return the moment at this index on the timeline."""
        return self._moments[index]

    def _index(self) -> int | None:
        """Return the index of the displayed moment.

        If the moment no longer exists, return the index of the nearest earlier one.
        """
        if self._step is None or not self._moments:
            return None
        steps = [moment.step for moment in self._moments]
        return max(0, bisect_right(steps, self._step) - 1)

    def _leave_moment(self) -> None:
        self._step = None
        self._timeline.set_live()

    def begin_run(self) -> None:
        """Clear the timeline and show the progress of the new run."""
        self._preview, self._wants_sketch = None, False
        self._timeline.clear()
        self.set_moments(())
        self.show_now()

    def end_run(self) -> None:
        """Stop showing previews, because the run has ended, and show the current artwork."""
        self._preview = None
        self.refresh()

    def set_sketch(self, sketch: QImage | None, at_once: bool = False) -> None:
        """Replace the sketch and, if `at_once`, show it."""
        self._sketch = sketch
        self._wants_sketch = sketch is not None and (at_once or self._wants_sketch)
        if at_once and self._right not in (NOW, SKETCH):
            self._leave_moment()
            self._right = NOW
        self._services.actions.set_sketch_available(sketch is not None)
        self.refresh()

    def set_trial(self, sketch: QImage | None) -> None:
        """Show a sketch of what the user is pointing at; None goes back to the other pictures."""
        if sketch is not None or self._trial is not None:
            self._trial = sketch
            self.refresh()

    def is_sketch_shown(self) -> bool:
        """Return whether the picture on the canvas is a sketch."""
        return self._is_sketch_shown

    @Slot(object)
    def show_preview(self, preview: Preview) -> None:
        """Show the run's latest preview."""
        self._preview = to_image(preview.pixels)
        if self._held is not None or self._trial is not None or self._is_sketch_now():
            return
        if self._is_sketch_shown:
            self.refresh()
        elif self._right == NOW:
            self._canvas.set_image(self._preview, self._full_size())
        elif self._left == NOW:
            self._canvas.set_compared(self._preview, self._label(NOW))

    @Slot()
    def show_now(self) -> None:
        """Show the current state instead of an earlier moment."""
        self._leave_moment()
        self._right = NOW
        self.refresh()

    def pin(self, image: QImage, label: str) -> None:
        """Compare the current picture with this image."""
        self._pinned, self._pinned_label, self._left = image, label, PINNED
        self._services.actions.compare.setChecked(True)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Update the canvas and the view bar after the pictures or choices have changed."""
        self._reset_missing_choices()
        self._announce_sketch()
        names = self._names()
        choices = [(name, self._label(name)) for name in names]
        self._view_bar.set_choices(choices, self._left, self._right)
        if self._held is not None:
            image, size, label = self._held
            self._canvas.set_image(image, size)
            self._canvas.set_label(label)
            self._canvas.set_compared(None)
            return
        if self._trial is not None:
            self._canvas.set_image(self._trial, self._photograph_size())
            self._canvas.set_compared(None)
            return
        self._canvas.set_image(self._image(self._right), self._size(self._right))
        self._canvas.set_label(self._label(self._right))
        self._canvas.set_compared(self._image(self._left), self._label(self._left))

    def _names(self) -> list[str]:
        count = len(self._document.setup().paintings)
        names = [NOW]
        names += [PHOTOGRAPH] if self._document.setup().photograph is not None else []
        names += [f"{PAINTING}:{index}" for index in range(count)]
        names += [SKETCH] if self._sketch is not None and not self._is_sketch_now() else []
        names += [MOMENT] if self._index() is not None else []
        names += [PINNED] if self._pinned is not None else []
        return names

    def _reset_missing_choices(self) -> None:
        names = self._names()
        if self._right not in names:
            self._right = NOW
        if self._left not in names:
            self._left = PHOTOGRAPH

    def _image(self, name: str) -> QImage | None:
        role, _, number = name.partition(":")
        match role:
            case "now" if self._is_sketch_now():
                return self._sketch
            case "sketch":
                return self._sketch
            case "now":
                return self._preview or self._work or self._image(self._source())
            case "photograph":
                loaded = self._document.setup().photograph
                return None if loaded is None else loaded.image
            case "painting":
                paintings = self._document.setup().paintings
                exists = int(number) < len(paintings)
                return paintings[int(number)].loaded.image if exists else None
            case "moment":
                index = self._index()
                return None if index is None else self._moment_image(index)
        return self._pinned

    def _size(self, name: str) -> QSize | None:
        """Return the full size of the picture if its image is only a small copy, else None."""
        if name == SKETCH or (name == NOW and self._is_sketch_now()):
            return self._photograph_size()
        return self._full_size() if name == MOMENT else None

    def _photograph_size(self) -> QSize | None:
        photograph = self._document.setup().photograph
        return None if photograph is None else photograph.image.size()

    def _full_size(self) -> QSize | None:
        return None if self._work is None else self._work.size()

    def _is_sketch_now(self) -> bool:
        """Return whether "now" means the sketch."""
        return self._sketch is not None and (self._wants_sketch or not self._has_artwork())

    def _has_artwork(self) -> bool:
        """Return whether there is an artwork, perhaps still in progress."""
        return self._preview is not None or self._work is not None

    def _announce_sketch(self) -> None:
        """Mark a sketch as one, so that nobody takes it for an artwork."""
        right_is_sketch = self._right == SKETCH or (self._right == NOW and self._is_sketch_now())
        has_sketch = self._trial is not None or (self._sketch is not None and right_is_sketch)
        shown = self._held is None and has_sketch
        self._services.actions.show_sketch.setChecked(shown)
        self._canvas.set_badge(self.tr("Sketch") if shown else "")
        if shown != self._is_sketch_shown:
            self._is_sketch_shown = shown
            self.sketch_shown.emit(shown)

    def _source(self) -> str:
        texture = self._document.setup().mode is Mode.TEXTURE
        return f"{PAINTING}:0" if texture else PHOTOGRAPH

    def _label(self, name: str) -> str:
        role, _, number = name.partition(":")
        match role:
            case "now" if self._is_sketch_now():
                return self.tr("Sketch")
            case "sketch":
                return self.tr("Sketch")
            case "now":
                return self.tr("Now") if self._preview else self.tr("Artwork")
            case "photograph":
                return self.tr("Photograph")
            case "painting":
                paintings = self._document.setup().paintings
                if len(paintings) < 2:
                    return self.tr("Painting")
                return self.tr("Painting {0}").format(int(number) + 1)
            case "moment":
                return self._moment_label(self._index())
        return self._pinned_label

    def _moment_label(self, index: int | None) -> str:
        if index is None or index >= len(self._moments):
            return ""
        return self.tr("Step {0}").format(self._moments[index].step)

    def _moment_image(self, index: int) -> QImage | None:
        if index >= len(self._moments):
            return None
        return small_image(self._moments[index].path, PROXY_SIDE)

    @Slot(object)
    def _on_document_changed(self, names: frozenset[str]) -> None:
        if names & {"mode", "photograph", "paintings"}:
            self.refresh()

    @Slot()
    def _on_work_changed(self) -> None:
        work = self._document.artwork()
        self._work = None if work is None else to_image(work.pixels)
        self._wants_sketch = False
        self.refresh()

    @Slot(bool)
    def _on_sketch_toggled(self, shown: bool) -> None:
        """Show the sketch, or instead the artwork; without one, the photograph."""
        self._wants_sketch = shown
        if not shown or self._right != SKETCH:
            self._leave_moment()
            self._right = NOW if shown or self._has_artwork() else PHOTOGRAPH
        self.refresh()

    @Slot(int)
    def _on_scrubbed(self, index: int) -> None:
        self._step = self._moments[index].step
        self._right = MOMENT
        self.refresh()

    @Slot(int)
    def _on_moment_pinned(self, index: int) -> None:
        image = self._moment_image(index)
        if image is not None:
            self.pin(image, self._moment_label(index))

    @Slot(str)
    def _on_left_chosen(self, name: str) -> None:
        self._left = name
        self.refresh()

    @Slot(str)
    def _on_right_chosen(self, name: str) -> None:
        self._right = name
        if name == NOW:
            self._leave_moment()
        self.refresh()
