"""Orders for artworks, and their execution in any process."""

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
class ComputeSettings:
    """Numerical settings shared by all processes.

    Results are reproducible only with identical settings: otherwise the last digits differ, and
    after some steps the pictures do.

    Attributes:
        threads: CPU threads for each artwork.
        ways: Convolution algorithms, as in core.tuning.
        precision: For plans whose precision is "auto".
    """

    threads: int
    ways: Mapping[str, str] = field(default_factory=dict)
    precision: str = "auto"


@dataclass(frozen=True, slots=True)
class Order:
    """One artwork to be made.

    Attributes:
        number: Index of the job.
        plan: Files and parameters.
        options: How the artwork's file is written.
        weights: Source name accepted by load_weights.
        computing: Numerical settings.
    """

    number: int
    plan: Plan
    options: SaveOptions
    weights: str
    computing: ComputeSettings


@dataclass(frozen=True, slots=True)
class ArtworkMade:
    """A finished artwork.

    Attributes:
        data: Contents of the artwork's file, including the recipe.
        width: px.
        height: px.
        steps: Steps done.
        seconds: Duration of the run.
        loss: Total loss of the last step.
    """

    data: bytes = field(repr=False)
    width: int
    height: int
    steps: int
    seconds: float
    loss: float


@dataclass(frozen=True, slots=True)
class ArtworkFailed:
    """Reason why there is no artwork."""

    error: UserError

    @property
    def reason(self) -> str:
        """The error in English, one line."""
        return str(self.error)


ArtworkOutcome = ArtworkMade | ArtworkFailed


def make_artwork(
    order: Order, report: Callable[[float], None], control: Control, is_elsewhere: bool = False
) -> ArtworkOutcome:
    """Make an artwork. Errors become the outcome.

    Args:
        order: Artwork to make.
        report: Called after every step with the share of the work done, 0..1.
        control: Control of the run.
        is_elsewhere: Whether this may be another computer than the one whose settings the order
            has.

    Raises:
        StoppedError: The run was stopped.
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


def _set_up(computing: ComputeSettings) -> None:
    import torch

    from nst_desktop.core.tuning import TUNING

    torch.set_num_threads(computing.threads)
    TUNING.settle(computing.ways)


def _with_precision(order: Order, is_elsewhere: bool) -> Plan:
    """Return the order's plan with the shared precision, or float32 where that one is of no use."""
    plan, precision = order.plan, order.computing.precision
    if plan.params.precision != "auto":
        return plan
    if is_elsewhere:  # not in processes of one computer, whose load distorts timings
        from nst_desktop.core.devices import choose_device
        from nst_desktop.core.precision import usable_precision

        precision = usable_precision(precision, choose_device(plan.device))
    return replace(plan, params=replace(plan.params, precision=precision))


@functools.lru_cache(maxsize=1)
def _weights(source: str) -> "NetworkWeights":
    """Load the weights once per process."""
    return load_weights(source)
