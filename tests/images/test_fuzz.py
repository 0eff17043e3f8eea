"""Damaged files yield a picture or a PictureError, and never anything else."""

import os
import subprocess

import pytest

from tests.images import fuzzing
from tests.images.fuzzing import damaged, fuzz

FILES = 2000


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX resource limits")
def test_a_damaged_file_is_loaded_or_refused(tmp_path):
    findings = fuzz(range(FILES), tmp_path)
    assert findings.unexpected == []
    assert set(findings.outcomes) == {"loaded", "refused"}
    assert findings.outcomes.total() == FILES


def test_the_same_seed_gives_the_same_file():
    assert damaged(5) == damaged(5) != damaged(6)


@pytest.mark.parametrize(
    ("worker", "outcome"),
    [("read line; kill -9 $$", "crash"), ("exec sleep 60", "hang"), ("", "crash")],
)
def test_a_worker_that_dies_or_hangs_is_counted(tmp_path, monkeypatch, worker, outcome):
    def start():
        pipe = subprocess.PIPE
        return subprocess.Popen(["sh", "-c", worker], stdin=pipe, stdout=pipe)

    monkeypatch.setattr(fuzzing, "_start", start)
    monkeypatch.setattr(fuzzing, "TIMEOUT", 0.3)
    findings = fuzz(range(3), tmp_path)
    assert findings.outcomes == {outcome: 3}
    assert len(findings.unexpected) == 3
