"""The whole window, with settings of its own, and without a question that nobody answers."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from nst_desktop import paths
from nst_desktop.run.worker import real_stylize
from nst_desktop.studio.studio import Studio
from nst_desktop.widgets.settings import Settings


@pytest.fixture
def make_studio(qtbot, qapp):
    """make_studio(stylize) shows a window; at the end it is closed and nothing of it goes on."""
    studios = []

    def make(stylize=real_stylize):
        studio = Studio(qapp, Settings(paths.settings_file()), stylize)
        qtbot.addWidget(studio.window)
        studio.window.resize(1024, 700)
        studio.window.show()
        studios.append(studio)
        return studio

    yield make
    for studio in studios:
        studio.window.close()
        assert studio.shut_down()
        studio.deleteLater()


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
