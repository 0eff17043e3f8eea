"""Runs of the commands that are saved on the way, and go on with --resume."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nst_desktop import paths
from nst_desktop.cli.planning import PICTURES, UsageError, given_parameters
from nst_desktop.cli.telling import note
from nst_desktop.core.errors import ParameterError, WeightsError
from nst_desktop.core.job import Mode
from nst_desktop.files.autosave import INTERVAL, Autosave
from nst_desktop.files.plans import Plan
from nst_desktop.files.session_document import SavedRun, files_of
from nst_desktop.files.sessions import (
    Leftover,
    Session,
    SessionError,
    leftovers,
    open_leftover,
    prune,
)
from nst_desktop.files.strict_json import shown

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights

LATEST = "latest"


def take_interrupted(options: argparse.Namespace) -> tuple[Session, SavedRun]:
    """The run that --resume names, held; its output and weights become those of the options.

    Raises UsageError if other options are at odds with it, SessionError if it cannot go on.
    """
    _check_alone(options)
    leftover = _find(options.resume, Mode(options.command))
    session = leftover.take()
    try:
        run = session.read()
        _check_mode(run, Mode(options.command))
        options.output = options.output or run.output
        if options.output is None:
            raise SessionError("This run is of the window: go on there, or name a file with -o.")
    except BaseException:
        session.leave()
        raise
    options.weights = run.weights
    names = ", ".join(shown(str(path)) for path in files_of(run.plan))
    note(f"going on with {shown(str(options.output))} after step {run.state.index} of {run.steps}")
    note(f"its pictures: {names}")
    return session, run


def check_weights(run: SavedRun, weights: "NetworkWeights") -> None:
    """Raises WeightsError if these are not the run's."""
    if weights.sha256 != run.weights_sha256:
        raise WeightsError(
            f"The weights {shown(run.weights)} have been changed since: with others the run "
            "cannot go on."
        )


def autosave_for(
    options: argparse.Namespace, plan: Plan, weights: "NetworkWeights", session: Session | None
) -> Autosave:
    """What saves the run of these options. session: of an interrupted one that goes on."""

    def begin() -> Session:
        prune(paths.sessions_folder())
        source = options.weights or weights.name
        return Session.create(
            paths.sessions_folder(), plan, (source, weights.sha256), options.output
        )

    return Autosave(begin, _seconds(options.autosave), _tell, keeper=session)


def _tell(error: Exception) -> None:
    note(f"the run cannot be saved for --resume ({error}); it goes on")


def _find(name: str, mode: Mode) -> Leftover:
    if name != LATEST:
        return open_leftover(Path(name))
    found, damaged = leftovers(paths.sessions_folder())
    if damaged:
        note(f"passed over, for they are damaged: {', '.join(each.name for each in damaged)}")
    own = [each for each in found if each.run.output is not None and each.run.mode is mode]
    if not own:
        raise SessionError(f"There is no interrupted {mode.value} to go on with.")
    for each in own[1:]:
        note(f"there is also {each.file}, for {shown(str(each.run.output))}")
    return own[0]


def _check_mode(run: SavedRun, mode: Mode) -> None:
    if run.mode is not mode:
        raise SessionError(f"This run was begun with the command {run.mode.value}; use that.")


def _check_alone(options: argparse.Namespace) -> None:
    others = (*PICTURES, "source", "preset", "weights")
    given = any(getattr(options, name, None) for name in others)
    if given or given_parameters(options) or options.device != "auto":
        raise UsageError(
            "With --resume pictures, parameters, device and weights are those of the interrupted "
            "run: name none."
        )


def _seconds(text: str | None) -> float:
    try:
        seconds = INTERVAL if text is None else float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 1e6:
        raise ParameterError("autosave", f"--autosave wants seconds, not '{text}'.")
    return seconds
