"""Runs of the commands that are saved on the way, and go on with --resume."""

import argparse
from pathlib import Path

from nst_desktop import paths
from nst_desktop.cli.messages import note
from nst_desktop.cli.outputs import SAVED_RUN
from nst_desktop.cli.parser import KEEP, LATEST
from nst_desktop.cli.plan_options import PICTURES, UsageError, given_parameters
from nst_desktop.core.errors import ParameterError, WeightsError
from nst_desktop.core.job import Step
from nst_desktop.core.mode import Mode
from nst_desktop.core.state import RunState
from nst_desktop.images.formats import Metadata
from nst_desktop.recipes.inputs import NamedFile
from nst_desktop.recipes.plan import Plan
from nst_desktop.resume.autosave import INTERVAL, Autosave
from nst_desktop.resume.session_file import SavedRun
from nst_desktop.resume.session_store import (
    Leftover,
    Session,
    SessionError,
    leftovers,
    open_leftover,
    prune,
)
from nst_desktop.storage.atomic import reason_of
from nst_desktop.storage.strict_json import shown
from nst_desktop.weights.network_weights import BUILTIN, WhichWeights


class ResumableRun:
    """One run that can go on later, or that does so now; what is saved of it stays unless it ends.

    plan, state: of the interrupted run that --resume names, else None.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        """The interrupted run's output and weights become those of the options.

        Raises UsageError if other options are at odds with it, SessionError if it cannot go on.
        """
        self._options = options
        self._announcement: tuple[str, ...] = ()
        self._seconds = _seconds(options.autosave)
        self._session: Session | None = None
        self._autosave: Autosave | None = None
        self._run: SavedRun | None = None
        self.plan: Plan | None = None
        self.state: RunState | None = None
        if options.resume is not None:
            self._take_up()
        elif options.output is None:
            raise UsageError("the following arguments are required: -o/--output")

    @property
    def files(self) -> list[NamedFile]:
        """The saved run that --resume takes up, if it does."""
        return [] if self._session is None else [NamedFile(SAVED_RUN, self._session.file)]

    def __enter__(self) -> "ResumableRun":
        return self

    def __exit__(self, *_: object) -> None:
        if self._autosave is not None:
            self._autosave.leave()
        elif self._session is not None:
            self._session.leave()

    def begin(self, plan: Plan, weights: WhichWeights) -> None:
        """The run is about to begin. Raises WeightsError if the weights are not those it had."""
        if self._run is not None and weights.sha256 != self._run.weights_sha256:
            raise WeightsError(
                f"The weights {shown(self._run.weights)} have been changed since: with others the "
                "run cannot go on."
            )
        source = self._options.weights or BUILTIN

        def create() -> Session:
            folder = paths.sessions_folder()
            prune(folder)
            return Session.create(folder, plan, (source, weights.sha256), self._options.output)

        self._autosave = Autosave(create, self._seconds, _tell, keeper=self._session)

    def announce(self) -> None:
        """Tell what is resumed, if anything is."""
        for line in self._announcement:
            note(line)

    def look(self, step: Step) -> None:
        """Save it, if it is time."""
        if self._autosave is not None:
            self._autosave.look(step)

    def end(self, last: Step, complete: bool) -> None:
        """The picture is written. An incomplete run is saved once more, to go on from here."""
        if self._autosave is None or self._seconds == 0:
            return
        if complete:
            self._autosave.finish()
        elif self._autosave.save(last):
            note(f"to resume: nst-desktop {self._options.command} --resume{_flags(self._options)}")

    def _take_up(self) -> None:
        options, mode = self._options, Mode(self._options.command)
        _check_alone(options)
        self._session = _find(options.resume, mode).take()
        try:
            run = self._session.read()
            if run.mode is not mode:
                raise SessionError(f"This run was begun with {run.mode.value}; use that command.")
            options.output = options.output or run.output
            if options.output is None:
                raise SessionError("This run is the window's: go on there, or name a file with -o.")
        except BaseException:
            self._session.leave()
            raise
        options.weights, options.device = run.weights, run.plan.device
        self._run, self.plan, self.state = run, run.plan, run.state
        names = ", ".join(_plain(path) for path in run.plan.files)
        self._announcement = (
            f"resuming after step {run.state.index} of {run.steps} with {names}",
            f"the artwork will be {_plain(options.output)}",
        )


def _flags(options: argparse.Namespace) -> str:
    """Those that a saved run does not hold."""
    flags = f" --transparency {KEEP}" if options.transparency == KEEP else ""
    flags += "" if options.metadata is Metadata.USUAL else f" --metadata {options.metadata.value}"
    return flags if options.bits == 8 else f"{flags} --bits {options.bits}"


def _plain(path: Path | None) -> str:
    """The whole path, and nothing that a terminal would obey."""
    return "".join(each if each.isprintable() else "?" for each in str(path))


def _tell(error: Exception) -> None:
    reason = reason_of(error) if isinstance(error, OSError) else error
    note(f"The run cannot be saved for --resume: {reason}. The run continues.")


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
        note(f"there is also {each.file}, for {_plain(each.run.output)}")
    return own[0]


def _check_alone(options: argparse.Namespace) -> None:
    others = (*PICTURES, "source", "preset", "weights")
    given = any(getattr(options, name, None) for name in others)
    given = given or options.transparency not in (None, KEEP)
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
