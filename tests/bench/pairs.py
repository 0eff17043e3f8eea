"""Pairs of photographs and paintings for tests/bench/look.py."""

from dataclasses import dataclass
from pathlib import Path

from nst_desktop.paths import CONTENT_SAMPLES, STYLE_SAMPLES, sample_file

_SAMPLES = tuple((CONTENT_SAMPLES[0], name) for name in STYLE_SAMPLES[:3])
_IN_FOLDER = (
    ("portrait.jpg", "seated-nude.jpg"),
    ("golden_gate.jpg", "frida_kahlo.jpg"),
    ("golden_gate.jpg", "shipwreck.jpg"),
    ("tubingen.jpg", "starry_night.jpg"),
    ("portrait.jpg", "the_scream.jpg"),
    ("golden_gate.jpg", "starry_night.jpg"),
    ("tubingen.jpg", "seated-nude.jpg"),
    ("portrait.jpg", "frida_kahlo.jpg"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The files of a photograph and a painting."""

    photograph: Path
    painting: Path

    @property
    def name(self) -> str:
        """Both names without suffixes, usable as a file name."""
        return f"{self.photograph.stem}-{self.painting.stem}"


def find_pairs(folder: Path | None = None) -> list[Pair]:
    """Return the well-known pairs found in the folder, then the samples."""
    known = [] if folder is None else [Pair(folder / a, folder / b) for a, b in _IN_FOLDER]
    found = [pair for pair in known if pair.photograph.is_file() and pair.painting.is_file()]
    return found + [Pair(sample_file(a), sample_file(b)) for a, b in _SAMPLES]
