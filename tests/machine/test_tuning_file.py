import pytest
import torch

from nst_desktop import paths
from nst_desktop.core import precision, tuning
from nst_desktop.machine.tuning_file import chosen_precision, remember_choices, remembered_choices


@pytest.fixture
def ways(monkeypatch, tmp_path):
    """Begin anew, as at a start of the program; what is chosen among is the same each time."""
    monkeypatch.setattr(paths, "tuning_file", lambda: tmp_path / "cache" / "tuning.json")

    def start():
        monkeypatch.setattr(tuning, "TUNING", tuning.Tuning())
        remember_choices()
        timed = []

        def choose(kind):
            return tuning.TUNING.quickest(kind, lambda: timed.append(kind) or {"ordinary": int})

        return choose, timed

    return start


def test_a_choice_outlives_the_program(ways):
    choose, timed = ways()
    assert choose("64-64 at 16") == "ordinary"
    assert timed == ["64-64 at 16"]
    choose, timed = ways()
    assert choose("64-64 at 16") == "ordinary"
    assert timed == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"machine": 1, "choices": 2}', "\x00", "{" * 9])
def test_a_damaged_file_is_written_anew(ways, text):
    ways()[0]("a")
    paths.tuning_file().write_text(text)
    choose, timed = ways()
    choose("a")
    assert timed == ["a"]
    choose, timed = ways()
    choose("a")
    assert timed == []


def test_choices_of_another_machine_and_unknown_ways_are_passed_over(ways):
    ways()[0]("a")
    file = paths.tuning_file()
    kept = file.read_text()
    for changed in (kept.replace('"ordinary"', '"abacus"'), kept.replace("machine", "engine")):
        file.write_text(changed)
        choose, timed = ways()
        choose("a")
        assert timed == ["a"]


@pytest.mark.parametrize(
    ("what", "changed"),
    [("processor_name", "another processor"), ("limits", "ATEN_CPU_CAPABILITY=avx2")],
)
def test_choices_are_made_again_on_another_processor(ways, monkeypatch, what, changed):
    ways()[0]("a")
    monkeypatch.setattr(f"nst_desktop.machine.tuning_file.{what}", lambda: changed)
    choose, timed = ways()
    choose("a")
    assert timed == ["a"]


def test_where_nothing_can_be_written_the_choice_is_made_all_the_same(ways, tmp_path):
    (tmp_path / "cache").write_text("a file in the folder's place")
    choose, _ = ways()
    assert choose("a") == "ordinary"


def test_that_nothing_can_be_written_is_told_once_and_plainly(ways, tmp_path, caplog):
    (tmp_path / "cache").write_text("a file in the folder's place")
    choose, _ = ways()
    for kind in "abcdefg":
        choose(kind)
    [record] = caplog.records
    assert "measured again at the next start" in record.getMessage()
    assert record.exc_info is None


def test_choices_that_are_settled_are_kept_to_and_nothing_is_timed(ways):
    ways()[0]("a")
    assert remembered_choices(torch.get_num_threads()) == {"a": "ordinary"}
    assert remembered_choices(torch.get_num_threads() + 1) == {}
    settled = tuning.Tuning()
    settled.settle({"a": "winograd"})

    def unused():
        raise AssertionError("it was tried")

    choices = [settled.quickest(kind, lambda: {"nnpack": unused, "b": unused}) for kind in "ab"]
    assert choices == ["winograd", "nnpack"]


def test_the_precision_for_all_is_chosen_here_and_remembered(ways, monkeypatch):
    monkeypatch.setattr(tuning, "_race", lambda *_: "bfloat16")
    ways()
    monkeypatch.setattr(precision, "TUNING", tuning.TUNING)
    assert chosen_precision("cpu") == "bfloat16"
    assert "bfloat16" in remembered_choices(torch.get_num_threads()).values()


def test_the_precision_on_a_device_that_is_elsewhere_is_left_to_the_others():
    assert chosen_precision("cuda:99") == "auto"
