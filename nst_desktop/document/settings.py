"""Settings that the window remembers between sessions."""

import json
import logging
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QCoreApplication, QSettings

log = logging.getLogger(__name__)

MAX_RECENT = 12  # files


class Theme(StrEnum):
    """Colour theme of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings:
    """Reads and writes an INI file. An unreadable entry counts as missing.

    Two windows may share the file. Each window keeps the values that it has read or set itself, and
    its write() writes all of them. The next window therefore finds one window's settings, never a
    mixture. Only the list of recent files is shared immediately.
    """

    def __init__(self, file: Path) -> None:
        self._notice = ""
        self._has_failed = False
        self._own: dict[str, Any] = {}
        self._store = self._open(file)

    def notice(self) -> str:
        """Return a message for the user if the file was damaged, or else an empty string."""
        return self._notice

    def state(self, key: str) -> QByteArray | None:
        """Return a window's or splitter's saved state, if any."""
        value = self._get(f"state/{key}")
        return value if isinstance(value, QByteArray) else None

    def set_state(self, key: str, state: QByteArray) -> None:
        """Save a window's or splitter's state."""
        self._set(f"state/{key}", state)

    def path(self, key: str) -> Path | None:
        """Return the path of a saved file or folder if it still exists."""
        value = self._get(f"path/{key}")
        if isinstance(value, str) and value.startswith('"'):
            value = _from_json(value)
        return Path(value) if isinstance(value, str) and value and _exists(value) else None

    def set_path(self, key: str, path: Path) -> None:
        """Save the path of a file or folder."""
        name = str(path)
        # Qt loses any bytes in a name that are not text. JSON can escape them.
        self._set(f"path/{key}", name if name.isprintable() else json.dumps(name))

    def theme(self) -> Theme:
        """Return the theme that the user chose, or the system theme."""
        value = self._get("theme")
        return Theme(value) if value in list(Theme) else Theme.SYSTEM

    def set_theme(self, theme: Theme) -> None:
        """Save the theme."""
        self._set("theme", str(theme))

    def text(self, key: str, default: str = "") -> str:
        """Return a saved text, or the default."""
        value = self._get(f"text/{key}")
        return value if isinstance(value, str) else default

    def set_text(self, key: str, text: str) -> None:
        """Save a text."""
        self._set(f"text/{key}", text)

    def flag(self, key: str, default: bool) -> bool:
        """Return a saved flag, or the default."""
        value = self._get(f"flag/{key}")
        return {"true": True, "false": False}.get(str(value).lower(), default)

    def set_flag(self, key: str, value: bool) -> None:
        """Save a flag."""
        self._set(f"flag/{key}", "true" if value else "false")

    def document(self, key: str) -> dict[str, Any]:
        """Return a saved mapping from names to values, or {} if there is none.

        The values come from the file unchecked, so check them before use.
        """
        values = _from_json(self._get(f"document/{key}"))
        return values if isinstance(values, dict) else {}

    def set_document(self, key: str, values: dict[str, Any]) -> None:
        """Save a mapping from names to values.

        Raises:
            TypeError: JSON cannot represent a value.
        """
        self._set(f"document/{key}", json.dumps(values))

    def recent(self) -> list[Path]:
        """Return up to 12 files that were opened in any window, newest first."""
        self._store.sync()
        value = _from_json(self._store.value("recent"))
        names = value if isinstance(value, list) else []
        return [Path(name) for name in names if isinstance(name, str) and name][:MAX_RECENT]

    def add_recent(self, path: Path) -> None:
        """Move or add this file to the top of the recent files."""
        self._set_recent([path, *(recent for recent in self.recent() if recent != path)])

    def clear_recent(self) -> None:
        """Clear the list of recent files."""
        self._set_recent([])

    def write(self) -> None:
        """Write all of this window's settings to the file."""
        self._store.sync()  # so that remove() also affects values set by another window
        for key, value in self._own.items():
            if value is None:
                self._store.remove(key)
            else:
                self._store.setValue(key, value)
        self._sync()

    def _get(self, key: str) -> Any:
        if key not in self._own:
            self._own[key] = self._store.value(key)
        return self._own[key]

    def _set(self, key: str, value: Any) -> None:
        self._own[key] = value
        self._store.setValue(key, value)

    def _set_recent(self, files: list[Path]) -> None:
        self._store.setValue("recent", json.dumps([str(file) for file in files[:MAX_RECENT]]))
        self._sync()

    def _sync(self) -> None:
        self._store.sync()
        if self._store.status() != QSettings.Status.NoError and not self._has_failed:
            self._has_failed = True
            log.warning("the settings could not be written: %s", self._store.status().name)

    def _open(self, file: Path) -> QSettings:
        store = QSettings(str(file), QSettings.Format.IniFormat)
        store.allKeys()  # Qt reads each group only on demand
        if store.status() == QSettings.Status.NoError and _is_text(file):
            return store
        log.warning("the settings in %s cannot be read", file)
        self._notice = _tr("The settings could not be read and were reset to their defaults.")
        aside = file.with_name(f"{file.name}.damaged")
        try:
            file.replace(aside)
        except OSError as error:
            log.warning("the damaged settings could not be moved aside: %s", error)
        fresh = QSettings(str(file), QSettings.Format.IniFormat)
        fresh.clear()  # Qt may still hold values from the damaged file
        fresh.sync()
        return fresh


def _is_text(file: Path) -> bool:
    """Whether the file is missing or contains text. Qt would also accept other bytes."""
    try:
        return "\0" not in file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return True
    except (OSError, UnicodeDecodeError):
        return False


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def _from_json(text: Any) -> Any:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Settings", text)
