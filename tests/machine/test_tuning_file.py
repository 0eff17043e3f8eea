"""The choice of algorithms, kept in a file for later starts."""

import pytest
import torch

from nst_desktop import paths
from nst_desktop.core import precision, tuning
from nst_desktop.machine.tuning_file import chosen_precision, remember_choices, remembered_choices


@pytest.fixture
def start_tuning(monkeypatch, tmp_path):
    """Return a function that restarts the tuning, as a start of the program does.

    It returns a function that chooses an algorithm, and a list of the tasks that were timed.
    """
    monkeypatch.setattr(paths, "tuning_file", lambda: tmp_path / "cache" / "tuning.json")

    def start():
        monkeypatch.setattr(tuning, "TUNING", tuning.Tuning())
        remember_choices()
        timed = []

        def choose(task):
            return tuning.TUNING.quickest(task, lambda: timed.append(task) or {"ordinary": int})

        return choose, timed

    return start


def test_choices_are_kept_for_the_next_start(start_tuning):
    choose, timed = start_tuning()
    assert choose("64-64 at 16") == "ordinary"
    assert timed == ["64-64 at 16"]
    choose, timed = start_tuning()
    assert choose("64-64 at 16") == "ordinary"
    assert timed == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"machine": 1, "choices": 2}', "\x00", "{" * 9])
def test_a_damaged_file_is_replaced(start_tuning, text):
    start_tuning()[0]("a")
    paths.tuning_file().write_text(text)
    choose, timed = start_tuning()
    choose("a")
    assert timed == ["a"]
    choose, timed = start_tuning()
    choose("a")
    assert timed == []


def test_choices_of_other_machines_and_unknown_algorithms_are_ignored(start_tuning):
    start_tuning()[0]("a")
    file = paths.tuning_file()
    kept = file.read_text()
    for changed in (kept.replace('"ordinary"', '"abacus"'), kept.replace("machine", "engine")):
        file.write_text(changed)
        choose, timed = start_tuning()
        choose("a")
        assert timed == ["a"]


@pytest.mark.parametrize(
    ("name", "changed"),
    [("processor_name", "another processor"), ("limits", "ATEN_CPU_CAPABILITY=avx2")],
)
def test_choices_are_made_again_on_another_processor(start_tuning, monkeypatch, name, changed):
    start_tuning()[0]("a")
    monkeypatch.setattr(f"nst_desktop.machine.tuning_file.{name}", lambda: changed)
    choose, timed = start_tuning()
    choose("a")
    assert timed == ["a"]


def test_a_choice_is_made_even_if_it_cannot_be_saved(start_tuning, tmp_path):
    (tmp_path / "cache").write_text("a file in place of the folder")
    choose, _ = start_tuning()
    assert choose("a") == "ordinary"


def test_a_failure_to_save_is_logged_once_without_a_traceback(start_tuning, tmp_path, caplog):
    (tmp_path / "cache").write_text("a file in place of the folder")
    choose, _ = start_tuning()
    for task in "abcdefg":
        choose(task)
    [record] = caplog.records
    assert "measured again at the next start" in record.getMessage()
    assert record.exc_info is None


def test_settled_choices_are_used_without_timing(start_tuning):
    start_tuning()[0]("a")
    assert remembered_choices(torch.get_num_threads()) == {"a": "ordinary"}
    assert remembered_choices(torch.get_num_threads() + 1) == {}
    settled = tuning.Tuning()
    settled.settle({"a": "winograd"})

    def unused():
        raise AssertionError("it was timed")

    choices = [settled.quickest(task, lambda: {"nnpack": unused, "b": unused}) for task in "ab"]
    assert choices == ["winograd", "nnpack"]


def test_the_precision_is_chosen_and_saved(start_tuning, monkeypatch):
    monkeypatch.setattr(tuning, "_race", lambda *_: "bfloat16")
    start_tuning()
    monkeypatch.setattr(precision, "TUNING", tuning.TUNING)
    assert chosen_precision("cpu") == "bfloat16"
    assert "bfloat16" in remembered_choices(torch.get_num_threads()).values()


def test_the_precision_on_a_missing_device_stays_auto():
    assert chosen_precision("cuda:99") == "auto"
