"""Accuracy and speed of selecting: `python -m tests.bench.selection [--json FILE] [--repeats 5]`.

Prints the overlap (intersection over union) of selected objects with the true ones after one rough
and one correcting stroke, for composites with known alpha, and the time of each selection in a
photograph of 24 megapixels.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from nst_desktop.core.arrays import Mask
from nst_desktop.masks.selection import SelectionStroke, select_object, select_similar
from tests.bench.pictures import write_result
from tests.composites import (
    composites,
    correcting_stroke,
    intersection_over_union,
    large_photograph,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeats", type=int, default=5, help="selections per time")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    options = parser.parse_args()
    write_result({"overlap": overlaps(), "seconds": times(options.repeats)}, options)


def overlaps() -> dict[str, list[float]]:
    """Return the overlap after one and two strokes, by composite, and the medians."""
    figures: dict[str, list[float]] = {}
    for composite in composites():
        strokes = [composite.stroke]
        first = select_object(composite.pixels, strokes)
        strokes.append(correcting_stroke(first, composite.alpha))
        second = select_object(composite.pixels, strokes)
        figures[composite.name] = [
            round(intersection_over_union(mask, composite.alpha), 4) for mask in (first, second)
        ]
        print_overlap(composite.name, figures[composite.name])
    figures["median"] = [statistics.median(pair) for pair in zip(*figures.values(), strict=True)]
    print_overlap("median", figures["median"])
    return figures


def print_overlap(name: str, pair: list[float]) -> None:
    print(f"{name:16}{pair[0]:8.3f}{pair[1]:8.3f}", flush=True)


def times(repeats: int) -> dict[str, list[float]]:
    """Return median and worst time in s of each kind of selection."""
    pixels, stroke = large_photograph()
    height, width = pixels.shape[:2]
    outside = SelectionStroke(((width * 0.1, height * 0.1),), stroke.radius, inside=False)
    kinds: dict[str, Callable[[], Mask]] = {
        "one stroke": lambda: select_object(pixels, [stroke]),
        "two strokes": lambda: select_object(pixels, [stroke, outside]),
        "similar area": lambda: select_similar(pixels, width // 2, height // 2, 24),
        "similar background": lambda: select_similar(pixels, 20, 20, 120),
    }
    return {name: time_of(name, select, repeats) for name, select in kinds.items()}


def time_of(name: str, select: Callable[[], Mask], repeats: int) -> list[float]:
    select()  # loads OpenCV
    seconds = []
    for _ in range(repeats):
        begun = time.perf_counter()
        select()
        seconds.append(time.perf_counter() - begun)
    pair = [round(statistics.median(seconds), 3), round(max(seconds), 3)]
    print(f"{name:20}{pair[0]:8.3f} s, worst {pair[1]:.3f} s", flush=True)
    return pair


if __name__ == "__main__":
    main()
