"""Runs killed at random moments, then resumed: `python -m tests.bench.crashes [KILLS]`.

Prints how many of the runs ended with a picture bit-identical to that of an uninterrupted run.
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.resume.crashing import killed_commands, killed_windows


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    seed = time.time_ns()
    for name, killed in (("commands", killed_commands), ("windows", killed_windows)):
        with tempfile.TemporaryDirectory() as folder:
            same = list(killed(Path(folder), kills, seed))
        print(f"{name}: {sum(same)} of {kills} the same picture")


if __name__ == "__main__":
    main()
