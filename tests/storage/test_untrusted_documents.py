"""Untrusted documents: whatever they contain yields a valid object or a clear error."""

import io
import json
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from nst_desktop.core.errors import ParameterError, UserError
from nst_desktop.core.job import Losses
from nst_desktop.core.layers import LAYERS
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams, describe, parameter_names
from nst_desktop.history.history_entry import read_entry
from nst_desktop.history.moments import Moment, read_moments
from nst_desktop.images.formats import SaveOptions
from nst_desktop.images.load import PictureError, load_picture
from nst_desktop.images.metadata import options_with
from nst_desktop.queue import queue_file
from nst_desktop.recipes.params_json import from_json, to_json, values_of
from nst_desktop.recipes.presets import Preset, PresetError, apply, read_preset
from nst_desktop.recipes.recipe import Recipe, read_recipe, recipe_from_text, recipe_to_text
from nst_desktop.recipes.recipe_pictures import PictureNote, RecipeError
from nst_desktop.storage.strict_json import JsonError, is_plain, read_document
from tests.strategies import any_json, any_params, patient

in_a_folder = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

any_value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text()
    | st.binary() | st.sampled_from([*LAYERS, "conv4_2:0.5", "max", "lbfgs", 10**400, -0.0]),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner)
    | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
RECIPE = Recipe(
    params=StyleParams(), mode=Mode.TRANSFER, content=PictureNote("photo.png", "a" * 64),
    styles=(PictureNote("painting.jpg", "b" * 64, 2.0),), device="cpu", weights_name="built in",
    weights_sha256="c" * 64, versions={"torch": "2.9"}, steps_done=3, steps_total=9,
)  # fmt: skip


def assert_clear(error):
    """Check that the message is one short line without control characters."""
    assert str(error)
    assert is_plain(str(error), 1500)


def assert_named(error, fields):
    assert error.field in fields


# Parameters


@patient
@given(st.dictionaries(st.sampled_from(parameter_names()), any_value, max_size=4))
def test_any_values_are_parameters_or_refused_naming_the_field(values):
    try:
        params = StyleParams(**values)
    except ParameterError as error:
        assert_named(error, values)
        return
    for name in parameter_names():
        value, about = getattr(params, name), describe(name)
        if about.choices:
            assert value in about.choices
        elif isinstance(value, (int, float)):
            assert (about.lo or 0) <= value <= (about.hi or value)


@patient
@given(st.dictionaries(st.sampled_from(parameter_names()) | st.text(), any_json, max_size=4))
def test_any_json_is_parameters_or_refused_clearly(found):
    try:
        values = from_json(found)
    except ParameterError as error:
        assert_clear(error)
        return
    assert from_json(json.loads(json.dumps(to_json(values)))) == values


@patient
@given(any_params)
def test_valid_parameters_stay_valid(params):
    assert StyleParams(**values_of(params)) == params


@patient
@given(st.dictionaries(st.sampled_from([*SaveOptions().to_dict(), "x"]), any_value))
def test_any_values_give_save_options(found):
    options = SaveOptions.from_dict(found)
    assert SaveOptions.from_dict(json.loads(json.dumps(options.to_dict()))) == options


# Presets


@patient
@given(st.text(), st.text(), st.dictionaries(st.sampled_from(parameter_names()), any_value))
def test_any_texts_and_values_are_a_preset_or_refused(name, about, values):
    try:
        preset = Preset(name, about, values)
    except PresetError:
        return
    assert isinstance(apply(preset), StyleParams)
    assert is_plain(preset.name, 60)


@in_a_folder
@given(st.binary() | st.text().map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_a_preset_or_refused_clearly(tmp_path, data):
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(PresetError) as caught:
        read_preset(tmp_path / "a.json")
    assert_clear(caught.value)


@pytest.mark.parametrize("text", ["[" * 60_000, '{"a":' * 10_000, "9" * 60_000, '"\\ud800"'])
def test_text_that_is_hard_to_parse_is_refused(tmp_path, text):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(PresetError) as caught:
        read_preset(tmp_path / "a.json")
    assert_clear(caught.value)
    with pytest.raises(RecipeError) as caught:
        recipe_from_text(text)
    assert_clear(caught.value)


# Recipes


@st.composite
def spoiled(draw, document):
    """Return the document with some parts replaced, removed or added."""
    document = deepcopy(document)
    for _ in range(draw(st.integers(1, 3))):
        part = document
        while True:
            keys = list(part) if isinstance(part, dict) else list(range(len(part)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            deeper = part[key]
            if isinstance(deeper, (dict, list)) and deeper and draw(st.booleans()):
                part = deeper
                continue
            match draw(st.sampled_from(["replace", "replace", "drop", "add"])):
                case "replace":
                    part[key] = draw(any_json)
                case "drop":
                    del part[key]
                case "add" if isinstance(part, dict):
                    part[draw(st.text())] = draw(any_json)
            break
    return document


@patient
@given(spoiled(json.loads(recipe_to_text(RECIPE))))
def test_a_spoiled_recipe_is_a_recipe_or_refused_clearly(document):
    try:
        recipe = recipe_from_text(json.dumps(document))
    except RecipeError as error:
        assert_clear(error)
        return
    assert recipe_from_text(recipe_to_text(recipe)) == recipe


@in_a_folder
@given(st.sampled_from(["PNG", "JPEG", "WEBP", "TIFF"]), st.text(max_size=200))
def test_any_text_in_a_picture_is_a_recipe_or_refused_clearly(tmp_path, codec, text):
    stream = io.BytesIO()
    plain = text.encode("ascii", "ignore").decode()
    options = options_with(plain, codec)
    if codec == "PNG":
        options = {"pnginfo": PngInfo()}
        options["pnginfo"].add_itxt("nst-desktop", text.encode("utf-8", "ignore").decode())
    Image.new("RGB", (2, 2)).save(stream, codec, **options)
    (tmp_path / "a.png").write_bytes(stream.getvalue())
    with pytest.raises(UserError) as caught:
        read_recipe(tmp_path / "a.png")
    assert_clear(caught.value)


@pytest.mark.parametrize("name", ["../a.png", "/etc/passwd", "..", "a/b.png", "C:\\a.png", "a\0b"])
def test_no_recipe_refers_to_another_folder(name):
    document = json.loads(recipe_to_text(RECIPE))
    document["content"]["name"] = name
    with pytest.raises(RecipeError) as caught:
        recipe_from_text(json.dumps(document))
    assert_clear(caught.value)


# The history


ENTRY = {
    "format": "nst-desktop history entry", "version": 1, "title": "Lake",
    "date": "2026-01-02T03:04:05+00:00", "width": 5, "height": 4, "steps": 3, "seconds": 1.5,
    "ending": "finished", "pictures": ["lake.png"],
}  # fmt: skip


@pytest.fixture
def run_folder(tmp_path):
    (tmp_path / "artwork.png").write_bytes(b"x")
    (tmp_path / "thumbnail.jpg").write_bytes(b"x")
    (tmp_path / "entry.json").write_text(json.dumps(ENTRY))
    read_entry(tmp_path)
    return tmp_path


@in_a_folder
@given(spoiled(ENTRY).map(json.dumps).map(str.encode) | st.binary())
def test_any_entry_of_the_history_is_one_or_refused_clearly(run_folder, data):
    (run_folder / "entry.json").write_bytes(data)
    try:
        entry = read_entry(run_folder)
    except JsonError as error:
        assert_clear(error)
    else:
        assert is_plain(entry.title, 255)


# The queue

QUEUE = {
    "format": "nst-desktop queue", "version": 2, "paused": False,
    "jobs": [{
        "id": "0123456789abcdef", "weights": "builtin", "state": "failed", "file": "/out/a.png",
        "reason": "No.", "width": 5, "height": 4, "seconds": 1.5, "metadata": "none",
        "job": {
            "parameters": {"steps": 7}, "device": "cpu", "content": "/lake.jpg",
            "styles": [{"picture": "/ink.png", "weight": 1.0, "scale": 2.0}],
            "regions": [{"mask": "/sky.png", "style": 1}], "start": "/begun.png",
        },
    }],
}  # fmt: skip


@patient
@given(spoiled(QUEUE))
def test_any_queue_is_read_or_refused_clearly(found):
    try:
        queue = queue_file.queue_from_text(json.dumps(found))
    except JsonError as error:
        assert_clear(error)
        return
    again = queue_file.queue_from_text(queue_file.queue_to_text(False, queue.entries))
    assert again.entries == queue.entries


@in_a_folder
@given(spoiled({
    "format": "nst-desktop moment", "version": 1, "step": 3, "seconds": 1.5,
    "losses": dict.fromkeys(Losses.__slots__, 1.0), "parameters": {"steps": 7},
}).map(json.dumps).map(str.encode) | st.binary(max_size=2000))  # fmt: skip
def test_any_comment_is_a_moment_or_ignored(tmp_path, comment):
    Image.new("RGB", (2, 2)).save(tmp_path / "moment_0000003.jpg", comment=comment)
    assert all(isinstance(moment, Moment) for moment in read_moments(tmp_path))


@patient
@given(any_json.map(json.dumps) | st.text(), st.integers(0, 100))
def test_any_document_is_read_or_refused_clearly(text, longest):
    try:
        read_document(text, "kind", 1, longest)
    except JsonError as error:
        assert_clear(error)


# File names in messages


@pytest.mark.parametrize("name", ["a\x1b[31mb.png", "a\nb.png", "a\u202eb.png", "x" * 240 + ".png"])
def test_a_file_name_is_shown_short_and_plain(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"hello")
    with pytest.raises(PictureError) as caught:
        load_picture(path)
    assert_clear(caught.value)
    assert len(str(caught.value)) < 300
