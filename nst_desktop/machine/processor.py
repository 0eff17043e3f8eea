"""The processor's name and instruction sets, and limits on the instructions that are used."""

import os
import platform
from pathlib import Path

_INFO = Path("/proc/cpuinfo")  # Linux
# PyTorch and oneDNN read these variables when they are loaded, and use no newer instructions than
# the variables allow.
_LIMITS = ("ATEN_CPU_CAPABILITY", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA")


def processor_name() -> str:
    """Return the system's name for the processor, such as `AMD EPYC`."""
    models = _fields("model name")
    return models[0] if models else platform.processor() or platform.machine()


def instructions() -> frozenset[str]:
    """Return the names of the instruction sets, such as `avx2`; empty unless on Linux on x86."""
    return frozenset(name for line in _fields("flags")[:1] for name in line.split())


def limits() -> str:
    """Return the environment variables that limit the instruction sets, as text; usually empty."""
    return " ".join(f"{name}={os.environ[name]}" for name in _LIMITS if name in os.environ)


def _fields(name: str) -> list[str]:
    try:
        lines = _INFO.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    pairs = (line.partition(":") for line in lines)
    return [value.strip() for key, _, value in pairs if key.strip() == name]
