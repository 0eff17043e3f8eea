"""In use: the files that the window reads, which nothing may be saved over."""

from pathlib import Path

from nst_desktop.document.chosen_weights import chosen_weights
from nst_desktop.recipes.overwrite_guard import (
    PAINTING,
    PHOTOGRAPH,
    WEIGHTS,
    Inputs,
    NamedFile,
    plan_inputs,
)
from nst_desktop.ui.interfaces import Entries, Runs
from nst_desktop.ui.services import Services
from nst_desktop.weights.network_weights import BUILTIN, TORCHVISION


class FilesInUse:
    """Asked whenever something is to be saved."""

    def __init__(self, services: Services, runs: Runs, queue: Entries) -> None:
        self._document, self._settings = services.document, services.settings
        self._runs, self._queue = runs, queue

    def inputs(self) -> Inputs:
        """The pictures that are shown, those of the last run and of the queue, and the weights."""
        plans = [self._runs.plan(), *(entry.plan for entry in self._queue.entries())]
        planned = [each for plan in plans for each in plan_inputs(plan)]
        return Inputs([*planned, *self._weights(), *self._shown()])

    def _shown(self) -> list[NamedFile]:
        setup = self._document.setup()
        found = [NamedFile(PAINTING, each.loaded.picture.path) for each in setup.paintings]
        if setup.photograph is not None:
            found.append(NamedFile(PHOTOGRAPH, setup.photograph.picture.path))
        return found

    def _weights(self) -> list[NamedFile]:
        source = chosen_weights(self._settings)
        return [] if source in (BUILTIN, TORCHVISION) else [NamedFile(WEIGHTS, Path(source))]
