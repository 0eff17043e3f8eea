import numpy as np
import pytest
import torch

from nst_desktop.core import memory
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.params import StyleParams

CPU = torch.device("cpu")


@pytest.fixture
def job():
    def make(**params):
        picture = np.zeros((768, 1024, 3), np.uint8)
        return StyleJob(StyleParams(**params), lambda: None, picture, (Style(picture),))

    return make


@pytest.fixture
def free(monkeypatch):
    """free(gigabytes) says how much memory there is."""
    return lambda gigabytes: monkeypatch.setattr(memory, "free_bytes", lambda _: gigabytes * 1e9)


def rows_for(job):
    return memory.choose_rows(job, job.output_size, CPU)


def test_a_picture_that_fits_is_worked_through_as_a_whole(job, free):
    free(16)
    assert rows_for(job(size=1024)) is None


def test_a_picture_that_does_not_fit_is_worked_through_in_strips(job, free):
    free(4)
    assert rows_for(job(size=4096)) == memory.STRIP_ROWS


def test_the_user_decides_before_the_machine_does(job, free):
    free(16)
    assert rows_for(job(size=512, memory="strips")) == memory.STRIP_ROWS
    free(0.1)
    assert rows_for(job(size=512, memory="whole")) is None


def test_what_does_not_add_up_stays_whole(job, free):
    free(0.1)
    assert rows_for(job(style_loss="sliced")) is None


def test_strips_get_smaller_up_to_a_limit(job):
    rows, seen = None, []
    while (rows := memory.fewer_rows(job(), rows)) is not None:
        seen.append(rows)
    assert seen == [128, 64, 32, 16]
    assert memory.fewer_rows(job(style_loss="sliced"), None) is None


def test_the_size_that_would_fit_is_smaller_and_fits(job, free):
    free(2)
    large = job(size=8192)
    size = memory.fitting_size(large, CPU)
    assert 64 <= size < 8192
    assert str(size) in str(memory.out_of_memory(large, large.output_size, CPU))
    free(8)
    assert memory.fitting_size(large, CPU) > size


def test_the_computers_free_memory_is_known():
    assert memory.free_bytes(CPU) > 1e6
