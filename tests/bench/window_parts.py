"""Parts of the window's benchmark, which window.py starts."""

import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import psutil
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from nst_desktop import paths
from nst_desktop.core.params import StyleParams
from nst_desktop.document.loaded_picture import LoadedPicture, load
from nst_desktop.document.settings import Settings
from nst_desktop.document.setup import Painting
from nst_desktop.handover import OpenWindows, WindowRequest
from nst_desktop.run.garbage import GarbageCollector
from nst_desktop.ui import app, window_close
from nst_desktop.ui.controllers import Controllers
from tests.bench.window import RUN, TICK

SKETCHES = 40
DRAG = 8.0  # seconds
FRAME = 16  # ms between the movements of a slider
LONG = StyleParams(size=512, min_size=512, steps=5000)
SHORT = StyleParams(size=256, min_size=256, steps=4)


def main() -> None:
    name, begun, *arguments = sys.argv[1:]
    parts: dict[str, Callable[..., None]] = {
        "first": first, "sketch": sketch, "lateness": lateness,
        "stop": stop, "close": close, "memory": memory,
    }  # fmt: skip
    parts[name](float(begun), *map(int, arguments))


def alone() -> tuple[WindowRequest, OpenWindows]:
    """Return what run_program() needs to open a window as the first start does."""
    windows = OpenWindows(paths.windows_folder())
    assert not windows.hand_over(WindowRequest())
    return WindowRequest(), windows


def tell(figures: dict[str, float]) -> None:
    print(json.dumps(figures), flush=True)


def first(begun: float) -> None:
    """Measure the time from the process's start until the window is painted, before torch loads."""

    class Watched(Controllers):
        def show_first(self, chosen: list) -> None:
            self.shown.connect(self._tell)
            super().show_first(chosen)

        def _tell(self) -> None:
            assert self.window.isVisible()
            assert "torch" not in sys.modules
            tell({"seconds": time.time() - begun})
            QTimer.singleShot(0, self.window.close)

    app.Controllers = Watched
    app.run_program(*alone())


def sketch(_begun: float) -> None:
    """Measure sketches without torch: of new pictures, and while the strength is dragged."""
    controllers = Controllers(QApplication([]), Settings(paths.settings_file()))
    controllers.show_first([])
    wait_until(controllers.canvas.is_sketch_shown)
    setup, times = controllers.document.setup(), []
    for _ in range(SKETCHES):
        controllers.document.put(replace(setup, photograph=None, paintings=()))
        photograph, painting = (
            fresh(each) for each in (setup.photograph, setup.paintings[0].loaded)
        )
        begun = time.perf_counter()
        controllers.document.put(
            replace(setup, photograph=photograph, paintings=(Painting(painting),))
        )
        wait_until(controllers.canvas.is_sketch_shown)
        controllers.window.canvas.repaint()
        times.append(time.perf_counter() - begun)
    idle = watched(DRAG)
    drawn: list[float] = []
    show = controllers.canvas.set_sketch
    controllers.canvas.set_sketch = lambda *given: (drawn.append(time.perf_counter()), show(*given))
    timer = QTimer()
    timer.timeout.connect(lambda: drag(controllers))
    timer.start(FRAME)
    dragging = watched(DRAG)
    timer.stop()
    assert "torch" not in sys.modules
    tell(
        {
            "sketch, median [s]": share(times, 0.5),
            "sketch, 95 % [s]": share(times, 0.95),
            "sketch while dragging, interval [s]": DRAG / max(1, len(drawn)),
            "lateness while dragging, 99 % [ms]": share(dragging, 0.99) - share(idle, 0.99),
        }
    )
    controllers.sketches.finish(5)
    leave(controllers)


def fresh(loaded: LoadedPicture) -> LoadedPicture:
    """Return a picture that nothing remembers."""
    return load(replace(loaded.picture, pixels=loaded.picture.pixels.copy()))


def drag(controllers: Controllers) -> None:
    """Move the strength as a slider does."""
    setup = controllers.document.setup()
    weight = setup.params.style_weight * 1.02 if setup.params.style_weight < 1e3 else 2.0
    params = replace(setup.params, style_weight=weight)
    controllers.document.edit("Style strength", replace(setup, params=params), "drag")


def lateness(_begun: float) -> None:
    """Measure how late a timer is when idle and during a run."""
    controllers = made_controllers()
    idle = watched(RUN / 2)
    controllers.document.put(replace(controllers.document.setup(), params=LONG))
    controllers.window.actions.start.trigger()
    wait_for(controllers.runner.progressed)
    running = watched(RUN)
    controllers.runner.stop()
    wait_for(controllers.run.ended)
    tell(
        {
            "lateness, idle, 99 % [ms]": share(idle, 0.99),
            "lateness over idle, 99 % [ms]": share(running, 0.99) - share(idle, 0.99),
            "lateness, worst [ms]": max(running),
        }
    )
    leave(controllers)


def stop(_begun: float, count: int) -> None:
    """Measure the time from pressing Stop, at random moments, until the next run may start."""
    controllers = made_controllers()
    controllers.document.put(replace(controllers.document.setup(), params=LONG))
    times = []
    for _ in range(count):
        controllers.window.actions.start.trigger()
        wait_for(controllers.runner.progressed)
        wait(random.uniform(0, 2000))
        pressed = time.perf_counter()
        controllers.window.run_bar.stop.click()
        wait_for(controllers.run.ended)
        times.append(time.perf_counter() - pressed)
    tell({"stop, worst [s]": max(times), "stop, mean [s]": sum(times) / len(times)})
    leave(controllers)


def close(_begun: float) -> None:
    """Close the window during a run; the caller measures the time to the end of the process."""
    window_close.ask_about_unsaved = lambda *_: window_close.CloseAnswer.DISCARD

    class Watched(Controllers):
        def show_first(self, chosen: list) -> None:
            self.shown.connect(self.begin)
            super().show_first(chosen)

        def begin(self) -> None:
            self.document.put(replace(self.document.setup(), params=LONG))
            self.runner.progressed.connect(self.close_window)
            self.window.actions.start.trigger()

        def close_window(self, progress: object) -> None:
            if progress.step == 3 and self.window.isVisible():
                tell({"closed at": time.time()})
                self.window.close()

    app.Controllers = Watched
    sys.exit(app.run_program(*alone()))


def memory(_begun: float, runs: int) -> None:
    """Measure the growth of memory from the first few runs to the last."""
    controllers = made_controllers()
    controllers.document.put(replace(controllers.document.setup(), params=SHORT))
    process, used = psutil.Process(), []
    for _ in range(runs):
        controllers.window.actions.start.trigger()
        wait_for(controllers.recorder.kept)
        wait(300)
        used.append(process.memory_info().rss)
    settled = used[2]  # by then the caches of torch, fonts and pictures are full
    tell(
        {
            "memory after runs [%]": 100 * (used[-1] / settled - 1),
            "memory in the end [MB]": used[-1] / 1e6,
        }
    )
    leave(controllers)


def made_controllers() -> Controllers:
    app = QApplication([])
    controllers = Controllers(app, Settings(paths.settings_file()))
    controllers.app = app
    controllers.garbage = GarbageCollector(controllers)
    controllers.show_first([])
    wait_for(controllers.loader.settled)
    app.WarmUp()._load()
    controllers.garbage.settle()  # as the program does once torch is loaded
    return controllers


def leave(controllers: Controllers) -> None:
    controllers.unsaved.give_up()
    controllers.window.close()
    controllers.shut_down()


def watched(seconds: float) -> list[float]:
    """Return by how many milliseconds a timer was late, each time it fired."""
    late, last = [], time.perf_counter()

    def look() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(max(0.0, (now - last) * 1000 - TICK))
        last = now

    timer = QTimer()
    timer.setInterval(TICK)
    timer.timeout.connect(look)
    timer.start()
    wait(seconds * 1000)
    return late[1:]


def share(values: list[float], part: float) -> float:
    return sorted(values)[int(part * (len(values) - 1))]


def wait_until(condition: Callable[[], bool]) -> None:
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)


def wait(milliseconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(milliseconds), loop.quit)
    loop.exec()


def wait_for(signal: object) -> None:
    loop = Loop()
    signal.connect(loop.end)
    loop.exec()
    signal.disconnect(loop.end)


class Loop(QObject):
    """Event loop that ends on a signal with any arguments."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()

    def exec(self) -> None:
        self._loop.exec()

    def end(self, *_: object) -> None:
        self._loop.quit()
