"""Sessions: what they save, who may resume them, and when they are pruned."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nst_desktop import paths
from nst_desktop.core.params import StyleParams
from nst_desktop.recipes.plan import Plan, StyleFile
from nst_desktop.resume import session_file
from nst_desktop.resume.session_store import (
    RUN,
    Session,
    SessionError,
    leftovers,
    open_leftover,
    prune,
)
from nst_desktop.storage.sealed_file import read_sealed, write_sealed
from nst_desktop.storage.strict_json import JsonError
from tests.fakes import step_of
from tests.strategies import any_json

WEIGHTS = ("builtin", "0" * 64)
ROOT = Path(__file__).parents[2]
KILLS = 20


@pytest.fixture
def plan(make_picture):
    mask = make_picture("mask.png", 48, 32)
    return Plan(
        params=StyleParams(style_weight=0.1 + 0.2, style_layers=(("conv1_1", 1 / 3),)),
        content=make_picture("lake.png"),
        styles=(StyleFile(make_picture("swirls.png"), 2.0, 0.5),),
        regions=((mask, 0),),
        style_masks=((mask, 0),),
        protect=mask,
        device="cpu",
    )


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "sessions"


@pytest.fixture
def begin(folder, plan):
    """Return a function that creates a session saved after step 3 of 9."""

    def begin(plan=plan, output=None):
        session = Session.create(folder, plan, WEIGHTS, output)
        session.save(step_of(3, 9))
        return session

    return begin


def interrupted(begin):
    """Return a session that its process has left."""
    session = begin()
    session.leave()
    return session


def test_a_saved_run_is_restored_completely(folder, begin, plan, tmp_path):
    begin(output=tmp_path / "out.png").leave()
    (leftover,), damaged = leftovers(folder)
    assert not damaged
    session = leftover.take()
    run = session.read()
    assert run.plan == plan
    assert (run.weights, run.weights_sha256, run.output) == (*WEIGHTS, tmp_path / "out.png")
    assert (run.steps, run.state.index, run.state.step) == (9, 3, 3)
    expected = step_of(3, 9).state()
    assert run.state.params == expected.params
    assert (run.state.elapsed, run.state.plan, run.state.numbers) == (
        expected.elapsed, expected.plan, expected.numbers,
    )  # fmt: skip
    assert np.array_equal(run.state.arrays["picture"], expected.arrays["picture"])
    assert (session.picture() == 3).all()
    session.discard()


def test_the_newest_save_is_restored(folder, begin):
    session = begin()
    session.save(step_of(7, 9))
    session.leave()
    assert leftovers(folder)[0][0].run.state.index == 7


def test_a_running_session_cannot_be_taken(folder, begin):
    session = begin()
    assert leftovers(folder) == ([], [])
    prune(folder, max_count=0)
    session.leave()
    (leftover,), _ = leftovers(folder)
    held = leftover.take()
    with pytest.raises(SessionError, match="elsewhere"):
        leftover.take()
    held.discard()


def test_a_finished_run_leaves_nothing(folder, begin):
    begin().discard()
    assert os.listdir(folder) == []


def test_a_session_without_a_save_leaves_nothing(folder, plan):
    Session.create(folder, plan, WEIGHTS).leave()
    assert os.listdir(folder) == []


def test_a_damaged_file_is_skipped_and_reported(folder, begin):
    file = interrupted(begin).file
    data = bytearray(file.read_bytes())
    data[60] ^= 1
    file.write_bytes(data)
    assert leftovers(folder) == ([], [file.parent])
    with pytest.raises(SessionError, match="damaged"):
        open_leftover(file)


def test_damaged_arrays_are_noticed_before_the_run_resumes(folder, begin):
    file = interrupted(begin).file
    data = bytearray(file.read_bytes())
    data[-60] ^= 1
    file.write_bytes(data)
    session = leftovers(folder)[0][0].take()
    with pytest.raises(SessionError, match="damaged"):
        session.read()
    session.discard()


@pytest.mark.parametrize("change", [os.unlink, lambda path: path.write_bytes(b"other")])
def test_a_run_without_its_pictures_cannot_resume_but_its_artwork_is_there(
    folder, begin, plan, change
):
    interrupted(begin)
    change(plan.content)
    session = leftovers(folder)[0][0].take()
    with pytest.raises(SessionError, match=r"lake\.png is missing"):
        session.read()
    assert (session.picture() == 3).all()
    session.discard()


def test_a_pasted_picture_is_kept(folder, begin, plan, make_picture):
    pasted = paths.cache_folder() / "pictures" / "pasted-1.png"
    pasted.parent.mkdir(parents=True)
    os.rename(make_picture("x.png", seed=5), pasted)
    data = pasted.read_bytes()
    begin(replace(plan, content=pasted)).leave()
    pasted.unlink()
    session = leftovers(folder)[0][0].take()
    content = session.read().plan.content
    session.save(step_of(4, 9))
    assert session.read().plan.content == content
    session.discard()
    assert content.read_bytes() == data


def test_the_ways_of_convolving_are_restored(folder, begin):
    paths.tuning_file().parent.mkdir(parents=True)
    paths.tuning_file().write_text('{"machine": "this one"}')
    interrupted(begin)
    paths.tuning_file().unlink()
    session = leftovers(folder)[0][0].take()
    session.read()
    session.discard()
    assert paths.tuning_file().read_text() == '{"machine": "this one"}'


def test_old_runs_and_runs_beyond_the_limit_are_pruned(folder, begin):
    files = [interrupted(begin).file for _ in range(4)]
    for age, file in enumerate(files):
        os.utime(file, (1e9, 1e9) if age == 3 else (4e9 - age, 4e9 - age))
    prune(folder, max_count=2, max_days=10_000)
    assert [file.exists() for file in files] == [True, True, False, False]


def test_the_remains_of_a_killed_save_are_removed(folder, begin):
    file = interrupted(begin).file
    part = file.with_name(".nst-0123456789abcdef.part")
    part.write_bytes(b"half")
    session = leftovers(folder)[0][0].take()
    assert not part.exists()
    session.discard()


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    """Return the parts of a valid document."""
    folder = tmp_path_factory.mktemp("document")
    picture = folder / "a.png"
    picture.write_bytes(b"a")
    plan = Plan(params=StyleParams(), content=picture, styles=(StyleFile(picture),))
    session = Session.create(folder / "sessions", plan, WEIGHTS)
    session.save(step_of(1, 2))
    text, _ = read_sealed(session.file)
    session.discard()
    return json.loads(text)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_document_gives_a_run_or_a_clear_error(document, data):
    changed = json.loads(json.dumps(document))
    parent = changed
    while True:
        keys = sorted(parent) if isinstance(parent, dict) else range(len(parent))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(parent[key], (dict, list)) or not parent[key] or data.draw(st.booleans()):
            break
        parent = parent[key]
    parent[key] = data.draw(any_json)
    text = json.dumps(changed)
    try:
        run = session_file.session_from_text(text, {})
    except JsonError:
        return
    again = session_file.session_from_text(session_file.session_to_text(run), {})
    assert replace(again, state=run.state) == run
    assert all(path.is_absolute() for path in run.plan.files)


def test_a_relative_path_is_refused(document):
    for path in ("a.png", "", "/a\0b"):
        changed = {**document, "plan": {**document["plan"], "content": path}}
        with pytest.raises(JsonError, match=r"path|as its content"):
            session_file.session_from_text(json.dumps(changed), {})


def test_a_copy_outside_the_session_is_refused(document):
    copies = {document["plan"]["content"]: "../../secret"}
    with pytest.raises(JsonError, match="copy"):
        session_file.session_from_text(json.dumps({**document, "copies": copies}), {})


def test_a_picture_without_a_checksum_or_a_copy_without_a_picture_is_refused(document):
    plan = {**document["plan"], "checksums": {}}
    for changes in ({"plan": plan}, {"copies": {"/pictures/other.png": "a.png"}}):
        with pytest.raises(JsonError, match=r"without its sha256|an unknown picture"):
            session_file.session_from_text(json.dumps({**document, **changes}), {})


def version_1(document, **more):
    """Return the document as version 1 wrote it, with every role."""
    plan = document["plan"]
    roles = [
        {"role": "style", "weight": 2.0, "scale": 0.5},
        {"role": "style", "weight": 1, "scale": 1.0},
        {"role": "region", "style": 1},
        {"role": "part", "style": 0},
        *({"role": role} for role in ("content", "protect", "start")),
    ]
    pictures = [
        {"path": f"/pictures/{number}.png", "sha256": f"{number}" * 64, "copy": "", **role}
        for number, role in enumerate(roles)
    ]
    pictures[6]["copy"] = "6.png"
    rest = {name: part for name, part in document.items() if name not in ("plan", "copies")}
    return {
        **rest, "version": 1, "parameters": plan["parameters"], "device": "cpu",
        "ground": "#336699", "pictures": pictures, **more,
    }  # fmt: skip


def test_a_run_saved_by_version_1_is_complete(document):
    run = session_file.session_from_text(json.dumps(version_1(document)), {})
    files = [Path(f"/pictures/{number}.png") for number in range(7)]
    assert run.plan == Plan(
        params=StyleParams(),
        styles=(StyleFile(files[0], 2.0, 0.5), StyleFile(files[1])),
        regions=((files[2], 1),),
        style_masks=((files[3], 0),),
        content=files[4],
        protect=files[5],
        start=files[6],
        device="cpu",
        ground="#336699",
    )
    assert run.plan.checksums == {path: path.stem * 64 for path in files}
    assert run.copies == {files[6]: "6.png"}


def test_a_role_unknown_to_version_1_is_refused(document):
    valid = version_1(document)["pictures"]
    for pictures in ([{**valid[0], "role": "frame"}], [valid[4], valid[4]], [7]):
        with pytest.raises(JsonError, match=r"role|invalid"):
            session_file.session_from_text(json.dumps(version_1(document, pictures=pictures)), {})


def test_a_file_without_a_picture_is_refused(folder, begin):
    file = interrupted(begin).file
    text, arrays = read_sealed(file)
    del arrays["shown"]
    write_sealed(file, text, arrays)
    session = open_leftover(file).take()
    with pytest.raises(SessionError):
        session.read()
    session.discard()
    assert not Path(file.parent / RUN).exists()


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_kill_during_a_save_leaves_the_old_state_or_the_new(tmp_path, folder):
    command = [sys.executable, "-m", "tests.resume.session_worker", str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    chance, seen = random.Random(6), []
    with subprocess.Popen(command, env=environment, cwd=ROOT, **pipes) as worker:
        for _ in range(KILLS):
            worker.stdin.write("go\n")
            worker.stdin.flush()
            child = int(worker.stdout.readline())
            while not list(folder.glob(f"*/{RUN}")):
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.08))
            os.kill(child, signal.SIGKILL)
            assert worker.stdout.readline() == "ended\n"
            (leftover,), damaged = leftovers(folder)
            assert not damaged
            session = leftover.take()
            state = session.read().state
            assert (state.arrays["picture"] == state.index).all()
            assert leftover.run.state.index == state.index
            seen.append(state.index)
            session.discard()
        worker.stdin.close()
    assert max(seen) > 1, "no process was killed in a later save"
