"""Choice of the optimiser for a job."""

from torch import Tensor

from nst_desktop.core.adam import Adam, LaplacianAdam
from nst_desktop.core.job import StyleJob
from nst_desktop.core.layers import deepest
from nst_desktop.core.lbfgs import LBFGS
from nst_desktop.core.optimiser import Optimiser

# From this many values (2 Mpx), the L-BFGS history dominates memory use and is kept in 16 bits.
COMPACT_FROM = 6_000_000


def make_optimiser(job: StyleJob, picture: Tensor, steps: int) -> Optimiser:
    """Return the job's optimiser, which improves the picture in place.

    Columns have their own optimiser: the cosine similarity ignores contrast, so L-BFGS would let
    the contrast grow without bound. Layers in the first two blocks see little more than single
    pixels. If no layer is deeper, all frequencies are treated alike, which converges fastest.

    Args:
        job: Job with the optimiser's parameters.
        picture: Picture, (1, 3, H, W), which every step modifies.
        steps: Number of steps that the optimiser will take.
    """
    params = job.params
    if job.compares_columns:
        return LaplacianAdam(picture, steps)
    if params.optimiser == "adam":
        return Adam(picture, params.learning_rate)
    compact, soft = picture.numel() >= COMPACT_FROM, deepest(job.layers)[4] > "2"
    return LBFGS(picture, params.history, compact=compact, soft=soft)
