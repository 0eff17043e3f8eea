"""kill -9 during a run, another start, and the picture is that of the run that nobody killed."""

import os

import pytest

from tests.resume.crashing import killed_commands, killed_windows

pytestmark = pytest.mark.slow

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX has kill -9")


def test_a_killed_command_goes_on_to_the_same_picture(tmp_path):
    assert list(killed_commands(tmp_path, 1, seed=1)) == [True]


def test_a_killed_window_goes_on_to_the_same_picture(tmp_path):
    assert list(killed_windows(tmp_path, 1, seed=2)) == [True]
