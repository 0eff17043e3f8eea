"""Draw the sample pictures that come with the program.

One content picture (``mountain_lake.jpg``) and four style pictures (``impasto.jpg``,
``stained_glass.jpg``, ``ink_hatching.jpg`` and ``geometry.jpg``) are computed from nothing but
seeded random numbers, so they are free of anybody else's rights and every run gives the same
files. Only numpy and Pillow are needed::

    python resources/samples/make_samples.py [FOLDER] [--only NAME ...]

Without FOLDER the pictures are written beside this script.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import geometry
import impasto
import ink_hatching
import mountain_lake
import stained_glass
from _paint import save_jpeg
from PIL import Image

PICTURES: dict[str, Callable[[], Image.Image]] = {
    "mountain_lake": mountain_lake.draw,
    "impasto": impasto.draw,
    "stained_glass": stained_glass.draw,
    "ink_hatching": ink_hatching.draw,
    "geometry": geometry.draw,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw the pictures into the folder named on the command line."""
    parser = argparse.ArgumentParser(description="Draw the sample pictures.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--only", nargs="+", choices=sorted(PICTURES), metavar="NAME")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in options.only or PICTURES:
        start = time.perf_counter()
        picture = PICTURES[name]()
        size = save_jpeg(picture, options.folder / f"{name}.jpg")
        seconds = time.perf_counter() - start
        shape = f"{picture.width}x{picture.height}"
        print(f"{name}.jpg  {shape}  {size / 1000:.0f} kB  {seconds:.1f} s")


if __name__ == "__main__":
    main()
