"""An interrupted run on its way back: what is read of it, off the window's thread."""

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
    """The newest run that was interrupted in a window, or None. damaged: how many were removed."""

    newest: Leftover | None
    damaged: int


@dataclass(frozen=True, slots=True, eq=False)
class InterruptedRun:
    """One that this window has taken up. session: held.

    shown: its picture as it was saved last; run, job: to go on with. fault: why not all of these
    could be had.
    """

    session: Session
    shown: Pixels | None = None
    run: SavedRun | None = None
    job: StyleJob | None = None
    fault: Exception | None = None


def find_interrupted() -> InterruptedRuns:
    """What there is; old ones, and those that are damaged, are removed."""
    folder = paths.sessions_folder()
    prune(folder)
    found, damaged = leftovers(folder)
    for each in damaged:
        remove_damaged(each)
    of_windows = [each for each in found if each.run.output is None]
    return InterruptedRuns(of_windows[0] if of_windows else None, len(damaged))


def take_over(leftover: Leftover) -> InterruptedRun:
    """Take it up, as far as that is possible. Raises SessionError if somebody else has."""
    session = leftover.take()
    taken = InterruptedRun(session)
    try:
        taken = replace(taken, shown=session.picture())
        run = session.read()
        remember_choices()  # the session has just put some back
        plan, job = _decoded(run)
        return replace(taken, run=replace(run, plan=plan), job=job)
    except Exception as error:
        log.exception("an interrupted run cannot go on")
        return replace(taken, fault=error)


def _decoded(run: SavedRun) -> tuple[Plan, StyleJob]:
    """Raises PictureError, ParameterError or WeightsError."""
    weights = load_weights(run.weights)
    if weights.sha256 != run.weights_sha256:
        raise WeightsError(
            "The weights {weights} have been changed since: with others the run cannot go on.",
            weights=run.weights,
        )
    loaded = load_run(run.plan, UsedWeights(run.weights))
    return loaded.plan, loaded.job
