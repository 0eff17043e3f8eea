"""Orders for artworks, and the function that carries them out in any process."""

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

    Results are reproducible only with identical settings. Otherwise the last digits differ at
    first, and after some steps the pictures differ visibly.

    Attributes:
        threads: Number of CPU threads per artwork.
        ways: Convolution algorithms, as in core.tuning.
        precision: Precision for plans that set it to "auto".
    """

    threads: int
    ways: Mapping[str, str] = field(default_factory=dict)
    precision: str = "auto"


@dataclass(frozen=True, slots=True)
class Order:
    """One artwork to make.

    Attributes:
        number: Index of the job.
        plan: Files and parameters.
        options: Options for writing the artwork's file.
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
        width: Width in px.
        height: Height in px.
        steps: Number of completed steps.
        seconds: Duration of the run in s.
        loss: Total loss after the last step.
    """

    data: bytes = field(repr=False)
    width: int
    height: int
    steps: int
    seconds: float
    loss: float


@dataclass(frozen=True, slots=True)
class ArtworkFailed:
    """The error that prevented an artwork from being made."""

    error: UserError

    @property
    def reason(self) -> str:
        """Error message as one line in English."""
        return str(self.error)


ArtworkOutcome = ArtworkMade | ArtworkFailed


def make_artwork(
    order: Order, report: Callable[[float], None], control: Control, is_elsewhere: bool = False
) -> ArtworkOutcome:
    """Make an artwork. Errors are returned as the outcome.

    Args:
        order: Artwork to make.
        report: Called after every step with the finished share of the work, 0..1.
        control: Control for the run.
        is_elsewhere: Whether the order's settings may come from a different computer.

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
    """Return the order's plan with the shared precision, or float32 if that is not usable."""
    plan, precision = order.plan, order.computing.precision
    if plan.params.precision != "auto":
        return plan
    if is_elsewhere:  # not in processes on the same computer: their load distorts timings
        from nst_desktop.core.devices import choose_device
        from nst_desktop.core.precision import usable_precision

        precision = usable_precision(precision, choose_device(plan.device))
    return replace(plan, params=replace(plan.params, precision=precision))


@functools.lru_cache(maxsize=1)
def _weights(source: str) -> "NetworkWeights":
    """Load the weights once per process."""
    return load_weights(source)
