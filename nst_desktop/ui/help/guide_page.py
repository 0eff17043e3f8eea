"""The user's guide, displayed in its own window."""

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QVBoxLayout, QWidget

MARGIN = 24  # px, on each side of the text
RESIZE_DELAY = 100  # ms to wait before scaling the pictures to a new width


class GuidePage(QDialog):
    """Window that displays a Markdown page with its pictures. It does not block the main window.

    Args:
        file: Markdown file, whose links lead to headings, to pages in its folder, or to the web.
        parent: Main window.
    """

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._browser = _MarkdownBrowser(self)
        self._browser.setAccessibleName(self.tr("User's guide"))
        self._browser.setToolTip(self.tr("Click a link to follow it"))
        self._back = QPushButton(self.tr("&Back"))
        self._back.setToolTip(self.tr("Return to the previous page (Alt+Left)"))
        self._back.setShortcut(QKeySequence("Alt+Left"))
        self._back.setAutoDefault(False)
        self._back.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._browser)
        self.setWindowTitle(self.tr("User's guide"))
        self.resize(860, 720)
        self._browser.page_changed.connect(self._back.setVisible)
        self._back.clicked.connect(self._browser.go_back)
        self._browser.open_page(file)


class _MarkdownBrowser(QTextBrowser):
    """Text browser for Markdown pages whose pictures are never wider than the text.

    Signals:
        page_changed(bool): Another page is displayed; True if there is a page to go back to.
    """

    page_changed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._file = Path()
        self._text = ""
        self._visited: list[tuple[Path, int]] = []
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(RESIZE_DELAY)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always on: a bar that came and went would resize the view while it loads a page.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().setDocumentMargin(MARGIN)
        self.anchorClicked.connect(self._on_link_clicked)
        self._resized.timeout.connect(self._render_again)

    def open_page(self, file: Path) -> None:
        """Show a Markdown page, or a message if the page cannot be read."""
        try:
            self._text = file.read_text(encoding="utf-8")
        except OSError as error:
            self._text = self.tr("{0} could not be read: {1}.").format(file.name, error.strerror)
        self._file = file
        self._render()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.page_changed.emit(bool(self._visited))

    @Slot()
    def go_back(self) -> None:
        """Return to the previous page, at the position where the user left it."""
        if self._visited:
            file, position = self._visited.pop()
            self.open_page(file)
            self.verticalScrollBar().setValue(position)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != QTextDocument.ResourceType.ImageResource:
            return super().loadResource(kind, name)
        image = QImage(str(self._file.parent / QUrl(name).path()))
        width = self.viewport().width() - 2 * MARGIN
        if image.isNull() or image.width() <= width:
            return image
        return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._resized.start()  # delayed, because the document may be loading

    def _render(self) -> None:
        self.document().clear()
        self.setMarkdown(self._text)

    @Slot()
    def _render_again(self) -> None:
        """Scale the pictures to the width of the view, and stay at the same position."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._render()
        bar.setValue(round(share * bar.maximum()))

    @Slot(QUrl)
    def _on_link_clicked(self, url: QUrl) -> None:
        page = self._file.parent / url.path()
        if url.scheme():
            QDesktopServices.openUrl(url)
        elif page.suffix == ".md" and page.is_file():
            self._visited.append((self._file, self.verticalScrollBar().value()))
            self.open_page(page)
            self._scroll_to(url.fragment())
        elif not url.path():
            self._scroll_to(url.fragment())

    def _scroll_to(self, anchor: str) -> None:
        """Move the heading with this anchor to the top of the view."""
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
