"""This project's engine with pastiche's objective, run step by step."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.devices import prepare
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.layers import deepest
from nst_desktop.core.memory import choose_plan
from nst_desktop.core.objective import Objective
from nst_desktop.core.optimisers import make_optimiser
from nst_desktop.core.precision import with_precision
from nst_desktop.core.pyramid import to_tensor
from nst_desktop.core.stages import MemoryPlan
from nst_desktop.core.vgg import VGG19
from nst_desktop.machine.tuning_file import remember_choices
from nst_desktop.weights.network_weights import load_weights
from tests.bench.peers import as_pastiche_holds
from tests.bench.pictures import PARAMS


class Ours:
    """The whole computation at one size.

    Args:
        pixels: The photograph, at the size of the computation.
        painting: The painting, at the size of the computation.
        program: A memory plan, `whole`, `auto` or `strips,rows,merged`, optionally followed by `@`
            and a precision, such as `auto@float32`; else the precision is PARAMS'.
        history: Length of the L-BFGS history.
    """

    def __init__(self, pixels: Pixels, painting: Pixels, program: str, history: int) -> None:
        plan, _, precision = program.partition("@")
        params = replace(PARAMS, history=history, precision=precision or PARAMS.precision)
        remember_choices()
        cpu = torch.device("cpu")
        prepare(cpu)
        job = StyleJob(params, load_weights, pixels, (Style(painting),))
        job = with_precision(job, cpu)
        shape = pixels.shape[1], pixels.shape[0]
        dtype = getattr(torch, job.params.precision)
        network = VGG19(
            job.weights(), params.pooling, params.padding, cpu, dtype, deepest(job.layers)
        )
        chosen = choose_plan(job, shape, cpu) if plan == "auto" else _plan(plan)
        network.set_sparing(chosen.is_sparing)
        self._objective = Objective(job, network, shape, cpu, lambda: None, chosen)
        self._picture = to_tensor(pixels)
        self._optimiser = make_optimiser(job, self._picture, job.params.steps)

    def step(self) -> None:
        """Run one step."""
        self._optimiser.step(self._objective.evaluate(self._picture)[1])

    def save(self, path: Path) -> None:
        """Write the picture in pastiche's representation, as a NumPy file."""
        np.save(path, as_pastiche_holds(self._picture).numpy())


def _plan(text: str) -> MemoryPlan:
    if text == "whole":
        return MemoryPlan()
    strips, rows, *merged = (int(each) for each in text.split(","))
    return MemoryPlan(strips, rows, bool(merged and merged[0]))
