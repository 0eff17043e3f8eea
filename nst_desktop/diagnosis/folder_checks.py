"""The program's folders: where they are, and whether they can be written to."""

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from nst_desktop import paths
from nst_desktop.diagnosis.computer_checks import gigabytes
from nst_desktop.diagnosis.findings import Check
from nst_desktop.storage.atomic import reason_of

_FOLDERS: dict[str, Callable[[], Path]] = {
    "Settings": lambda: paths.settings_file().parent,
    "Presets": paths.own_presets_folder,
    "Cache": paths.cache_folder,
    "History": paths.history_folder,
    "Queue": paths.queue_folder,
    "Masks": paths.masks_folder,
    "Interrupted runs": paths.sessions_folder,
    "Log": lambda: paths.log_file().parent,
    "Queue's artworks": paths.artworks_folder,
}


def folder_checks() -> dict[str, Check]:
    """Return a check for each folder, by label."""
    return {label: partial(_state, folder) for label, folder in _FOLDERS.items()}


def _state(folder_of: Callable[[], Path]) -> str:
    """Return a folder's path, whether it can be written to, and how much is free there."""
    folder = folder_of()
    existing = next(path for path in (folder, *folder.parents) if path.is_dir())
    presence = "" if existing == folder else "not made yet, "
    try:
        with tempfile.TemporaryFile(dir=existing):
            access = "writable"
    except OSError as error:
        access = f"not writable: {reason_of(error)}"
    free = gigabytes(shutil.disk_usage(existing).free)
    return f"{folder} ({presence}{access}, {free} free)"
