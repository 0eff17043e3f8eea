"""This project's engine with pastiche's objective, one step at a time."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from nst_desktop.core.devices import prepare
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.layers import deepest
from nst_desktop.core.memory import choose_plan
from nst_desktop.core.objective import Objective
from nst_desktop.core.optimisers import make_optimiser
from nst_desktop.core.pyramid import to_tensor
from nst_desktop.core.stages import Plan
from nst_desktop.core.vgg import VGG19
from nst_desktop.files.tuning import remember_choices
from nst_desktop.files.weights import load_weights
from tests.bench.peers import as_pastiche_holds
from tests.bench.pictures import PARAMS, read, read_style


class Ours:
    """The whole computation at one size. plan: whole, auto, or `strips,rows,merged`.

    history: of L-BFGS.
    """

    def __init__(self, content: Path, style: Path, size: int, plan: str, history: int) -> None:
        params = replace(PARAMS, history=history)
        remember_choices()
        cpu = torch.device("cpu")
        prepare(cpu)
        weights = load_weights()
        pixels = read(content, size)
        job = StyleJob(params, lambda: weights, pixels, (Style(read_style(style, pixels)),))
        shape = pixels.shape[1], pixels.shape[0]
        network = VGG19(weights, params.pooling, params.padding, cpu, last=deepest(job.layers))
        chosen = choose_plan(job, shape, cpu) if plan == "auto" else _plan(plan)
        network.spare(chosen.is_sparing)
        self._objective = Objective(job, network, shape, cpu, lambda: None, chosen)
        self._picture = to_tensor(pixels)
        self._optimiser = make_optimiser(params, self._picture, deepest(job.layers))

    def step(self) -> None:
        """One step."""
        self._optimiser.step(self._objective.evaluate(self._picture)[1])

    def save(self, path: Path) -> None:
        """Write the picture as pastiche would hold it."""
        np.save(path, as_pastiche_holds(self._picture).numpy())


def _plan(text: str) -> Plan:
    if text == "whole":
        return Plan()
    strips, rows, *merged = (int(each) for each in text.split(","))
    return Plan(strips, rows, bool(merged and merged[0]))
