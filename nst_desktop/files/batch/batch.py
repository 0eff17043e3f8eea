"""A batch: what becomes of each of its jobs, and how far all of it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from time import perf_counter

from nst_desktop.files.atomic import write_whole
from nst_desktop.files.batch.artwork import Computing, Failed, Made, Order, Outcome
from nst_desktop.files.batch.events import Advanced, Makers
from nst_desktop.files.batch.jobs import Job
from nst_desktop.files.batch.outputs import OutputError, Outputs


class State(StrEnum):
    """What has become of a job."""

    WAITING = "waiting"
    RUNNING = "running"
    MADE = "made"
    KEPT = "kept"  # an earlier batch has made it
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Line:
    """One job and what is known of it.

    number: 0, 1, … in the batch. share: of its work that is done, 0..1. reason: why it failed.
    width, height: of the artwork, px. steps, seconds, loss: that the run took, and its last one;
    None where they are not known.
    """

    number: int
    job: Job
    state: State = State.WAITING
    share: float = 0.0
    reason: str = ""
    width: int | None = None
    height: int | None = None
    steps: int | None = None
    seconds: float | None = None
    loss: float | None = None

    @property
    def has_ended(self) -> bool:
        """Whether there is nothing more to do for it."""
        return self.state in (State.MADE, State.KEPT, State.FAILED)


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
        self._lines = [Line(number, job) for number, job in enumerate(jobs)]
        self._begun: tuple[float, float] | None = None  # when, and how much was done by then

    @property
    def lines(self) -> Sequence[Line]:
        """One for each job, as it is now."""
        return tuple(self._lines)

    @property
    def share(self) -> float:
        """How much of the work that there was to do is done, 0..1."""
        done, whole = self._work()
        return done / whole if whole else 1.0

    @property
    def remaining(self) -> float | None:
        """Seconds to come at the pace so far; None while nobody can tell."""
        done, whole = self._work()
        if self._begun is None or done <= self._begun[1]:
            return None
        return (perf_counter() - self._begun[0]) * (whole - done) / (done - self._begun[1])

    def run(self, makers: Makers, checkpoint: Callable[[], None]) -> Iterator[Line]:
        """Make what is not there yet; yields each line that has changed.

        checkpoint: called often; what it raises ends the batch, and all artworks so far are kept.
        """
        yield from self._find_outputs(checkpoint)
        try:
            for event in makers.make(self._orders(), checkpoint):
                if isinstance(event, Advanced):
                    yield self._note(event.number, state=State.RUNNING, share=event.share)
                else:
                    yield self._end(event.number, event.outcome)
                self._begun = self._begun or (perf_counter(), self._work()[0])
        finally:
            for line in self._lines:
                if line.state is State.RUNNING:
                    self._note(line.number, state=State.WAITING, share=0.0)

    def _find_outputs(self, checkpoint: Callable[[], None]) -> Iterator[Line]:
        """Keep what is made; the rest gets a file each, or has failed."""
        jobs = [line.job for line in self._lines]
        for number, job in enumerate(jobs):
            checkpoint()
            if (made := self._outputs.made(job)) is not None:
                job, recipe = made
                yield self._note(
                    number, job=job, state=State.KEPT, share=1.0, steps=recipe.steps_done
                )
        for number, job in enumerate(jobs):
            if self._lines[number].state is State.WAITING:
                try:
                    self._note(number, job=self._outputs.place(job))
                except OutputError as error:
                    yield self._fail(number, str(error))

    def _orders(self) -> Iterator[Order]:
        for line in self._lines:
            if line.state is State.WAITING:
                yield Order(
                    line.number,
                    line.job.plan,
                    line.job.options.for_file(Path(line.job.output)),
                    self._weights,
                    self._computing,
                )

    def _end(self, number: int, outcome: Outcome) -> Line:
        if isinstance(outcome, Failed):
            return self._fail(number, outcome.reason)
        try:
            job = self._outputs.place_now(self._lines[number].job)
            write_whole(self._folder / job.output, outcome.data)
        except OutputError as error:
            return self._fail(number, str(error))
        except OSError as error:
            return self._fail(number, f"It could not be written: {error.strerror or error}.")
        self._note(number, job=job)
        return self._finished(number, outcome)

    def _finished(self, number: int, made: Made) -> Line:
        return self._note(
            number, state=State.MADE, share=1.0, width=made.width, height=made.height,
            steps=made.steps, seconds=made.seconds, loss=made.loss,
        )  # fmt: skip

    def _fail(self, number: int, reason: str) -> Line:
        return self._note(number, state=State.FAILED, share=1.0, reason=reason)

    def _note(self, number: int, **changes: object) -> Line:
        self._lines[number] = replace(self._lines[number], **changes)  # type: ignore[arg-type]
        return self._lines[number]

    def _work(self) -> tuple[float, float]:
        """Done, and in all, of the jobs that are not kept; as pixels times steps."""
        done = whole = 0.0
        for line in self._lines:
            if line.state is not State.KEPT:
                work = float(line.job.plan.params.size**2 * line.job.plan.params.steps)
                done, whole = done + work * line.share, whole + work
        return done, whole
