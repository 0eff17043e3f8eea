"""No command overwrites its inputs, and a refused command changes nothing."""

import errno
import json
import os
import re
import shutil

import numpy as np
import pytest
from PIL import Image

from nst_desktop import cli

QUICK = ["--size", "48", "--min-size", "48", "--steps", "2", "--quiet"]
posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX's links and limits")


@pytest.fixture
def here(make_picture, tmp_path, monkeypatch):
    """Return the current folder, filled with every kind of input."""
    for name, seed in (("photo.png", 1), ("ink.png", 2), ("start.png", 3), ("photo.webp", 4)):
        make_picture(name, 64, 48, seed=seed)
    Image.fromarray(np.full((48, 64), 255, np.uint8)).save(tmp_path / "mask.png")
    (tmp_path / "preset.json").write_text(
        '{"format": "nst-desktop preset", "version": 1, "name": "Mine", "help": "", '
        '"parameters": {"steps": 2}}'
    )
    (tmp_path / "own.pth").write_bytes(b"weights")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return cli.main([str(argument) for argument in arguments])


def contents(folder):
    """Return the contents of all files below the folder, except the program's own."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if "places" not in path.parts
    }


def refused(here, capsys, *arguments):
    """Return the message of a refused command, after checking that nothing changed."""
    before = contents(here)
    code = None
    try:
        code = run(*arguments)
    except SystemExit as ended:
        code = ended.code
    assert code in (1, 2)
    assert contents(here) == before
    return capsys.readouterr().err


RENDER = ("render", "photo.png", "ink.png", *QUICK)
EVERY_INPUT = (
    *("--region", "mask.png:1", "--init-image", "start.png", "--preset", "preset.json"),
    *("--weights", "own.pth"),
)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("photo.png", "the photograph"),
        ("ink.png", "the painting"),
        ("mask.png", "the mask"),
        ("start.png", "the starting picture"),
        ("preset.json", "the preset"),
        ("own.pth", "the weights file"),
    ],
)
def test_the_log_does_not_overwrite_what_is_read(here, capsys, name, role):
    told = refused(here, capsys, *RENDER, *EVERY_INPUT, "-o", "out.png", "--log", name)
    assert f"--log {name} would overwrite {role} {name}" in told


@pytest.mark.parametrize("name", ["photo.png", "ink.png", "mask.png", "start.png"])
def test_the_artwork_does_not_overwrite_what_is_read(here, capsys, name):
    told = refused(here, capsys, *RENDER, *EVERY_INPUT, "-o", name)
    assert f"-o {name} would overwrite the " in told


@pytest.mark.parametrize("more", [["--style-mask", "1:part.png"], ["--protect", "part.png"]])
def test_no_kind_of_mask_is_overwritten(here, capsys, more):
    shutil.copy("mask.png", "part.png")
    words = [*RENDER, "--region", "mask.png:1", *more]
    assert "the mask part.png" in refused(here, capsys, *words, "-o", "part.png")


def test_the_film_does_not_overwrite_what_is_read(here, capsys):
    words = ["render", "photo.webp", "ink.png", *QUICK, "-o", "out.png"]
    assert "--film photo.webp" in refused(here, capsys, *words, "--film", "photo.webp")


@posix_only
@pytest.mark.parametrize("output", ["-o", "--log"])
@pytest.mark.parametrize("way", ["symlink", "hard link", "dots", "linked folder"])
def test_a_file_is_known_under_each_of_its_names(here, capsys, output, way):
    (here / "sub").mkdir()
    name = "other.png"
    if way == "symlink":
        os.symlink("photo.png", name)
    elif way == "hard link":
        os.link("photo.png", name)
    elif way == "dots":
        name = "sub/.././photo.png"
    else:
        os.symlink(".", "linked")
        name = "linked/photo.png"
    outputs = ["-o", name] if output == "-o" else ["-o", "out.png", "--log", name]
    assert "the photograph photo.png" in refused(here, capsys, *RENDER, *outputs)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["-o", "a.webp"], ["--film", "./a.webp"]),
        (["-o", "a.webp"], ["--film", "A.WEBP"]),
        (["-o", "caf\u00e9.png"], ["--log", "cafe\u0301.png"]),
        (["-o", "a.webp", "--film", "b.webp"], ["--log", "b.webp"]),
    ],
)
def test_two_outputs_cannot_be_the_same_file_on_any_system(here, capsys, first, second):
    assert "name the same file" in refused(here, capsys, *RENDER, *first, *second)


@pytest.mark.parametrize(
    "arguments",
    [
        ["texture", "ink.png", *QUICK, "-o", "ink.png"],
        ["texture", "ink.png", *QUICK, "-o", "a.png", "--log", "ink.png"],
        ["reconstruct", "photo.png", *QUICK, "-o", "photo.png"],
        ["reconstruct", "photo.png", *QUICK, "-o", "a.png", "--log", "photo.png"],
        ["sheet", "photo.png", "ink.png", "-o", "photo.png"],
        ["sheet", "photo.png", "ink.png", "start.png", "-o", "start.png"],
        ["sheet", "photo.png", "ink.png", "-o", "a.png", "--log", "ink.png"],
        ["sheet", "photo.png", "ink.png", "-o", "a.png", "--log", "a.png"],
        ["sheet", "photo.png", "ink.png", "--preset", "preset.json", "-o", "a.png", "--log",
         "preset.json"],
        ["figure", "figure.png", "ink.png", "-o", "."],
        ["figure", "photo.png", "content_3.png", "-o", "../" + "{here}"],
        ["batch", "report.json", "-o", "."],
        ["batch", "named.json", "-o", "."],
    ],
)  # fmt: skip
def test_every_command_compares_what_it_writes_with_what_it_reads(here, capsys, arguments):
    for name in ("figure.png", "content_3.png"):
        shutil.copy("photo.png", name)
    (here / "report.json").write_text(
        '{"format": "nst-desktop jobs", "version": 1, "jobs": [{"styles": ["ink.png"]}]}'
    )
    (here / "named.json").write_text(
        '{"format": "nst-desktop jobs", "version": 1, "jobs": '
        '[{"content": "photo.png", "styles": ["ink.png"], "output": "ink.png"}]}'
    )
    words = [word.replace("{here}", here.name) for word in arguments]
    assert re.search("would overwrite|name the same file", refused(here, capsys, *words))


@pytest.mark.parametrize("output", [["-o", "made.png"], ["-o", "photo.png"], ["-o", "ink.png"]])
def test_an_artwork_is_not_remade_over_itself_or_its_pictures(here, capsys, output):
    assert run(*RENDER, "-o", "made.png") == 0
    told = refused(here, capsys, "render", "--from", "made.png", *output)
    assert "would overwrite the" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", "--log", "photo.png", "ink.png", "-o", "out.png"],
        ["render", "photo.png", "ink.png", "--log", "new.jsonl"],
        [*RENDER, "-o", "out.png", "--log", "new.jsonl", "--size", "20", "--large-forms", "1"],
        [*RENDER, "-o", "out.png", "--log", "new.jsonl", "--film", "f.gif", "--film-fps", "99"],
        [*RENDER, "-o", "out.png", "--log", "new.jsonl", "--weights", "own.pth"],
        [*RENDER, "-o", "gone/out.png", "--log", "new.jsonl"],
        ["render", "gone.png", "ink.png", *QUICK, "-o", "out.png", "--log", "new.jsonl"],
        [*RENDER, "--protect", "gone.png", "-o", "out.png", "--log", "new.jsonl"],
        ["sheet", "photo.png", "ink.png", "-o", "a.png", "--log", "new.jsonl", "--weights", "gone"],
        ["figure", "photo.png", "gone.png", "-o", "new"],
        ["figure", "photo.png", "ink.png", "-o", "new", "--size", "16"],
        ["batch", "--content", ".", "--style", "ink.png", "-o", "new", "--weights", "gone.pth"],
    ],
)
def test_a_refused_command_creates_nothing(here, capsys, arguments):
    refused(here, capsys, *arguments)


def test_a_log_replaces_only_another_log(here, capsys):
    assert run(*RENDER, "-o", "a.png", "--log", "a.jsonl") == 0
    first = (here / "a.jsonl").read_bytes()
    assert run(*RENDER, "-o", "a.png", "--log", "a.jsonl", "--steps", "1") == 0
    assert len((here / "a.jsonl").read_bytes().splitlines()) == 1 < len(first.splitlines())
    (here / "empty").touch()
    assert run(*RENDER, "-o", "a.png", "--log", "empty") == 0
    for text in ("my notes", '{"loss": "of weight"}\n', "[" * 100_000, '["step"]'):
        (here / "notes.txt").write_text(text)
        told = refused(here, capsys, *RENDER, "-o", "b.png", "--log", "notes.txt")
        assert "not an NST Desktop log" in told


@pytest.mark.parametrize("name", ["report.csv", "report.json"])
def test_a_batch_does_not_overwrite_other_files_with_its_report(here, capsys, name):
    (here / "out").mkdir()
    (here / "out" / name).write_text("year,sales\n")
    words = ["batch", "--content", "photo.png", "--style", "ink.png", "-o", "out", *QUICK]
    assert "not an NST Desktop report" in refused(here, capsys, *words)
    (here / "out" / name).write_text("")
    assert run(*words, "--threads", "1") == 0
    assert run(*words, "--threads", "1") == 0, "its own report is replaced"


@posix_only
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux has a disk that is full")
@pytest.mark.parametrize("command", ["render", "sheet"])
def test_a_log_on_a_full_disk_is_reported_once_and_the_artwork_is_made(here, capsys, command):
    sizes = QUICK if command == "render" else ["--size", "48", "--steps", "1", "--quiet"]
    axes = [] if command == "render" else ["--rows", "style_weight:1,2"]
    words = [command, "photo.png", "ink.png", *sizes, *axes, "-o", "out.png"]
    assert run(*words, "--log", "/dev/full") == 0
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "/dev/full ends here (the disk is full)" in error
    with Image.open("out.png") as image:
        image.load()


@posix_only
def test_a_log_that_grows_too_large_ends_with_a_whole_line(here, capsys, monkeypatch):
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limited(*given):
        resource.setrlimit(resource.RLIMIT_FSIZE, (400, limits[1]))
        try:
            real(*given)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    from nst_desktop.cli.log import Log

    real = Log.write
    monkeypatch.setattr(Log, "write", limited)
    assert run(*RENDER, "--steps", "5", "-o", "out.png", "--log", "a.jsonl") == 0
    assert capsys.readouterr().err.count("too large for this disk") == 1
    lines = (here / "a.jsonl").read_text().splitlines()
    assert [json.loads(line)["step"] for line in lines] == list(range(1, len(lines) + 1))
    assert 0 < len(lines) < 5
    assert (here / "out.png").exists()


@pytest.mark.parametrize("command", ["render", "figure"])
def test_a_full_disk_for_the_programs_own_files_is_reported_once_each(
    here, capsys, monkeypatch, caplog, command
):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device", "/somewhere")

    monkeypatch.setattr("nst_desktop.resume.session_store.write_sealed", full)
    monkeypatch.setattr("nst_desktop.machine.tuning_file.write_whole", full)
    monkeypatch.setattr("nst_desktop.core.tuning.TUNING._choose", lambda _kind, ways: min(ways()))
    if command == "render":
        words = [*RENDER, "--steps", "5", "--autosave", "1e-6", "-o", "out.png"]
    else:
        words = ["figure", "photo.png", "ink.png", "--size", "32", "--steps", "1", "--quiet"]
        words += ["-o", "out.png"]
    assert run(*words) == 0
    error = capsys.readouterr().err
    assert "Traceback" not in error + caplog.text
    saves = ["Autosave failed: the disk is full. The run continues."]
    assert [line.partition(": ")[2] for line in error.splitlines()] == (
        saves if command == "render" else []
    )
    assert caplog.text.count("cannot be written") <= 1


def test_an_unwritable_report_is_noted_once_and_the_batch_continues(here, capsys, monkeypatch):
    from nst_desktop.making import report

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(report, "write_whole", full)
    words = ["batch", "--content", "photo.png", "start.png", "--style", "ink.png", "-o", "out"]
    assert run(*words, *QUICK, "--threads", "1") == 0
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "The report could not be written to out: the disk is full." in error
    assert len(list((here / "out").glob("*.png"))) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([*RENDER, "-o", "sub"], "sub/artwork"),
        (["sheet", "photo.png", "ink.png", "-o", "sub"], "sub/artwork.png"),
        ([*RENDER, "-o", "a.png", "--film", "sub"], "sub/film.mp4"),
        ([*RENDER, "-o", "a.png", "--log", "sub"], "sub/log.jsonl"),
        (["figure", "photo.png", "ink.png", "-o", "ink.png"], "ink.png is a file"),
        (["batch", "--content", "photo.png", "--style", "ink.png", "-o", "ink.png/a"],
         "ink.png is a file"),
    ],
)  # fmt: skip
def test_a_folder_instead_of_a_file_is_refused_with_an_example(here, capsys, arguments, message):
    (here / "sub").mkdir()
    told = refused(here, capsys, *arguments)
    assert told.count("\n") == 1
    assert message in told


@pytest.mark.parametrize("suffix", [".jpg", ".jpeg"])
def test_transparency_that_the_format_cannot_keep_is_refused(here, capsys, suffix):
    told = refused(here, capsys, *RENDER, "--transparency", "keep", "-o", f"a{suffix}")
    for name in (".png", ".tif", ".webp", ".avif"):
        assert name in told


def test_transparency_is_refused_with_a_recipe_and_for_a_texture_as_well(here, capsys):
    assert run(*RENDER, "-o", "made.png") == 0
    words = ["--transparency", "keep", "--quiet"]
    told = refused(here, capsys, "render", "--from", "made.png", *words, "-o", "a.jpg")
    assert "end the name in .png" in told
    told = refused(here, capsys, "reconstruct", "photo.png", *words, "-o", "a.jpg")
    assert "end the name in .png" in told
    told = refused(here, capsys, "texture", "ink.png", *words, "-o", "a.png")
    assert "uses no photograph" in told
