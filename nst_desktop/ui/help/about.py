"""The About dialog."""

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop import __version__, paths

ICON_SIDE, WIDTH, REPORT_HEIGHT = 64, 680, 230  # px


class AboutDialog(QDialog):
    """Dialog with the licence, credits for the method and the weights, and a report.

    The report says what this computer has. The owner makes it, which takes some seconds, and calls
    set_report().
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon = QLabel()
        picture = QIcon(str(paths.icon_file("nst-desktop")))
        icon.setPixmap(picture.pixmap(ICON_SIDE, ICON_SIDE))
        name = QLabel(f"NST Desktop {__version__}")
        font = name.font()
        font.setPointSizeF(1.5 * font.pointSizeF())
        font.setBold(True)
        name.setFont(font)
        summary = QLabel(_tr("Turns a photograph and paintings into artwork on your own computer."))
        summary.setProperty("tone", "muted")
        summary.setWordWrap(True)
        credits_text = QLabel(_credits())
        credits_text.setWordWrap(True)
        credits_text.setOpenExternalLinks(True)
        credits_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        credits_text.setAccessibleName(_tr("Credits and licence"))
        credits_text.setToolTip(_tr("Sources of the method and the weights"))
        self._report = QPlainTextEdit()
        self._report.setReadOnly(True)
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setPlaceholderText(_tr("Examining this computer…"))
        self._report.setMinimumHeight(REPORT_HEIGHT)
        self._report.setAccessibleName(_tr("This computer"))
        self._report.setToolTip(_tr("What this computer and this installation have"))
        self._copy = QPushButton(_tr("&Copy for a bug report"))
        self._copy.setToolTip(_tr("Copy the text above, in which your home folder is shown as ~"))
        self._copy.setAutoDefault(False)
        self._copy.setEnabled(False)
        self._licences = QPushButton(_tr("&Licences"))
        self._licences.setToolTip(_tr("Show the licences of everything in this application"))
        self._licences.setAutoDefault(False)
        if not paths.licences_file().is_file():  # each package has its own beside it
            self._licences.hide()
        close = QPushButton(_tr("Close"))
        close.setToolTip(_tr("Close this dialog"))
        close.setDefault(True)

        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(name)
        titles.addWidget(summary)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(icon)
        head.addLayout(titles, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._copy)
        foot.addWidget(self._licences)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(credits_text)
        layout.addWidget(self._report, 1)
        layout.addLayout(foot)
        self.setWindowTitle(_tr("About NST Desktop"))
        self.setMinimumSize(WIDTH, layout.totalHeightForWidth(WIDTH))
        close.setFocus()

        self._copy.clicked.connect(self._on_copy_clicked)
        self._licences.clicked.connect(self._on_licences_clicked)
        close.clicked.connect(self.accept)

    def set_report(self, text: str) -> None:
        """Show the report, which can then be copied."""
        self._report.setPlainText(text)
        self._copy.setEnabled(True)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())

    def _on_licences_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.licences_file())))


def _credits() -> str:
    """Return the credits as rich text."""
    parts = (
        _tr(
            "The method is by L. A. Gatys, A. S. Ecker and M. Bethge: "
            '<a href="https://arxiv.org/abs/1508.06576">A Neural Algorithm of Artistic Style</a>, '
            "2015."
        ),
        _tr(
            "The network is VGG-19 by K. Simonyan and A. Zisserman, Visual Geometry Group, "
            'University of Oxford: <a href="https://arxiv.org/abs/1409.1556">Very Deep '
            "Convolutional Networks for Large-Scale Image Recognition</a>, 2014. The built-in "
            "weights are theirs and are licensed under the "
            '<a href="https://creativecommons.org/licenses/by/4.0/">'
            "Creative Commons Attribution licence</a>."
        ),
        _tr(
            "Sketches are drawn by Magenta's networks, by G. Ghiasi, H. Lee, M. Kudlur, "
            'V. Dumoulin and J. Shlens: <a href="https://arxiv.org/abs/1705.06830">Exploring the '
            "structure of a real-time, arbitrary neural artistic stylization network</a>, 2017, "
            'licensed under the <a href="https://www.apache.org/licenses/LICENSE-2.0">Apache '
            "License 2.0</a>."
        ),
        _tr("NST Desktop is free software under the MIT licence."),
    )
    return "".join(f"<p style='margin-top: 0'>{part}</p>" for part in parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("about", text)
