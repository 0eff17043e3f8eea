"""Many artworks in one go."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from nst_desktop.cli.messages import DONE, FAILED, INTERRUPTED, minutes, note
from nst_desktop.cli.outputs import OUTPUT, check_outputs, option_inputs, save_options
from nst_desktop.cli.plan_options import UsageError, given_parameters, read_parameters, read_shares
from nst_desktop.cli.precision_check import tell_if_slow
from nst_desktop.cli.run_loop import Interrupt, interruptible, progress_bar
from nst_desktop.cli.weights_option import load_weights_for
from nst_desktop.core.errors import StoppedError, UserError
from nst_desktop.core.params import StyleParams
from nst_desktop.images.folders import check_folder, make_folder, pictures_in
from nst_desktop.machine.tuning_file import chosen_precision, remember_choices, remembered_choices
from nst_desktop.making.batch import Batch
from nst_desktop.making.job_events import Makers
from nst_desktop.making.job_record import JobState
from nst_desktop.making.jobs import Job, jobs_for, read_jobs
from nst_desktop.making.order import Computing
from nst_desktop.making.report import CSV, JSON, ReportError, check_report, write_report
from nst_desktop.making.workers.cluster import Cluster
from nst_desktop.making.workers.processes import Processes
from nst_desktop.recipes.inputs import NamedFile, plan_inputs
from nst_desktop.recipes.plan import StyleFile
from nst_desktop.recipes.presets import apply, find_preset
from nst_desktop.weights.network_weights import BUILTIN, TORCHVISION

if TYPE_CHECKING:
    from tqdm import tqdm

_MAX_PHOTOGRAPHS = 10_000
_MAX_PROCESSES = 256
_REPORT_INTERVAL = 5.0  # s; the last one is written in any case


def do_batch(options: argparse.Namespace) -> int:
    """Make what is not there yet. Returns the exit code."""
    jobs = [replace(job, options=save_options(options)) for job in _read_jobs(options)]
    makers, threads = _read_makers(options)
    _check_outputs(options, jobs)
    with interruptible() as control:
        try:
            weights = load_weights_for(options, control)
            folder = make_folder(options.output)
            computing = _computing(jobs, threads, options)
            batch = Batch(jobs, folder, options.weights or BUILTIN, weights.sha256, computing)
            del weights  # the processes have their own
            return _run(batch, makers, control, folder, options.quiet)
        except StoppedError:
            return INTERRUPTED


def _computing(jobs: Sequence[Job], threads: int, options: argparse.Namespace) -> Computing:
    """The same for every artwork; found out here, before any process begins."""
    remember_choices()
    named = {job.plan.params.precision for job in jobs}
    precision = chosen_precision(options.device) if "auto" in named else "auto"
    if options.cluster is None:
        for name in sorted(named):
            tell_if_slow(name, options.device)
    return Computing(threads, remembered_choices(threads), precision)


def _check_outputs(options: argparse.Namespace, jobs: Sequence[Job]) -> None:
    """Before anything is made. Raises UserError if an output cannot be what it is to be."""
    folder = options.output
    check_folder(folder)
    names = [CSV, JSON, *(job.output for job in jobs if job.is_named)]
    pictures = [each for job in jobs for each in plan_inputs(job.plan)]
    check_outputs(
        [NamedFile(OUTPUT, folder / name) for name in names], [*pictures, *option_inputs(options)]
    )
    check_report(folder)


def _run(batch: Batch, makers: Makers, control: Interrupt, folder: Path, quiet: bool) -> int:
    reported = monotonic()
    report = _Report(batch, folder)
    report.write()
    try:
        with progress_bar(quiet) as bar:
            for job in batch.run(makers, control.checkpoint):
                _show(bar, batch, job)
                if job.has_ended and monotonic() > reported + _REPORT_INTERVAL:
                    report.write()
                    reported = monotonic()
    finally:
        report.write()
    return _sum_up(batch, folder, quiet)


class _Report:
    """The report as it is now; a failure to write it is reported once, and ends nothing."""

    def __init__(self, batch: Batch, folder: Path) -> None:
        self._batch, self._folder = batch, folder
        self._has_failed = False

    def write(self) -> None:
        try:
            write_report(self._batch.jobs, self._folder)
        except ReportError as error:
            if not self._has_failed:
                note(f"{error} The batch continues without it.")
            self._has_failed = True


def _show(bar: "tqdm[Any]", batch: Batch, job: Job) -> None:
    ended = sum(each.has_ended for each in batch.jobs)
    failed = sum(each.state is JobState.FAILED for each in batch.jobs)
    bar.n = min(batch.share, 1.0)
    parts = [f"{ended} of {len(batch.jobs)} artworks"]
    parts += [f"{failed} failed"] if failed else []
    if job.state is JobState.RUNNING:
        parts.append(f"{job.output} {job.share:.0%}")
    if batch.remaining is not None:
        parts.append(f"{minutes(batch.remaining)} left")
    bar.set_description_str(", ".join(parts))


def _sum_up(batch: Batch, folder: Path, quiet: bool) -> int:
    counts = {state: sum(job.state is state for job in batch.jobs) for state in JobState}
    if counts[JobState.FAILED]:
        first = next(job for job in batch.jobs if job.state is JobState.FAILED)
        note(
            f"{counts[JobState.FAILED]} of {len(batch.jobs)} artworks failed; {folder / CSV} tells "
            f"why. The first is {first.output}: {first.reason}"
        )
        return FAILED
    if not quiet:
        note(
            f"{counts[JobState.FINISHED]} artworks made, {counts[JobState.KEPT]} were there already"
        )
    return DONE


def _read_jobs(options: argparse.Namespace) -> list[Job]:
    preset = None if options.preset is None else find_preset(options.preset)
    if options.list is not None:
        if options.list.is_dir():
            raise UsageError(
                f"{options.list} is a folder: name photographs with --content, or a list in a file."
            )
        if options.content or options.style or options.blend:
            raise UsageError("The pictures come from the list: name no others.")
        return read_jobs(options.list, preset, given_parameters(options), options.device)
    if not options.content or not options.style:
        raise UsageError("batch needs JOBS.json, or --content FOLDER with --style PICTURE.")
    params = StyleParams() if preset is None else apply(preset)
    return jobs_for(
        _photographs(options),
        _styles(options),
        read_parameters(options, params),
        f".{options.format}",
        options.device,
    )


def _photographs(options: argparse.Namespace) -> list[Path]:
    found: list[Path] = []
    for path in options.content:
        if path.is_dir() and options.output.is_dir() and path.samefile(options.output):
            raise UserError(
                f"The artworks cannot go to {path}, where the photographs are: the next batch "
                "would take them for photographs. Choose another folder."
            )
        found += pictures_in(path, _MAX_PHOTOGRAPHS) if path.is_dir() else [path]
    return found


def _styles(options: argparse.Namespace) -> list[tuple[StyleFile, ...]]:
    if options.blend is None:
        return [(StyleFile(path),) for path in options.style]
    shares = read_shares(options.blend, "--blend", len(options.style))
    return [tuple(map(StyleFile, options.style, shares))]


def _read_makers(options: argparse.Namespace) -> tuple[Makers, int]:
    """Who makes the artworks, and with how many threads each."""
    if options.cluster is not None:
        if options.jobs is not None:
            raise UsageError("With --cluster, how many artworks are made at once is up to it.")
        if options.weights not in (None, BUILTIN, TORCHVISION):
            raise UsageError(f"With --cluster the weights are {BUILTIN} or {TORCHVISION}.")
        return Cluster(options.cluster, note), _count(
            options.threads, "--threads"
        ) or _all_threads()
    count = _count(options.jobs, "--jobs") or 1
    threads = _count(options.threads, "--threads") or max(1, _all_threads() // count)
    return Processes(count), threads


def _count(text: str | None, flag: str) -> int:
    """The number; 0 where none was given."""
    if text is None:
        return 0
    if not text.isdecimal() or not 1 <= int(text) <= _MAX_PROCESSES:
        raise UserError(f"{flag} wants a number from 1 to {_MAX_PROCESSES}, not '{text}'.")
    return int(text)


def _all_threads() -> int:
    import torch

    return torch.get_num_threads()
