"""The mask command, as a user types it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nst_desktop import cli

ROOT = Path(__file__).parents[2]


@pytest.fixture
def photo(tmp_path, monkeypatch):
    """Make a red rectangle on green the photograph photo.png in the current folder."""
    pixels = np.random.default_rng(1).normal((70, 130, 80), 6, (120, 200, 3))
    pixels[30:90, 60:140] = np.random.default_rng(2).normal((180, 60, 50), 6, (60, 80, 3))
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(tmp_path / "photo.png")
    monkeypatch.chdir(tmp_path)
    return "photo.png"


def run(*arguments):
    return cli.main(["mask", *arguments])


def saved(name="mask.png"):
    with Image.open(name) as image:
        assert image.mode == "L"
        return np.array(image)


def assert_is_the_rectangle(mask):
    truth = np.zeros((120, 200), bool)
    truth[30:90, 60:140] = True
    assert mask.shape == truth.shape
    assert ((mask >= 128) != truth).mean() < 0.01


@pytest.mark.parametrize("point", ["100,60", "50%,50%", "99.5, 50%"])
def test_a_point_selects_the_object_around_it(photo, capsys, point):
    assert run(photo, "--inside", point, "-o", "mask.png") == 0
    assert_is_the_rectangle(saved())
    assert "20.0% of the photograph is selected" in capsys.readouterr().err


def test_outside_points_and_more_inside_points_count(photo):
    points = ["--inside", "80,60", "--inside", "120,60", "--outside", "5,5", "--outside", "95%,95%"]
    assert run(photo, *points, "-o", "mask.png", "--quiet") == 0
    assert_is_the_rectangle(saved())


def test_similar_areas_are_selected_within_a_tolerance(photo):
    assert run(photo, "--similar", "100,60", "--tolerance", "40", "-o", "mask.png") == 0
    assert_is_the_rectangle(saved())
    assert run(photo, "--similar", "100,60", "--tolerance", "0", "-o", "mask.png") == 0
    assert np.count_nonzero(saved()) < 20


def test_points_refer_to_the_upright_photograph(photo):
    with Image.open(photo) as image:
        exif = Image.Exif()
        exif[0x0112] = 6  # turned by 90 degrees
        image.save("turned.jpg", exif=exif, quality=95)
    assert run("turned.jpg", "--inside", "60,100", "-o", "mask.png") == 0
    mask = saved()
    assert mask.shape == (200, 120)
    assert mask[100, 60] == 255


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--inside", "200,60"], "--inside 200,60 lies outside the photograph, which is 200 x 120"),
        (["--inside", "101%,50%"], "lies outside"),
        (["--inside=-1,5"], "lies outside"),
        (["--inside", "9" * 5000 + ",5"], "lies outside"),
        (["--inside", "5,5", "--outside", "5,5"], "is marked as part of the object"),
        (["--similar", "500,5"], "--similar 500,5 lies outside"),
        (["--inside", "5,5", "-o", "photo.png"], "would overwrite the photograph"),
        (["--inside", "5,5", "-o", "gone/mask.png"], "folder gone does not exist"),
        (["--inside", "5,5", "-o", "mask.jpg"], "End the name 'mask.jpg' in .png"),
    ],
)
def test_invalid_requests_are_reported_in_one_line(photo, capsys, arguments, message):
    before = Path(photo).read_bytes()
    assert run(photo, "-o", "mask.png", *arguments) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert message in error
    assert [path.name for path in Path().glob("*.*")] == [photo]
    assert Path(photo).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--inside", "a,5"], "--inside must be two numbers"),
        (["--inside", "nan,5"], "--inside must be two numbers"),
        (["--inside", "5"], "--inside must be two numbers"),
        (["--inside", "5,5", "--outside", "5;5"], "--outside must be two numbers"),
        (["--similar", "5,5", "--tolerance", "300"], "must be a whole number from 0 to 255"),
        (["--similar", "5,5", "--tolerance", "9" * 5000], "must be a whole number from 0 to 255"),
        (["--similar", "5,5", "--outside", "9,9"], "--outside goes only with --inside"),
        (["--inside", "5,5", "--tolerance", "9"], "--tolerance goes only with --similar"),
    ],
)
def test_wrong_usage_is_explained_briefly_and_exits_with_2(photo, capsys, arguments, message):
    with pytest.raises(SystemExit) as ended:
        run(photo, "-o", "mask.png", *arguments)
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert message in error
    assert len(error) < 400
    assert not Path("mask.png").exists()


def test_a_picture_without_an_object_is_reported(photo, capsys):
    Image.new("RGB", (60, 40), "teal").save("flat.png")
    assert run("flat.png", "--inside", "5,5", "-o", "mask.png") == 1
    error = capsys.readouterr().err
    assert "does not stand out" in error
    assert "stroke" not in error  # the user gave points


@pytest.mark.parametrize(
    "arguments", ["", "--inside 5,5", "-o m.png", "--inside 5,5 --similar 5,5 -o m.png"]
)
def test_incomplete_commands_exit_with_2(photo, arguments):
    with pytest.raises(SystemExit) as ended:
        run(photo, *arguments.split())
    assert ended.value.code == 2


def test_the_command_loads_neither_torch_nor_the_window(photo):
    code = (
        "import sys; from nst_desktop import cli; "
        "code = cli.main(['mask', 'photo.png', '--inside', '100,60', '-o', 'mask.png']); "
        "print(code, [name for name in ('torch', 'PySide6') if name in sys.modules])"
    )
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0 []"
    assert_is_the_rectangle(saved())


def test_the_command_does_not_wait_for_the_libraries_of_torch(photo, monkeypatch):
    opened = []
    monkeypatch.setattr(cli, "open_libraries", lambda: opened.append(True))
    assert run(photo, "--inside", "100,60", "-o", "mask.png") == 0
    assert not opened
