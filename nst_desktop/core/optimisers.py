"""The choice of an optimiser for a job."""

from torch import Tensor

from nst_desktop.core.adam import Adam, LaplacianAdam
from nst_desktop.core.job import StyleJob
from nst_desktop.core.layers import deepest
from nst_desktop.core.lbfgs import LBFGS
from nst_desktop.core.optimiser import Optimiser

# From this many values on (2 Mpx) the history of L-BFGS dominates memory and is kept in 16 bits.
COMPACT_FROM = 6_000_000


def make_optimiser(job: StyleJob, picture: Tensor) -> Optimiser:
    """Return the optimiser that the job asks for; it improves the picture in place.

    Columns have an optimiser of their own: the cosine ignores contrast, which L-BFGS would let grow
    without bounds. Layers of the first two blocks see little more than single pixels, so for them
    all frequencies are treated alike, which converges fastest.

    Args:
        job: The job, with the parameters of the optimiser.
        picture: (1, 3, H, W), modified by every step.
    """
    params = job.params
    if job.compares_columns:
        return LaplacianAdam(picture, params.steps)
    if params.optimiser == "adam":
        return Adam(picture, params.learning_rate)
    compact, soft = picture.numel() >= COMPACT_FROM, deepest(job.layers)[4] > "2"
    return LBFGS(picture, params.history, compact=compact, soft=soft)
