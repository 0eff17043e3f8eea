import pytest
import torch

from nst_desktop.core.colour import (
    luminance,
    match_histogram,
    match_luminance,
    match_statistics,
    recolour,
    with_chroma_of,
)


def picture(seed, height, width):
    """Return noise with a random mean and covariance of colours, (1, 3, height, width)."""
    generator = torch.Generator().manual_seed(seed)
    noise = torch.randn(1, 3, height, width, generator=generator)
    mixed = torch.einsum("cd,bdhw->bchw", torch.rand(3, 3, generator=generator) * 0.1, noise)
    return (mixed + torch.rand(1, 3, 1, 1, generator=generator) * 0.6 + 0.2).clamp(0, 1)


STYLE, CONTENT = picture(1, 40, 50), picture(2, 30, 70)


def covariance(found):
    return torch.cov(found.flatten(2)[0], correction=0)


def test_match_transfers_the_contents_mean_and_covariance():
    found = match_statistics(STYLE, CONTENT)
    assert found.shape == STYLE.shape
    torch.testing.assert_close(found.mean((2, 3)), CONTENT.mean((2, 3)), rtol=1e-3, atol=1e-5)
    torch.testing.assert_close(covariance(found), covariance(CONTENT), rtol=1e-3, atol=1e-5)


def test_match_leaves_a_matching_picture_unchanged():
    torch.testing.assert_close(match_statistics(STYLE, STYLE), STYLE, rtol=1e-4, atol=1e-4)


def test_match_works_for_a_picture_of_one_colour():
    assert match_statistics(torch.full((1, 3, 8, 8), 0.5), CONTENT).isfinite().all()


def test_histogram_transfers_the_contents_histogram():
    found = match_histogram(STYLE, CONTENT)
    shares = torch.linspace(0, 1, 101)
    for channel in range(3):
        torch.testing.assert_close(
            found[0, channel].flatten().quantile(shares),
            CONTENT[0, channel].flatten().quantile(shares),
            rtol=0,
            atol=1e-3,
        )


def test_histogram_keeps_the_order_of_brightness():
    found = match_histogram(STYLE, CONTENT)[0, 0].flatten()
    order = STYLE[0, 0].flatten().argsort()
    assert (found[order].diff() >= 0).all()


def test_luminance_transfers_the_contents_brightness():
    found = match_luminance(STYLE, CONTENT)
    wanted = luminance(CONTENT)
    assert found.mean().item() == pytest.approx(wanted.mean().item(), abs=1e-4)
    assert found.std().item() == pytest.approx(wanted.std().item(), rel=1e-3)
    assert (found.amax(1) == found.amin(1)).all()


def test_the_contents_chroma_is_kept_even_at_the_ends_of_the_range():
    wild = picture(3, 30, 70) * 4 - 1.5
    found = with_chroma_of(CONTENT, wild)
    assert found.min() >= 0
    assert found.max() <= 1
    chroma, wanted = found - luminance(found), CONTENT - luminance(CONTENT)
    assert (chroma - wanted).abs().max() < 1e-5


def test_brightness_comes_from_the_painted_picture_where_it_fits():
    painted = (CONTENT + 0.01 * torch.randn_like(CONTENT)).clamp(0.01, 0.99)
    found = with_chroma_of(CONTENT.clamp(0.1, 0.9), painted)
    torch.testing.assert_close(luminance(found), luminance(painted), rtol=0, atol=1e-4)


@pytest.mark.parametrize("colour", ["match", "histogram", "luminance"])
def test_without_a_content_the_style_keeps_its_colours(colour):
    assert recolour(STYLE, None, colour) is STYLE
    assert recolour(STYLE, CONTENT, "style") is STYLE
