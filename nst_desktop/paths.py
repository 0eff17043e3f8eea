"""Paths to all resources, settings, caches, logs and saved data, defined only here."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

CONTENT_SAMPLES = ("mountain_lake.jpg",)
_DISPLAYS = "WAYLAND_DISPLAY", "DISPLAY", "SESSIONNAME"  # the last one on Windows
STYLE_SAMPLES = ("impasto.jpg", "stained_glass.jpg", "ink_hatching.jpg", "geometry.jpg")


def resources() -> Path:
    """Return the folder with icons and samples: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def guide_file() -> Path:
    """Return the path of the user guide. The same folder holds its pictures and the other pages."""
    package = Path(__file__).resolve().parent
    installed = package / "docs"
    return (installed if installed.is_dir() else package.parent / "docs") / "guide.md"


def licences_file() -> Path:
    """Return the licences of all packages in an application bundle; elsewhere it does not exist."""
    return Path(__file__).resolve().parent / "LICENCES.txt"


def icon_file(name: str) -> Path:
    """Return the path of an icon's SVG file."""
    return resources() / "icons" / f"{name}.svg"


def sample_file(name: str) -> Path:
    """Return the path of a sample picture: one of CONTENT_SAMPLES or STYLE_SAMPLES."""
    return resources() / "samples" / name


def builtin_presets_folder() -> Path:
    """Return the folder with the built-in presets."""
    return resources() / "presets"


def own_presets_folder() -> Path:
    """Return the folder for the user's presets; it may not exist yet."""
    return _platform_dirs().user_data_path / "presets"


def settings_file() -> Path:
    """Return the path of the window's settings file: size, folders, theme and more."""
    return _platform_dirs().user_config_path / "settings.ini"


def limits_file() -> Path:
    """Return the path of the file with the picture size limit for the window and the commands."""
    return _platform_dirs().user_config_path / "limits.json"


def cache_folder() -> Path:
    """Return the folder for files that can be recreated."""
    return _platform_dirs().user_cache_path


def weights_folder() -> Path:
    """Return the folder for downloaded weights; it may not exist yet."""
    return cache_folder() / "weights"


def torch_hub_folder() -> Path:
    """Return the folder where PyTorch itself keeps downloaded weights; it may not exist."""
    cache = os.environ.get("XDG_CACHE_HOME", "~/.cache")  # on all systems
    home = Path(os.environ.get("TORCH_HOME", f"{cache}/torch"))
    return home.expanduser() / "hub" / "checkpoints"


def masks_folder() -> Path:
    """Return the folder for painted masks, named by content hash; it may not exist yet."""
    return _platform_dirs().user_state_path / "masks"


def tuning_file() -> Path:
    """Return the path of the file that lists this computer's fastest algorithms."""
    return cache_folder() / "tuning.json"


def log_file() -> Path:
    """Return the path of the window's log file."""
    return _platform_dirs().user_log_path / "nst-desktop.log"


def recovery_file() -> Path:
    """Return the path of the file that keeps the last artwork until the user saves it."""
    return _platform_dirs().user_state_path / "unsaved_artwork.png"


def history_folder() -> Path:
    """Return the history folder, with one folder per run; it may not exist yet."""
    return _platform_dirs().user_state_path / "history"


def sessions_folder() -> Path:
    """Return the folder for unfinished runs, with one folder per run; it may not exist yet."""
    return _platform_dirs().user_state_path / "sessions"


def queue_folder() -> Path:
    """Return the queue's folder; it may not exist yet."""
    return _platform_dirs().user_state_path / "queue"


def artworks_folder() -> Path:
    """Return the queue's default output folder; it may not exist yet."""
    return _platform_dirs().user_pictures_path / "NST Desktop"


def windows_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for the sockets of this user's windows on this display.

    It may not exist yet.
    """
    displays = [environment.get(name, "") for name in _DISPLAYS]
    user = str(os.getuid()) if hasattr(os, "getuid") else ""  # sudo may keep the environment
    key = hashlib.sha256("\0".join((user, *displays)).encode("utf-8", "surrogateescape"))
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    base = Path(runtime, "nst-desktop") if runtime else cache_folder() / "windows"
    return base / key.hexdigest()[:8]  # short, as the path of a socket must be


def _platform_dirs() -> "PlatformDirs":
    # Not at the top: the doctor command has to work, and say so, where this package is missing.
    from platformdirs import PlatformDirs

    return PlatformDirs("nst-desktop", appauthor=False)
