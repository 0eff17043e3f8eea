"""Picture files of every kind, made on the spot, with the pixels that their definitions give."""

from functools import cache

from tests.images.corpus import jpeg, named_colours, others, png, profiles, refused, sizes, tiff
from tests.images.corpus.sample import Refused, Sample

__all__ = ["Refused", "Sample", "refused_files", "samples"]


@cache
def samples() -> tuple[Sample, ...]:
    """Files that are whole, and what is in them."""
    parts = (png, jpeg, tiff, others, profiles, named_colours, sizes)
    return tuple(sample for part in parts for sample in part.samples())


@cache
def refused_files() -> tuple[Refused, ...]:
    """Files that are not, and what is said of them."""
    return tuple(refused.files())
