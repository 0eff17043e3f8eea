"""Every test runs without a screen, and with settings, caches and recovery of its own."""

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere
if "PYTEST_XDIST_WORKER" in os.environ:  # one of several: each has a processor of its own
    os.environ.setdefault("OMP_NUM_THREADS", "1")

from collections.abc import Callable, Iterator
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
    """What was logged may hold names that are no text; reports of several processes may not."""
    report.sections = [
        (title, text.encode("utf-8", "backslashreplace").decode())
        for title, text in report.sections
    ]


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Numbers are written as before, whatever language a test has chosen."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a test writes reaches the user's folders, and none sees another's."""
    for kind in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "places" / kind.lower()))
    monkeypatch.setenv("HOME", str(tmp_path / "places"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "places"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "places"))


@pytest.fixture(scope="session", autouse=True)
def garbage() -> Iterator[GarbageCollector]:
    """As in the program, no worker's thread collects garbage."""
    collector = GarbageCollector()
    yield collector
    collector.stop()


@pytest.fixture(autouse=True)
def no_old_widgets(garbage: GarbageCollector) -> Iterator[None]:
    """The widgets of a test are gone when the next one begins; or they would pile up."""
    has_torch = "torch" in sys.modules
    yield
    if QApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    garbage.collect()
    if not has_torch and "torch" in sys.modules:
        garbage.settle()  # as in the program: it takes long to look through


@pytest.fixture
def make_picture(tmp_path: Path) -> MakePicture:
    """make_picture(name, width, height) writes a picture of soft colours and gives its path."""

    def make(name: str = "picture.png", width: int = 96, height: int = 64, seed: int = 0) -> Path:
        random = np.random.default_rng(seed)
        coarse = Image.fromarray(random.integers(0, 256, (8, 8, 3), dtype=np.uint8))
        path = tmp_path / name
        coarse.resize((width, height), Image.Resampling.BICUBIC).save(path)
        return path

    return make


@pytest.fixture
def drop(qapp):
    """drop(widget, *paths) drags these files over the widget and drops them there."""

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
