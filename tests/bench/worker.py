"""Process that answers Worker's questions about a program.

Started as `python -m tests.bench.worker PROGRAM CONTENT STYLE SIZE HISTORY`. PROGRAM is pastiche,
plain or one of our memory plans: `whole`, `auto` or `strips,rows,merged` as in stages.MemoryPlan,
each optionally with a precision, such as `auto@float32`. HISTORY is the length of our L-BFGS
history. The first line of output holds the seconds from the start of the process to the start and
to the end of the first step, and the peak memory by then in bytes.
"""

import json
import resource
import sys
import time
from pathlib import Path

BEGUN = time.time() - time.process_time()  # approximately when the interpreter started


def main(program: str, content: str, style: str, size: str, history: str) -> None:
    made = make(program, Path(content), Path(style), int(size), int(history))
    ready = time.time() - BEGUN
    made.step()
    tell({"ready": ready, "seconds": time.time() - BEGUN, "peak": peak()})
    for question in sys.stdin:
        tell(answer(made, question.strip()))


def make(program: str, content: Path, style: Path, size: int, history: int):
    if program in ("pastiche", "plain"):
        from tests.bench import peers

        photograph = peers.read(content, size)
        pictures = photograph, peers.read_style(style, photograph)
        return peers.Pastiche(*pictures) if program == "pastiche" else peers.Plain(*pictures)
    from nst_desktop.core.loading import load_engine, open_libraries, preloading

    with preloading(open_libraries):  # in the same order as `render`
        import nst_desktop.cli.commands  # noqa: F401
        from tests.bench.pictures import read, read_style
    with preloading(load_engine):
        photograph = read(content, size)
        painting = read_style(style, photograph)
        from tests.bench import ours

        return ours.Ours(photograph, painting, program, history)


def answer(made, question: str):
    if question == "step":
        begun = time.perf_counter()
        made.step()
        return time.perf_counter() - begun
    if question == "peak":
        return peak()
    if question.startswith("save"):
        made.save(Path(question.split(" ", 1)[1]))
        return True
    raise SystemExit(f"unknown: {question}")


def peak() -> int:
    """Return the peak memory of this process in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def tell(value) -> None:
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
