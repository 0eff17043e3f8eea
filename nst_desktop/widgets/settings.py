"""What the window remembers from one time to the next."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from nst_desktop.widgets.theme import Theme


class Settings:
    """Reads and writes one INI file; an unreadable entry counts as not there."""

    def __init__(self, file: Path) -> None:
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def state(self, key: str) -> QByteArray | None:
        """The saved state of a window or a splitter."""
        value = self._store.value(f"state/{key}")
        return value if isinstance(value, QByteArray) else None

    def set_state(self, key: str, state: QByteArray) -> None:
        """Remember the state of a window or a splitter."""
        self._store.setValue(f"state/{key}", state)

    def path(self, key: str) -> Path | None:
        """A remembered file or folder, if it still exists."""
        text = str(self._store.value(f"path/{key}", "") or "")
        return Path(text) if text and Path(text).exists() else None

    def set_path(self, key: str, path: Path) -> None:
        """Remember a file or folder."""
        self._store.setValue(f"path/{key}", str(path))

    def theme(self) -> Theme:
        """The look that the user has chosen."""
        value = str(self._store.value("theme", ""))
        return Theme(value) if value in set(Theme) else Theme.SYSTEM

    def set_theme(self, theme: Theme) -> None:
        """Remember the look."""
        self._store.setValue("theme", str(theme))

    def write(self) -> None:
        """Make sure that everything is in the file."""
        self._store.sync()
