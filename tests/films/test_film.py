"""Films are written, then decoded and compared with their pictures."""

import itertools

import av
import numpy as np
import pytest
from PIL import Image

from nst_desktop.core.errors import ParameterError, StoppedError
from nst_desktop.core.job import Losses
from nst_desktop.films.film import check_film, write_film
from nst_desktop.films.film_formats import FILM_SUFFIXES, FilmError
from nst_desktop.films.film_options import Easing, FilmOptions
from nst_desktop.films.frames import RunPictures
from nst_desktop.history.moments import MomentStore, read_moments

SHORT = FilmOptions(seconds=0.6, hold=0.4, fps=10)


def soft(seed, width=97, height=65):
    """Return a picture with smooth colours and odd sides."""
    random = np.random.default_rng(seed)
    coarse = Image.fromarray(random.integers(0, 256, (4, 4, 3), dtype=np.uint8))
    return np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC))


@pytest.fixture
def film(tmp_path):
    """Return a function that writes a film and returns [(pixels, duration in ms)]."""

    def make(pictures, suffix, options=SHORT):
        path = tmp_path / f"film{suffix}"
        write_film(pictures, path, options)
        return decoded_video(path) if suffix in (".mp4", ".webm") else decoded_animation(path)

    return make


def decoded_video(path):
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.pix_fmt == "yuv420p"
        duration = 1000 / stream.average_rate
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    return [(pixels, duration) for pixels in frames]


def decoded_animation(path):
    frames = []
    with Image.open(path) as image:
        for number in range(image.n_frames):
            image.seek(number)
            image.load()
            frames.append((np.asarray(image.convert("RGB")), image.info["duration"]))
    return frames


def distance(pixels, other):
    """Return the mean distance, 0..255; `other` is scaled to the size of `pixels`."""
    height, width = pixels.shape[:2]
    other = np.asarray(Image.fromarray(other).resize((width, height), Image.Resampling.LANCZOS))
    return np.abs(pixels.astype(float) - other).mean()


@pytest.mark.parametrize("suffix", FILM_SUFFIXES)
def test_a_film_goes_from_the_first_picture_to_the_last_and_holds_it(film, suffix):
    pictures = [soft(1, 48, 32), soft(2), soft(3)]
    frames = film(pictures, suffix)
    assert frames[0][0].shape == ((64, 96, 3) if suffix in (".mp4", ".webm") else (65, 97, 3))
    assert sum(duration for _, duration in frames) == pytest.approx(1000)
    if suffix in (".mp4", ".webm"):
        assert len(frames) == 6 + 4
    near = 7 if suffix == ".gif" else 4  # GIF has 256 colours
    assert distance(frames[0][0], pictures[0]) < near
    assert distance(frames[-1][0], pictures[-1]) < near
    assert distance(frames[0][0], pictures[-1]) > 20


@pytest.mark.parametrize("suffix", FILM_SUFFIXES)
def test_films_keep_the_colours_of_the_pictures(film, suffix):
    picture = np.full((64, 64, 3), (200, 60, 30), np.uint8)
    ((pixels, _), *_) = film([picture, picture], suffix)
    assert np.abs(pixels.astype(int) - picture).max() <= 3


def test_the_middle_of_a_fade_is_half_of_both(film):
    black, white = np.zeros((64, 64, 3), np.uint8), np.full((64, 64, 3), 255, np.uint8)
    options = FilmOptions(seconds=0.5, hold=0, fps=10, easing=Easing.LINEAR)
    greys = [pixels.mean() for pixels, _ in film([black, white], ".mp4", options)]
    assert greys == pytest.approx([0, 64, 128, 191, 255], abs=3)


@pytest.mark.parametrize(
    ("easing", "middle"), [(Easing.SMOOTH, 0.5), (Easing.LINEAR, 0.5), (Easing.ACCELERATING, 0.25)]
)
def test_every_easing_goes_from_0_to_1_and_never_back(easing, middle):
    times = [easing.at(number / 100) for number in range(101)]
    assert (times[0], times[50], times[100]) == (0, middle, 1)
    assert all(before <= after for before, after in itertools.pairwise(times))


def test_a_film_has_the_requested_size(film):
    options = FilmOptions(seconds=0.2, fps=10, side=33)
    assert film([soft(1), soft(2)], ".gif", options)[0][0].shape == (22, 33, 3)
    assert film([soft(1), soft(2)], ".mp4", options)[0][0].shape == (22, 32, 3)


def test_an_animation_of_a_large_artwork_is_scaled_down_by_default(film):
    frames = film([soft(1, 900, 600)] * 2, ".webp", FilmOptions(seconds=0.2, fps=10))
    assert frames[0][0].shape == (427, 640, 3)


def test_each_picture_is_read_once_and_in_order(film):
    class Recording(list):
        def __getitem__(self, index):
            indices.append(index)
            return super().__getitem__(index)

    indices = []
    film(Recording([soft(seed) for seed in range(4)]), ".gif", FilmOptions(seconds=1, fps=10))
    assert indices == [3, 0, 1, 2, 3]  # the last one also first, for its size


def test_a_single_picture_makes_a_film(film):
    frames = film([soft(1)], ".mp4")
    assert len(frames) == 10
    assert distance(frames[3][0], soft(1)) < 4


def test_a_film_of_a_run_shows_its_start_moments_and_artwork(tmp_path):
    store = MomentStore(tmp_path, 10, 64)
    for step in (1, 2, 3):
        store.add(step, soft(step), 0.1, Losses(1, 1, 0, 2), None)
    making = RunPictures(soft(0), read_moments(tmp_path), soft(9))
    assert len(making) == 4
    assert (making[0] == soft(0)).all()
    assert distance(making[1], soft(1)) < 4
    assert (making[3] == soft(9)).all()
    assert len(RunPictures(None, read_moments(tmp_path), soft(9))) == 3
    assert (RunPictures(None, [], soft(9))[0] == soft(9)).all()


def test_an_exception_in_progress_aborts_the_film_and_leaves_no_file(tmp_path):
    shares = []

    def progress(share):
        shares.append(share)
        if share > 0.4:
            raise StoppedError

    (tmp_path / "film.mp4").write_bytes(b"an older film")
    for suffix in FILM_SUFFIXES:
        with pytest.raises(StoppedError):
            write_film([soft(1), soft(2)], tmp_path / f"film{suffix}", SHORT, progress)
    assert shares[:4] == pytest.approx([0, 0.1, 0.2, 0.3])
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
    assert (tmp_path / "film.mp4").read_bytes() == b"an older film"


def test_a_film_that_cannot_be_written_is_refused_early(tmp_path, monkeypatch):
    for name in ("film.avi", "film", "gone/film.mp4", "."):
        with pytest.raises(FilmError):
            check_film(tmp_path / name)
    with pytest.raises(FilmError, match=r"too large for \.gif"):
        write_film([soft(1)], tmp_path / "a.gif", FilmOptions(seconds=600, side=4096))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(FilmError, match=r'pip install -e "\.\[video\]"'):
        check_film(tmp_path / "film.mp4")
    check_film(tmp_path / "film.gif")


@pytest.mark.parametrize(
    "option", [{"seconds": 0}, {"seconds": float("nan")}, {"hold": -1}, {"fps": 0}, {"side": 5}]
)
def test_options_out_of_range_are_refused(option):
    with pytest.raises(ParameterError):
        FilmOptions(**option)
