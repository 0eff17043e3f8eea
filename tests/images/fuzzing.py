"""Fuzzing: damages files of the corpus by seed and loads them in worker processes."""

import json
import random
import selectors
import struct
import subprocess
import sys
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.images.corpus import refused_files, samples
from tests.images.corpus.hand_made import PNG_START

ROOT = Path(__file__).parents[2]
TIMEOUT = 15.0  # s for one file on a busy machine
MEMORY = 2_000_000_000  # bytes of address space beyond the initial size of the process
_MAX_SIZE = 60_000  # bytes of a source file
_EXTREMES = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


@dataclass
class Findings:
    """Outcomes of all files.

    Attributes:
        outcomes: Count of each outcome.
        unexpected: Any outcome other than a sound picture or a PictureError, with its seed.
        max_seconds: Longest time for a file.
        max_memory: Bytes resident.
    """

    outcomes: Counter = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    max_seconds: float = 0.0
    max_memory: int = 0

    def add(self, seed, report):
        self.outcomes[report["outcome"]] += 1
        self.max_seconds = max(self.max_seconds, report.get("seconds", 0))
        self.max_memory = max(self.max_memory, report.get("memory", 0))
        if report["outcome"] not in ("loaded", "refused"):
            self.unexpected.append(f"seed {seed}: {report['outcome']} {report.get('details', '')}")


def fuzz(seeds, folder):
    """Load one damaged file per seed, in two processes at a time."""
    findings = Findings()
    halves = [list(seeds)[part::2] for part in range(2)]
    with ThreadPoolExecutor(2) as pool:
        for reports in pool.map(_load_all, halves, [folder / "0", folder / "1"]):
            for seed, report in reports:
                findings.add(seed, report)
    return findings


def damaged(seed):
    """Return a file of the corpus with one to three faults."""
    choose = random.Random(seed)
    source = samples() if choose.random() < 0.9 else refused_files()
    whole = [file.data for file in source if len(file.data) <= _MAX_SIZE]
    data = bytearray(choose.choice(whole))
    for _ in range(choose.choice((1, 1, 1, 2, 3))):
        fault = choose.choice((_cut, _flip, _flip, _fake, _fake, _fake, _repeat, _drop, _splice))
        fault(data, choose, whole)
    if data.startswith(PNG_START) and choose.random() < 0.8:
        _fix_checksums(data)  # Otherwise the checksum reveals the fault before it has an effect.
    return bytes(data)


def _cut(data, choose, _):
    del data[choose.randrange(len(data) + 1) :]


def _flip(data, choose, _):
    reach = choose.choice((64, 300, len(data)))
    for _ in range(choose.choice((1, 2, 8, 30))):
        if data:
            data[choose.randrange(min(reach, len(data)))] = choose.randrange(256)


def _fake(data, choose, _):
    """Overwrite a number, as of lengths, counts, sizes and offsets, in either byte order."""
    size = choose.choice((1, 2, 2, 4, 4))
    if len(data) <= size:
        return
    at = choose.randrange(min(choose.choice((64, 400, len(data))), len(data) - size))
    value = choose.choice((*_EXTREMES, choose.randrange(2**32))) & (2 ** (8 * size) - 1)
    data[at : at + size] = value.to_bytes(size, choose.choice(("little", "big")))


def _repeat(data, choose, _):
    at = choose.randrange(len(data) + 1)
    part = data[at : at + choose.choice((1, 4, 12, 64, 1000))]
    data[at:at] = part * choose.choice((1, 2, 50))


def _drop(data, choose, _):
    at = choose.randrange(len(data) + 1)
    del data[at : at + choose.choice((1, 2, 4, 12, 100))]


def _splice(data, choose, whole):
    other = choose.choice(whole)
    data[choose.randrange(len(data) + 1) :] = other[choose.randrange(len(other)) :]


def _fix_checksums(data):
    at = len(PNG_START)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 8 + length
        if end + 4 > len(data):
            return
        struct.pack_into(">I", data, end, zlib.crc32(data[at + 4 : end]))
        at = end + 4


def _load_all(seeds, folder):
    folder.mkdir()
    reports, worker = [], None
    for seed in seeds:
        if worker is None:
            worker = _start()
        path = folder / "damaged"
        path.write_bytes(damaged(seed))
        report = _ask(worker, path)
        if report["outcome"] in ("hang", "crash"):
            _end(worker)
            worker = None
        reports.append((seed, report))
    if worker is not None:
        _end(worker)
    return reports


def _start():
    command = [sys.executable, "-m", "tests.images.fuzz_worker", str(MEMORY)]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _end(worker):
    worker.kill()
    worker.communicate()


def _ask(worker, path):
    try:
        worker.stdin.write(f"{path}\n".encode())
        worker.stdin.flush()
    except BrokenPipeError:
        return {"outcome": "crash", "details": f"exit code {worker.wait()}"}
    with selectors.DefaultSelector() as ready:
        ready.register(worker.stdout, selectors.EVENT_READ)
        if not ready.select(TIMEOUT):
            return {"outcome": "hang"}
    line = worker.stdout.readline()
    return json.loads(line) if line else {"outcome": "crash", "details": f"exit {worker.wait()}"}
