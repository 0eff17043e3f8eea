"""Fast loading of the engine, which is mostly torch, in parallel with other work."""

import ctypes
import gc
import importlib
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from types import ModuleType

logger = logging.getLogger(__name__)

_ENGINE = "nst_desktop.core.engine"
# In the order and with the flags that torch itself uses; each library loads its dependencies.
_LIBRARIES = (("libtorch_global_deps.so", ctypes.RTLD_GLOBAL), ("libtorch.so", ctypes.RTLD_LOCAL))


def load_engine() -> ModuleType:
    """Import and return the module core.engine.

    Garbage collection is off during the import, and torch's 290,000 objects are frozen afterwards.
    Otherwise, collections would take 0.2 s during the import and 0.1 s later.
    """
    if _ENGINE in sys.modules:
        return importlib.import_module(_ENGINE)
    open_libraries()
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        engine = importlib.import_module(_ENGINE)
        gc.freeze()
    finally:
        if was_enabled:
            gc.enable()
    return engine


@contextmanager
def preloading(work: Callable[[], object]) -> Iterator[None]:
    """Run `work` on another thread during the block, and wait for it at the block's end.

    If the work is an import, such as load_engine, any import of the same module waits for it. An
    ImportError or OSError in the work is only logged, since the import that needs the module raises
    it again.
    """
    thread = Thread(target=_try, args=(work,), name="ahead")
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _try(work: Callable[[], object]) -> None:
    try:
        work()
    except (ImportError, OSError) as error:  # raised again where the work is needed
        logger.debug("%s: %s", work, error)


def open_libraries() -> None:
    """Open torch's libraries without blocking other threads.

    Opening them takes a quarter of the loading time. If the import opened them, it would hold
    Python's global lock and freeze the window for 0.25 s. Where the libraries cannot be opened in
    advance, the import opens them as usual.
    """
    torch = find_spec("torch")
    if not sys.platform.startswith("linux") or torch is None or torch.origin is None:
        return
    try:
        dlopen = ctypes.CDLL(None).dlopen
    except (OSError, AttributeError) as error:  # a C library without dlopen
        logger.debug("the import opens torch's libraries: %s", error)
        return
    dlopen.argtypes, dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    for name, scope in _LIBRARIES:
        dlopen(os.fsencode(Path(torch.origin).with_name("lib") / name), scope | os.RTLD_NOW)
