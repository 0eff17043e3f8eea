"""Loads the files whose paths come in, within limits, and tells what became of each."""

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
    most = psutil.Process().memory_info().vms + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        start = time.perf_counter()
        outcome, said = _outcome(Path(line.rstrip("\n")))
        told = {
            "outcome": outcome, "said": said, "seconds": time.perf_counter() - start,
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }  # fmt: skip
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _outcome(path: Path) -> tuple[str, str]:
    try:
        for read in (load_recipe_text, load_picture):
            try:
                found = read(path)
            except PictureError as error:
                if not str(error).isprintable():
                    return "unprintable", repr(str(error))
                found = None
    except Exception:  # noqa: BLE001 - any is a finding
        return "other exception", traceback.format_exc()
    if found is None:
        return "refused", ""
    return ("loaded", "") if _is_sound(found) else ("no picture", repr(found))


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
