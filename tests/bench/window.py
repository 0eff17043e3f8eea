"""Speed of the window: `python -m tests.bench.window [--json FILE] [--stops 20] [--runs 20]`.

Measures the time to the first window, from two pictures to their sketch and between the sketches
while a slider is dragged, the event loop's delays during a run, the time from Stop to
the run's end and from closing to the end of the process, and memory after many runs. It needs no
display; to use one, set QT_QPA_PLATFORM. Each part runs in its own process.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMITS = {
    "first window [s]": 0.6,
    "sketch, median [s]": 0.5,
    "sketch, 95 % [s]": 0.8,
    "sketch while dragging, interval [s]": 0.25,
    "lateness while dragging, 99 % [ms]": 25.0,
    "lateness over idle, 99 % [ms]": 25.0,
    "lateness, worst [ms]": 150.0,
    "stop, worst [s]": 1.0,
    "close [s]": 2.0,
    "close, return code": 0.0,
    "memory after runs [%]": 5.0,
}
# Garbage is collected as in the program itself, see nst_desktop.launch.
PROGRAM = "import gc, sys; gc.disable(); from tests.bench.window_parts import main; main()"
TICK = 5  # ms
RUN = 30.0  # seconds of watching the event loop during a run; half of that when idle


def main() -> None:
    options = parse()
    figures: dict[str, float] = {}
    first = [part("first")["seconds"] for _ in range(8)][1:]  # the first warms the caches
    figures["first window [s]"] = statistics.median(first)
    figures |= part("sketch")
    figures |= part("lateness")
    figures |= part("stop", str(options.stops))
    begun = part("close", code=True)
    figures |= begun
    figures |= part("memory", str(options.runs))
    for name, value in figures.items():
        limit = LIMITS.get(name)
        told = "" if limit is None else f"  (limit {limit:g}{'' if value <= limit else ', MISSED'})"
        print(f"{name:32}{value:10.3f}{told}")
    print(json.dumps(figures))
    if options.json is not None:
        options.json.write_text(json.dumps(figures, indent=1))


def parse() -> argparse.Namespace:
    made = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    made.add_argument("--json", type=Path, help="file to write the figures to")
    made.add_argument("--stops", type=int, default=20, help="runs stopped at a random moment")
    made.add_argument("--runs", type=int, default=20, help="runs before memory is measured")
    return made.parse_args()


def part(name: str, *arguments: str, code: bool = False) -> dict[str, float]:
    """Return the figures of one part, run in its own process with its own settings."""
    with tempfile.TemporaryDirectory() as home:
        kinds = ("CONFIG", "CACHE", "STATE", "DATA")
        places = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in kinds}
        places["XDG_RUNTIME_DIR"] = f"{home}/runtime"
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, **places, "HOME": home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users run with bytecode caches
        environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "nst-bench")
        begun = time.time()
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, name, str(begun), *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        ended = time.time()
    figures = json.loads(done.stdout.splitlines()[-1])
    if code:
        return {
            "close [s]": ended - figures["closed at"],
            "close, return code": float(done.returncode),
        }
    done.check_returncode()
    return figures


if __name__ == "__main__":
    random.seed(0)
    main()
