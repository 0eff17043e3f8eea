"""The network's weights of a run in the window, as its recipe names them."""

from pathlib import Path
from typing import TYPE_CHECKING

from nst_desktop.document.settings import Settings
from nst_desktop.weights.network_weights import BUILTIN, TORCHVISION, load_weights

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights


def chosen_weights(settings: Settings) -> str:
    """As load_weights takes them; the built-in ones where a chosen file has gone."""
    source = settings.text("weights", BUILTIN)
    is_file = source not in (BUILTIN, TORCHVISION)
    return BUILTIN if is_file and not Path(source).is_file() else source


class UsedWeights:
    """Loads the network's weights for a run, and remembers which they were: 80 MB less to hold.

    name, sha256: as NetworkWeights has them; loads them if the run has not.
    """

    def __init__(self, source: str) -> None:
        """source: as load_weights takes it."""
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
