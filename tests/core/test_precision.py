"""The choice of a precision."""

from time import sleep

import pytest
import torch

from nst_desktop.core import precision
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.precision import choose_precision, usable_precision
from nst_desktop.core.tuning import Tuning

CPU = torch.device("cpu")


@pytest.mark.parametrize(
    ("name", "slowness", "usable"),
    [
        ("bfloat16", 0.5, "bfloat16"),
        ("bfloat16", 1.05, "bfloat16"),
        ("bfloat16", 1.2, "float32"),
        ("float16", 0.5, "float32"),  # not supported by a CPU
        ("float32", 1.0, "float32"),
        ("auto", 40.0, "auto"),
    ],
)
def test_another_computers_precision_is_kept_if_usable(monkeypatch, name, slowness, usable):
    monkeypatch.setattr(precision, "slowness", lambda *_: slowness)
    assert usable_precision(name, CPU) == usable


@pytest.fixture
def race(monkeypatch):
    """Return a function that sets up a race with the given seconds per precision."""

    def prepare(**seconds):
        timed = []
        monkeypatch.setattr(precision, "TUNING", Tuning())
        monkeypatch.setattr(precision, "_is_possible", lambda name, _: name in seconds)
        monkeypatch.setattr(
            precision, "_work", lambda name, _: lambda: timed.append(name) or sleep(seconds[name])
        )
        return timed

    return prepare


@pytest.mark.parametrize(
    ("seconds", "winner"),
    [
        ({"float32": 0.004, "bfloat16": 0.001}, "bfloat16"),
        ({"float32": 0.001, "bfloat16": 0.004}, "float32"),
        ({"float32": 0.001}, "float32"),
    ],
)
def test_auto_takes_the_fastest_and_times_once(race, seconds, winner):
    timed = race(**seconds)
    assert choose_precision("auto", CPU) == winner
    count = len(timed)
    assert choose_precision("auto", CPU) == winner
    assert len(timed) == count


def test_a_far_slower_precision_is_only_tried_twice(race):
    timed = race(float32=0.001, bfloat16=0.02)
    assert choose_precision("auto", CPU) == "float32"
    assert timed.count("bfloat16") == 2


def test_a_remembered_precision_that_is_unsupported_is_not_used(race):
    race(float32=0.001)
    precision.TUNING.attach({"precision on cpu": "bfloat16"}, lambda _: None)
    assert choose_precision("auto", CPU) == "float32"


@pytest.mark.parametrize(("has_bfloat16", "winner"), [(True, "bfloat16"), (False, "float16")])
def test_a_graphics_card_uses_the_16_bit_format_it_supports(
    race, monkeypatch, has_bfloat16, winner
):
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_: has_bfloat16)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _: "a card")
    race(float32=0.004, float16=0.001, bfloat16=0.001)
    assert choose_precision("auto", torch.device("cuda")) == winner


def test_a_graphics_card_that_is_no_faster_in_16_bits_uses_32(race, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _: "a card")
    race(float32=0.001, bfloat16=0.004)
    assert choose_precision("auto", torch.device("cuda")) == "float32"


def test_slowness_is_a_ratio_of_times(race):
    race(float32=0.002, bfloat16=0.03)
    precision.slowness.cache_clear()
    assert precision.slowness("float32", CPU) == 1
    assert 4 < precision.slowness("bfloat16", CPU) < 20
    precision.slowness.cache_clear()


def test_an_unsupported_precision_is_rejected(race):
    race(float32=0.001)
    with pytest.raises(ParameterError, match=r"does not support 'bfloat16'\. Choose 'float32'"):
        choose_precision("bfloat16", CPU)


def test_the_timed_work_runs_in_each_precision():
    for name in ("float32", "bfloat16"):
        precision._work(name, CPU)()
