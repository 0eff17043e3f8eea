"""Peak memory of a few steps, compared with pastiche and with the estimate.

`python -m tests.bench.memory [CONTENT STYLE] [--sizes 1024,2048]` runs each program in its own
process. `grew` is the process's growth after its libraries were loaded, and `estimate` is that
growth as predicted by core/memory.py; both with only as long a history as these few steps fill.
"""

import statistics
from dataclasses import replace

import numpy as np
import torch

import nst_desktop.core  # noqa: F401
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.memory import bytes_for
from nst_desktop.core.precision import with_precision
from nst_desktop.core.stages import MemoryPlan
from tests.bench.pictures import PARAMS, parser, read, read_style, write_result
from tests.bench.processors import Level, levels
from tests.bench.workers import Worker

PROGRAMS = "pastiche,whole,0.96,0.48,0.24,2.64.1,5.64.1,5.32.1,5.16.1"
STEPS = 2  # after the first
HISTORY = STEPS


def main() -> None:
    options = parse()
    table: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
    loaded = base()
    head = f"  {'px':>5} {'program':10}{'peak GB':>9}{'grew':>7}{'estimate':>10}{'s a step':>10}"
    for level in levels(options.levels):
        print(level.name, head, sep="\n")
        for size in options.sizes.split(","):
            for name in options.programs.split(","):
                row = measure(name.replace(".", ","), level, int(size), options, loaded)
                table.setdefault(level.name, {}).setdefault(size, {})[name] = row
                shown = "".join(
                    f"{row[each]:{width}.2f}"
                    for each, width in (("peak", 9), ("grew", 7), ("estimate", 10), ("seconds", 10))
                )
                print(f"  {size:>5} {name:10}{shown}", flush=True)
    write_result(table, options)


def measure(name: str, level: Level, size: int, options, loaded: int) -> dict[str, float]:
    """Return a program's row of the table, in GB and seconds."""
    worker = Worker(name, level, options.content, options.style, size, HISTORY)
    seconds = statistics.median(worker.ask("step") for _ in range(STEPS))
    peak = worker.ask("peak")
    worker.close()
    told = 0.0 if name == "pastiche" else estimate(name, size, options)
    return {
        "peak": peak / 1e9, "grew": (peak - loaded) / 1e9, "estimate": told / 1e9,
        "seconds": seconds,
    }  # fmt: skip


def estimate(name: str, size: int, options) -> float:
    pixels = read(options.content, size)
    style = read_style(options.style, pixels)
    plan, _, precision = name.partition("@")
    params = replace(PARAMS, history=HISTORY, precision=precision or PARAMS.precision)
    job = StyleJob(params, lambda: None, pixels, (Style(style),))  # type: ignore[arg-type]
    job = with_precision(job, torch.device("cpu"))
    strips, rows, merged = (*map(int, plan.split(",")), 0, 0)[:3] if plan != "whole" else (0, 0, 0)
    return bytes_for(
        job, (pixels.shape[1], pixels.shape[0]), MemoryPlan(strips, rows, bool(merged))
    )


def base() -> int:
    """Return the bytes a process holds once numpy and torch are loaded and have computed."""
    import resource

    np.zeros(1)
    torch.zeros(2, 2) @ torch.zeros(2, 2)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def parse():
    made = parser("1024,2048")
    made.add_argument(
        "--programs",
        default=PROGRAMS,
        help="our plans as strips.rows.merged, optionally with @float32 or @bfloat16",
    )
    return made.parse_args()


if __name__ == "__main__":
    main()
