"""The processors that this machine can be, or stand in for.

Libraries choose their code by the instructions that a processor has. Told to pass over the newer
ones, a processor is as quick as one that never had them, at its own clock and memory.
"""

import platform
from dataclasses import dataclass, field

from nst_desktop.machine.processor import instructions


@dataclass(frozen=True, slots=True)
class Level:
    """One set of instructions. environment: what makes the libraries take no newer ones."""

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
    """Those of this machine, its own first. wanted: names separated by commas; empty for all.

    Raises SystemExit if one of them cannot be shown here.
    """
    flags = instructions()
    found = [_AMX] if "amx_tile" in flags else []
    found += [_BF16] if "avx512_bf16" in flags else []
    found += [_AVX512] if "avx512f" in flags else []
    found += [_AVX2] if "avx2" in flags else []
    found = found or [Level(platform.machine())]
    found[0] = Level(found[0].name)  # its own: nothing has to be passed over
    if not wanted:
        return found
    by_name = {level.name: level for level in found}
    if missing := [name for name in wanted.split(",") if name not in by_name]:
        raise SystemExit(f"this machine cannot stand in for {', '.join(missing)}")
    return [by_name[name] for name in wanted.split(",")]
