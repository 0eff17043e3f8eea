"""Time of one step beside pastiche and plain PyTorch.

`python -m tests.bench.step [CONTENT STYLE] [--sizes 512,1024] [--rounds 7] [--rows 64,128]`
alternates the programs in one process and prints the medians of the ratios to pastiche, as a table
and as JSON. Without pictures, the samples are taken.
"""

import argparse
import json
import statistics
from pathlib import Path
from time import perf_counter

from nst_desktop.files.weights import load_weights
from nst_desktop.paths import sample_file
from tests.bench import peers


def main() -> None:
    options = parse()
    weights = load_weights()
    result = {}
    for size in (int(each) for each in options.sizes.split(",")):
        content, style = peers.read(options.content, size), peers.read(options.style, size)
        steps = {
            "pastiche": peers.pastiche(content, style),
            "plain PyTorch": peers.plain(content, style, weights),
            "whole": peers.ours(content, style, weights),
        }
        for rows in (int(each) for each in options.rows.split(",") if each):
            steps[f"strips of {rows}"] = peers.ours(content, style, weights, rows)
        times = measure(steps, options.rounds)
        result[size] = report(size, content.shape, times)
    print(json.dumps(result))


def measure(steps: dict[str, peers.Step], rounds: int) -> dict[str, list[float]]:
    """Seconds of each program's steps, one of each per round; a first round warms up."""
    times: dict[str, list[float]] = {name: [] for name in steps}
    for round_number in range(rounds + 1):
        for name, step in steps.items():
            begun = perf_counter()
            step()
            if round_number:
                times[name].append(perf_counter() - begun)
    return times


def report(size: int, shape: tuple[int, ...], times: dict[str, list[float]]) -> dict:
    print(f"{shape[1]} x {shape[0]} px{'':12}seconds   ratio to pastiche")
    rows = {}
    for name, seconds in times.items():
        ratio = statistics.median(a / b for a, b in zip(seconds, times["pastiche"], strict=True))
        rows[name] = {"seconds": statistics.median(seconds), "ratio": ratio}
        print(f"{name:24}{rows[name]['seconds']:8.2f}{ratio:14.2f}")
    return rows


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("content", type=Path, nargs="?", default=sample_file("mountain_lake.jpg"))
    parser.add_argument("style", type=Path, nargs="?", default=sample_file("impasto.jpg"))
    parser.add_argument("--sizes", default="512,1024")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rows", default="64,128")
    return parser.parse_args()


if __name__ == "__main__":
    main()
