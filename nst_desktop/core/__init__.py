"""The style transfer algorithm, built on torch and numpy only.

Nothing in this package may import Qt or Pillow, or read or write files. The package exports its
names lazily, so importing it does not import torch.
"""

import os
from typing import TYPE_CHECKING, Any

from nst_desktop.core.job import Step, StyleJob
from nst_desktop.core.params import StyleParams

if TYPE_CHECKING:
    from nst_desktop.core.engine import stylize

# OpenMP reads this variable when torch is loaded. It makes waiting threads sleep instead of spin,
# which costs nothing on an idle machine. On a busy one, for example while the window's own thread
# or another program is working, it saves a third of the time.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
# torch reads this variable and requests huge pages for large tensors where Linux only grants them
# on request. Each step then takes 10 % less time, because fewer pages have to be
# cleared.
os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")

__all__ = ["Step", "StyleJob", "StyleParams", "stylize"]


def __getattr__(name: str) -> Any:
    if name == "stylize":
        from nst_desktop.core.loading import load_engine

        return load_engine().stylize
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
