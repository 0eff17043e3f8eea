"""The pictures of the guide: `python -m tools.guide_pictures [SCENE …]` writes docs/images.

Each scene opens a window of its own, without a display, with the bundled samples and empty
settings. Without names all scenes are played, which takes about ten minutes on two processors.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QLocale, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton, QWidget

from nst_desktop import paths
from nst_desktop.core.params import StyleParams
from nst_desktop.document.settings import Settings
from nst_desktop.document.setup import Painting
from nst_desktop.machine.keep_awake import SleepInhibitor
from nst_desktop.queue.queue import QueueEntry
from nst_desktop.ui.actions import Panel
from nst_desktop.ui.canvas.timeline_track import TimelineTrack
from nst_desktop.ui.controllers import Controllers
from nst_desktop.ui.explore.cell_board import CellBoard
from nst_desktop.ui.explore.picture_cell import CellState
from nst_desktop.ui.explore.try_page import TryPage
from nst_desktop.ui.film.film_dialog import FilmDialog
from nst_desktop.ui.parameters.fields import SizeField
from nst_desktop.ui.parts.theme import Theme
from nst_desktop.ui.queue.queue_page import QueuePage
from nst_desktop.ui.save.save_dialog import SaveDialog

HOME = Path(tempfile.gettempdir()) / "nst-guide"  # nothing of this computer shows in the pictures
IMAGES = Path(__file__).parent.parent / "docs" / "images"
WINDOW = 1280, 860  # px
SIZE = 320  # px, of the artworks
MAX_WAIT = 900.0  # seconds
QUALITY = 85  # of JPEG
LAKE, IMPASTO, GLASS, INK, GEOMETRY = map(
    paths.sample_file, (*paths.CONTENT_SAMPLES, *paths.STYLE_SAMPLES)
)
SHORE = 0.527  # the outlines that are drawn, in shares of the photograph's sides
LAND = (0.0, 0.0), (1.0, 0.0), (1.0, SHORE), (0.0, SHORE)
WATER = (0.0, SHORE), (1.0, SHORE), (1.0, 1.0), (0.0, 1.0)
BOAT = (0.418, 0.48), (0.446, 0.56), (0.432, 0.64), (0.408, 0.64), (0.39, 0.56)
Kind = TypeVar("Kind", bound=QWidget)
Child = TypeVar("Child", bound=QObject)


# scenes


def artwork() -> None:
    """A run, halfway and at its end, and what can be done with its artwork."""
    with window(LAKE, IMPASTO, GLASS, GEOMETRY) as app:
        impasto, glass, geometry = app.document.setup().paintings
        for painting in (geometry, glass):
            use_only(app, painting)
            run(app, size=192, steps=20)
        use_only(app, impasto)
        run(app, lambda: save_paused(app), size=SIZE)
        save(app.window, "window.jpg")
        save_dialog(app)
        save_film(app)
        save_history(app)


def sketches() -> None:
    """The sketch that appears at once, and a folder of paintings to try."""
    with window(LAKE, IMPASTO) as app:
        wait_until(app, app.canvas.is_sketch_shown)
        settle(app)
        save(app.window, "sketch.jpg")
        app.window.actions.try_paintings.trigger()
        page = app.try_paintings.page()
        assert page is not None
        wait_for_cells(app, page)
        save(page, "try_paintings.jpg", around_cells(page))


def colours() -> None:
    """The same artwork in the painting's colours and in the photograph's."""
    with window(LAKE, IMPASTO) as app:
        run(app, size=SIZE, steps=40)
        image = app.window.canvas.image()
        assert image is not None
        run(app, size=SIZE, steps=40, colour="luminance")
        app.canvas.pin(image, "The painting's")
        app.window.canvas.set_label("Photograph's chroma")
        save(app.window.canvas, "colours.jpg", around_picture(app))


def panels() -> None:
    """The paintings, the parameters, the presets, a print, and the network's weights."""
    with window(LAKE, IMPASTO, GLASS) as app:
        setup = app.document.setup()
        impasto, glass = setup.paintings
        shares = replace(impasto, weight=2.0), replace(glass, scale=0.5)
        app.document.put(replace(setup, paintings=shares))
        settle(app)
        left = app.window.paintings
        save(app.window, "paintings.png", around(app, left, QRect(0, 0, left.width(), 270)))
        panel = app.window.panel
        save(app.window, "parameters.png", around(app, panel, QRect(0, 0, panel.width(), 630)))
        child_of(panel.presets, QPushButton).click()
        settle(app)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        save(popup, "presets.jpg")
        popup.close()
        size = child_of(panel, SizeField)
        density = child_of(size, QComboBox)
        density.setCurrentIndex(density.findData(300))
        density.activated.emit(density.currentIndex())
        set_params(app, size=3508)
        settle(app)
        save(app.window, "print.png", around(app, size))
        app.window.actions.choose_weights.trigger()
        save(dialog_of(app, QDialog), "weights.png")


def regions() -> None:
    """Two paintings and the parts of the photograph that get them, painted and made."""
    with window(LAKE, IMPASTO, GLASS) as app:
        app.window.actions.paint.trigger()
        settle(app)
        QTest.keyClick(app.window.canvas, Qt.Key.Key_L)
        for row, outline in enumerate((LAND, WATER, BOAT)):
            app.document.choose_region(row)
            draw(app, outline)
        app.document.choose_region(1)
        settle(app)
        save(app.window, "regions.jpg")
        app.window.actions.paint.trigger()
        run(app, size=SIZE, steps=40)
        save(app.window.canvas, "regions_artwork.jpg", around_picture(app))


def queue() -> None:
    """The queue, at its third artwork."""
    with window(LAKE, IMPASTO, GLASS, INK, GEOMETRY) as app:
        for painting in app.document.setup().paintings:
            use_only(app, painting)
            set_params(app, size=192, steps=20)
            queued = len(app.queue.entries())
            app.window.actions.add_to_queue.trigger()
            wait_until(app, partial(is_longer, app, queued))
        app.window.actions.show_queue.trigger()
        wait_until(app, lambda: app.queue.overview().finished == 2)
        wait_until(app, lambda: any(is_half_made(entry) for entry in app.queue.entries()))
        save(dialog_of(app, QueuePage), "queue.jpg")


def explore() -> None:
    """The page of variations, and what the network sees."""
    with window(LAKE, IMPASTO) as app:
        app.window.actions.show_variations.trigger()
        page = app.variations.page()
        assert page is not None
        app.variations.start()
        wait_for_cells(app, page)
        save(page, "variations.jpg")
        page.close()
        app.window.actions.show_layers.trigger()
        page = app.layers.page()
        assert page is not None
        wait_for_cells(app, page)
        save(page, "layers.jpg")


SCENES = {
    scene.__name__: scene for scene in (panels, sketches, artwork, colours, regions, queue, explore)
}


# parts of scenes


def save_paused(app: Controllers) -> None:
    """The window during a run that is held."""
    app.window.actions.pause.trigger()
    settle(app)
    save(app.window, "run.jpg")
    app.window.actions.pause.trigger()


def save_dialog(app: Controllers) -> None:
    """The dialog in which an artwork is saved; it blocks until it is closed."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SaveDialog)
        settle(app)
        save(dialog, "save.png")
        dialog.reject()

    QTimer.singleShot(500, look)
    app.window.actions.save_as.trigger()


def save_film(app: Controllers) -> None:
    """The dialog of a film, while its preview plays."""
    app.window.actions.save_film.trigger()
    dialog = dialog_of(app, FilmDialog)
    settle(app, 2.5)
    save(dialog, "film.jpg")
    dialog.close()


def save_history(app: Controllers) -> None:
    """The gallery, and an earlier moment of the run beside the photograph."""
    app.window.set_panel_shown(Panel.HISTORY, True)
    app.window.actions.compare.trigger()
    track = child_of(app.window.timeline, TimelineTrack)
    track.setValue(track.maximum() // 3)
    settle(app, 1.0)
    save(app.window, "history.jpg")


# what scenes are made of


@contextmanager
def window(*pictures: Path) -> Iterator[Controllers]:
    """A window in the dark theme with this photograph and these paintings."""
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir()
    settings = Settings(paths.settings_file())
    settings.set_theme(Theme.DARK)
    app = Controllers(application(), settings, awake=SleepInhibitor([]))
    app.window.resize(*WINDOW)
    app.show_first(list(pictures))
    wait_until(app, lambda: len(app.document.setup().paintings) == len(pictures) - 1)
    app.use_torch()
    settle(app)
    try:
        yield app
    finally:
        app.window.set_closing_check(lambda: True)
        app.window.close()
        app.shut_down()
        app.estimate.finish(MAX_WAIT)
        app.window.deleteLater()
        app.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        shutil.rmtree(HOME, ignore_errors=True)


def application() -> QApplication:
    """The one application of this process."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(["nst-desktop"])


def use_only(app: Controllers, painting: Painting) -> None:
    """Keep this painting alone."""
    app.document.put(app.document.setup().with_only(painting))


def set_params(app: Controllers, **values: Any) -> None:
    """Set these parameters, and the defaults for all others."""
    app.document.put(replace(app.document.setup(), params=StyleParams(**values)))


def run(app: Controllers, halfway: Callable[[], None] | None = None, **values: Any) -> None:
    """Make an artwork with these parameters. halfway: called once meanwhile."""
    ended: list[object] = []
    shares: list[float] = []
    app.run.ended.connect(ended.append)
    app.runner.progressed.connect(lambda progress: shares.append(progress.fraction))
    set_params(app, **values)
    app.window.actions.start.trigger()
    if halfway is not None:
        wait_until(app, lambda: bool(shares) and shares[-1] > 0.6)
        halfway()
    wait_until(app, lambda: bool(ended))
    settle(app, 1.0)


def draw(app: Controllers, outline: Sequence[tuple[float, float]]) -> None:
    """Draw around a part of the photograph with the lasso. outline: shares of its sides."""
    canvas = app.window.canvas
    rect = canvas.viewport.picture_rect()
    points = [
        QPoint(round(rect.left() + x * rect.width()), round(rect.top() + y * rect.height()))
        for x, y in outline
    ]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(canvas, point)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=points[-1])


def is_longer(app: Controllers, length: int) -> bool:
    """Whether the queue has more entries than this."""
    return len(app.queue.entries()) > length


def is_half_made(entry: QueueEntry) -> bool:
    """Whether this entry of the queue has come some way."""
    return not entry.has_ended and entry.share > 0.3


def wait_for_cells(app: Controllers, page: QWidget) -> None:
    """Wait until all small pictures of a page are made."""
    board = child_of(page, CellBoard)

    def are_made() -> bool:
        return all(board.cell(*place).state() is CellState.DONE for place in board.places())

    wait_until(app, are_made)
    settle(app)


def dialog_of(app: Controllers, kind: type[Kind]) -> Kind:
    """The dialog of this kind, once it is visible."""

    def shown() -> list[Kind]:
        return [each for each in app.window.findChildren(kind) if each.isVisible()]

    wait_until(app, lambda: bool(shown()))
    settle(app)
    return shown()[0]


def child_of(parent: QWidget, kind: type[Child]) -> Child:
    """The child of this kind that is nearest to its parent."""
    child = parent.findChild(kind)
    assert child is not None, f"no {kind.__name__} in {parent}"
    return child


def around(app: Controllers, widget: QWidget, part: QRect | None = None) -> QRect:
    """Where this widget, or a part of it, is in the window, with a margin."""
    rect = widget.rect() if part is None else part
    corner = widget.mapTo(app.window, rect.topLeft())
    return QRect(corner, rect.size()).adjusted(-8, -8, 8, 8).intersected(app.window.rect())


def around_cells(page: TryPage) -> QRect:
    """Where the sketches and their names are in the page, with a margin."""
    part = QRect()
    for cell in page.cells():
        named = cell.parentWidget()
        assert named is not None
        part |= QRect(named.mapTo(page, QPoint()), named.size())
    return part.adjusted(-8, -8, 8, 8).intersected(page.rect())


def around_picture(app: Controllers) -> QRect:
    """Where the picture is in the canvas, with a margin."""
    canvas = app.window.canvas
    rect = canvas.viewport.picture_rect().toAlignedRect()
    return rect.adjusted(-8, -8, 8, 8).intersected(canvas.rect())


def wait_until(app: Controllers, condition: Callable[[], bool]) -> None:
    """Handle events until something is so. Raises TimeoutError."""
    end = time.monotonic() + MAX_WAIT
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"still waiting: {app.window.run_bar.status()}")
        handle_events(0.02)


def handle_events(seconds: float) -> None:
    """Handle events for this long. QTest.qWait would not let other threads of Python work."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def settle(app: Controllers, seconds: float = 0.6) -> None:
    """Let what was asked for arrive on the screen."""
    handle_events(seconds)
    app.window.message.hide()


def save(widget: QWidget, name: str, part: QRect | None = None) -> None:
    """Write a picture of a widget: as JPEG, or as PNG of at most 256 colours."""
    pixmap = widget.grab() if part is None else widget.grab(part)
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = image.width(), image.height()
    stride = image.bytesPerLine()
    picture = Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "RGB", stride, 1)
    file = IMAGES / name
    if file.suffix == ".png":
        picture.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)
    else:
        picture.save(file, quality=QUALITY, optimize=True, progressive=True)
    print(f"{name}: {size[0]} x {size[1]}, {file.stat().st_size // 1000} kB", flush=True)


def use_own_places() -> None:
    """No display, and a home without anything in it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["HOME"] = str(HOME)
    for kind in ("CONFIG", "CACHE", "STATE", "DATA"):
        os.environ[f"XDG_{kind}_HOME"] = str(HOME / kind.lower())


def main(names: Sequence[str]) -> None:
    """Play the scenes of these names; without any, all of them."""
    use_own_places()
    IMAGES.mkdir(exist_ok=True)
    for name in names or SCENES:
        SCENES[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
