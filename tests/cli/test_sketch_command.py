"""The sketch command."""

import subprocess
import sys

import pytest

from nst_desktop import cli
from nst_desktop.images.load import load_picture


@pytest.fixture
def pictures(make_picture):
    return str(make_picture("lake.png", 96, 64)), str(make_picture("swirls.png", 64, 64, seed=1))


def sketch(*arguments):
    return cli.main(["sketch", *map(str, arguments)])


def test_a_sketch_has_the_given_size(pictures, tmp_path):
    out = tmp_path / "out.png"
    assert sketch(*pictures, "-o", out, "--size", 60, "--strength", 80) == 0
    assert load_picture(out).pixels.shape == (40, 60, 3)


def test_options_change_the_sketch(pictures, tmp_path):
    seen = set()
    for index, options in enumerate(
        ([], ["--strength", 10], ["--style-scale", 2], ["--colour", "luminance"])
    ):
        out = tmp_path / f"{index}.png"
        assert sketch(*pictures, "-o", out, "--size", 64, *options) == 0
        seen.add(load_picture(out).pixels.tobytes())
    assert len(seen) == 4


def test_torch_is_not_loaded(pictures, tmp_path):
    code = (
        "import sys; from nst_desktop import cli; "
        f"code = cli.main(['sketch', *{list(pictures)!r}, '-o', {str(tmp_path / 'a.png')!r}]); "
        "print(code, 'torch' in sys.modules, 'PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split() == ["0", "False", "False"], done.stderr


def test_several_photographs_go_to_a_folder_and_a_bad_one_fails_alone(
    pictures, tmp_path, make_picture, capsys
):
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    other, folder = make_picture("boat.png", 64, 96), tmp_path / "new" / "sketches"
    arguments = (pictures[1], "--content", pictures[0], bad, other, "--size", 32, "-o", folder)
    assert sketch(*arguments) == 1
    assert "bad.png" in capsys.readouterr().err
    names = ["boat_swirls_sketch.png", "lake_swirls_sketch.png"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert sketch(*arguments) == 1  # nothing is overwritten
    assert len(list(folder.iterdir())) == 4


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--strength", "101"], "--strength must be a whole number from 0 to 100"),
        (["--strength", "x"], "--strength must be a whole number"),
        (["--size", "4"], "--size must be a whole number from 16"),
        (["--size", "9" * 5000], "--size must be a whole number from 16"),
        (["--blend", "1,1"], "--blend needs 1 number above 0"),
        (["--blend", "9" * 5000], "--blend needs 1 number above 0"),
        (["--style-scale", "9"], "--style-scale: 9 is out of range"),
        (["--style-scale", "x"], "--style-scale: 'x' is not a number"),
        (["--colour", "pink"], "--colour: 'pink' is not one of these"),
    ],
)
def test_bad_options_are_explained_briefly_and_exit_with_2(
    pictures, tmp_path, capsys, options, message
):
    out = tmp_path / "out.png"
    with pytest.raises(SystemExit) as exit_:
        sketch(*pictures, "-o", out, *options)
    assert exit_.value.code == 2
    error = capsys.readouterr().err
    assert message in error
    assert len(error) < 400
    assert not out.exists()


def test_a_written_sketch_is_reported_unless_quiet(pictures, tmp_path, capsys):
    out = tmp_path / "out.png"
    assert sketch(*pictures, "-o", out, "--size", 60) == 0
    assert capsys.readouterr().err == f"nst-desktop: {out} written, 60 x 40 px\n"
    assert sketch(*pictures, "-o", out, "--size", 60, "--quiet") == 0
    assert capsys.readouterr().err == ""


def test_a_folder_of_sketches_shows_progress_and_is_reported(pictures, tmp_path, capsys):
    folder = tmp_path / "new"
    arguments = (pictures[1], "--content", *pictures, "--size", 32, "-o", folder)
    assert sketch(*arguments) == 0
    error = capsys.readouterr().err
    assert "swirls.png, 2 of 2" in error
    assert error.endswith(f"nst-desktop: 2 of 2 sketches written to {folder}\n")
    assert sketch(*arguments, "--quiet") == 0
    assert capsys.readouterr().err == ""


def test_no_folder_is_made_if_no_photograph_can_be_read(pictures, tmp_path):
    folder = tmp_path / "new"
    assert sketch(pictures[1], "--content", tmp_path / "gone.png", "-o", folder) == 1
    assert not folder.exists()


def test_a_painting_that_content_takes_is_explained(pictures, tmp_path, capsys):
    with pytest.raises(SystemExit) as exit_:
        sketch("--content", *pictures, "-o", tmp_path / "new")
    assert exit_.value.code == 2
    assert "Name the paintings first: sketch STYLE --content" in capsys.readouterr().err


def test_an_input_is_not_overwritten(pictures, capsys):
    before = load_picture(pictures[0]).sha256
    assert sketch(*pictures, "-o", pictures[0]) == 1
    assert load_picture(pictures[0]).sha256 == before
    assert "lake.png" in capsys.readouterr().err


def test_one_picture_alone_is_wrong_usage(pictures, tmp_path):
    with pytest.raises(SystemExit) as exit_:
        sketch(pictures[0], "-o", tmp_path / "out.png")
    assert exit_.value.code == 2
