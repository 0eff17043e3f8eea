"""The figure command: reconstructions from each layer, as in figure 1 of Gatys 2015."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from nst_desktop.cli.outputs import OUTPUT, check_outputs, option_inputs
from nst_desktop.cli.plan_options import read_parameters
from nst_desktop.cli.run_loop import Interrupt, iterate
from nst_desktop.core.arrays import Pixels
from nst_desktop.core.figure import (
    DEFAULTS,
    content_layers,
    painting_job,
    photograph_job,
    style_layers,
)
from nst_desktop.core.job import Step, StyleJob
from nst_desktop.images.folders import check_folder, make_folder
from nst_desktop.images.load import load_picture
from nst_desktop.images.save import save_picture
from nst_desktop.machine.tuning_file import remember_choices
from nst_desktop.recipes.overwrite_guard import PAINTING, PHOTOGRAPH, NamedFile

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights

FIGURE_FILE = "figure.png"
_ROWS = {"style": style_layers, "content": content_layers}
_GAP = 8  # px between two pictures


def check_figure(options: argparse.Namespace) -> None:
    """Raise UserError before any computation if the figure cannot be written."""
    check_folder(options.output)
    counts = {row: len(list(layers())) for row, layers in _ROWS.items()}
    names = [_name(row, number + 1) for row, count in counts.items() for number in range(count)]
    outputs = [NamedFile(OUTPUT, options.output / name) for name in (*names, FIGURE_FILE)]
    pictures = [NamedFile(PHOTOGRAPH, options.content), NamedFile(PAINTING, options.style)]
    check_outputs(outputs, [*pictures, *option_inputs(options)])


def draw_figure(options: argparse.Namespace, weights: "NetworkWeights", control: Interrupt) -> None:
    """Write five content and five style reconstructions, and a figure that combines them.

    Raises UserError if a picture cannot be read or written, and StoppedError after Ctrl-C.
    """
    remember_choices()
    params = read_parameters(options, DEFAULTS)
    params = replace(params, min_size=params.size)
    content = load_picture(options.content).pixels
    painting = load_picture(options.style).pixels
    jobs = {
        "style": [
            painting_job(params, lambda: weights, painting, layers, options.device)
            for layers in style_layers()
        ],
        "content": [
            photograph_job(params, lambda: weights, content, layers, options.device)
            for layers in content_layers()
        ],
    }
    folder = make_folder(options.output)
    rows = []
    for name, row in jobs.items():
        pictures = []
        for number, job in enumerate(row, 1):
            pictures.append(_reconstruct(job, control, options.quiet))
            save_picture(pictures[-1], folder / _name(name, number))
        rows.append(pictures)
    save_picture(_compose(rows), folder / FIGURE_FILE)


def _reconstruct(job: StyleJob, control: Interrupt, quiet: bool) -> Pixels:
    last: list[Step] = []

    def keep(step: Step) -> None:
        last[:] = [step]

    iterate(job, control, quiet, None, keep)
    return last[0].snapshot(0)


def _name(row: str, number: int) -> str:
    return f"{row}_{number}.png"


def _compose(rows: list[list[Pixels]]) -> Pixels:
    """Return a picture with these rows of pictures on a white background."""
    lines = []
    for row in rows:
        height = max(picture.shape[0] for picture in row) + _GAP
        lines.append(np.concatenate([_on_white(picture, height) for picture in row], axis=1))
    width = max(line.shape[1] for line in lines)
    figure = np.full((sum(line.shape[0] for line in lines), width, 3), 255, np.uint8)
    top = 0
    for line in lines:
        figure[top : top + line.shape[0], : line.shape[1]] = line
        top += line.shape[0]
    return figure


def _on_white(picture: Pixels, height: int) -> Pixels:
    framed = np.full((height, picture.shape[1] + _GAP, 3), 255, np.uint8)
    framed[: picture.shape[0], : picture.shape[1]] = picture
    return framed
