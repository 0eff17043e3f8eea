"""Time of one step beside pastiche and plain PyTorch.

`python -m tests.bench.step [CONTENT STYLE] [--sizes 512,1024] [--rounds 7]` lets the programs take
steps in turn, each in its own process, and prints the medians of the ratios to pastiche. `start-up`
is from the process' first line to the beginning of its first step.
"""

import json
import statistics

from tests.bench.pictures import parser
from tests.bench.workers import Worker

PROGRAMS = "pastiche,plain,whole,2.64,5.64"


def main() -> None:
    options = parse()
    programs = [each.replace(".", ",") for each in options.programs.split(",")]
    result = {}
    for size in (int(each) for each in options.sizes.split(",")):
        workers = {name: Worker(name, options.content, options.style, size) for name in programs}
        times = measure(workers, options.rounds)
        result[size] = report(size, workers, times)
        for worker in workers.values():
            worker.close()
    print(json.dumps(result))
    if options.json is not None:
        options.json.write_text(json.dumps(result, indent=1))


def measure(workers: dict[str, Worker], rounds: int) -> dict[str, list[float]]:
    """Seconds of each program's steps, one of each per round; a first round warms up."""
    times: dict[str, list[float]] = {name: [] for name in workers}
    for number in range(rounds + 1):
        for name, worker in workers.items():
            seconds = worker.ask("step")
            if number:
                times[name].append(seconds)
    return times


def report(size: int, workers: dict[str, Worker], times: dict[str, list[float]]) -> dict:
    print(f"{size:5} px {'':12}seconds  ratio to pastiche  start-up s")
    rows = {}
    for name, seconds in times.items():
        ratio = statistics.median(a / b for a, b in zip(seconds, times["pastiche"], strict=True))
        start = workers[name].start["ready"]
        rows[name] = {"seconds": statistics.median(seconds), "ratio": ratio, "start": start}
        print(f"  {name:18}{rows[name]['seconds']:8.2f}{ratio:14.2f}{start:14.1f}", flush=True)
    return rows


def parse():
    made = parser("512,1024")
    made.add_argument("--rounds", type=int, default=7)
    made.add_argument("--programs", default=PROGRAMS, help="plans of ours as strips.rows.merged")
    return made.parse_args()


if __name__ == "__main__":
    main()
