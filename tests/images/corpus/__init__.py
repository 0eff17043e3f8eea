"""Corpus of generated picture files of every variant, with the pixels that they define."""

from functools import cache

from tests.images.corpus import jpeg, named_colours, others, png, profiles, refused, sizes, tiff
from tests.images.corpus.sample import Refused, Sample

__all__ = ["Refused", "Sample", "refused_files", "samples"]


@cache
def samples() -> tuple[Sample, ...]:
    """Return valid files and their expected content."""
    parts = (png, jpeg, tiff, others, profiles, named_colours, sizes)
    return tuple(sample for part in parts for sample in part.samples())


@cache
def refused_files() -> tuple[Refused, ...]:
    """Return invalid files and the messages expected for them."""
    return tuple(refused.files())
