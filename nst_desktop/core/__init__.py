"""The algorithm: torch and numpy only. No Qt, no Pillow and no file may come in here.

Names are handed on lazily, so that importing the package does not import torch.
"""

import os
from typing import TYPE_CHECKING, Any

from nst_desktop.core.job import Step, StyleJob
from nst_desktop.core.params import StyleParams

if TYPE_CHECKING:
    from nst_desktop.core.engine import stylize

# Read by OpenMP when torch is loaded: threads that wait sleep instead of spinning. Nothing is
# lost when the machine is idle, and a third of the time is won when it is not (the window's own
# thread, or another program).
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
# Read by torch: large tensors in large pages, where Linux gives them on request only. A step then
# takes a tenth less, which went into clearing small pages.
os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")

__all__ = ["Step", "StyleJob", "StyleParams", "stylize"]


def __getattr__(name: str) -> Any:
    if name == "stylize":
        from nst_desktop.core.loading import load_engine

        return load_engine().stylize
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
