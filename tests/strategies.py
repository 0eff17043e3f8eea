"""Hypothesis strategies shared by tests of files."""

from hypothesis import settings
from hypothesis import strategies as st

from nst_desktop.core.layers import LAYERS
from nst_desktop.core.params import (
    StyleParams,
    default_of,
    describe,
    is_layer_list,
    parameter_names,
)

patient = settings(deadline=None)  # The first examples are drawn more slowly than the rest.

layer_lists = st.lists(
    st.tuples(st.sampled_from(LAYERS), st.floats(1e-9, 1e6)),
    min_size=1,
    unique_by=lambda pair: pair[0],
).map(tuple)


def values(name: str) -> st.SearchStrategy:
    """Return a strategy for any value that this parameter allows."""
    declared = describe(name)
    if is_layer_list(name):
        return layer_lists
    if declared.choices:
        return st.sampled_from(list(declared.choices))
    numbers = st.integers if isinstance(default_of(name), int) else st.floats
    return numbers(min_value=declared.lo or 0, max_value=declared.hi)


any_params = st.fixed_dictionaries({name: values(name) for name in parameter_names()}).map(
    lambda drawn: StyleParams(**drawn)
)

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
