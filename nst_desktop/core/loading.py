"""Loading the engine, nearly all of which is torch: quickly, and while something else is done."""

import ctypes
import gc
import importlib
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
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
    _open_libraries()
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
def engine_ahead() -> Iterator[None]:
    """Load the engine on another thread, from now on; an import of it or of torch waits for that.

    A block that ends early, such as a command that is refused, does not wait for all of it.
    """
    ended = Event()
    thread = Thread(target=_load, args=(ended,), name="engine")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _load(ended: Event) -> None:
    _open_libraries()
    if ended.is_set():
        return
    try:
        load_engine()
    except (ImportError, OSError) as error:  # whoever imports it next is told
        logger.debug("the engine cannot be loaded: %s", error)


def _open_libraries() -> None:
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
