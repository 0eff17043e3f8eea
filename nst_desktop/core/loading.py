"""Loading the engine, nearly all of which is torch: quickly, and while something else is done."""

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
# With everything that they need, in the order and manner in which torch itself loads them.
_LIBRARIES = (("libtorch_global_deps.so", ctypes.RTLD_GLOBAL), ("libtorch.so", ctypes.RTLD_LOCAL))


def load_engine() -> ModuleType:
    """The module engine, imported without looking for garbage among torch's 290,000 objects.

    Neither meanwhile nor later: that would take 0.2 s and then 0.1 s.
    """
    if _ENGINE in sys.modules:
        return importlib.import_module(_ENGINE)
    open_libraries()
    collecting = gc.isenabled()
    gc.disable()
    try:
        engine = importlib.import_module(_ENGINE)
        gc.freeze()
    finally:
        if collecting:
            gc.enable()
    return engine


@contextmanager
def ahead(work: Callable[[], object]) -> Iterator[None]:
    """Begin work that is needed soon on another thread; the end of the block waits for it.

    work: such as load_engine. An import of what it imports waits for it, and fails as it does.
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
    """Open torch's libraries, a quarter of the work, while other threads go on.

    An import would hold Python's lock for as long: 0.25 s, in which a window stands still. Where
    the libraries are not found here, the import opens them.
    """
    torch = find_spec("torch")
    if not sys.platform.startswith("linux") or torch is None or torch.origin is None:
        return
    try:
        dlopen = ctypes.CDLL(None).dlopen
    except (OSError, AttributeError) as error:  # another libc
        logger.debug("the import opens torch's libraries: %s", error)
        return
    dlopen.argtypes, dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    for name, scope in _LIBRARIES:
        dlopen(os.fsencode(Path(torch.origin).with_name("lib") / name), scope | os.RTLD_NOW)
