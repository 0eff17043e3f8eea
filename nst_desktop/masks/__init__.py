"""Region masks: painting, selecting, transforming and storing them. Independent of Qt.

`masks.brush`, `masks.mask_store`, `masks.selection` and `masks.shapes` are imported on first use,
so that the window appears before numpy and Pillow are loaded.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nst_desktop.masks import brush as brush
    from nst_desktop.masks import mask_store as mask_store
    from nst_desktop.masks import selection as selection
    from nst_desktop.masks import shapes as shapes


def __getattr__(name: str) -> Any:
    if name in ("brush", "mask_store", "selection", "shapes"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
