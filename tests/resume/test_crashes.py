"""A run that is killed and resumed makes the same picture as an uninterrupted one."""

import os

import pytest

from tests.resume.crashing import killed_commands, killed_windows

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL"),
]


def test_a_killed_command_resumes_to_the_same_picture(tmp_path):
    assert list(killed_commands(tmp_path, 1, seed=1)) == [True]


def test_a_killed_window_resumes_to_the_same_picture(tmp_path):
    assert list(killed_windows(tmp_path, 1, seed=2)) == [True]
