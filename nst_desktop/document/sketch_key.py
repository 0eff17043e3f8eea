"""SketchKey: tells whether a change to the setup changes its sketch."""

from collections.abc import Hashable
from dataclasses import dataclass

from nst_desktop.document.loaded_picture import LoadedPicture
from nst_desktop.document.setup import Setup

PARAMETERS = "style_weight", "content_weight", "style_scale", "colour"  # those that matter


@dataclass(frozen=True, slots=True)
class SketchKey:
    """Everything in a setup that its sketch shows, without keeping pictures in memory.

    Attributes:
        pictures: Mode, photograph and paintings.
        settings: Parameters, shares of the paintings, and masks with their revisions.
    """

    pictures: Hashable
    settings: Hashable


def sketch_key(setup: Setup) -> SketchKey:
    """Return the key of the setup's sketch as it would be drawn now."""
    loaded = setup.photograph, *(item.loaded for item in setup.paintings)
    pictures = setup.mode, *(None if item is None else _identity(item) for item in loaded)
    shares = tuple((item.weight, item.scale) for item in setup.paintings)
    regions = tuple(
        (item.kind, item.painting, item.buffer, item.buffer.revision)
        for item in setup.used_regions()
    )
    params = tuple(getattr(setup.params, name) for name in PARAMETERS)
    return SketchKey(pictures, (shares, regions, params))


def _identity(loaded: LoadedPicture) -> Hashable:
    return loaded.picture.path, loaded.picture.sha256, loaded.picture.ground
