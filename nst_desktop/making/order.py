"""Making one artwork of a batch, in whichever process."""

import functools
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nst_desktop.core.errors import StoppedError, UserError, as_user_error
from nst_desktop.core.job import Control
from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.artwork import Artwork
from nst_desktop.recipes.plan import Plan, load_run
from nst_desktop.weights.network_weights import load_weights

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Computing:
    """How to compute, the same in every process: in another way the last digits differ, and after
    some steps the pictures do.

    threads: of the processor, for each artwork. ways: of convolving, as core.tuning has them.
    precision: for the plans that leave it to the computer.
    """

    threads: int
    ways: Mapping[str, str] = field(default_factory=dict)
    precision: str = "auto"


@dataclass(frozen=True, slots=True)
class Order:
    """One artwork to be made. number: of the job, 0, 1, …. weights: as load_weights takes them.

    options: how its file is written.
    """

    number: int
    plan: Plan
    options: SaveOptions
    weights: str
    computing: Computing


@dataclass(frozen=True, slots=True)
class ArtworkMade:
    """The artwork. data: the whole file, recipe included. loss: the last step's total."""

    data: bytes = field(repr=False)
    width: int
    height: int
    steps: int
    seconds: float
    loss: float


@dataclass(frozen=True, slots=True)
class ArtworkFailed:
    """Why there is no artwork."""

    error: UserError

    @property
    def reason(self) -> str:
        """One line for people, in English."""
        return str(self.error)


ArtworkOutcome = ArtworkMade | ArtworkFailed


def make_artwork(
    order: Order, report: Callable[[float], None], control: Control, is_elsewhere: bool = False
) -> ArtworkOutcome:
    """Make it. Whatever is wrong with the job is told in the outcome; Stopped is raised.

    report: called after every step with the share that is done, 0..1. is_elsewhere: whether this
    may be another computer than the one whose way of computing the order has.
    """
    try:
        return _make(order, report, control, is_elsewhere)
    except StoppedError:
        raise
    except UserError as error:
        return ArtworkFailed(error)
    except Exception as error:
        logger.info("job %d failed", order.number + 1, exc_info=True)
        return ArtworkFailed(as_user_error(error))


def _make(
    order: Order, report: Callable[[float], None], control: Control, is_elsewhere: bool
) -> ArtworkMade:
    from nst_desktop.core import stylize

    _set_up(order.computing)
    weights = _weights(order.weights)
    run = load_run(_with_precision(order, is_elsewhere), lambda: weights)
    for step in stylize(run.job, control):
        report(step.progress)
    return ArtworkMade(
        Artwork.after(step, run, weights).encoded(order.options),
        *run.job.output_size, step.index, step.elapsed, step.losses.total,
    )  # fmt: skip


def _set_up(computing: Computing) -> None:
    import torch

    from nst_desktop.core.tuning import TUNING

    torch.set_num_threads(computing.threads)
    TUNING.settle(computing.ways)


def _with_precision(order: Order, is_elsewhere: bool) -> Plan:
    """The order's plan in the precision that all have, or in float32 where that is no use."""
    plan, precision = order.plan, order.computing.precision
    if plan.params.precision != "auto":
        return plan
    if is_elsewhere:  # not among processes of one computer: timing while others work misleads
        from nst_desktop.core.devices import choose_device
        from nst_desktop.core.precision import usable_precision

        precision = usable_precision(precision, choose_device(plan.device))
    return replace(plan, params=replace(plan.params, precision=precision))


@functools.lru_cache(maxsize=1)
def _weights(source: str) -> "NetworkWeights":
    """Loaded once in each process."""
    return load_weights(source)
