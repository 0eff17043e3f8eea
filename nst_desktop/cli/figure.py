"""Figure 1 of Gatys 2015: what each layer remembers of a photograph and of a painting."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from nst_desktop.cli.planning import read_parameters
from nst_desktop.cli.running import Interrupt, iterate
from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import Step, Style, StyleJob
from nst_desktop.core.layers import LayerWeights
from nst_desktop.core.params import StyleParams
from nst_desktop.files.folders import make_folder
from nst_desktop.files.images import load_picture
from nst_desktop.files.saving import save_picture

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights

# Small and with one scale: fine detail is what tells the layers apart.
DEFAULTS = StyleParams(size=224, min_size=224, steps=150, init="noise")
SHEET = "figure.png"
_GAP = 8  # px between the pictures of the sheet


def draw_figure(options: argparse.Namespace, weights: "NetworkWeights", control: Interrupt) -> None:
    """Write five content and five style reconstructions and a sheet of all into the folder.

    Raises UserError if a picture cannot be read or written, Stopped at Ctrl-C.
    """
    folder = make_folder(options.output)
    params = read_parameters(options, DEFAULTS)
    params = replace(params, min_size=params.size)
    content = load_picture(options.content).pixels
    style = Style(load_picture(options.style).pixels)
    jobs = {
        "style": [
            StyleJob(replace(params, style_layers=layers), lambda: weights, None, (style,))
            for layers in style_layers()
        ],
        "content": [
            StyleJob(replace(params, content_layers=layers), lambda: weights, content)
            for layers in content_layers()
        ],
    }
    rows = []
    for name, row in jobs.items():
        pictures = []
        for number, job in enumerate(row, 1):
            job = replace(job, device=options.device)
            pictures.append(_reconstruct(job, control, options.quiet))
            save_picture(pictures[-1], folder / f"{name}_{number}.png")
        rows.append(pictures)
    save_picture(_sheet(rows), folder / SHEET)


def content_layers() -> Iterator[LayerWeights]:
    """(a) to (e) of the figure's content reconstructions: one layer each."""
    for block in range(1, 6):
        yield ((f"conv{block}_1", 1.0),)


def style_layers() -> Iterator[LayerWeights]:
    """(a) to (e) of the figure's style reconstructions: the first one to five layers."""
    for last in range(1, 6):
        yield tuple((f"conv{block}_1", 1.0) for block in range(1, last + 1))


def _reconstruct(job: StyleJob, control: Interrupt, quiet: bool) -> Pixels:
    last: list[Step] = []

    def keep(step: Step) -> None:
        last[:] = [step]

    iterate(job, control, quiet, None, keep)
    return last[0].snapshot(0)


def _sheet(rows: list[list[Pixels]]) -> Pixels:
    """All pictures side by side on white, one row of the same height below the other."""
    lines = []
    for row in rows:
        height = max(picture.shape[0] for picture in row) + _GAP
        lines.append(np.concatenate([_on_white(each, height) for each in row], axis=1))
    width = max(line.shape[1] for line in lines)
    sheet = np.full((sum(line.shape[0] for line in lines), width, 3), 255, np.uint8)
    top = 0
    for line in lines:
        sheet[top : top + line.shape[0], : line.shape[1]] = line
        top += line.shape[0]
    return sheet


def _on_white(picture: Pixels, height: int) -> Pixels:
    framed = np.full((height, picture.shape[1] + _GAP, 3), 255, np.uint8)
    framed[: picture.shape[0], : picture.shape[1]] = picture
    return framed
