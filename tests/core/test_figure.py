import pytest

from nst_desktop.core.figure import painting_job, style_layers
from nst_desktop.core.params import StyleParams


@pytest.mark.parametrize("layers", list(style_layers()))
def test_a_painting_job_compares_only_the_layers_of_the_figure(weights, painting, layers):
    job = painting_job(StyleParams(init="noise"), lambda: weights, painting, layers)
    assert job.params.compared_style_layers == layers
