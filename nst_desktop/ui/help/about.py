"""The About dialog."""

import platform

from PySide6.QtCore import QCoreApplication, Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop import __version__, paths

ICON_SIDE, WIDTH = 64, 520  # px
PACKAGES = {"PySide6": "PySide6-Essentials", "PyTorch": "torch", "torchvision": "torchvision"}


class AboutDialog(QDialog):
    """Dialog with the versions, the licence, and credits for the method and the weights."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon = QLabel()
        picture = QIcon(str(paths.icon_file("nst-desktop")))
        icon.setPixmap(picture.pixmap(ICON_SIDE, ICON_SIDE))
        name = QLabel("NST Desktop")
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
        self._copy = QPushButton(_tr("&Copy versions"))
        self._copy.setToolTip(_tr("Copy version details for a bug report"))
        self._copy.setAutoDefault(False)
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
        layout.addLayout(_versions_layout())
        layout.addWidget(credits_text)
        layout.addLayout(foot)
        self.setWindowTitle(_tr("About NST Desktop"))
        self.setFixedSize(WIDTH, layout.totalHeightForWidth(WIDTH))
        close.setFocus()

        self._copy.clicked.connect(self._on_copy_clicked)
        self._licences.clicked.connect(self._on_licences_clicked)
        close.clicked.connect(self.accept)

    def _on_copy_clicked(self) -> None:
        lines = [f"{name} {number}" for name, number in versions().items()]
        QGuiApplication.clipboard().setText("\n".join([*lines, platform.platform()]))

    def _on_licences_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.licences_file())))


def versions() -> dict[str, str]:
    """Return the version of each component by name.

    PyTorch's version comes from the package metadata, as importing torch would take seconds.
    """
    fixed = {"NST Desktop": __version__, "Python": platform.python_version(), "Qt": qVersion()}
    return fixed | {name: _version(package) for name, package in PACKAGES.items()}


def _version(package: str) -> str:
    # Imported here because the import would delay the window.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return _tr("not installed")


def _versions_layout() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (name, number) in enumerate(versions().items()):
        label, value = QLabel(name), QLabel(number)
        label.setProperty("tone", "muted")
        grid.addWidget(label, row, 0)
        grid.addWidget(value, row, 1)
    return grid


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
