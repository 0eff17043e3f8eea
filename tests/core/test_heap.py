"""Test that freed memory goes back to the system."""

import sys

import numpy as np
import psutil
import pytest

from nst_desktop.core.heap import trim_heap


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems need no trimming")
def test_freed_small_blocks_are_returned_to_the_system():
    process = psutil.Process()
    blocks = [np.ones(12_000) for _ in range(2_000)]  # too small to be mapped one by one
    del blocks[::2]
    del blocks
    held = process.memory_info().rss
    trim_heap()
    assert process.memory_info().rss <= held
