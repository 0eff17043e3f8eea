"""What this application is."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from nst_desktop import __version__


def show_about(parent: QWidget) -> None:
    """Name, version, method and licence, in a dialog of its own."""
    text = QCoreApplication.translate(
        "about",
        "<h3>NST Desktop {0}</h3>"
        "<p>Turns a photograph and a painting into an artwork, on your own computer.</p>"
        "<p>The method is that of L. A. Gatys, A. S. Ecker and M. Bethge, <i>Image Style "
        "Transfer Using Convolutional Neural Networks</i>, CVPR 2016.</p>",
    )
    QMessageBox.about(parent, "NST Desktop", text.format(__version__))
