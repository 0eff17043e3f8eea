"""NST Desktop: turns a photograph and paintings into artwork on the user's own computer."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("nst-desktop")
except PackageNotFoundError:  # run from a source folder that was never installed
    __version__ = "0+unknown"
