"""Which optimiser a job takes."""

from torch import Tensor

from nst_desktop.core.adam import Adam, LaplacianAdam
from nst_desktop.core.job import StyleJob
from nst_desktop.core.layers import deepest
from nst_desktop.core.lbfgs import LBFGS
from nst_desktop.core.optimiser import Optimiser

# From so many values on (2 Mpx) L-BFGS' memory is what takes the most, and is kept in 16 bits.
COMPACT_FROM = 6_000_000


def make_optimiser(job: StyleJob, picture: Tensor) -> Optimiser:
    """The optimiser that the job asks for; it improves the picture in place.

    Neighbours have their own: the cosine is blind to contrast, which L-BFGS lets run away.
    Layers of the first two blocks see single pixels, and are the quickest with all frequencies
    alike.
    """
    params = job.params
    if job.compares_columns:
        return LaplacianAdam(picture, params.steps)
    if params.optimiser == "adam":
        return Adam(picture, params.learning_rate)
    compact, soft = picture.numel() >= COMPACT_FROM, deepest(job.layers)[4] > "2"
    return LBFGS(picture, params.history, compact=compact, soft=soft)
