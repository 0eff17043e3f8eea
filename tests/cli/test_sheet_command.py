"""The sheet command, as a user types it."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from nst_desktop import cli

MAIN = Path(__file__).parents[2] / "main.py"
TINY = ["--size", "48", "--steps", "1", "--quiet"]


@pytest.fixture
def pictures(make_picture):
    return make_picture("photo.png", 96, 64), make_picture("ink.png", 60, 60, seed=9)


def run(*arguments):
    return cli.main([str(argument) for argument in arguments])


def lines(log):
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_a_sheet_has_a_picture_for_every_pair_of_values(pictures, tmp_path):
    log = tmp_path / "a.jsonl"
    axes = ["--rows", "style_weight:5,20,80", "--columns", "colour:style, luminance"]
    sizes = ["-o", tmp_path / "a.png", "--log", log, *TINY, "--min-size", "512"]
    assert run("sheet", *pictures, *axes, *sizes) == 0
    found = [(line["row"], line["column"]) for line in lines(log)]
    assert found[0] == ("20", "style")
    assert len(set(found)) == 6
    assert all(line["distance"] > 0 for line in lines(log))
    with Image.open(tmp_path / "a.png") as sheet:
        assert sheet.width > 2 * 48
        assert sheet.height > 3 * 32


def test_paintings_and_presets_can_be_compared(pictures, tmp_path):
    log = tmp_path / "a.jsonl"
    axes = ["--rows", "styles", "--columns", "presets:Bold,photo colours"]
    sizes = ["-o", tmp_path / "a.png", "--log", log, *TINY]
    assert run("sheet", *pictures, pictures[0], *axes, *sizes) == 0
    assert {(line["row"], line["column"]) for line in lines(log)} == {
        (row, column) for row in ("ink", "photo") for column in ("Bold", "Photo colours")
    }


def test_a_failed_cell_leaves_the_others_and_exits_with_1(pictures, tmp_path, capsys):
    axes = ["--rows", "precision:float16,float32", "-o", tmp_path / "a.png"]
    assert run("sheet", *pictures, *axes, *TINY, "--device", "cpu") == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "1 of 2 pictures failed" in error
    assert (tmp_path / "a.png").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--rows", "strength:1"], "Cannot vary 'strength'"),
        (["--rows", "style_weight"], "style_weight:A,B,C"),
        (["--columns", "steps:0"], "steps: 0 is out of range"),
        (["--rows", "presets:Nice"], "no preset called 'Nice'"),
        (["--size", "16", "--large-forms", "1"], "size: 16 px is too small"),
        (["-o", "gone/a.png"], "folder gone does not exist"),
    ],
)
def test_invalid_requests_are_reported_in_one_line(
    pictures, tmp_path, monkeypatch, capsys, arguments, message
):
    monkeypatch.chdir(tmp_path)
    assert run("sheet", *pictures, "-o", "a.png", *arguments) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert re.search(message, error)


@pytest.mark.skipif(os.name != "posix", reason="sends POSIX's interrupt")
def test_ctrl_c_keeps_the_pictures_so_far(pictures, tmp_path):
    out = tmp_path / "a.png"
    words = ["sheet", *pictures, "-o", out, "--size", "48", "--rows", "steps:9000,1,9000"]
    with subprocess.Popen([sys.executable, MAIN, *words], stderr=subprocess.PIPE) as process:
        told = b""
        while b"picture 2 of 3" not in told:
            assert process.poll() is None
            told = (told + process.stderr.read1())[-1000:]
        process.send_signal(signal.SIGINT)
        assert b"Traceback" not in process.stderr.read()
        assert process.wait(30) == 130
    with Image.open(out) as sheet:
        assert sheet.height > 3 * 32
