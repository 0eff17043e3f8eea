"""The batch command, as a user types it, with real processes and workers that also fail."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nst_desktop import cli
from nst_desktop.core import precision
from nst_desktop.making import batch
from nst_desktop.making.workers import dask_cluster as cluster_module
from nst_desktop.recipes.recipe import read_recipe
from nst_desktop.storage.atomic import write_whole

pytestmark = pytest.mark.slow

MAIN = Path(__file__).parents[2] / "main.py"
SMALL = ["--size", "48", "--min-size", "48", "--threads", "1", "--quiet"]
posix_only = pytest.mark.skipif(os.name != "posix", reason="sends POSIX's signals")


def run(*arguments):
    return cli.main([str(argument) for argument in arguments])


def start(*arguments):
    words = [str(argument) for argument in arguments if argument != "--quiet"]
    return subprocess.Popen([sys.executable, MAIN, *words], stderr=subprocess.PIPE)


@pytest.fixture
def folder(make_picture, tmp_path):
    """Return a function that makes a folder of photographs, with a painting beside it."""
    make_picture("ink.png", 60, 60, seed=99)
    (tmp_path / "in").mkdir()

    def make(count):
        for number in range(count):
            make_picture(f"in/p{number:02}.png", 64, 48, seed=number)
        return tmp_path / "in"

    return make


@pytest.fixture
def paint(folder, tmp_path):
    """Return a function that gives the arguments to render n photographs with ink.png."""

    def words(count, *more, out="out", steps=2):
        pictures = ["--content", folder(count), "--style", tmp_path / "ink.png"]
        return "batch", *pictures, "-o", tmp_path / out, *SMALL, "--steps", str(steps), *more

    return words


def states(folder):
    with (folder / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["state"] for row in csv.DictReader(file)]


def made_in(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.png")}


def wait_for(process, words):
    """Wait until the progress shows these words."""
    output = ""
    while words not in output:
        assert process.poll() is None
        output = (output + process.stderr.read1().decode())[-1000:]


def test_a_failed_artwork_leaves_the_others_and_exits_with_1(paint, tmp_path, capsys):
    words = paint(3)
    (tmp_path / "in" / "p01.png").write_text("no picture")
    assert run(*words) == 1
    assert states(tmp_path / "out") == ["made", "failed", "made"]
    assert sorted(made_in(tmp_path / "out")) == ["p00_ink.png", "p02_ink.png"]
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "1 of 3 artworks failed" in error
    assert "p01.png" in error


def reasons(folder):
    with (folder / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        return {Path(row["content"]).name: row["reason"] for row in csv.DictReader(file)}


@posix_only
def test_broken_links_and_pipes_are_reported_and_the_rest_is_made(paint, tmp_path):
    words, photographs = paint(1), tmp_path / "in"
    (photographs / "gone.png").symlink_to(photographs / "nowhere.png")
    (photographs / "itself.png").symlink_to(photographs / "itself.png")
    os.mkfifo(photographs / "pipe.png")
    (photographs / "text.png").write_text("no picture")
    assert run(*words) == 1
    assert list(made_in(tmp_path / "out")) == ["p00_ink.png"]
    found = reasons(tmp_path / "out")
    assert "link to a file that does not exist" in found["gone.png"]
    assert "link that points to itself" in found["itself.png"]
    assert "a device or a pipe" in found["pipe.png"]
    assert "not a supported picture" in found["text.png"]
    assert run(*words) == 1, "resuming does not wait for the pipe either"
    assert states(tmp_path / "out").count("kept") == 1


@posix_only
def test_names_that_are_not_text_are_rendered_and_reported(paint, tmp_path, capsys):
    words, photographs = paint(2), os.fsencode(tmp_path / "in")
    os.rename(photographs + b"/p00.png", photographs + b"/caf\xe9.png")
    os.rename(photographs + b"/p01.png", photographs + b"/two\nlines\x1b[31m.png")
    Path(os.fsdecode(photographs + b"/bad\xe9\x1b.png")).write_text("no picture")
    assert run(*words) == 1
    made = made_in(tmp_path / "out")
    assert sorted(made) == ["caf_ink.png", "twolines[31m_ink.png"]
    assert read_recipe(tmp_path / "out" / "caf_ink.png").content.name == "caf_.png"
    assert sorted(reasons(tmp_path / "out")) == [
        "bad\\udce9\\x1b.png", "caf\\udce9.png", "two\\nlines\\x1b[31m.png",
    ]  # fmt: skip
    found = json.loads((tmp_path / "out" / "report.json").read_text())["jobs"]
    assert os.fsencode(found[1]["content"]) == photographs + b"/caf\xe9.png"
    assert "\x1b" not in capsys.readouterr().err


@posix_only
def test_painting_and_output_folder_may_have_names_that_are_not_text(paint, tmp_path):
    words = list(paint(1))
    painting = Path(os.fsdecode(os.fsencode(tmp_path / "ink") + b"\xff\n.png"))
    words[words.index(tmp_path / "ink.png")] = (tmp_path / "ink.png").rename(painting)
    words[words.index(tmp_path / "out")] = out = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xfe"))
    assert run(*words) == 0
    assert list(made_in(out)) == ["p00_ink.png"]
    assert run(*words) == 0
    assert states(out) == ["kept"]


@posix_only
def test_a_killed_batch_resumes_where_it_stopped(paint, tmp_path):
    words, out = paint(5, steps=5), tmp_path / "out"
    with start(*words) as process:
        wait_for(process, "2 of 5 artworks")
        process.kill()
    before = {path: path.stat().st_mtime_ns for path in out.glob("*.png")}
    assert 2 <= len(before) < 5
    assert run(*words) == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert sorted(made_in(out)) == [f"p{number:02}_ink.png" for number in range(5)]
    assert states(out) == ["kept"] * len(before) + ["made"] * (5 - len(before))


@posix_only
def test_ctrl_c_keeps_finished_artworks_and_exits_with_130(paint, tmp_path):
    words, out = paint(20, steps=5), tmp_path / "out"
    with start(*words) as process:
        wait_for(process, "1 of 20 artworks")
        process.send_signal(signal.SIGINT)
        assert b"Traceback" not in process.stderr.read()
        assert process.wait(30) == 130
    found = states(out)
    assert found.count("made") == len(made_in(out)) >= 1
    assert found.count("waiting") == 20 - found.count("made")


def test_a_list_of_jobs_names_pictures_parameters_and_artworks(folder, tmp_path):
    folder(1)
    (tmp_path / "jobs.json").write_text(
        """{"format": "nst-desktop jobs", "version": 1, "jobs": [
        {"content": "in/p00.png", "styles": ["ink.png"], "output": "both.jpg"},
        {"styles": ["ink.png"], "parameters": {"steps": 1}, "output": "texture.png"}]}"""
    )
    out = tmp_path / "out"
    assert run("batch", tmp_path / "jobs.json", "-o", out, *SMALL, "--steps", "2") == 0
    assert sorted(path.name for path in out.glob("*.[jp]*g")) == ["both.jpg", "texture.png"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["jobs.json", "-o", "out"], "list of jobs jobs.json does not exist"),
        (["--content", "in", "--style", "ink.png", "-o", "in"], "Choose another output folder"),
        (["--content", "in", "--style", "ink.png", "-o", "out", "--jobs", "0"], "--jobs must be"),
        (
            ["--content", "in", "--style", "ink.png", "-o", "out", "--jobs", "9" * 5000],
            "--jobs must be a whole number from 1",
        ),
        (["--content", "a", "--style", "b", "c", "-o", "out", "--blend", "1"], "needs 2 numbers"),
        (["--content", "out", "--style", "ink.png", "-o", "o"], "folder out contains no pictures"),
        (["--content", "in", "--style", "ink.png", "-o", "ink.png"], "cannot be created"),
    ],
)  # fmt: skip
def test_invalid_requests_are_reported_in_one_line(
    folder, tmp_path, monkeypatch, capsys, arguments, message
):
    folder(1)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("batch", *arguments) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert message in error


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--content", "in"],
        ["jobs.json", "--style", "ink.png"],
        ["."],
        ["--content", "in", "--style", "ink.png", "--cluster", "tcp://a:1", "--jobs", "2"],
    ],
)
def test_wrong_usage_exits_with_2(arguments):
    with pytest.raises(SystemExit) as ended:
        run("batch", *arguments, "-o", "out")
    assert ended.value.code == 2


def read_until(process, pattern) -> str:
    """Return the group of the first line of stderr that matches the pattern."""
    for line in process.stderr:
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError("the process did not start")


class LocalCluster:
    """Dask scheduler and workers on loopback, each in its own process."""

    _DASK = (sys.executable, "-m", "dask")
    _HERE = ("--no-dashboard", "--host", "127.0.0.1")

    def __init__(self, folder):
        self._folder, self._processes = folder, []
        scheduler = self._begin(["scheduler", "--port", "0"], MAIN.parent)
        self.address = read_until(scheduler, r"Scheduler at:\s*(tcp://\S+)")

    def add_worker(self, package=MAIN.parent):
        """Start a worker with the NST Desktop in this folder; return its registered process."""
        more = ["--nthreads", "1", "--no-nanny", "--local-directory", str(self._folder)]
        worker = self._begin(["worker", self.address, *more], package)
        read_until(worker, r"Registered to:\s*(tcp://\S+)")
        return worker

    def end(self):
        for process in self._processes:
            process.kill()
            process.wait()
            process.stderr.close()

    def _begin(self, words, package):
        self._processes.append(
            subprocess.Popen(
                [*self._DASK, *words, *self._HERE],
                stderr=subprocess.PIPE,
                text=True,
                cwd=package,  # -m looks there first
                env={**os.environ, "PYTHONPATH": str(package)},
            )
        )
        return self._processes[-1]


@pytest.fixture
def cluster(tmp_path) -> Iterator[LocalCluster]:
    cluster = LocalCluster(tmp_path)
    try:
        yield cluster
    finally:
        cluster.end()


def test_a_cluster_that_loses_a_worker_makes_the_same_artworks(
    cluster, paint, tmp_path, monkeypatch
):
    workers = [cluster.add_worker(), cluster.add_worker()]
    far, near = tmp_path / "far", tmp_path / "near"

    def write(path, data):
        write_whole(path, data)
        if len(made_in(far)) == 4:
            workers[0].kill()

    monkeypatch.setattr(batch, "write_whole", write)
    assert run(*paint(12, "--cluster", cluster.address, out="far")) == 0
    assert workers[0].wait() == -signal.SIGKILL
    assert states(far) == ["made"] * 12
    assert run(*paint(12, "--jobs", "2", out="near")) == 0
    assert made_in(far) == made_in(near)


@pytest.fixture
def elsewhere(tmp_path) -> Path:
    """Return a folder with another version of NST Desktop."""
    package = tmp_path / "elsewhere" / "nst_desktop"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('__version__ = "0.0.1"')
    return package.parent


def test_a_worker_with_another_version_makes_and_delays_nothing(
    cluster, elsewhere, paint, tmp_path, capsys, monkeypatch
):
    cluster.add_worker(elsewhere)
    with monkeypatch.context() as patch:
        patch.setattr(cluster_module, "_WORKER_TIMEOUT", 0.5)
        assert run(*paint(1, "--cluster", cluster.address)) == 1
    error = capsys.readouterr().err
    assert error.count("It is not used.") == 1
    assert "cannot load NST Desktop" in error.splitlines()[0]
    assert "has no usable worker" in error.splitlines()[1]
    cluster.add_worker()
    assert run(*paint(2, "--cluster", cluster.address)) == 0
    assert states(tmp_path / "out") == ["made"] * 2


def test_a_missing_cluster_is_reported_in_one_line(paint, capsys, monkeypatch):
    assert run(*paint(1, "--cluster", "nowhere")) == 1
    assert "dask scheduler" in capsys.readouterr().err
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert run(*paint(1, "--cluster", "tcp://127.0.0.1:1")) == 1
    assert 'pip install -e ".[cluster]"' in capsys.readouterr().err
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert run(*paint(1, "--cluster", "tcp://127.0.0.1:1")) == 1
    assert "this application does not contain" in capsys.readouterr().err


def test_a_batch_uses_the_precision_chosen_where_it_was_started(
    paint, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(precision, "_quickest", lambda _: "bfloat16")
    assert run(*paint(2)) == 0
    made = [read_recipe(path) for path in sorted((tmp_path / "out").glob("*.png"))]
    assert [each.params.precision for each in made] == ["bfloat16", "bfloat16"]
    monkeypatch.setattr(precision, "_quickest", lambda _: "float32")
    assert run(*paint(2)) == 0
    assert states(tmp_path / "out") == ["kept", "kept"]
    monkeypatch.setattr(precision, "slowness", lambda *_: 40.0)
    assert run(*paint(2, "--precision", "bfloat16")) == 0
    assert states(tmp_path / "out") == ["kept", "kept"]
    assert "bfloat16 is about 40 times slower" in capsys.readouterr().err
