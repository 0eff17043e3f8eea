"""Fixtures of all tests: no display, and separate settings, caches and recovery for each test."""

import os
import sys
import tempfile

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere
if "PYTEST_XDIST_WORKER" in os.environ:  # one of several workers, each with a core of its own
    os.environ.setdefault("OMP_NUM_THREADS", "1")

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.abc import MetaPathFinder
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from nst_desktop.run.garbage import GarbageCollector

MakePicture = Callable[..., Path]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Escape logged names that are not valid UTF-8: workers cannot send reports with them."""
    report.sections = [
        (title, text.encode("utf-8", "backslashreplace").decode())
        for title, text in report.sections
    ]


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Restore the default locale that a test may change."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own settings and data folders instead of the user's."""
    for name in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "places" / name.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "places" / "runtime"))
    monkeypatch.setenv("HOME", str(tmp_path / "places"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "places"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "places"))


@pytest.fixture(scope="session", autouse=True)
def garbage() -> Iterator[GarbageCollector]:
    """Keep worker threads from collecting garbage, as in the program."""
    collector = GarbageCollector()
    yield collector
    collector.stop()


@pytest.fixture(autouse=True)
def no_old_widgets(garbage: GarbageCollector) -> Iterator[None]:
    """Delete a test's widgets before the next test; they would pile up otherwise."""
    has_torch = "torch" in sys.modules
    yield
    if QApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    garbage.collect()
    if not has_torch and "torch" in sys.modules:
        garbage.settle()  # as in the program: torch's objects take long to scan


class _Breaker(MetaPathFinder):
    """Raises an error when this module is imported."""

    def __init__(self, name: str, error: Exception) -> None:
        self._name, self._error = name, error

    def find_spec(self, name: str, *_: object) -> None:
        if name == self._name:
            raise self._error


@pytest.fixture
def break_import(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Exception], None]:
    """Return break_import(module, error), which makes the import of a package fail."""

    def fail(module: str, error: Exception) -> None:
        for name in [name for name in sys.modules if name.partition(".")[0] == module]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setattr(sys, "meta_path", [_Breaker(module, error), *sys.meta_path])

    return fail


@pytest.fixture
def windows_folder() -> Iterator[Path]:
    """Return a folder for windows' sockets, with a short enough path; it does not exist yet."""
    with tempfile.TemporaryDirectory(prefix="nst-") as parent:
        yield Path(parent, "windows")


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """Return an executor whose threads end with the test."""
    with ThreadPoolExecutor() as threads:
        yield threads


@pytest.fixture
def make_picture(tmp_path: Path) -> MakePicture:
    """Return a function that writes a picture of soft colours and returns its path."""

    def make(name: str = "picture.png", width: int = 96, height: int = 64, seed: int = 0) -> Path:
        random = np.random.default_rng(seed)
        coarse = Image.fromarray(random.integers(0, 256, (8, 8, 3), dtype=np.uint8))
        path = tmp_path / name
        coarse.resize((width, height), Image.Resampling.BICUBIC).save(path)
        return path

    return make


@pytest.fixture
def drop(qapp):
    """Return a function that drags files over a widget and drops them there.

    It returns whether the widget accepted the drag.
    """

    def drop(widget, *files, enter_only=False):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        action = Qt.DropAction.CopyAction
        entered = QDragEnterEvent(QPoint(5, 5), action, data, buttons, keys)
        QApplication.sendEvent(widget, entered)
        if not enter_only and entered.isAccepted():
            event = QDropEvent(QPointF(5, 5), action, data, buttons, keys)
            QApplication.sendEvent(widget, event)
        return entered.isAccepted()

    return drop
