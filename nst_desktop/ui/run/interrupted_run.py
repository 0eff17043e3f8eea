"""Functions that find and load interrupted runs. Call them off the window's thread."""

import logging
from dataclasses import dataclass, replace

from nst_desktop import paths
from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import WeightsError
from nst_desktop.core.job import StyleJob
from nst_desktop.document.chosen_weights import UsedWeights
from nst_desktop.machine.tuning_file import remember_choices
from nst_desktop.recipes.plan import Plan, load_run
from nst_desktop.resume.session_file import SavedRun
from nst_desktop.resume.session_store import Leftover, Session, leftovers, prune, remove_damaged
from nst_desktop.weights.network_weights import load_weights

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InterruptedRuns:
    """Result of the search for interrupted runs.

    Attributes:
        newest: Newest run that was interrupted in a window, or None.
        damaged: Number of damaged runs that were removed.
    """

    newest: Leftover | None
    damaged: int


@dataclass(frozen=True, slots=True, eq=False)
class InterruptedRun:
    """An interrupted run that this window has taken over.

    Attributes:
        session: The run's session, locked by this window.
        shown: Last saved picture, or None.
        run: Saved run with the state to resume from, or None.
        job: Job to resume, or None.
        error: Reason why any of the above is missing, or None.
    """

    session: Session
    shown: Pixels | None = None
    run: SavedRun | None = None
    job: StyleJob | None = None
    error: Exception | None = None


def find_interrupted() -> InterruptedRuns:
    """Search for interrupted runs and remove old and damaged ones."""
    folder = paths.sessions_folder()
    prune(folder)
    sound, damaged = leftovers(folder)
    for path in damaged:
        remove_damaged(path)
    of_windows = [leftover for leftover in sound if leftover.run.output is None]
    return InterruptedRuns(of_windows[0] if of_windows else None, len(damaged))


def take_over(leftover: Leftover) -> InterruptedRun:
    """Lock an interrupted run and load as much of it as possible.

    Raises:
        SessionError: Another process has taken over the run.
    """
    session = leftover.take()
    interrupted = InterruptedRun(session)
    try:
        interrupted = replace(interrupted, shown=session.picture())
        run = session.read()
        remember_choices()  # includes those restored by reading the session
        plan, job = _load_job(run)
        return replace(interrupted, run=replace(run, plan=plan), job=job)
    except Exception as error:
        log.exception("an interrupted run cannot be resumed")
        return replace(interrupted, error=error)


def _load_job(run: SavedRun) -> tuple[Plan, StyleJob]:
    """Load the pictures and weights of a saved run.

    Raises:
        PictureError: A picture is missing or unreadable.
        ParameterError: The plan does not describe a valid job.
        WeightsError: The weights are missing or have changed.
    """
    weights = load_weights(run.weights)
    if weights.sha256 != run.weights_sha256:
        raise WeightsError(
            "The run cannot be resumed because the weights {weights} have changed. Restore the "
            "original file and try again.",
            weights=run.weights,
        )
    loaded = load_run(run.plan, UsedWeights(run.weights))
    return loaded.plan, loaded.job
