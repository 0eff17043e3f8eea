"""Process that saves a run until it is killed: `python -m tests.resume.session_worker FOLDER`.

For every line on stdin, it forks a process with a new session and prints the id of that process.
"""

import itertools
import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from nst_desktop.core.params import StyleParams
from nst_desktop.recipes.plan import Plan
from nst_desktop.resume.session_store import Session
from tests.fakes import state_after, step_of

SIDE = 300  # 1 MB of arrays, so that a save takes some milliseconds


def state(index: int):
    """Return a state whose array is filled with the step's index."""
    picture = np.full((1, 3, SIDE, SIDE), index, np.float32)
    return replace(state_after(index), arrays={"picture": picture})


def save_for_ever(folder: Path, plan: Plan) -> None:
    session = Session.create(folder, plan, ("builtin", "0" * 64))
    for index in itertools.count(1):
        session.save(replace(step_of(index, 10**6), state=lambda index=index: state(index)))


def main(folder: Path) -> None:
    picture = folder / "picture.png"
    picture.write_bytes(b"only its checksum is read")
    plan = Plan(params=StyleParams(), content=picture)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            save_for_ever(folder / "sessions", plan)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("ended\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
