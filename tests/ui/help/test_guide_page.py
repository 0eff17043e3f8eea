"""The user's guide in its window: pictures, links and pages."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QPushButton, QTextBrowser

from nst_desktop import paths
from nst_desktop.ui.help import guide_page
from nst_desktop.ui.help.guide_page import MARGIN, RESIZE_DELAY, GuidePage

PAGE = "# One\n\n![a lake](images/lake.png)\n\n" + "Text.\n\n" * 80 + "## The second part\n\nEnd.\n"


@pytest.fixture
def folder(tmp_path):
    """A folder with a page, a second one and a wide picture."""
    (tmp_path / "images").mkdir()
    Image.new("RGB", (2000, 400)).save(tmp_path / "images" / "lake.png")
    (tmp_path / "guide.md").write_text(PAGE)
    (tmp_path / "more.md").write_text("# Another page\n")
    return tmp_path


@pytest.fixture
def browser(folder, qtbot):
    """The text of the page's window."""
    page = GuidePage(folder / "guide.md")
    qtbot.addWidget(page)
    page.show()
    yield page.findChild(QTextBrowser)
    page.close()


def test_a_picture_is_no_wider_than_the_text(browser):
    image = browser.loadResource(2, QUrl("images/lake.png"))
    assert image.width() == browser.viewport().width() - 2 * MARGIN
    assert image.height() == round(image.width() / 5)


def test_a_link_leads_to_a_heading(browser):
    browser.anchorClicked.emit(QUrl("#the-second-part"))
    assert browser.verticalScrollBar().value() > 0


def test_a_link_leads_to_another_page(browser):
    browser.anchorClicked.emit(QUrl("more.md"))
    assert browser.toPlainText() == "Another page"


def test_back_returns_to_the_position_on_the_page_before(browser, qtbot):
    browser.verticalScrollBar().setValue(200)
    browser.anchorClicked.emit(QUrl("more.md"))
    back = browser.window().findChild(QPushButton)
    assert back.isVisible()
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert browser.toPlainText().startswith("One")
    assert browser.verticalScrollBar().value() == 200
    assert not back.isVisible()


def test_the_guide_survives_its_links_and_every_width(qtbot):
    page = GuidePage(paths.guide_file())
    qtbot.addWidget(page)
    page.show()
    text = page.findChild(QTextBrowser)
    for name in ("batches.md", "parameters.md", "command-line.md", "guide.md#queue"):
        text.anchorClicked.emit(QUrl(name))
        for _ in range(4):
            page.resize(page.width() + 1, page.height())
            QApplication.processEvents()
        qtbot.wait(RESIZE_DELAY + 50)
    assert text.toPlainText().startswith("The user's guide")


def test_a_link_to_the_web_opens_a_browser(browser, monkeypatch):
    opened = []
    monkeypatch.setattr(guide_page.QDesktopServices, "openUrl", opened.append)
    browser.anchorClicked.emit(QUrl("https://example.org"))
    assert opened == [QUrl("https://example.org")]
    assert browser.toPlainText().startswith("One")


def test_a_page_that_is_missing_is_named(folder, qtbot):
    page = GuidePage(folder / "gone.md")
    qtbot.addWidget(page)
    assert "gone.md could not be read" in page.findChild(QTextBrowser).toPlainText()


def test_the_guide_is_there_with_its_pictures():
    text = paths.guide_file().read_text(encoding="utf-8")
    assert text.startswith("# The user's guide")
    assert (paths.guide_file().parent / "images").is_dir()
