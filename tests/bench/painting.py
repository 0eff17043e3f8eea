"""Latency of mask painting: `python -m tests.bench.painting [--json FILE] [--moves 400]`.

Sends a stroke as mouse events to the real window, on a photograph of 4000 x 3000 px, fitted and at
100 %. Measures the time from each move until the window is painted, and the thread's CPU time in
it, which other programs do not affect. It needs no display; to use one, set QT_QPA_PLATFORM.
"""

import argparse
import json
import math
import os
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

PARTS = ("median", "95 %", "worst", "processor, 95 %")
LIMIT = 16.0  # ms, 95 %
WIDTH, HEIGHT = 4000, 3000
SIZES = (6.0, 20.0)  # brush sizes, in percent of the long side
WINDOW = 1600, 1000


def main() -> None:
    options = parse()
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as home:
        for kind in ("CONFIG", "CACHE", "STATE", "DATA"):
            os.environ[f"XDG_{kind}_HOME"] = f"{home}/{kind.lower()}"
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        figures = measure(Path(home), options.moves)
    heads = "".join(f"{part:>16}" for part in PARTS)
    print(f"{'move to painted [ms]':28}{heads}")
    for name in dict.fromkeys(each.partition(" px, ")[0] + " px" for each in figures):
        values = [figures[f"{name}, {part}"] for part in PARTS]
        missed = f"  (limit {LIMIT:g}, MISSED)" if values[1] > LIMIT else ""
        print(f"{name:28}" + "".join(f"{value:16.2f}" for value in values) + missed)
    print(json.dumps(figures))
    if options.json is not None:
        options.json.write_text(json.dumps(figures, indent=1))


def parse() -> argparse.Namespace:
    made = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    made.add_argument("--json", type=Path, help="where the figures are written")
    made.add_argument("--moves", type=int, default=400, help="mouse moves in each stroke")
    return made.parse_args()


def measure(folder: Path, moves: int) -> dict[str, float]:
    """Return the figures for each zoom and brush size, in ms."""
    from dataclasses import replace

    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from nst_desktop import paths
    from nst_desktop.document.settings import Settings
    from nst_desktop.ui.controllers import Controllers

    photograph = folder / "large.png"
    noise = np.random.default_rng(0).integers(0, 256, (60, 80, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((WIDTH, HEIGHT)).save(photograph, compress_level=0)
    app = QApplication([])
    controllers = Controllers(app, Settings(paths.settings_file()))
    window = controllers.window
    window.resize(*WINDOW)
    paintings = [paths.sample_file(name) for name in paths.STYLE_SAMPLES[:2]]
    settled = []
    controllers.loader.settled.connect(settled.append)
    controllers.show_first([photograph, *paintings])
    while not settled:
        QTest.qWait(20)
    window.actions.paint.trigger()
    window.regions.fill_requested.emit()  # the mask is visible below the whole stroke
    window.regions._list.setCurrentRow(1)
    figures = {}
    tools = window.regions.tools
    for zoom, place in (
        (window.canvas.viewport.fit, "fitted"),
        (window.canvas.viewport.actual_size, "at 100 %"),
    ):
        zoom()
        for size in SIZES:
            tools.set_options(replace(tools.options(), size=size))
            controllers.regions.easel.set_options(tools.options())
            QTest.qWait(200)
            name = f"{place}, brush {tools.options().pixels(WIDTH):g} px"
            times, busy = stroke(window.canvas, moves)
            figures[f"{name}, median"] = statistics.median(times)
            figures[f"{name}, 95 %"] = sorted(times)[int(0.95 * (len(times) - 1))]
            figures[f"{name}, worst"] = max(times)
            figures[f"{name}, processor, 95 %"] = sorted(busy)[int(0.95 * (len(busy) - 1))]
            controllers.document.undo.undo()
    window.close()
    controllers.shut_down()
    return figures


def stroke(canvas: object, moves: int) -> tuple[list[float], list[float]]:
    """Paint a stroke; return for each move the ms until the canvas is painted, and of CPU time."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    box = canvas.viewport.picture_rect().toAlignedRect().intersected(canvas.rect())
    reach_x, reach_y = 0.4 * box.width(), 0.35 * box.height()

    def point(share: float) -> QPoint:
        turn = 2 * math.pi * share
        way = QPoint(round(reach_x * math.cos(3 * turn)), round(reach_y * math.sin(5 * turn)))
        return box.center() + way

    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(canvas, left, none, point(0))
    QApplication.processEvents()
    times, busy = [], []
    for move in range(1, moves + 1):
        begun, begun_busy = time.perf_counter(), time.thread_time()
        QTest.mouseMove(canvas, point(move / moves))
        QApplication.processEvents()  # handles the move and the repaint it requests
        times.append(1000 * (time.perf_counter() - begun))
        busy.append(1000 * (time.thread_time() - begun_busy))
    QTest.mouseRelease(canvas, left, none, point(1))
    QApplication.processEvents()
    return times, busy


if __name__ == "__main__":
    main()
