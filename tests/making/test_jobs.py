"""Lists of jobs: what they may contain, and what is refused."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nst_desktop.core.params import StyleParams
from nst_desktop.making.jobs import JobsError, jobs_for, read_jobs
from nst_desktop.recipes.plan import StyleFile
from nst_desktop.recipes.presets import find_preset
from nst_desktop.storage.strict_json import is_plain
from tests.strategies import any_json, patient


@pytest.fixture
def jobs_file(tmp_path):
    """Return a function that writes a list of jobs and returns its path."""

    def write(*jobs):
        path = tmp_path / "jobs.json"
        path.write_text(json.dumps({"format": "nst-desktop jobs", "version": 1, "jobs": jobs}))
        return path

    return write


def test_a_job_has_its_pictures_and_parameters(jobs_file, tmp_path):
    path = jobs_file(
        {
            "content": "lake.jpg",
            "styles": ["ink.png", {"picture": "/art/oil.png", "weight": 2, "scale": 0.5}],
            "regions": [{"mask": "sky.png", "style": 1}, {"mask": "land.png", "style": 2}],
            "style_masks": [{"mask": "part.png", "style": 2}],
            "protect": "face.png",
            "start": "begun.png",
            "parameters": {"size": 256, "style_layers": "conv1_1:2"},
            "output": "lake.jpg",
        }
    )
    (job,) = read_jobs(path)
    plan = job.plan
    assert job.output == "lake.jpg"
    assert plan.content == tmp_path / "lake.jpg"
    assert plan.styles == (
        StyleFile(tmp_path / "ink.png"), StyleFile(Path("/art/oil.png"), 2.0, 0.5)
    )  # fmt: skip
    assert plan.regions == ((tmp_path / "sky.png", 0), (tmp_path / "land.png", 1))
    assert plan.style_masks == ((tmp_path / "part.png", 1),)
    assert (plan.protect, plan.start) == (tmp_path / "face.png", tmp_path / "begun.png")
    assert plan.params == StyleParams(size=256, style_layers=(("conv1_1", 2.0),))
    assert len(job.plan.files) == 8


@pytest.mark.skipif(os.name != "posix", reason="only there names need not be text")
def test_a_job_may_have_pictures_whose_names_are_not_text(jobs_file, tmp_path):
    name = os.fsdecode(b"caf\xe9\n.jpg")
    (job,) = read_jobs(jobs_file({"content": name, "styles": [name]}))
    assert job.plan.content == job.plan.styles[0].path == tmp_path / name
    assert job.output == "caf_caf.png"


def test_flags_override_the_job_which_overrides_its_preset(jobs_file):
    path = jobs_file(
        {"content": "a.jpg", "styles": ["b.jpg"], "preset": "Bold", "parameters": {"steps": 7}},
        {"content": "a.jpg", "styles": ["b.jpg"]},
    )
    bold, plain = read_jobs(path, find_preset("Fast draft"), {"seed": 3})
    assert bold.plan.params == StyleParams(style_weight=60, style_scale=1.6, steps=7, seed=3)
    assert plain.plan.params == StyleParams(size=320, steps=26, seed=3)


def test_a_texture_starts_from_noise(jobs_file):
    (job,) = read_jobs(jobs_file({"styles": ["b.jpg"]}))
    assert job.plan.params.init == "noise"


def test_jobs_without_an_output_get_unique_names(jobs_file):
    job = {"content": "in/lake.jpg", "styles": ["ink.png"]}
    jobs = read_jobs(jobs_file(job, {**job, "output": "lake_ink-2.png"}, job, job))
    names = [job.output for job in jobs]
    assert names == ["lake_ink.png", "lake_ink-2.png", "lake_ink-3.png", "lake_ink-4.png"]


@pytest.mark.parametrize(
    ("job", "message"),
    [
        ({}, "has no picture"),
        ([], "is not an object"),
        ({"content": ""}, "'' as its content"),
        ({"content": "a\0.png"}, "as its content"),
        ({"content": "a\ud800.png"}, "as its content"),
        ({"content": "a.png", "colour": "red"}, "unknown key 'colour'"),
        ({"content": "a.png", "parameters": {"steps": 0}}, "steps: 0 is out of range"),
        ({"content": "a.png", "parameters": {"style": 1}}, "'style' is not a parameter"),
        ({"content": "a.png", "preset": "Nice"}, "There is no preset called 'Nice'"),
        ({"styles": [7]}, "neither a path nor an object"),
        ({"styles": [{"picture": "a.png", "weight": 0}]}, "must be above 0"),
        ({"styles": ["a.png"], "regions": [{"mask": "m.png", "style": 2}]}, "painting 2"),
        ({"styles": ["a.png"] * 101}, "more than 100 styles"),
        ({"content": "a.png", "output": "../a.png"}, "is not a file name"),
        ({"content": "a.png", "output": "a.txt"}, "must end in .png"),
        ({"content": "a.png", "output": "B.png"}, "is used twice"),
    ],
)
def test_an_invalid_job_is_refused_with_its_number(jobs_file, job, message):
    path = jobs_file({"content": "a.png", "output": "b.png"}, job)
    with pytest.raises(JobsError, match="Job 2") as refused:
        read_jobs(path)
    assert message in str(refused.value)


@pytest.mark.parametrize("text", ["", "[]", '{"format": "nst-desktop jobs", "version": 1}', "\xff"])
def test_a_file_that_is_not_a_list_of_jobs_is_refused(tmp_path, text):
    path = tmp_path / "jobs.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(JobsError, match=r"jobs\.json"):
        read_jobs(path)
    with pytest.raises(JobsError, match="does not exist"):
        read_jobs(tmp_path / "gone.json")


PARTS = ["content", "styles", "regions", "style_masks", "protect", "parameters", "output"]
PLAUSIBLE = st.sampled_from(
    ["a.png", ["b.png"], [{"picture": "b.png"}], [{"mask": "m.png", "style": 1}], {"size": 64}]
)


@patient
@given(st.lists(st.dictionaries(st.sampled_from(PARTS), PLAUSIBLE | any_json), min_size=1))
def test_any_list_gives_jobs_or_a_clear_error(tmp_path_factory, found):
    path = tmp_path_factory.getbasetemp() / "any_jobs.json"
    path.write_text(json.dumps({"format": "nst-desktop jobs", "version": 1, "jobs": found}))
    try:
        assert len(read_jobs(path)) == len(found)
    except JobsError as error:
        assert is_plain(str(error), 1500)  # noqa: PT017 - either outcome will do


def test_there_is_a_job_for_each_photograph_in_each_style():
    styles = [(StyleFile(Path("ink.png")),), (StyleFile(Path("oil.png")),)]
    photographs = [Path("1/a.jpg"), Path("2/a.jpg")]
    jobs = jobs_for(photographs, styles, StyleParams(), ".webp")
    assert [(job.plan.content, job.plan.styles[0].path.stem, job.output) for job in jobs] == [
        (Path("1/a.jpg"), "ink", "a_ink.webp"),
        (Path("1/a.jpg"), "oil", "a_oil.webp"),
        (Path("2/a.jpg"), "ink", "a_ink-2.webp"),
        (Path("2/a.jpg"), "oil", "a_oil-2.webp"),
    ]


def test_the_list_in_the_documentation_is_valid(tmp_path):
    page = Path(__file__).parents[2] / "docs" / "batches.md"
    text = page.read_text(encoding="utf-8").split("```json")[1].split("```")[0]
    path = tmp_path / "jobs.json"
    path.write_text(text, encoding="utf-8")
    assert [job.output for job in read_jobs(path)] == ["lake.png", "face_ink_oil.png", "ink.png"]
