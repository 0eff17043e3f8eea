"""Presets: the built-in ones, the user's, and their files."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nst_desktop import paths
from nst_desktop.core.params import StyleParams, default_of, parameter_names
from nst_desktop.recipes.params_json import changes_of, complete_params, from_json, to_json
from nst_desktop.recipes.presets import (
    Preset,
    PresetError,
    apply,
    builtin_presets,
    find_preset,
    own_presets,
    read_preset,
    save_preset,
)
from nst_desktop.storage import atomic
from tests.strategies import any_json, any_params, patient, values

BUILTIN = [preset.name for preset in builtin_presets()]
GOOD = {
    "format": "nst-desktop preset",
    "version": 1,
    "name": "Mine",
    "help": "As I like it.",
    "parameters": {"size": 640, "style_layers": "conv1_1,conv2_1:0.5", "init": "noise"},
}


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a document or text to a preset file and returns its path."""

    def to_file(content):
        path = tmp_path / "mine.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path

    return to_file


def with_parameters(**parameters):
    return {**GOOD, "parameters": parameters}


def test_these_presets_are_built_in():
    wanted = (
        "Painterly, Fine brush, Bold, Photo colours, Texture, Gatys 2015, Fast draft, Large print"
    )
    assert {*wanted.split(", "), "As before", "Clean paint", "Swirls"} == set(BUILTIN)


def test_as_before_does_what_the_first_version_did():
    assert find_preset("As before").parameters == {
        "style_layers": tuple((f"conv{block}_1", 1.0) for block in range(1, 6)),
        "min_size": 256,
        "detail": 1.0,
        "painted_detail": 0.0,
        "gamut_weight": 0.0,
        "large_forms": 0.0,
        "neighbour_weight": 0.0,
        "plain_areas": 1.0,
        "steps": 90,
        "content_layers": (("conv4_2", 1.0),),
        "content_weight": 1.0,
        "coarse_steps": 1.0,
        "coarse_content": 1.0,
    }


def test_parameters_that_list_only_changes_mean_the_first_versions_defaults():
    assert complete_params({"seed": 5}) == replace(apply(find_preset("As before")), seed=5)


@pytest.mark.parametrize("name", ["Gatys 2015", "Clean paint", "Fine brush"])
def test_these_presets_follow_the_photograph_in_plain_areas_too(name):
    assert apply(find_preset(name)).plain_areas == 1


@pytest.mark.parametrize("name", BUILTIN)
def test_every_builtin_preset_has_help_and_only_changed_values(name):
    preset = find_preset(name)
    assert preset.help.endswith(".")
    assert changes_of(apply(preset)) == preset.parameters
    assert preset.parameters


def test_a_preset_leaves_other_parameters_alone(write):
    params = apply(read_preset(write(GOOD)), StyleParams(seed=7, size=300))
    assert (params.seed, params.size, params.init) == (7, 640, "noise")
    assert params.style_layers == (("conv1_1", 1.0), ("conv2_1", 0.5))
    assert params == StyleParams(seed=7, **read_preset(write(GOOD)).parameters)


@pytest.mark.parametrize("name", ["fine brush", " FINE BRUSH ", "Fine brush"])
def test_a_preset_is_found_in_any_letter_case(name):
    assert find_preset(name).name == "Fine brush"


def test_a_preset_is_found_by_its_file(write):
    assert find_preset(str(write(GOOD))).name == "Mine"


def test_the_users_presets_are_found_first():
    save_preset(Preset("bold", "Mine.", {"size": 99}), paths.own_presets_folder() / "b.json")
    assert [preset.name for preset in own_presets()] == ["bold"]
    assert find_preset("Bold").parameters == {"size": 99}


def test_a_damaged_user_preset_is_logged_and_skipped(caplog):
    folder = paths.own_presets_folder()
    save_preset(Preset("Mine", "", {"size": 99}), folder / "a.json")
    (folder / "b.json").write_text("{")
    assert find_preset("mine").name == "Mine"
    assert "b.json is not JSON" in caplog.text


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(
        PresetError, match=r"no preset called 'Cubist'.*Bold, Clean paint, Fast draft"
    ):
        find_preset("Cubist")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(PresetError, match=r"preset file .*gone\.json does not exist"):
        find_preset(str(tmp_path / "gone.json"))


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"size": 1}, "'Mine'.*size: 1 is out of range; choose a value from 16"),
        ({"size": True}, "size must be a number"),
        ({"size": "512"}, "size must be a number"),
        ({"size": 512.5}, "size: 512.5 is not a whole number"),
        ({"size": None}, "size must be a number"),
        ({"pooling": "median"}, "pooling: 'median' is not one of these: max, average, l2"),
        ({"pooling": []}, "pooling must be text"),
        ({"init": "noise\u001b[31m"}, "init: the text .* contains invalid characters"),
        ({"init": "n" * 2000}, "init: the text is too long"),
        ({"style_layers": "conv9_1"}, "style_layers: Unknown layer 'conv9_1'"),
        ({"style_layers": [["conv1_1", 1]]}, "style_layers must be text"),
        ({"style_layers": ""}, "style_layers: at least one layer"),
        ({"shine": 1}, "'Mine'.*'shine' is not a parameter"),
        ({"__class__": 1}, "'__class__' is not a parameter"),
    ],
)
def test_an_invalid_value_is_refused_with_its_field(write, parameters, said):
    with pytest.raises(PresetError, match=said):
        read_preset(write(with_parameters(**parameters)))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("hello", r"mine\.json is not JSON"),
        ("[1, 2]", 'lacks "format"'),
        ({**GOOD, "format": "nst-desktop recipe"}, 'lacks "format": "nst-desktop preset"'),
        ({**GOOD, "version": 2}, "newer version of NST Desktop; update"),
        ({**GOOD, "version": 0}, "version below 1"),
        ({**GOOD, "version": True}, "'version', but it is not a whole number"),
        ({**GOOD, "version": "1"}, "'version', but it is not a whole number"),
        ({**GOOD, "extra": 1}, "unknown key 'extra'"),
        ({**GOOD, "name": ""}, "'' is not a valid preset name"),
        ({**GOOD, "name": "a\nb"}, "is not a valid preset name"),
        ({**GOOD, "name": "\ud800"}, "is not a valid preset name"),
        ({**GOOD, "help": 5}, "'help', but it is not text"),
        ({**GOOD, "help": "x" * 301}, "too long"),
        ({**GOOD, "parameters": []}, "'parameters', but it is not an object"),
        ({key: GOOD[key] for key in GOOD if key != "name"}, "lacks 'name'"),
        ('{"a": NaN}', "contains NaN"),
        ('{"a": -Infinity}', "contains -Infinity"),
        ('{"a": 1e999}', "too large"),
        ('{"a": ' + "9" * 5000 + "}", "too large"),
        ('{"a": 1, "a": 2}', "has 'a' twice"),
        ('{"a": ' * 9000, "nested too deeply"),
        ("[" * 60_000, "nested too deeply"),
        (" " * 70_000, "larger than 64 KB"),
    ],
)
def test_an_invalid_preset_file_is_refused_with_the_reason(write, content, said):
    with pytest.raises(PresetError, match=said):
        read_preset(write(content))


def test_bytes_that_are_not_text_are_refused(tmp_path):
    (tmp_path / "a.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PresetError, match="not UTF-8"):
        read_preset(tmp_path / "a.json")


def test_a_byte_order_mark_is_ignored(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(GOOD), encoding="utf-8-sig")
    assert read_preset(tmp_path / "a.json").name == "Mine"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in the file system are POSIX's")
def test_a_pipe_is_not_opened(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.json")
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("opened"))
    with pytest.raises(PresetError, match="does not exist"):
        read_preset(tmp_path / "pipe.json")


def test_a_saved_preset_is_read_back_equal_and_its_file_is_ascii(tmp_path):
    preset = Preset("Ölbild 油", "Mit Ümläut.", {"style_scale": 0.1 + 0.2, "size": 640})
    save_preset(preset, tmp_path / "new" / "a.json")
    assert read_preset(tmp_path / "new" / "a.json") == preset
    document = json.loads((tmp_path / "new" / "a.json").read_text("ascii"))
    assert document["parameters"] == {"style_scale": 0.1 + 0.2, "size": 640}


def test_a_failed_save_leaves_the_old_preset_and_no_other_file(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(PresetError, match=r"a\.json could not be written.*No space left"):
        save_preset(Preset("Mine", "", {}), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_preset_needs_its_suffix(tmp_path):
    with pytest.raises(PresetError, match=r"\.json"):
        save_preset(Preset("Mine", "", {}), tmp_path / "a.txt")


def test_a_preset_refuses_invalid_values_and_changes():
    with pytest.raises(PresetError, match=r"Mine.*size"):
        Preset("Mine", "", {"size": 0})
    with pytest.raises(TypeError):
        Preset("Mine", "", {}).parameters["size"] = 5


@patient
@given(any_params)
def test_all_parameters_survive_json(params):
    found = json.loads(json.dumps(to_json(changes_of(params))), parse_constant=pytest.fail)
    assert StyleParams(**from_json(found)) == params


@patient
@given(st.text() | any_json.map(json.dumps))
def test_any_text_is_refused_with_a_clear_error(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(PresetError):
        read_preset(path)


@patient
@given(st.data())
def test_any_value_of_any_parameter_is_accepted_unchanged_or_refused(tmp_path_factory, data):
    name = data.draw(st.sampled_from(parameter_names()))
    value = data.draw(any_json | values(name).map(lambda value: to_json({name: value})[name]))
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(with_parameters(**{name: value})))
    try:
        preset = read_preset(path)
    except PresetError:
        return
    assert type(preset.parameters[name]) is type(default_of(name))
    assert from_json({name: value}) == preset.parameters
