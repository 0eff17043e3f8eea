"""Implementations of the commands."""

import argparse
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from nst_desktop.cli.batch_command import run_batch
from nst_desktop.cli.figure_command import check_figure, draw_figure
from nst_desktop.cli.film_option import FilmRecorder, open_film
from nst_desktop.cli.log import StepLog
from nst_desktop.cli.messages import DONE, INTERRUPTED, note
from nst_desktop.cli.outputs import (
    check_outputs,
    check_transparency,
    option_inputs,
    outputs_of,
    save_options,
)
from nst_desktop.cli.parser import BATCH, FIGURE, KEEP, SHEET
from nst_desktop.cli.plan_options import make_plan
from nst_desktop.cli.precision_check import warn_if_slow, with_usable_precision
from nst_desktop.cli.resume_option import ResumableRun
from nst_desktop.cli.run_loop import interruptible, iterate
from nst_desktop.cli.sheet_command import make_sheet
from nst_desktop.cli.weights_option import SingleUseWeights, load_weights_for
from nst_desktop.core.errors import StoppedError
from nst_desktop.core.job import Step
from nst_desktop.core.loading import load_engine, preloading
from nst_desktop.core.mode import Mode
from nst_desktop.images.load import PictureError
from nst_desktop.images.save import check_target
from nst_desktop.machine.tuning_file import remember_choices
from nst_desktop.making.artwork import Artwork
from nst_desktop.recipes.overwrite_guard import plan_inputs
from nst_desktop.recipes.plan import load_run
from nst_desktop.recipes.recipe import Recipe


class _Run:
    """A run, from reading the pictures to saving the artwork."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._last: Step | None = None
        self._film: FilmRecorder | None = None

    def run(self) -> int:
        with ExitStack() as stack:
            self._resuming = stack.enter_context(ResumableRun(self._options))
            plan = self._resuming.plan
            self._plan, recipe = (plan, None) if plan else make_plan(self._options)
            self._check_outputs()
            self._resuming.announce()
            if self._options.film is not None:
                self._film = stack.enter_context(open_film(self._options))
            log = self._options.log and stack.enter_context(closing(StepLog(self._options.log)))
            return self._make(log, recipe)

    def _check_outputs(self) -> None:
        """Check all outputs before opening any, so that a refused command changes nothing."""
        options = self._options
        check_target(options.output)
        check_transparency(options, self._plan)
        inputs = [*plan_inputs(self._plan), *option_inputs(options), *self._resuming.files]
        check_outputs(outputs_of(options), inputs)

    def _make(self, log: StepLog | None, recipe: Recipe | None) -> int:
        if recipe is not None and not recipe.complete:
            done, total = recipe.steps_done, recipe.steps_total
            note(f"the artwork was stopped at step {done} of {total}; this run will do all steps")
        with interruptible() as control:
            try:
                with preloading(load_engine):
                    run = load_run(self._plan, lambda: self._weights(), note)
                    self._weights = SingleUseWeights(
                        load_weights_for(self._options, control, recipe)
                    )
                self._plan = run.plan
                remember_choices()
                self._settle_precision(recipe)
                self._resuming.begin(self._plan, self._weights)
                job = replace(run.job, params=self._plan.params)
                self._run = replace(run, plan=self._plan, job=job)
                if self._film is not None:
                    self._film.begin(job)
                state = self._resuming.state
                iterate(job, control, self._options.quiet, log, self._keep_step, state)
                code = DONE
            except StoppedError:
                code = INTERRUPTED
            except Exception:
                if self._last is not None:
                    self._save(self._last)
                raise
        if self._last is None:
            note("stopped before the first step; nothing was written")
        else:
            self._save(self._last)
            if self._film is not None:
                self._film.write(self._last)
            self._resuming.end(self._last, complete=code == DONE)
        return code

    def _settle_precision(self, recipe: Recipe | None) -> None:
        """Replace a recipe's precision if it is slow here, but only warn about one from a flag."""
        if recipe is not None and self._options.precision is None:
            self._plan = with_usable_precision(self._plan)
        elif self._resuming.state is None:  # a resumed run keeps its precision
            warn_if_slow(self._plan.params.precision, self._plan.device)

    def _keep_step(self, step: Step) -> None:
        self._last = step
        self._resuming.on_step(step)
        if self._film is not None:
            self._film.add(step)

    def _save(self, step: Step) -> None:
        """Save the artwork to the output file or, if that fails, to a temporary folder."""
        artwork = Artwork.after(step, self._run, self._weights)
        if self._options.transparency != KEEP:
            artwork = replace(artwork, alpha=None)
        for remark in artwork.remarks():
            note(str(remark))
        options, path = save_options(self._options), self._options.output
        try:
            artwork.save(path, options.for_file(path))
        except PictureError as error:
            try:
                fallback = Path(tempfile.mkdtemp(prefix="nst-desktop-")) / "artwork.png"
                artwork.save(fallback, options.for_file(fallback))
            except (OSError, PictureError):
                raise error from None  # the fallback failed as well
            raise PictureError(f"{error} The artwork was saved as {fallback} instead.") from error


def _run(options: argparse.Namespace) -> int:
    return _Run(options).run()


def _figure(options: argparse.Namespace) -> int:
    check_figure(options)
    with interruptible() as control:
        try:
            draw_figure(options, load_weights_for(options, control), control)
        except StoppedError:
            return INTERRUPTED
    return DONE


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    **dict.fromkeys((mode.value for mode in Mode), _run),
    FIGURE: _figure,
    SHEET: make_sheet,
    BATCH: run_batch,
}
