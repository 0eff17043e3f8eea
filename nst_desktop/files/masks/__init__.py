"""Masks of regions: painted, filled, changed as a whole, kept in files. numpy and Pillow, no Qt.

`masks.brush`, `masks.flood`, `masks.shapes` and `masks.store` are loaded when they are first used:
the window is there before numpy and Pillow are.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nst_desktop.files.masks import brush as brush
    from nst_desktop.files.masks import flood as flood
    from nst_desktop.files.masks import shapes as shapes
    from nst_desktop.files.masks import store as store


def __getattr__(name: str) -> Any:
    if name in ("brush", "flood", "shapes", "store"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
