"""Time until the loss that pastiche reaches in a number of steps.

`python -m tests.bench.quality [CONTENT STYLE] [--sizes 512] [--steps 300]` runs pastiche and this
project's engine in turn, ten steps each and each in its own process, with pastiche's objective.
Their times count only their own start-up and steps. Pastiche's class computes both losses.
"""

import tempfile
from pathlib import Path

import numpy as np
import torch

from tests.bench.peers import artist_of
from tests.bench.pictures import parser, read, read_style, write_result
from tests.bench.processors import Level, levels
from tests.bench.workers import Worker

TURN = 10
HISTORY = 50  # of our L-BFGS; pastiche uses PyTorch's 100


def main() -> None:
    options = parse()
    result: dict[str, dict[int, dict]] = {}
    for level in levels(options.levels):
        print(level.name)
        for size in (int(each) for each in options.sizes.split(",")):
            result.setdefault(level.name, {})[size] = race(level, size, options)
    write_result(result, options)


def race(level: Level, size: int, options) -> dict:
    """Return both curves of (steps, seconds, loss) and the ratio of the times to equal loss."""
    curves: dict[str, list[tuple[int, float, float]]] = {}
    photograph = read(options.content, size)
    artist = artist_of(photograph, read_style(options.style, photograph))
    workers = {
        name: Worker(name, level, options.content, options.style, size, HISTORY)
        for name in ("pastiche", "auto")
    }
    seconds = {name: worker.start["seconds"] for name, worker in workers.items()}
    for done in range(TURN, options.steps + 1, TURN):
        for name, worker in workers.items():
            seconds[name] += sum(worker.ask("step") for _ in range(TURN - (done == TURN)))
            loss = loss_of(artist, worker)
            curves.setdefault(name, []).append((done, seconds[name], loss))
        (_, theirs, their_loss), (_, ours, our_loss) = (curves[name][-1] for name in curves)
        print(f"  {done:4} steps: pastiche {theirs:7.1f} s {their_loss:10.1f}"
              f"   ours {ours:7.1f} s {our_loss:10.1f}", flush=True)  # fmt: skip
    for worker in workers.values():
        worker.close()
    aim, time = curves["pastiche"][-1][2], curves["pastiche"][-1][1]
    reached = next((each for each in curves["auto"] if each[2] <= aim), None)
    if reached is None:
        print(f"  {size} px: pastiche's loss of {aim:.1f} is not reached in {options.steps} steps")
    else:
        print(f"  {size} px: {aim:.1f} after {time:.0f} s (pastiche) and {reached[1]:.0f} s "
              f"({reached[0]} steps): ratio {reached[1] / time:.2f}")  # fmt: skip
    return {"curves": curves, "ratio": reached and reached[1] / time}


def loss_of(artist, worker: Worker) -> float:
    """Return pastiche's own loss of the worker's picture."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "picture.npy"
        worker.ask(f"save {file}")
        picture = torch.from_numpy(np.load(file))
    with torch.no_grad():
        artist.pastiche.copy_(picture)
        return artist._calc_loss().item()


def parse():
    made = parser("512")
    made.add_argument("--steps", type=int, default=300)
    return made.parse_args()


if __name__ == "__main__":
    main()
