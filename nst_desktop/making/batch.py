"""Batches, which run jobs and keep track of their states, results and progress."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from nst_desktop.core.pace import Pace
from nst_desktop.making.batch_outputs import OutputError, Outputs
from nst_desktop.making.job_events import Advanced, Makers
from nst_desktop.making.job_record import JobState, share_of, work_left
from nst_desktop.making.jobs import Job
from nst_desktop.making.order import ArtworkFailed, ArtworkOutcome, ComputeSettings, Order
from nst_desktop.storage.atomic import write_whole


class Batch:
    """Jobs whose artworks are saved in one folder."""

    def __init__(
        self, jobs: Sequence[Job], folder: Path, weights: str, weights_sha256: str,
        computing: ComputeSettings,
    ) -> None:  # fmt: skip
        """Initialise the batch.

        Args:
            jobs: Jobs to run.
            folder: Output folder.
            weights: Source name accepted by load_weights.
            weights_sha256: SHA-256 of these weights.
            computing: Numerical settings for all artworks.
        """
        self._folder, self._outputs = folder, Outputs(jobs, folder, weights_sha256)
        self._weights, self._computing = weights, computing
        self._jobs = list(jobs)
        self._pace = Pace()

    @property
    def jobs(self) -> Sequence[Job]:
        """All jobs in their current states."""
        return tuple(self._jobs)

    @property
    def share(self) -> float:
        """Finished share of the work, 0..1, not counting artworks that were kept."""
        return share_of(self._to_run())

    @property
    def remaining(self) -> float | None:
        """Estimated time left, in s; None while unknown."""
        return self._pace.seconds_for(work_left(self._to_run()))

    def run(self, makers: Makers, checkpoint: Callable[[], None]) -> Iterator[Job]:
        """Make the artworks that do not exist yet.

        Args:
            makers: Processes or workers that make the artworks.
            checkpoint: Called often. If it raises an exception, the batch ends; finished artworks
                are kept.

        Yields:
            Each job whose state or progress has changed.
        """
        yield from self._find_outputs(checkpoint)
        try:
            for event in makers.make(self._orders(), checkpoint):
                if isinstance(event, Advanced):
                    job = self._jobs[event.number]
                    job = replace(job, state=JobState.RUNNING, share=event.share)
                    self._put(event.number, job)
                else:
                    job = self._end(event.number, event.outcome)
                self._pace.note(self._done())
                yield job
        finally:
            self._jobs = [
                job.waiting() if job.state is JobState.RUNNING else job for job in self._jobs
            ]

    def _done(self) -> float:
        """Return the work done so far, excluding failed jobs."""
        useful = (job for job in self._to_run() if job.state is not JobState.FAILED)
        return sum(job.work * job.share for job in useful)

    def _to_run(self) -> list[Job]:
        return [job for job in self._jobs if job.state is not JobState.KEPT]

    def _find_outputs(self, checkpoint: Callable[[], None]) -> Iterator[Job]:
        """Mark jobs with an existing artwork as kept, and assign an output to every other job."""
        for number, job in enumerate(self.jobs):
            checkpoint()
            if (existing := self._outputs.find_existing(job)) is not None:
                job, recipe = existing
                kept = replace(job, state=JobState.KEPT, share=1.0, steps=recipe.steps_done)
                yield self._put(number, kept)
        for number, job in enumerate(self.jobs):
            if job.state is JobState.WAITING:
                try:
                    self._put(number, self._outputs.assign(job))
                except OutputError as error:
                    yield self._fail(number, str(error))

    def _orders(self) -> Iterator[Order]:
        for number, job in enumerate(self._jobs):
            if job.state is JobState.WAITING:
                options = job.options.for_file(Path(job.output))
                yield Order(number, job.plan, options, self._weights, self._computing)

    def _end(self, number: int, outcome: ArtworkOutcome) -> Job:
        if isinstance(outcome, ArtworkFailed):
            return self._fail(number, outcome.reason)
        try:
            job = self._outputs.confirm(self._jobs[number])
            write_whole(self._folder / job.output, outcome.data)
        except OutputError as error:
            return self._fail(number, str(error))
        except OSError as error:
            return self._fail(number, f"The artwork could not be saved: {error.strerror or error}.")
        job = replace(job.finished(outcome), steps=outcome.steps, loss=outcome.loss)
        return self._put(number, job)

    def _fail(self, number: int, reason: str) -> Job:
        return self._put(number, self._jobs[number].failed(reason))

    def _put(self, number: int, job: Job) -> Job:
        self._jobs[number] = job
        return job
