"""What the window remembers from one time to the next."""

import json
import logging
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QCoreApplication, QSettings

log = logging.getLogger(__name__)

MAX_RECENT = 12  # files


class Theme(StrEnum):
    """What the user may choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings:
    """Reads and writes one INI file; an unreadable entry counts as not there.

    Two windows may have the same file. Each goes by what it found or set itself, and write()
    leaves all of it, so that the next window finds those of one, never a mixture. Only the
    recent files are everybody's.
    """

    def __init__(self, file: Path) -> None:
        self._notice = ""
        self._has_failed = False
        self._own: dict[str, Any] = {}
        self._store = self._open(file)

    def notice(self) -> str:
        """What people should know about the file: it was damaged; else empty."""
        return self._notice

    def state(self, key: str) -> QByteArray | None:
        """The saved state of a window or a splitter."""
        value = self._get(f"state/{key}")
        return value if isinstance(value, QByteArray) else None

    def set_state(self, key: str, state: QByteArray) -> None:
        """Remember the state of a window or a splitter."""
        self._set(f"state/{key}", state)

    def path(self, key: str) -> Path | None:
        """A remembered file or folder, if it still exists."""
        value = self._get(f"path/{key}")
        if isinstance(value, str) and value.startswith('"'):
            value = _from_json(value)
        return Path(value) if isinstance(value, str) and value and _exists(value) else None

    def set_path(self, key: str, path: Path) -> None:
        """Remember a file or folder."""
        name = str(path)
        # Qt's texts lose the bytes of a name that are no characters; JSON has a form for them.
        self._set(f"path/{key}", name if name.isprintable() else json.dumps(name))

    def theme(self) -> Theme:
        """The look that the user has chosen."""
        value = self._get("theme")
        return Theme(value) if value in list(Theme) else Theme.SYSTEM

    def set_theme(self, theme: Theme) -> None:
        """Remember the look."""
        self._set("theme", str(theme))

    def text(self, key: str, default: str = "") -> str:
        """A remembered text, such as the last parameters as JSON."""
        value = self._get(f"text/{key}")
        return value if isinstance(value, str) else default

    def set_text(self, key: str, text: str) -> None:
        """Remember a text."""
        self._set(f"text/{key}", text)

    def flag(self, key: str, default: bool) -> bool:
        """A remembered yes or no, such as whether a panel is shown."""
        value = self._get(f"flag/{key}")
        return {"true": True, "false": False}.get(str(value).lower(), default)

    def set_flag(self, key: str, value: bool) -> None:
        """Remember a yes or no."""
        self._set(f"flag/{key}", "true" if value else "false")

    def document(self, key: str) -> dict[str, Any]:
        """Remembered names and values, such as how pictures are saved; empty if there are none.

        The values are whatever the file says: to be checked before they are used.
        """
        found = _from_json(self._get(f"document/{key}"))
        return found if isinstance(found, dict) else {}

    def set_document(self, key: str, values: dict[str, Any]) -> None:
        """Remember names and values. Raises TypeError if JSON has no form for a value."""
        self._set(f"document/{key}", json.dumps(values))

    def recent(self) -> list[Path]:
        """The files that were opened in this and other windows, the newest first; at most 12."""
        self._store.sync()
        found = _from_json(self._store.value("recent"))
        names = found if isinstance(found, list) else []
        return [Path(name) for name in names if isinstance(name, str) and name][:MAX_RECENT]

    def add_recent(self, path: Path) -> None:
        """Put this file in front of the recent ones."""
        self._set_recent([path, *(each for each in self.recent() if each != path)])

    def clear_recent(self) -> None:
        """Forget the recent files."""
        self._set_recent([])

    def write(self) -> None:
        """Make sure that everything is in the file."""
        self._store.sync()  # or remove() would not know what another window has set
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
        store.allKeys()  # Qt reads each group only when it is asked for
        if store.status() == QSettings.Status.NoError and _is_text(file):
            return store
        log.warning("the settings in %s cannot be read", file)
        self._notice = _tr("The settings could not be read. Everything is as at the first start.")
        aside = file.with_name(f"{file.name}.damaged")
        try:
            file.replace(aside)
        except OSError as error:
            log.warning("the damaged settings stay where they are: %s", error)
        fresh = QSettings(str(file), QSettings.Format.IniFormat)
        fresh.clear()  # Qt may still hold what it made of the damaged file
        fresh.sync()
        return fresh


def _is_text(file: Path) -> bool:
    """Whether Qt could have written the file, or there is none; Qt reads other bytes as well."""
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
