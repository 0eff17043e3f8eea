"""A batch: what becomes of each of its jobs, and how far all of it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from nst_desktop.core.pace import Pace
from nst_desktop.making.batch_outputs import OutputError, Outputs
from nst_desktop.making.job_events import Advanced, Makers
from nst_desktop.making.job_record import JobState, share_of, work_left
from nst_desktop.making.jobs import Job
from nst_desktop.making.order import ArtworkFailed, ArtworkOutcome, Computing, Order
from nst_desktop.storage.atomic import write_whole


class Batch:
    """The jobs, made into artworks in one folder.

    weights: as load_weights takes them; weights_sha256: of these. computing: for every artwork.
    """

    def __init__(
        self, jobs: Sequence[Job], folder: Path, weights: str, weights_sha256: str,
        computing: Computing,
    ) -> None:  # fmt: skip
        self._folder, self._outputs = folder, Outputs(jobs, folder, weights_sha256)
        self._weights, self._computing = weights, computing
        self._jobs = list(jobs)
        self._pace = Pace()

    @property
    def jobs(self) -> Sequence[Job]:
        """All of them, as they are now."""
        return tuple(self._jobs)

    @property
    def share(self) -> float:
        """How much of the work that there was to do is done, 0..1."""
        return share_of(self._to_make())

    @property
    def remaining(self) -> float | None:
        """Seconds to come at the pace so far; None while nobody can tell."""
        return self._pace.seconds_for(work_left(self._to_make()))

    def run(self, makers: Makers, checkpoint: Callable[[], None]) -> Iterator[Job]:
        """Make what is not there yet; yields each job that has changed.

        checkpoint: called often; what it raises ends the batch, and all artworks so far are kept.
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
        """How much of the work has led to something; what fails is lost."""
        useful = (job for job in self._to_make() if job.state is not JobState.FAILED)
        return sum(job.work * job.share for job in useful)

    def _to_make(self) -> list[Job]:
        return [job for job in self._jobs if job.state is not JobState.KEPT]

    def _find_outputs(self, checkpoint: Callable[[], None]) -> Iterator[Job]:
        """Keep what is made; the rest gets a file each, or has failed."""
        for number, job in enumerate(self.jobs):
            checkpoint()
            if (made := self._outputs.made(job)) is not None:
                job, recipe = made
                kept = replace(job, state=JobState.KEPT, share=1.0, steps=recipe.steps_done)
                yield self._put(number, kept)
        for number, job in enumerate(self.jobs):
            if job.state is JobState.WAITING:
                try:
                    self._put(number, self._outputs.place(job))
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
            job = self._outputs.place_now(self._jobs[number])
            write_whole(self._folder / job.output, outcome.data)
        except OutputError as error:
            return self._fail(number, str(error))
        except OSError as error:
            return self._fail(number, f"It could not be written: {error.strerror or error}.")
        job = replace(job.finished(outcome), steps=outcome.steps, loss=outcome.loss)
        return self._put(number, job)

    def _fail(self, number: int, reason: str) -> Job:
        return self._put(number, self._jobs[number].failed(reason))

    def _put(self, number: int, job: Job) -> Job:
        self._jobs[number] = job
        return job
