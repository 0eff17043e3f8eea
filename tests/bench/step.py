"""Time of one step, compared with pastiche and plain PyTorch.

`python -m tests.bench.step [CONTENT STYLE] [--sizes 512,1024] [--rounds 7]` runs the programs in
turn, step by step and each in its own process, and prints the median ratios to pastiche, on every
processor that this one can stand in for. `start-up` is the time from the start of the process to
its first step.
"""

import statistics

from tests.bench.pictures import parser, write_result
from tests.bench.processors import Level, levels
from tests.bench.workers import Worker

PROGRAMS = "pastiche,plain,auto,auto@float32,whole,2.64.1"


def main() -> None:
    options = parse()
    result: dict[str, dict[int, dict]] = {}
    for level in levels(options.levels):
        for size in (int(each) for each in options.sizes.split(",")):
            result.setdefault(level.name, {})[size] = compare(level, size, options)
    write_result(result, options)


def compare(level: Level, size: int, options) -> dict:
    """Return a row per program: seconds of a step, their ratio to pastiche's, start-up seconds."""
    programs = [each.replace(".", ",") for each in options.programs.split(",")]
    workers = {name: Worker(name, level, options.content, options.style, size) for name in programs}
    try:
        return report(level, size, workers, measure(workers, options.rounds))
    finally:
        for worker in workers.values():
            worker.close()


def measure(workers: dict[str, Worker], rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each program's steps, one per round after a warm-up round."""
    times: dict[str, list[float]] = {name: [] for name in workers}
    for number in range(rounds + 1):
        for name, worker in workers.items():
            seconds = worker.ask("step")
            if number:
                times[name].append(seconds)
    return times


def report(level: Level, size: int, workers: dict[str, Worker], times: dict[str, list]) -> dict:
    print(f"{level.name:14}{size:5} px {'':4}seconds  ratio to the first  start-up s")
    rows = {}
    first = next(iter(times.values()))
    for name, seconds in times.items():
        ratio = statistics.median(a / b for a, b in zip(seconds, first, strict=True))
        start = workers[name].start["ready"]
        rows[name] = {"seconds": statistics.median(seconds), "ratio": ratio, "start": start}
        print(f"  {name:18}{rows[name]['seconds']:8.2f}{ratio:16.2f}{start:16.1f}", flush=True)
    return rows


def parse():
    made = parser("512,1024")
    made.add_argument("--rounds", type=int, default=7)
    made.add_argument(
        "--programs",
        default=PROGRAMS,
        help="our plans as strips.rows.merged, optionally with @float32 or @bfloat16",
    )
    return made.parse_args()


if __name__ == "__main__":
    main()
