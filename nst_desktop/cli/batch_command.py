"""The batch command: renders many artworks."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from nst_desktop.cli.messages import DONE, FAILED, INTERRUPTED, format_duration, note
from nst_desktop.cli.number_options import UsageError, read_shares, read_whole
from nst_desktop.cli.outputs import OUTPUT, check_outputs, option_inputs, save_options
from nst_desktop.cli.plan_options import given_parameters, read_parameters
from nst_desktop.cli.precision_check import warn_if_slow
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
from nst_desktop.making.order import ComputeSettings
from nst_desktop.making.report import CSV, JSON, ReportError, check_report, write_report
from nst_desktop.making.workers.dask_cluster import Cluster
from nst_desktop.making.workers.processes import Processes
from nst_desktop.recipes.overwrite_guard import NamedFile, plan_inputs
from nst_desktop.recipes.plan import StyleFile
from nst_desktop.recipes.presets import apply, find_preset
from nst_desktop.weights.network_weights import BUILTIN, TORCHVISION

if TYPE_CHECKING:
    from tqdm import tqdm

_MAX_PHOTOGRAPHS = 10_000
_MAX_PROCESSES = 256
_REPORT_INTERVAL = 5.0  # s; the final report is always written


def run_batch(options: argparse.Namespace) -> int:
    """Render all artworks that do not exist yet and return the exit code."""
    jobs = [replace(job, options=save_options(options)) for job in _read_jobs(options)]
    makers, threads = _makers_from(options)
    _check_outputs(options, jobs)
    with interruptible() as control:
        try:
            weights = load_weights_for(options, control)
            folder = make_folder(options.output)
            computing = _computing(jobs, threads, options)
            batch = Batch(jobs, folder, options.weights or BUILTIN, weights.sha256, computing)
            del weights  # the processes load their own weights
            return _run(batch, makers, control, folder, options.quiet)
        except StoppedError:
            return INTERRUPTED


def _computing(jobs: Sequence[Job], threads: int, options: argparse.Namespace) -> ComputeSettings:
    """Return the numerical settings for all artworks. Call this before any process starts."""
    remember_choices()
    precisions = {job.plan.params.precision for job in jobs}
    precision = chosen_precision(options.device) if "auto" in precisions else "auto"
    if options.cluster is None:
        for name in sorted(precisions):
            warn_if_slow(name, options.device)
    return ComputeSettings(threads, remembered_choices(threads), precision)


def _check_outputs(options: argparse.Namespace, jobs: Sequence[Job]) -> None:
    """Raise UserError before the batch if an output is not writable or would replace an input."""
    folder = options.output
    check_folder(folder)
    names = [CSV, JSON, *(job.output for job in jobs if job.is_named)]
    pictures = [picture for job in jobs for picture in plan_inputs(job.plan)]
    check_outputs(
        [NamedFile(OUTPUT, folder / name) for name in names], [*pictures, *option_inputs(options)]
    )
    check_report(folder)


def _run(batch: Batch, makers: Makers, control: Interrupt, folder: Path, quiet: bool) -> int:
    last_report = monotonic()
    report = _Report(batch, folder)
    report.write()
    try:
        with progress_bar(quiet) as bar:
            for job in batch.run(makers, control.checkpoint):
                _show(bar, batch, job)
                if job.has_ended and monotonic() > last_report + _REPORT_INTERVAL:
                    report.write()
                    last_report = monotonic()
    finally:
        report.write()
    return _summarise(batch, folder, quiet)


class _Report:
    """Report on a batch.

    If it cannot be written, one message is printed and the batch continues.
    """

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
    ended = sum(other.has_ended for other in batch.jobs)
    failed = sum(other.state is JobState.FAILED for other in batch.jobs)
    bar.n = min(batch.share, 1.0)
    parts = [f"{ended} of {len(batch.jobs)} artworks"]
    parts += [f"{failed} failed"] if failed else []
    if job.state is JobState.RUNNING:
        parts.append(f"{job.output} {job.share:.0%}")
    if batch.remaining is not None:
        parts.append(f"{format_duration(batch.remaining)} left")
    bar.set_description_str(", ".join(parts))


def _summarise(batch: Batch, folder: Path, quiet: bool) -> int:
    counts = {state: sum(job.state is state for job in batch.jobs) for state in JobState}
    if counts[JobState.FAILED]:
        first = next(job for job in batch.jobs if job.state is JobState.FAILED)
        note(
            f"{counts[JobState.FAILED]} of {len(batch.jobs)} artworks failed; see {folder / CSV}. "
            f"The first is {first.output}: {first.reason}"
        )
        return FAILED
    if not quiet:
        note(f"{counts[JobState.FINISHED]} artworks made, {counts[JobState.KEPT]} already existed")
    return DONE


def _read_jobs(options: argparse.Namespace) -> list[Job]:
    preset = None if options.preset is None else find_preset(options.preset)
    if options.list is not None:
        if options.list.is_dir():
            raise UsageError(
                f"{options.list} is a folder. Name a list of jobs, or use --content for pictures."
            )
        if options.content or options.style or options.blend:
            raise UsageError(
                "The list of jobs names the pictures. Leave out --content, --style and --blend."
            )
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
    photographs: list[Path] = []
    for path in options.content:
        if path.is_dir() and options.output.is_dir() and path.samefile(options.output):
            raise UserError(
                f"{path} contains the photographs, so the next batch would treat the artworks as "
                "photographs. Choose another output folder."
            )
        photographs += pictures_in(path, _MAX_PHOTOGRAPHS) if path.is_dir() else [path]
    return photographs


def _styles(options: argparse.Namespace) -> list[tuple[StyleFile, ...]]:
    if options.blend is None:
        return [(StyleFile(path),) for path in options.style]
    shares = read_shares(options.blend, "--blend", len(options.style))
    return [tuple(map(StyleFile, options.style, shares))]


def _makers_from(options: argparse.Namespace) -> tuple[Makers, int]:
    """Return the backend that makes the artworks, and the number of threads per artwork."""
    if options.cluster is not None:
        if options.jobs is not None:
            raise UsageError(
                "The cluster decides how many artworks to make at once. Leave out --jobs."
            )
        if options.weights not in (None, BUILTIN, TORCHVISION):
            raise UsageError(f"With --cluster, --weights must be {BUILTIN} or {TORCHVISION}.")
        threads = _count(options.threads, "--threads") or _all_threads()
        return Cluster(options.cluster, note), threads
    count = _count(options.jobs, "--jobs") or 1
    threads = _count(options.threads, "--threads") or max(1, _all_threads() // count)
    return Processes(count), threads


def _count(text: str | None, flag: str) -> int:
    """Return the number given with the flag, or 0 if the flag is missing."""
    if text is None:
        return 0
    return read_whole(text, flag, 1, _MAX_PROCESSES)


def _all_threads() -> int:
    import torch

    return torch.get_num_threads()
