"""Cost of autosaving a run: `python -m tests.bench.autosave [SIZE] [SECONDS]`.

Runs at SIZE px (default 1024) for SECONDS (default 300) with autosave as usual, and prints the
number of saves, their duration and size, and their share of the time.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from nst_desktop import paths
from nst_desktop.core.engine import stylize
from nst_desktop.core.params import StyleParams
from nst_desktop.machine.tuning_file import remember_choices
from nst_desktop.recipes.plan import Plan, StyleFile, load_job
from nst_desktop.resume.autosave import INTERVAL, Autosave
from nst_desktop.resume.session_store import RUN, Session
from nst_desktop.weights.network_weights import BUILTIN, load_weights


class Timed(Session):
    """Session that records how long each save takes."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self.seconds: list[float] = []

    def save(self, step: object) -> None:
        begun = time.perf_counter()
        super().save(step)
        self.seconds.append(time.perf_counter() - begun)


def main(size: int, seconds: float) -> None:
    plan = Plan(
        params=StyleParams(size=size, min_size=size, steps=10_000),
        content=paths.sample_file(paths.CONTENT_SAMPLES[0]),
        styles=(StyleFile(paths.sample_file(paths.STYLE_SAMPLES[0])),),
    )
    weights = load_weights()
    folder = Path(tempfile.mkdtemp())
    session = Timed.create(folder, plan, (BUILTIN, weights.sha256))
    autosave = Autosave(lambda: session)
    remember_choices()
    begun = time.perf_counter()
    for step in stylize(load_job(plan, weights)):
        autosave.save_if_due(step)
        if time.perf_counter() - begun > seconds:
            break
    saving, since = sum(session.seconds), time.perf_counter() - begun
    size_of = os.path.getsize(folder / session.file.parent.name / RUN) / 1e6
    print(f"{size} px, {step.index} steps in {since:.0f} s, of which {len(session.seconds)} saves")
    print(f"a save: {saving / len(session.seconds):.2f} s, {size_of:.0f} MB")
    print(f"of the time: {100 * saving / since:.2f} % (every {INTERVAL:.0f} s, 2 % at most)")
    autosave.finish()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1024, float((sys.argv[2:] or [300])[0]))
