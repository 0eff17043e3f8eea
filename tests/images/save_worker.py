"""Worker that overwrites a file forever: `python -m tests.images.save_worker FILE`.

For every line on stdin it starts a child process to be killed, and prints its process ID.
"""

import os
import sys
from pathlib import Path

import numpy as np

from nst_desktop.images.encoder import encode
from nst_desktop.images.formats import SaveOptions, format_of
from nst_desktop.images.save import save_picture
from nst_desktop.storage.atomic import write_whole

SHAPE = (300, 400, 3)
SEEDS = (1, 2)


def picture(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, SHAPE, dtype=np.uint8)


def main(path: Path) -> None:
    pictures = [picture(seed) for seed in SEEDS]
    options = SaveOptions(format=format_of(path))
    encoded = [encode(pixels, None, options) for pixels in pictures]
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            while True:
                for pixels, data in zip(pictures, encoded, strict=True):
                    if line.strip() == "save":
                        save_picture(pixels, path, None, options)
                    else:
                        write_whole(path, data)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("ended\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
