"""The About dialog, whose report is made on another thread."""

from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from nst_desktop.diagnosis import system_report
from nst_desktop.diagnosis.findings import Line, Report, ReportSection
from nst_desktop.ui.help.about import AboutDialog
from tests.hands import TIMEOUT

REPORT = Report((ReportSection("Program", (Line("NST Desktop", "1.2.3"),)),))


@pytest.fixture
def held_report(monkeypatch):
    """Return an event that the report waits for, and a list of the threads that make it."""
    ready, threads = Event(), []

    def make_report():
        threads.append(current_thread())
        assert ready.wait(60)
        return REPORT

    monkeypatch.setattr(system_report, "make_report", make_report)
    yield ready, threads
    ready.set()


def about_of(app):
    app.window.actions.show_about.trigger()
    [dialog] = app.window.findChildren(AboutDialog)
    assert dialog.isVisible()
    return dialog


def test_the_dialog_opens_at_once_and_shows_the_report_later(qtbot, make_app, held_report):
    ready, threads = held_report
    dialog = about_of(make_app())
    assert dialog._report.toPlainText() == ""
    assert not dialog._copy.isEnabled()
    ready.set()
    qtbot.waitUntil(dialog._copy.isEnabled, timeout=TIMEOUT)
    assert dialog._report.toPlainText() == REPORT.text()
    assert main_thread() not in threads
    dialog.accept()


def test_the_dialog_can_be_closed_before_the_report_is_made(make_app, held_report):
    ready, threads = held_report
    app = make_app()
    about_of(app).accept()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    ready.set()
    assert app._tasks.finish(60)
    QCoreApplication.sendPostedEvents()
    assert len(threads) == 1
    assert app.window.findChildren(AboutDialog) == []
