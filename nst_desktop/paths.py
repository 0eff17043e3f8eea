"""Where things lie: resources, settings, cache, log and recovery. Nothing else knows a place."""

from pathlib import Path

from platformdirs import PlatformDirs

CONTENT_SAMPLES = ("mountain_lake.jpg",)
STYLE_SAMPLES = ("impasto.jpg", "stained_glass.jpg", "ink_hatching.jpg", "geometry.jpg")


def resources() -> Path:
    """The folder of icons and samples: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def icon_file(name: str) -> Path:
    """The SVG file of this icon."""
    return resources() / "icons" / f"{name}.svg"


def sample_file(name: str) -> Path:
    """The sample picture of this file name; one of CONTENT_SAMPLES or STYLE_SAMPLES."""
    return resources() / "samples" / name


def builtin_presets_folder() -> Path:
    """The presets that come with the program."""
    return resources() / "presets"


def own_presets_folder() -> Path:
    """The presets that the user has made; it may not exist yet."""
    return _places().user_data_path / "presets"


def settings_file() -> Path:
    """Where the window remembers its size, its folders and its theme."""
    return _places().user_config_path / "settings.ini"


def limits_file() -> Path:
    """How large a picture may be, for the window and the commands."""
    return _places().user_config_path / "limits.json"


def cache_folder() -> Path:
    """For what can be made again."""
    return _places().user_cache_path


def masks_folder() -> Path:
    """The masks that were painted, each under a name made of its content; it may not exist yet."""
    return _places().user_state_path / "masks"


def tuning_file() -> Path:
    """Which ways of computing are the quickest on this computer."""
    return cache_folder() / "tuning.json"


def log_file() -> Path:
    """Where the window writes what went wrong."""
    return _places().user_log_path / "nst-desktop.log"


def recovery_file() -> Path:
    """Where the last artwork is kept until the user has saved it."""
    return _places().user_state_path / "unsaved_artwork.png"


def history_folder() -> Path:
    """The runs of this and earlier sessions, a folder each; it may not exist yet."""
    return _places().user_state_path / "history"


def sessions_folder() -> Path:
    """The runs that go, and those that were interrupted, a folder each; it may not exist yet."""
    return _places().user_state_path / "sessions"


def queue_folder() -> Path:
    """The artworks that are still to be made, one after another; it may not exist yet."""
    return _places().user_state_path / "queue"


def artworks_folder() -> Path:
    """Where the artworks of the queue go unless the user says otherwise; it may not exist yet."""
    return _places().user_pictures_path / "NST Desktop"


def _places() -> PlatformDirs:
    return PlatformDirs("nst-desktop", appauthor=False)
