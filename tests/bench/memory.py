"""Peak memory of a few steps beside pastiche.

`python -m tests.bench.memory [CONTENT STYLE] [--sizes 1024,2048]` runs every program in a process
of its own and prints the peaks as a table and as JSON. The pictures are fitted to 4:3.
"""

import argparse
import json
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from nst_desktop.core.job import Pixels
from nst_desktop.paths import sample_file

PROGRAMS = ("pastiche", "whole", "strips")
STEPS = 3
STRIP_ROWS = 128


def main() -> None:
    options = parse()
    if options.one:
        work(options.one, int(options.sizes), options.content, options.style)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
        return
    table: dict[str, dict[str, float]] = {}
    for size in options.sizes.split(","):
        for program in options.programs.split(","):
            peak = measure(program, size, options) / 1e9
            table.setdefault(size, {})[program] = peak
            print(f"{size:>6} x {int(size) * 3 // 4:<6}{program:10}{peak:8.2f} GB", flush=True)
    print(json.dumps(table))


def measure(program: str, size: str, options: argparse.Namespace) -> int:
    """The peak of a process that takes a few steps, in bytes."""
    command = [sys.executable, "-m", "tests.bench.memory", options.content, options.style]
    done = subprocess.run(
        [*map(str, command), "--one", program, "--sizes", size],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return int(done.stdout.split()[-1])


def work(program: str, size: int, content: Path, style: Path) -> None:
    from nst_desktop.files.weights import load_weights
    from tests.bench import peers

    pictures = read(content, size), read(style, size)
    if program == "pastiche":
        step = peers.pastiche(*pictures)
    else:
        rows = STRIP_ROWS if program == "strips" else None
        step = peers.ours(*pictures, load_weights(), rows)
    for _ in range(STEPS):
        step()


def read(path: Path, width: int) -> Pixels:
    with Image.open(path) as image:
        return np.asarray(ImageOps.fit(image.convert("RGB"), (width, width * 3 // 4)))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("content", type=Path, nargs="?", default=sample_file("mountain_lake.jpg"))
    parser.add_argument("style", type=Path, nargs="?", default=sample_file("impasto.jpg"))
    parser.add_argument("--sizes", default="1024,2048")
    parser.add_argument("--programs", default=",".join(PROGRAMS))
    parser.add_argument("--one", choices=PROGRAMS, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
