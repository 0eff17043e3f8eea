"""Measures of artworks in tests/bench, and the order of its blind pictures."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import StyleJob
from tests.bench import look, measures


def noise(seed: int, low: int = 0, high: int = 256) -> Pixels:
    return np.random.default_rng(seed).integers(low, high, (64, 64, 3), dtype=np.uint8)


def test_fine_detail_correlates_with_itself_and_not_with_noise():
    picture = noise(0)
    assert measures.detail_correlation(picture, picture) == pytest.approx(1)
    assert abs(measures.detail_correlation(picture, noise(1))) < 0.1


def test_a_gradual_change_of_brightness_is_not_fine_detail():
    picture = noise(0, 0, 200)
    ramp = np.linspace(0, 55, 64).astype(np.uint8)[:, None, None]
    assert measures.detail_correlation(picture + ramp, picture) > 0.99


def test_a_uniform_picture_has_no_fine_detail():
    assert measures.detail_correlation(np.full((64, 64, 3), 90, np.uint8), noise(0)) == 0


def test_the_photograph_may_have_another_size():
    picture = noise(0)
    large = np.asarray(Image.fromarray(picture).resize((256, 256), Image.Resampling.BICUBIC))
    assert measures.detail_correlation(picture, large) > 0.9


def test_values_at_both_ends_are_cut_off():
    picture = np.full((10, 10, 3), 128, np.uint8)
    picture[0, :, 0], picture[1, :5, 2] = 0, 255
    assert measures.cut_off_share(picture) == pytest.approx(15 / 300)


def test_a_shift_of_all_values_is_an_error_of_the_mean_alone():
    picture = noise(0, 50, 200)
    shifted = picture + np.array((3, 0, 9), np.uint8)
    assert measures.statistics_error(shifted, picture) == pytest.approx((4, 0))


def test_a_wider_spread_is_an_error_of_the_deviation_alone():
    narrow, wide = (np.full((2, 2, 3), 100, np.uint8) for _ in range(2))
    narrow[0], narrow[1], wide[0], wide[1] = 90, 110, 70, 130
    assert measures.statistics_error(wide, narrow) == pytest.approx((0, 20))


def test_chroma_energy_uses_the_chroma_of_jpeg():
    picture = np.full((4, 4, 3), (200, 60, 30), np.uint8)
    _, cb, cr = np.asarray(Image.fromarray(picture).convert("YCbCr"), float)[0, 0] - 128
    assert measures.chroma_energy(picture) == pytest.approx(cb**2 + cr**2, rel=0.02)
    assert measures.chroma_energy(np.full((4, 4, 3), 77, np.uint8)) == pytest.approx(0, abs=1e-9)


def test_the_worst_chroma_energy_is_farthest_from_the_paintings():
    rows = [dict.fromkeys(measures.MEASURES, value) for value in (0.2, 1.0, 3.0)]
    worst = measures.worst(rows)
    assert worst["chroma energy"] == 0.2
    assert worst["cut off"] == 3.0
    assert measures.median(rows) == rows[1]


def test_the_key_identifies_the_blind_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def render(job: StyleJob) -> Pixels:
        return np.full((16, 24, 3), job.params.style_weight, np.uint8)

    monkeypatch.setattr(look, "render", render)
    grey = {"style_weight=40": 40, "style-weight=50": 50}
    first, second = grey
    found = set()
    for seed in range(5):
        out = tmp_path / str(seed)
        arguments = ["--size", "24", "--blind", "--seed", str(seed), "--set", first]
        look.look(look.parse([str(out), *arguments, "--against", second]))
        key = json.loads((out / "key.json").read_text())
        assert len(key) == 3
        names = {"key.json", "look.json", "sheet.png"}
        for pair, order in key.items():
            assert sorted(order.values()) == sorted(grey)
            for ending, version in order.items():
                with Image.open(out / f"{pair}{ending}.png") as image:
                    assert image.getpixel((0, 0)) == (grey[version],) * 3
                    assert not image.info
                names.add(f"{pair}{ending}.png")
            found.add(order["-a"])
        assert {path.name for path in out.iterdir()} == names
    assert found == set(grey)
    assert not any(version in capsys.readouterr().out for version in grey)


def test_figures_are_written_by_version_with_the_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "render", lambda job: job.content[::20, ::20])
    look.look(look.parse([str(tmp_path), "--size", "52", "--pairs", "2"]))
    written = json.loads((tmp_path / "look.json").read_text())
    pictures = written["result"]["pictures"]["defaults"]
    assert written["processor"]
    assert len(pictures) == 2
    assert all(tuple(figures) == measures.MEASURES for figures in pictures.values())
    assert all((tmp_path / f"{pair}.png").is_file() for pair in pictures)
