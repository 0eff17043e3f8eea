import numpy as np
import pytest

from nst_desktop.core.job import StyleJob
from nst_desktop.core.params import StyleParams


@pytest.fixture
def job() -> StyleJob:
    def no_weights() -> None:
        raise AssertionError("a fake run needs no weights")

    return StyleJob(StyleParams(), no_weights, content=np.zeros((64, 64, 3), np.uint8))
