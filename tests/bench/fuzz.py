"""Fuzzing with more damaged files than in the tests: `python -m tests.bench.fuzz [COUNT [SEED]]`.

COUNT is the number of files (default 20,000) and SEED the first random seed (default 0).
"""

import sys
import tempfile
from pathlib import Path

from tests.images.fuzzing import fuzz


def main(arguments: list[str]) -> None:
    count = int(arguments[0]) if arguments else 20_000
    first = int(arguments[1]) if arguments[1:] else 0
    with tempfile.TemporaryDirectory() as folder:
        findings = fuzz(range(first, first + count), Path(folder))
    for outcome, times in findings.outcomes.most_common():
        print(f"{times:>8}  {outcome}")
    print(f"longest {findings.most_seconds:.2f} s, most memory {findings.most_memory / 1e6:.0f} MB")
    print("\n".join(findings.unexpected))


if __name__ == "__main__":
    main(sys.argv[1:])
