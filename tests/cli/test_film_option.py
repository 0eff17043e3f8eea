"""The --film option: films are written, then decoded and compared."""

import errno

import av
import numpy as np
import pytest
from PIL import Image

from nst_desktop import cli
from nst_desktop.cli import film_option

QUICK = ["--size", "64", "--min-size", "64", "--steps", "4", "--quiet"]
SHORT = ["--film-seconds", "1", "--film-hold", "0.5", "--film-fps", "10"]


@pytest.fixture
def pictures(make_picture):
    return make_picture("photo.png", 64, 48), make_picture("ink.png", 60, 60, seed=9)


def run(*arguments):
    return cli.main([str(argument) for argument in arguments])


def frames_of(path):
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def distance(pixels, path):
    """Return the mean distance in brightness, 0..255; videos store colour at half the size."""
    with Image.open(path) as image:
        grey = np.asarray(image.convert("L"), float)
    return np.abs(np.asarray(Image.fromarray(pixels).convert("L")) - grey).mean()


@pytest.mark.parametrize("more", [[], ["--film-fade", "--film-easing", "linear"]])
def test_a_film_leads_from_the_photograph_to_the_artwork(pictures, tmp_path, more):
    film, artwork = tmp_path / "film.mp4", tmp_path / "a.png"
    words = [*QUICK, "--film", film, *SHORT, *more, "--style-weight", "500"]
    assert run("render", *pictures, "-o", artwork, *words) == 0
    frames = frames_of(film)
    assert len(frames) == 15
    assert frames[0].shape == (48, 64, 3)
    assert distance(frames[0], pictures[0]) < 4
    assert distance(frames[9], artwork) < 4
    assert distance(frames[14], artwork) < 4
    assert distance(frames[0], artwork) > 2 * distance(frames[9], artwork)


@pytest.mark.parametrize(("more", "count"), [([], 1 + 3 + 1), (["--film-fade"], 2)])
def test_a_film_shows_the_steps_in_between_and_a_fade_does_not(
    pictures, tmp_path, monkeypatch, more, count
):
    shown = []
    monkeypatch.setattr(film_option, "write_film", lambda found, *_: shown.append(len(found)))
    words = [*QUICK, "--film", tmp_path / "film.gif", *more]
    assert run("render", *pictures, "-o", tmp_path / "a.png", *words) == 0
    assert shown == [count]


def test_a_texture_grows_out_of_noise(pictures, tmp_path):
    film = tmp_path / "film.mp4"
    words = [*QUICK, "--film", film, *SHORT, "-o", tmp_path / "a.png"]
    assert run("texture", pictures[1], *words) == 0
    frames = frames_of(film)
    assert abs(frames[0].mean() - 128) < 6
    assert distance(frames[-1], tmp_path / "a.png") < 6


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--film", "film.avi"],
            "Choose a name that ends in one of these: .mp4, .webm, .webp, .gif",
        ),
        (["--film", "gone/film.mp4"], "folder gone does not exist"),
        (["--film", "film.mp4", "--film-seconds", "x"], "--film-seconds: 'x' is not a number"),
        (["--film", "film.mp4", "--film-fps", "99"], "fps must be from 1 to 60"),
        (["--film", "film.mp4", "--film-fps", "1234567"], "1 to 60, not 1234567"),
    ],
)
def test_an_impossible_film_is_refused_before_the_run(
    pictures, tmp_path, monkeypatch, capsys, arguments, message
):
    monkeypatch.chdir(tmp_path)
    assert run("render", *pictures, "-o", "a.png", *QUICK, *arguments) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert message in error
    assert not (tmp_path / "a.png").exists()


def test_a_full_disk_is_reported_once_and_the_film_is_made_anyway(
    pictures, tmp_path, monkeypatch, capsys
):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("nst_desktop.history.moments.write_whole", full)
    words = [*QUICK, "--film", tmp_path / "film.gif", *SHORT, "-o", tmp_path / "a.png"]
    assert run("render", *pictures, *words) == 0
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "The film will be incomplete: the disk is full" in error
    assert (tmp_path / "film.gif").exists()


def test_the_film_and_the_artwork_cannot_be_the_same_file(pictures, tmp_path):
    both = tmp_path / "a.webp"
    with pytest.raises(SystemExit) as ended:
        run("render", *pictures, "-o", both, "--film", both)
    assert ended.value.code == 2
