"""The network's weights that the user chose."""

from pathlib import Path
from typing import TYPE_CHECKING

from nst_desktop.document.settings import Settings
from nst_desktop.weights.network_weights import BUILTIN, TORCHVISION, load_weights

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights


def chosen_weights(settings: Settings) -> str:
    """Return the source for load_weights(); the built-in weights if the chosen file is gone."""
    source = settings.text("weights", BUILTIN)
    is_file = source not in (BUILTIN, TORCHVISION)
    return BUILTIN if is_file and not Path(source).is_file() else source


class UsedWeights:
    """Loads the network's weights for a run and remembers only their name and checksum.

    Holding the weights themselves would cost 80 MB. Asking for `name` or `sha256` loads them if
    the run has not yet.

    Args:
        source: as load_weights() takes it.
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
