from types import SimpleNamespace

import numpy as np
import pytest

from nst_desktop.weights.network_weights import load_weights


@pytest.fixture(scope="session")
def builtin_weights():
    """The built-in weights, loaded once."""
    return load_weights()


@pytest.fixture(scope="session")
def weights(builtin_weights):
    """The weights that tests use, unless their module overrides them."""
    return builtin_weights


@pytest.fixture(scope="session")
def narrow_weights(builtin_weights):
    """The built-in weights with a quarter of the channels: faster, where any weights will do."""
    rgb, *others = builtin_weights.convolutions
    narrow = [(rgb[0][:16], rgb[1][:16])]
    for filters, bias in others:
        outputs, channels = filters.shape[0] // 4, filters.shape[1] // 4
        narrow.append((filters[:outputs, :channels].contiguous(), bias[:outputs]))
    return SimpleNamespace(
        convolutions=tuple(narrow),
        mean=builtin_weights.mean,
        std=builtin_weights.std,
        name="narrow",
        sha256="",
    )


@pytest.fixture(scope="session")
def photo():
    """A picture of 96 x 64 px with smooth shapes, (64, 96, 3) uint8."""
    y, x = np.mgrid[0:64, 0:96] / 64
    planes = [np.sin(5 * x), np.cos(7 * y), np.sin(4 * x + 6 * y)]
    return ((np.stack(planes, -1) + 1) * 127).astype(np.uint8)


@pytest.fixture(scope="session")
def painting():
    """A picture of 80 x 100 px with coarse strokes, (100, 80, 3) uint8."""
    noise = np.random.default_rng(3).integers(0, 255, (25, 20, 3), dtype=np.uint8)
    return np.kron(noise, np.ones((4, 4, 1), dtype=np.uint8))
