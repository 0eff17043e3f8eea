"""The algorithm: torch and numpy only. No Qt, no Pillow and no file may come in here.

Names are handed on lazily, so that importing the package does not import torch.
"""

from typing import TYPE_CHECKING, Any

from nst_desktop.core.job import Step, StyleJob
from nst_desktop.core.params import StyleParams

if TYPE_CHECKING:
    from nst_desktop.core.engine import stylize

__all__ = ["Step", "StyleJob", "StyleParams", "stylize"]


def __getattr__(name: str) -> Any:
    if name == "stylize":
        from nst_desktop.core.engine import stylize

        return stylize
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
