from dataclasses import replace

import numpy as np
import pytest

from nst_desktop.core.errors import ParameterError, StoppedError
from nst_desktop.core.job import NoControl, Style, StyleJob
from nst_desktop.core.params import StyleParams
from nst_desktop.core.variations import (
    Variation,
    by_interest,
    explore,
    small_jobs,
    variations_of,
)


@pytest.fixture
def job(weights, photo, painting):
    params = StyleParams(size=512, min_size=256)
    return StyleJob(params, lambda: weights, photo, (Style(painting), Style(photo)))


def test_the_middle_comes_first_and_the_corners_last():
    cells = by_interest(5, 3)
    assert cells[0] == (2, 1)
    assert set(cells[-4:]) == {(0, 0), (0, 2), (4, 0), (4, 2)}
    assert sorted(cells) == [(row, column) for row in range(5) for column in range(3)]
    assert by_interest(1, 1) == [(0, 0)]


def test_each_cell_differs_in_its_row_and_column_only(job):
    jobs = small_jobs(
        job, variations_of("style_weight", ["5", "80"]), variations_of("pooling", ["l2", "max"])
    )
    assert jobs[1, 0].params == StyleParams(
        size=192, min_size=96, steps=16, style_weight=80, pooling="l2"
    )
    assert jobs[0, 1].params == StyleParams(size=192, min_size=96, steps=16, style_weight=5)


def test_the_values_of_an_axis_are_weights_and_not_strengths():
    variations = variations_of("style_weight", ["5", "200"])
    found = [variation.params["style_weight"] for variation in variations]
    assert found == [5, 200]


def test_scales_keep_their_proportion_to_the_size(job):
    rows = variations_of("min_size", ["128", "512", "16384"])
    found = [cell.params.min_size for _, cell in sorted(small_jobs(job, rows).items())]
    assert found == [48, 192, 192]


def test_steps_are_few_unless_they_are_what_varies(job):
    rows = variations_of("steps", ["2", "300"])
    assert [cell.params.steps for _, cell in sorted(small_jobs(job, rows).items())] == [2, 300]


def test_a_single_painting_replaces_all(job):
    (cell,) = small_jobs(job, [Variation("second", styles=job.styles[1:])]).values()
    assert len(cell.styles) == 1


def test_pictures_are_no_larger_than_the_cells_can_use(weights):
    large = np.zeros((900, 1800, 3), np.uint8)
    job = StyleJob(StyleParams(), lambda: weights, large, (Style(large), Style(large, scale=2)))
    (cell,) = small_jobs(job).values()
    assert cell.content.shape == (96, 192, 3)
    assert [style.pixels.shape[1] for style in cell.styles] == [768, 1536]


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("strength", ["1"], "Cannot vary 'strength'"),
        ("size", ["1"], "Cannot vary 'size'"),
        ("style_layers", ["conv1_1"], "Cannot vary 'style_layers'"),
        ("style_weight", [], "style_weight:A,B,C"),
        ("style_weight", ["-1"], "out of range"),
        ("pooling", ["sum"], "not one of"),
    ],
)
def test_what_cannot_be_varied_is_rejected(name, values, message):
    with pytest.raises(ParameterError, match=message):
        variations_of(name, values)


def test_the_size_proposed_for_a_narrow_photograph_works_in_a_sheet(job):
    params = replace(job.params, large_forms=0.5)
    narrow = replace(job, params=params, content=np.zeros((100, 3000, 3), np.uint8))
    with pytest.raises(ParameterError, match="Choose a size of 465 px or more"):
        small_jobs(narrow, size=256)
    assert small_jobs(narrow, size=465)


def test_a_narrow_painting_stays_large_enough_in_a_sheet(job):
    narrow = Style(np.zeros((40, 3000, 3), np.uint8))
    assert small_jobs(replace(job, styles=(narrow,)), size=96)


def test_a_mask_still_fits_a_narrow_photograph_in_a_sheet(job):
    mask = np.full((85, 2000), 255, np.uint8)
    layers = (("conv3_1", 1),)
    params = replace(
        job.params, content_layers=layers, style_layers=layers, large_forms=0, neighbour_weight=0
    )
    narrow = replace(job, params=params, content=mask[..., None].repeat(3, 2), protect=mask)
    assert small_jobs(narrow, size=100)


def test_a_higher_style_weight_gives_a_lower_style_loss(job):
    rows = variations_of("style_weight", ["0.2", "2", "20"])
    jobs = small_jobs(job, rows, size=48)
    distances = {}
    for cell in explore(jobs, NoControl()):
        if cell.has_ended:
            distances[cell.row] = cell.step.losses.style / cell.job.params.style_weight
    assert distances[0] > 1.1 * distances[1] > 1.1 * 1.1 * distances[2]


def test_a_cell_that_fails_does_not_stop_the_others(job):
    rows = variations_of("precision", ["float16", "float32"])  # the first needs a graphics card
    jobs = small_jobs(job, rows, size=48, steps=1)
    jobs = {cell: jobs[cell] for cell in sorted(jobs)}
    ended = [cell for cell in explore(jobs, NoControl()) if cell.has_ended]
    assert [(cell.row, bool(cell.fault)) for cell in ended] == [(0, True), (1, False)]
    assert ended[0].step is None


def test_a_sheet_can_be_stopped_in_the_middle_of_a_cell(job):
    class Impatient(NoControl):
        looks = 0

        def checkpoint(self):
            self.looks += 1
            if self.looks > 20:
                raise StoppedError

    with pytest.raises(StoppedError):
        list(explore(small_jobs(job, size=48, steps=9), Impatient()))
