"""The user's guide, displayed in its own window."""

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

MARGIN = 24  # px, around the text


class GuidePage(QDialog):
    """Window that shows a Markdown page with its pictures. It does not block the main window.

    Args:
        file: Markdown file, whose links lead to headings, to pages in its folder, or to the web.
        parent: Main window.
    """

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._browser = _MarkdownBrowser(self)
        self._browser.setAccessibleName(self.tr("User's guide"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._browser)
        self.setWindowTitle(self.tr("User's guide"))
        self.resize(860, 720)
        self._browser.open_page(file)


class _MarkdownBrowser(QTextBrowser):
    """Text browser for Markdown pages; pictures are never wider than the text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._text = ""
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(MARGIN)
        self.anchorClicked.connect(self._on_link_clicked)

    def open_page(self, file: Path) -> None:
        """Show a Markdown page, or a message if the page cannot be read."""
        try:
            self._text = file.read_text(encoding="utf-8")
        except OSError as error:
            self._text = self.tr("{0} could not be read: {1}.").format(file.name, error.strerror)
        self._folder = file.parent
        self._render()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != QTextDocument.ResourceType.ImageResource:
            return super().loadResource(kind, name)
        image = QImage(str(self._folder / QUrl(name).path()))
        width = self.viewport().width() - 2 * MARGIN
        if image.isNull() or image.width() <= width:
            return image
        return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            share = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
            self._render()
            self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))

    def _render(self) -> None:
        self.document().clear()
        self.setMarkdown(self._text)

    @Slot(QUrl)
    def _on_link_clicked(self, url: QUrl) -> None:
        page = self._folder / url.path()
        if url.scheme():
            QDesktopServices.openUrl(url)
        elif page.suffix == ".md" and page.is_file():
            self.open_page(page)
            self._scroll_to(url.fragment())
        elif not url.path():
            self._scroll_to(url.fragment())

    def _scroll_to(self, anchor: str) -> None:
        """Bring the heading with this anchor to the top of the view."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and anchor_of(block.text()) == anchor:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top))
                return
            block = block.next()


def anchor_of(heading: str) -> str:
    """Return the anchor for a heading, for example `your-first-artwork`."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
