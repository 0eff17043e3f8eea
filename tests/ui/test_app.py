"""The program as a process: what it loads and how it exits."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from nst_desktop import paths

ROOT = Path(__file__).resolve().parents[2]


def run_script(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *arguments],
        env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_the_window_is_shown_before_torch_and_the_plots_are_loaded():
    process = run_script("""
        import sys
        from PySide6.QtWidgets import QApplication
        from nst_desktop import paths
        from nst_desktop.ui.controllers import Controllers
        from nst_desktop.document.settings import Settings
        controllers = Controllers(QApplication([]), Settings(paths.settings_file()))
        late = {"numpy", "PIL"} & set(sys.modules)
        assert not late, late
        shown = []
        controllers.shown.connect(lambda: shown.append(True))
        controllers.show_first([])
        while not shown:
            QApplication.processEvents()
        assert controllers.window.isVisible()
        late = {"torch", "torchvision", "psutil", "ssl"} & set(sys.modules)
        pages = ("ui.explore.", "ui.film.film_dialog", "ui.queue.queue_page",
                 "ui.save.save_dialog", "ui.device.weights_dialog", "making.workers.processes")
        pages = tuple("nst_desktop." + page for page in pages)
        late |= {name for name in sys.modules if name.startswith(pages)}
        late -= {"nst_desktop.ui.queue.queue_page_controller"}
        assert not late, late
        controllers.shut_down()
    """)
    assert process.returncode == 0, process.stderr


def test_closing_during_a_run_exits_with_0(make_picture):
    process = run_script(
        """
        import sys
        from dataclasses import replace
        from PySide6.QtCore import QTimer
        from nst_desktop.launch import main
        from nst_desktop.core.params import StyleParams
        from nst_desktop.ui import window_close
        from nst_desktop.ui import controllers

        window_close.ask_about_unsaved = lambda *_: window_close.CloseAnswer.DISCARD

        class Watched(controllers.Controllers):
            def show_first(self, chosen):
                self.shown.connect(self.begin)
                super().show_first(chosen)
            def begin(self):
                params = StyleParams(size=256, min_size=256, steps=500)
                self.document.put(replace(self.document.setup(), params=params))
                self.runner.progressed.connect(self.window.close)
                self.window.actions.start.trigger()

        from nst_desktop.ui import app
        app.Controllers = Watched
        sys.exit(main(sys.argv[1:]))
        """,
        str(make_picture("a.png", 256, 200)),
        str(make_picture("b.png", 256, 256)),
    )
    assert (process.returncode, process.stderr) == (0, "")


def test_closing_at_once_exits_with_0():
    process = run_script("""
        import sys
        from nst_desktop.launch import main
        from nst_desktop.ui import app
        from nst_desktop.ui import controllers

        class Brief(controllers.Controllers):
            def show_first(self, chosen):
                super().show_first(chosen)
                self.loader.settled.connect(self.window.close)

        app.Controllers = Brief
        sys.exit(main([]))
    """)
    assert (process.returncode, process.stderr) == (0, "")


def test_neither_pictures_nor_torch_delay_the_first_paint():
    process = run_script("""
        import sys, threading
        from PySide6.QtCore import QEvent, QObject
        from nst_desktop.launch import main
        from nst_desktop.ui import app
        from nst_desktop.ui import controllers

        class PaintWatcher(QObject):
            def eventFilter(self, window, event):
                if event.type() == QEvent.Type.Paint:
                    window.removeEventFilter(self)
                    threads = {thread.name for thread in threading.enumerate()}
                    print("painted", self.parent().loader.is_busy(), "warm-up" in threads)
                return False

        class Watched(controllers.Controllers):
            def show_first(self, chosen):
                self.window.installEventFilter(PaintWatcher(self))
                super().show_first(chosen)
                self.loader.settled.connect(self.window.close)

        app.Controllers = Watched
        sys.exit(main([]))
    """)
    assert (process.returncode, process.stdout) == (0, "painted False False\n")


def test_an_uncaught_exception_is_shown_and_logged():
    process = run_script("""
        import sys
        from PySide6.QtCore import QTimer
        from nst_desktop.launch import main
        from nst_desktop.ui import app
        from nst_desktop.ui import controllers

        class Faulty(controllers.Controllers):
            def show_first(self, chosen):
                super().show_first(chosen)
                QTimer.singleShot(0, self.fail)
                QTimer.singleShot(200, self.look)
            def fail(self):
                raise ZeroDivisionError("in a slot")
            def look(self):
                print(self.window.message.text(), self.window.message.details())
                self.window.close()

        app.Controllers = Faulty
        sys.exit(main([]))
    """)
    assert process.returncode == 0
    assert "went wrong" in process.stdout
    assert "ZeroDivisionError: in a slot" in process.stdout
    assert "ZeroDivisionError: in a slot" in paths.log_file().read_text()
