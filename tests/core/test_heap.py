"""Memory that a run has freed goes back to the system, and to whoever needs it."""

import sys

import numpy as np
import psutil
import pytest

from nst_desktop.core.heap import trim_heap


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere it goes by itself")
def test_many_small_pieces_that_were_freed_are_given_back():
    process = psutil.Process()
    pieces = [np.ones(12_000) for _ in range(2_000)]  # too small for pages of their own
    del pieces[::2]
    del pieces
    held = process.memory_info().rss
    trim_heap()
    assert process.memory_info().rss <= held
