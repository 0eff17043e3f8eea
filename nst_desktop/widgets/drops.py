"""What a drag brings."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_files(data: QMimeData) -> list[Path]:
    """The local files in a drag, in their order; empty if it holds none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
