"""Paths to all resources, settings, caches, logs and saved data, defined only here."""

from pathlib import Path

from platformdirs import PlatformDirs

CONTENT_SAMPLES = ("mountain_lake.jpg",)
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


def _platform_dirs() -> PlatformDirs:
    return PlatformDirs("nst-desktop", appauthor=False)
