"""Worker that loads the files named on stdin, within limits, and reports the outcome of each."""

import json
import os
import sys
import time
import traceback
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["PYTHONWARNINGS"] = "ignore"

import resource

import numpy as np
import psutil

from nst_desktop.images.load import PictureError, PictureLimits, load_picture, load_recipe_text


def main(memory: int) -> None:
    limit = psutil.Process().memory_info().vms + memory
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        start = time.perf_counter()
        outcome, details = _outcome(Path(line.rstrip("\n")))
        report = {
            "outcome": outcome, "details": details, "seconds": time.perf_counter() - start,
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }  # fmt: skip
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()


def _outcome(path: Path) -> tuple[str, str]:
    try:
        for read in (load_recipe_text, load_picture):
            try:
                loaded = read(path)
            except PictureError as error:
                if not str(error).isprintable():
                    return "unprintable", repr(str(error))
                loaded = None
    except Exception:  # noqa: BLE001 - any is a finding
        return "other exception", traceback.format_exc()
    if loaded is None:
        return "refused", ""
    return ("loaded", "") if _is_sound(loaded) else ("no picture", repr(loaded))


def _is_sound(picture) -> bool:
    height, width, channels = picture.pixels.shape
    limits = PictureLimits()
    return (
        picture.pixels.dtype == np.uint8
        and channels == 3
        and 0 < height * width <= limits.pixels
        and max(height, width) <= limits.side
        and (picture.alpha is None or picture.alpha.shape == (height, width))
        and str(picture.notice or "").isprintable()
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
