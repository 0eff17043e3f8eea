"""Tone mapping: values from the standards, and a smooth roll-off."""

import numpy as np
import pytest

from nst_desktop.images.colour_spaces import space_from_codes
from nst_desktop.images.tone_mapping import hlg_to_light, pq_to_light, tone_map


@pytest.mark.parametrize(("value", "light"), [(0, 0), (0.5081, 100), (0.5807, 203), (1, 10_000)])
def test_pq_matches_st_2084(value, light):
    assert pq_to_light(np.float32(value)) == pytest.approx(light, rel=2e-3)


@pytest.mark.parametrize(("value", "light"), [(0, 0), (0.5, 1 / 12), (0.75, 0.2650), (1, 1)])
def test_hlg_matches_bt_2100(value, light):
    assert hlg_to_light(np.float32(value)) == pytest.approx(light, abs=2e-4)


@pytest.mark.parametrize("peak", [203, 400, 1000, 4000, 10_000])
def test_the_peak_becomes_white_and_the_order_is_kept(peak):
    light = np.geomspace(0.01, peak, 500, dtype=np.float32)[None, :, None].repeat(3, 2)
    mapped = tone_map(light, peak, is_hlg=False)[0, :, 0]
    assert mapped[-1] == pytest.approx(1, abs=2e-3)
    assert (np.diff(mapped) > -1e-4).all()
    dark = light[0, :, 0] < 10
    np.testing.assert_allclose(mapped[dark], light[0, dark, 0] / 203, rtol=2e-3)


def test_a_bright_colour_keeps_its_hue():
    mapped = tone_map(np.float32([[[800, 400, 200]]]), 1000, is_hlg=False)[0, 0]
    np.testing.assert_allclose(mapped / mapped[0], [1, 0.5, 0.25], rtol=1e-5)


@pytest.mark.parametrize("primaries", [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 22])
def test_white_stays_white_and_grey_stays_grey_whatever_the_primaries(primaries):
    greys = np.arange(256, dtype=np.uint8)[:, None, None].repeat(3, 2)
    mapped = space_from_codes(primaries, 13).to_srgb(greys)
    assert np.abs(mapped.astype(int) - greys).max() <= 1


@pytest.mark.parametrize("transfer", [1, 2, 4, 5, 6, 7, 8, 13, 14, 15, 16, 17, 18])
def test_every_transfer_function_spans_black_to_white(transfer):
    greys = np.arange(256, dtype=np.uint8)[:, None, None].repeat(3, 2)
    mapped = space_from_codes(1, transfer).to_srgb(greys)[:, 0, 0].astype(int)
    assert mapped[0] == 0
    assert mapped[-1] >= 254
    assert (np.diff(mapped) >= 0).all()
