"""The same work done by others: pastiche's own class, and plain PyTorch.

All state pastiche's default objective: 0.01 MSE(F) on relu4_2 and 10 MSE(G / (C N)) on relu1_1 to
relu5_1, maximum pooling, from the photograph, L-BFGS.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from nst_desktop.core.devices import prepare
from nst_desktop.core.job import Pixels, Style, StyleJob, fit_size
from nst_desktop.core.layers import LAYERS
from nst_desktop.core.objective import Objective
from nst_desktop.core.optimisers import LBFGS
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pyramid import to_tensor
from nst_desktop.core.strips import Plan
from nst_desktop.core.vgg import VGG19, NetworkWeights

STYLE_LAYERS = [f"conv{block}_1" for block in range(1, 6)]
PARAMS = StyleParams(
    normalisation="absolute", pooling="max", padding="zero", content_weight=0.01, style_weight=10
)
Step = Callable[[], None]


def read(path: Path, long_side: int) -> Pixels:
    """A picture as pastiche would make it: bilinear, its long side so many px."""
    with Image.open(path) as image:
        size = fit_size(image.width, image.height, long_side)
        return np.asarray(image.convert("RGB").resize(size, Image.Resampling.BILINEAR))


def pastiche(content: Pixels, style: Pixels) -> Step:
    """One step of pastiche's own class."""
    artist = pastiche_artist(content, style)
    return artist.draw


def pastiche_artist(content: Pixels, style: Pixels):
    """pastiche's own class with these pictures and its defaults."""
    from pastiche.pastiche import PasticheArtist

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "content.png", Path(folder) / "style.png"]
        for path, pixels in zip(paths, (content, style), strict=True):
            Image.fromarray(pixels).save(path)
        return PasticheArtist(
            str(paths[0]), [str(paths[1])], device="cpu",
            size=content.shape[:2], style_size=style.shape[:2],
        )  # fmt: skip


def plain(content: Pixels, style: Pixels, weights: NetworkWeights) -> Step:
    """One step of the same objective written with PyTorch's own functions and its L-BFGS."""
    mean = torch.tensor(weights.mean).view(1, 3, 1, 1)
    convolutions = iter(weights.convolutions)
    layers = [(name, None if name[0] == "p" else next(convolutions)) for name in LAYERS[:17]]

    def features(picture):
        current, found = (picture - mean) / weights.std[0], {}
        for name, parts in layers:
            if parts is None:
                current = F.max_pool2d(current, 2)
            else:
                current = F.conv2d(current, *parts, padding=1).relu()
            found[name] = current
        return found

    def gram(found):
        flat = found[0].flatten(1)
        return flat @ flat.T / flat.numel()

    with torch.no_grad():
        target = features(to_tensor(content))["conv4_2"]
        looks = features(to_tensor(style))
        wanted = {name: gram(looks[name]) for name in STYLE_LAYERS}
    picture = to_tensor(content).requires_grad_()
    optimiser = torch.optim.LBFGS([picture], max_iter=1, lr=1, history_size=10)

    def closure():
        optimiser.zero_grad()
        found = features(picture)
        loss = 0.01 * F.mse_loss(found["conv4_2"], target)
        for name in STYLE_LAYERS:
            loss = loss + 10 * F.mse_loss(gram(found[name]), wanted[name])
        loss.backward()
        return loss

    return lambda: optimiser.step(closure)


def ours(content: Pixels, style: Pixels, weights: NetworkWeights, plan: Plan | None = None) -> Step:
    """One step of this project's engine. plan: of its strips."""
    height, width = content.shape[:2]
    cpu = torch.device("cpu")
    prepare(cpu)
    job = StyleJob(PARAMS, lambda: weights, content, (Style(style),))
    network = VGG19(weights, PARAMS.pooling, PARAMS.padding, cpu)
    objective = Objective(job, network, (width, height), cpu, lambda: None, plan)
    picture = to_tensor(content)
    optimiser = LBFGS(picture, PARAMS.history)

    def step() -> None:
        optimiser.step(objective.evaluate(picture)[1])

    return step
