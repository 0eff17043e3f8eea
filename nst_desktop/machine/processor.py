"""Which processor this is, and which instructions the libraries may take of it."""

import os
import platform
from pathlib import Path

_INFO = Path("/proc/cpuinfo")  # Linux
# Read by PyTorch and oneDNN as they are loaded: newer instructions than these are passed over.
_LIMITS = ("ATEN_CPU_CAPABILITY", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA")


def processor_name() -> str:
    """The processor as the system calls it, such as `AMD EPYC`."""
    models = _fields("model name")
    return models[0] if models else platform.processor() or platform.machine()


def instructions() -> frozenset[str]:
    """The names of the processor's instruction sets, such as `avx2`; empty where none are told."""
    return frozenset(name for line in _fields("flags")[:1] for name in line.split())


def limits() -> str:
    """What holds the libraries back from newer instructions; usually nothing."""
    return " ".join(f"{name}={os.environ[name]}" for name in _LIMITS if name in os.environ)


def _fields(name: str) -> list[str]:
    try:
        lines = _INFO.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    pairs = (line.partition(":") for line in lines)
    return [value.strip() for key, _, value in pairs if key.strip() == name]
