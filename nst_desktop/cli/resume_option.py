"""The --autosave and --resume options: saving runs and resuming them."""

import argparse
from pathlib import Path

from nst_desktop import paths
from nst_desktop.cli.messages import note
from nst_desktop.cli.number_options import UsageError
from nst_desktop.cli.outputs import SAVED_RUN
from nst_desktop.cli.parser import KEEP, LATEST
from nst_desktop.cli.plan_options import PICTURE_OPTIONS, given_parameters
from nst_desktop.core.errors import ParameterError, WeightsError
from nst_desktop.core.job import Step
from nst_desktop.core.mode import Mode
from nst_desktop.core.state import RunState
from nst_desktop.images.formats import Metadata
from nst_desktop.images.picture_errors import printable_name
from nst_desktop.recipes.overwrite_guard import NamedFile
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
from nst_desktop.storage.strict_json import quoted
from nst_desktop.weights.network_weights import BUILTIN, WeightsIdentity


class ResumableRun:
    """A run with autosaves, which may itself resume an interrupted run.

    The autosaves are kept until the run finishes.

    Attributes:
        plan: Plan for the run to resume, or None.
        state: State of the run to resume, or None.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        """Open the run named by --resume and copy its output, weights and device to the options.

        Raises:
            UsageError: Other options contradict the interrupted run.
            SessionError: The interrupted run cannot be resumed.
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
            self._open_interrupted()
        elif options.output is None:
            raise UsageError("the following arguments are required: -o/--output")

    @property
    def files(self) -> list[NamedFile]:
        """The file of the run to resume, if any."""
        return [] if self._session is None else [NamedFile(SAVED_RUN, self._session.file)]

    def __enter__(self) -> "ResumableRun":
        return self

    def __exit__(self, *_: object) -> None:
        if self._autosave is not None:
            self._autosave.leave()
        elif self._session is not None:
            self._session.leave()

    def begin(self, plan: Plan, weights: WeightsIdentity) -> None:
        """Prepare autosaves. Raises WeightsError if the interrupted run used different weights."""
        if self._run is not None and weights.sha256 != self._run.weights_sha256:
            raise WeightsError(
                f"The run cannot be resumed because the weights {quoted(self._run.weights)} have "
                "changed. Restore the original file and try again."
            )
        source = self._options.weights or BUILTIN

        def create() -> Session:
            folder = paths.sessions_folder()
            prune(folder)
            return Session.create(folder, plan, (source, weights.sha256), self._options.output)

        self._autosave = Autosave(create, self._seconds, _report, keeper=self._session)

    def announce(self) -> None:
        """Print a note about the run to resume, if any."""
        for line in self._announcement:
            note(line)

    def on_step(self, step: Step) -> None:
        """Save the run if an autosave is due."""
        if self._autosave is not None:
            self._autosave.save_if_due(step)

    def end(self, last: Step, complete: bool) -> None:
        """Discard the saved run if it is complete; otherwise save it one last time.

        Call this once the artwork is written.
        """
        if self._autosave is None or self._seconds == 0:
            return
        if complete:
            self._autosave.finish()
        elif self._autosave.save(last):
            note(f"to resume: nst-desktop {self._options.command} --resume{_flags(self._options)}")

    def _open_interrupted(self) -> None:
        options, mode = self._options, Mode(self._options.command)
        _check_alone(options)
        self._session = _find(options.resume, mode).take()
        try:
            run = self._session.read()
            if run.mode is not mode:
                raise SessionError(
                    f"This run was started with the {run.mode.value} command. Use that command."
                )
            options.output = options.output or run.output
            if options.output is None:
                raise SessionError(
                    "This run was started in the window. Resume it there, or name an output file "
                    "with -o."
                )
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
    """Return the flags to repeat on resuming, since a saved run does not include them."""
    flags = f" --transparency {KEEP}" if options.transparency == KEEP else ""
    flags += "" if options.metadata is Metadata.USUAL else f" --metadata {options.metadata.value}"
    return flags if options.bits == 8 else f"{flags} --bits {options.bits}"


def _plain(path: Path | None) -> str:
    """Return the path as text, with control characters replaced."""
    return "".join(char if char.isprintable() else "?" for char in str(path))


def _report(error: Exception) -> None:
    reason = reason_of(error) if isinstance(error, OSError) else error
    note(f"Autosave failed: {reason}. The run continues.")


def _find(name: str, mode: Mode) -> Leftover:
    if name != LATEST:
        return open_leftover(Path(name))
    interrupted, damaged = leftovers(paths.sessions_folder())
    if damaged:
        note(f"damaged runs were skipped: {', '.join(folder.name for folder in damaged)}")
    candidates = [
        leftover
        for leftover in interrupted
        if leftover.run.output is not None and leftover.run.mode is mode
    ]
    if not candidates:
        raise SessionError(f"No interrupted {mode.value} run was found.")
    for other in candidates[1:]:
        note(f"another interrupted run is {other.file}; its artwork is {_plain(other.run.output)}")
    return candidates[0]


def _check_alone(options: argparse.Namespace) -> None:
    others = (*PICTURE_OPTIONS, "source", "preset", "weights")
    given = any(getattr(options, name, None) for name in others)
    given = given or options.transparency not in (None, KEEP)
    if given or given_parameters(options) or options.device != "auto":
        raise UsageError(
            "With --resume, pictures, parameters, device and weights come from the interrupted "
            "run. Leave them out."
        )


def _seconds(text: str | None) -> float:
    try:
        seconds = INTERVAL if text is None else float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 1e6:
        raise ParameterError(
            "autosave",
            f"--autosave must be a number of seconds, not '{printable_name(str(text))}'.",
        )
    return seconds
