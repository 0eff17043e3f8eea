"""Files that the window uses and that must not be overwritten."""

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
    """Lists the files in use, for a check before each save."""

    def __init__(self, services: Services, runs: Runs, queue: Entries) -> None:
        self._document, self._settings = services.document, services.settings
        self._runs, self._queue = runs, queue

    def inputs(self) -> Inputs:
        """Return the weights and the pictures used by the window, the last run and the queue."""
        plans = [self._runs.plan(), *(entry.plan for entry in self._queue.entries())]
        planned = [file for plan in plans for file in plan_inputs(plan)]
        return Inputs([*planned, *self._weights(), *self._open_pictures()])

    def _open_pictures(self) -> list[NamedFile]:
        setup = self._document.setup()
        files = [NamedFile(PAINTING, entry.loaded.picture.path) for entry in setup.paintings]
        if setup.photograph is not None:
            files.append(NamedFile(PHOTOGRAPH, setup.photograph.picture.path))
        return files

    def _weights(self) -> list[NamedFile]:
        source = chosen_weights(self._settings)
        return [] if source in (BUILTIN, TORCHVISION) else [NamedFile(WEIGHTS, Path(source))]
