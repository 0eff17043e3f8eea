"""The computer: its operating system, processor and memory."""

import locale
import platform
import sys

from nst_desktop.machine.processor import instructions, limits, processor_name

# Linux' names for instructions that compute with 16 bits, or with whole tiles of a matrix.
_NARROW = ("avx512_bf16", "avx512_fp16", "amx_tile", "amx_bf16", "amx_fp16")


def operating_system() -> str:
    """Return the operating system's name and version, and the processor's architecture."""
    return ", ".join(filter(None, (_distribution(), platform.platform())))


def language() -> str:
    """Return the system's language, and the encoding of file names."""
    name = locale.getlocale()[0] or "none set"
    return f"{name}, file names in {sys.getfilesystemencoding()}"


def processor() -> str:
    """Return the processor's name."""
    return processor_name()


def vector_instructions() -> str:
    """Return the vector instructions that PyTorch uses, and what limits them. Imports torch."""
    import torch

    supported = instructions()
    narrow = [name for name in _NARROW if name in supported]
    parts = (torch.backends.cpu.get_cpu_capability(), *narrow, limits())
    return ", ".join(filter(None, parts))


def cores() -> str:
    """Return the number of cores, and how many threads PyTorch uses. Imports torch."""
    import psutil
    import torch

    cores, threads = psutil.cpu_count(logical=False), psutil.cpu_count()
    return f"{cores} with {threads} threads; PyTorch uses {torch.get_num_threads()}"


def memory() -> str:
    """Return the size of the memory, and how much of it is free."""
    import psutil

    memory = psutil.virtual_memory()
    return f"{gigabytes(memory.total)}, {gigabytes(memory.available)} free"


def gigabytes(size: float) -> str:
    """Return a number of bytes as text, such as 15.9 GB."""
    return f"{size / 1e9:.1f} GB"


def _distribution() -> str:
    if not sys.platform.startswith("linux"):
        return ""
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return ""
