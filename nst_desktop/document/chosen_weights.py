"""The weights that the user chose for the network."""

from pathlib import Path
from typing import TYPE_CHECKING

from nst_desktop.document.settings import Settings
from nst_desktop.weights.network_weights import BUILTIN, TORCHVISION, load_weights

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights


def chosen_weights(settings: Settings) -> str:
    """Return the source for load_weights().

    If the chosen file no longer exists, return the built-in weights.
    """
    source = settings.text("weights", BUILTIN)
    is_file = source not in (BUILTIN, TORCHVISION)
    return BUILTIN if is_file and not Path(source).is_file() else source


class UsedWeights:
    """Loads the network's weights for a run and keeps only their name and checksum.

    Keeping the weights themselves would take 80 MB. Reading `name` or `sha256` loads the weights
    if the run has not loaded them yet.

    Args:
        source: Source name accepted by load_weights().
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._which = "", ""

    @property
    def name(self) -> str:
        return self._known()[0]

    @property
    def sha256(self) -> str:
        return self._known()[1]

    def __call__(self) -> "NetworkWeights":
        weights = load_weights(self.source)
        self._which = weights.name, weights.sha256
        return weights

    def _known(self) -> tuple[str, str]:
        if not self._which[0]:
            self()
        return self._which
