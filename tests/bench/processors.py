"""Processors that this machine can stand in for.

Libraries choose their code by the processor's instruction sets. If they ignore the newer ones, it
is as fast as a processor without them, at its own clock and memory.
"""

import platform
from dataclasses import dataclass, field

from nst_desktop.machine.processor import instructions


@dataclass(frozen=True, slots=True)
class Level:
    """An instruction set.

    Attributes:
        name: Name of the instruction set.
        environment: Variables that keep the libraries from using newer ones.
    """

    name: str
    environment: dict[str, str] = field(default_factory=dict)


_AMX = Level("AMX")
_BF16 = Level("AVX-512 BF16", {"ONEDNN_MAX_CPU_ISA": "AVX512_CORE_BF16"})
_AVX512 = Level("AVX-512", {"ONEDNN_MAX_CPU_ISA": "AVX512_CORE_VNNI"})
_AVX2 = Level(
    "AVX2",
    {
        "ONEDNN_MAX_CPU_ISA": "AVX2",
        "ATEN_CPU_CAPABILITY": "avx2",
        "MKL_ENABLE_INSTRUCTIONS": "AVX2",
    },
)


def levels(wanted: str = "") -> list[Level]:
    """Return the levels of this machine, its own first.

    Args:
        wanted: Names separated by commas; empty for all.

    Raises:
        SystemExit: This machine cannot stand in for one of them.
    """
    flags = instructions()
    found = [_AMX] if "amx_tile" in flags else []
    found += [_BF16] if "avx512_bf16" in flags else []
    found += [_AVX512] if "avx512f" in flags else []
    found += [_AVX2] if "avx2" in flags else []
    found = found or [Level(platform.machine())]
    found[0] = Level(found[0].name)  # the machine's own level, nothing to ignore
    if not wanted:
        return found
    by_name = {level.name: level for level in found}
    if missing := [name for name in wanted.split(",") if name not in by_name]:
        raise SystemExit(f"this machine cannot stand in for {', '.join(missing)}")
    return [by_name[name] for name in wanted.split(",")]
