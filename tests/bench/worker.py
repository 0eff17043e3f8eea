"""`python -m tests.bench.worker PROGRAM CONTENT STYLE SIZE HISTORY`: answers Worker's questions.

PROGRAM: pastiche, plain, or a plan of ours: `whole`, `auto`, or `strips,rows,merged` as in
stages.Plan, each also with a precision, such as `auto@float32`; HISTORY is that of our L-BFGS. The
first line says how many seconds it took from the start of the process to where the first step
begins and to where it ends, and how many bytes the process then held at most.
"""

import json
import resource
import sys
import time
from pathlib import Path

BEGUN = time.time() - time.process_time()  # the interpreter's own start, nearly


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

    with preloading(open_libraries):  # everything in the order in which `render` does it
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
    """Bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def tell(value) -> None:
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
