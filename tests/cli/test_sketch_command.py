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
    ("options", "code"),
    [
        (["--strength", "101"], 2),
        (["--strength", "x"], 2),
        (["--size", "4"], 2),
        (["--blend", "1,2"], 1),
        (["--style-scale", "9"], 1),
        (["--colour", "pink"], 1),
    ],
)
def test_bad_options_are_refused_in_one_line(pictures, tmp_path, capsys, options, code):
    out = tmp_path / "out.png"
    try:
        given = sketch(*pictures, "-o", out, *options)
    except SystemExit as exit_:
        given = exit_.code
    assert given == code
    assert options[0][2:].replace("-", "_") in capsys.readouterr().err.replace("-", "_")
    assert not out.exists()


def test_an_input_is_not_overwritten(pictures, capsys):
    before = load_picture(pictures[0]).sha256
    assert sketch(*pictures, "-o", pictures[0]) == 1
    assert load_picture(pictures[0]).sha256 == before
    assert "lake.png" in capsys.readouterr().err


def test_one_picture_alone_is_wrong_usage(pictures, tmp_path):
    with pytest.raises(SystemExit) as exit_:
        sketch(pictures[0], "-o", tmp_path / "out.png")
    assert exit_.value.code == 2
