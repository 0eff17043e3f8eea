import pytest
import torch

from nst_desktop.core.losses import GramLoss
from nst_desktop.core.stages import Rows
from nst_desktop.core.taps import Coded, ContentTap, FeaturesTap, LevelledTap, StyleTap

UPPER, LOWER, ALL = Rows(0, 3, 8), Rows(3, 8, 8), Rows(0, 8, 8)


@pytest.fixture
def features():
    return torch.randn(1, 4, 8, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(0))


@pytest.fixture(
    params=["content", "weighted content", "style", "weighted style", "style of some channels"]
)
def tap(request, features):
    weights = torch.rand(1, 1, 8, 5, dtype=torch.float64)
    some = torch.tensor([0.0, 1.0, 0.5, 0.0]).view(1, 4, 1, 1)
    return {
        "content": ContentTap("conv1_1", features.flip(1)),
        "weighted content": ContentTap("conv1_1", features.flip(1), weights),
        "style": StyleTap("conv1_1", GramLoss(), None),
        "weighted style": StyleTap("conv1_1", GramLoss(), weights / weights.mean()),
        "style of some channels": StyleTap("conv1_1", GramLoss(), None, some),
    }[request.param]


def test_the_parts_of_strips_add_up_to_the_whole(tap, features):
    parts = [tap.part(rows.of(features), rows) for rows in (UPPER, LOWER)]
    torch.testing.assert_close(sum(parts), tap.part(features, ALL))


def test_pull_adds_the_gradient_of_the_part(tap, features):
    leaf = features.clone().requires_grad_()
    part = tap.part(LOWER.of(leaf), LOWER)
    upstream = torch.randn(part.shape, dtype=torch.float64)
    expected = torch.autograd.grad(part, leaf, upstream)[0]
    gradient = torch.zeros_like(features)
    tap.pull(LOWER.of(features), LOWER, upstream, LOWER.of(gradient))
    torch.testing.assert_close(gradient, expected)


@pytest.mark.parametrize(
    "rearrange",
    [
        lambda gradient: gradient.contiguous(memory_format=torch.channels_last),
        lambda gradient: torch.nn.functional.pad(gradient, (0, 3, 0, 2))[:, :, :8, :5],
    ],
    ids=["channels last", "part of a larger tensor"],
)
def test_pull_works_in_any_memory_layout(tap, features, rearrange):
    upstream = torch.randn_like(tap.part(features, ALL))
    expected = torch.zeros_like(features)
    tap.pull(features, ALL, upstream, expected)
    gradient = rearrange(torch.zeros_like(features))
    tap.pull(features, ALL, upstream, gradient)
    torch.testing.assert_close(gradient, expected)


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6])
def test_a_levelled_gradient_has_the_given_strength_for_any_loss(tap, features, size):
    upstream = torch.full_like(tap.part(features, ALL), size)
    plain, levelled = torch.zeros_like(features), torch.ones_like(features)
    tap.pull(features, ALL, upstream, plain)
    LevelledTap(tap, 3.0).pull(features, ALL, upstream, levelled)
    assert (levelled - 1).abs().mean().item() == pytest.approx(3.0)
    torch.testing.assert_close(levelled - 1, plain * (3.0 / plain.abs().mean()))


def test_features_are_assembled_from_strips(features):
    tap = FeaturesTap("conv1_1")
    for rows in (UPPER, LOWER):
        tap.part(rows.of(features), rows)
    assert torch.equal(tap.features, features)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_levelled_zero_gradient_stays_zero(dtype):
    features = torch.ones(1, 4, 8, 5, dtype=dtype)
    gradient = torch.zeros_like(features)
    tap = LevelledTap(ContentTap("conv1_1", features.float()), 100.0)
    tap.pull(features, ALL, torch.tensor(1.0), gradient)
    assert not gradient.any()


@pytest.mark.parametrize("is_levelled", [False, True])
def test_16_bit_features_give_nearly_the_gradient_of_64_bits(tap, features, is_levelled):
    tap = LevelledTap(tap, 3.0) if is_levelled else tap
    narrow = features.bfloat16()
    part = tap.part(narrow, ALL)
    torch.testing.assert_close(part.double(), tap.part(narrow.double(), ALL), rtol=0.01, atol=1e-3)
    upstream = torch.ones_like(part)
    found, expected = torch.zeros_like(narrow), torch.zeros_like(features)
    tap.pull(narrow, ALL, upstream, found)
    tap.pull(narrow.double(), ALL, upstream.double(), expected)
    assert (found - expected).norm() < 0.02 * expected.norm()


def test_a_target_in_8_bits_gives_nearly_the_same_error_and_gradient(features):
    target = features.flip(1).float().abs() * 3000
    features = features.float() * 3000
    parts, gradients = [], []
    for wanted in (target, Coded.from_features(target.clone())):
        tap, gradient = ContentTap("conv1_1", wanted), torch.zeros_like(features)
        parts.append(tap.part(features, ALL))
        tap.pull(features, ALL, torch.ones(()), gradient)
        gradients.append(gradient)
    torch.testing.assert_close(*parts, rtol=1e-3, atol=0)
    torch.testing.assert_close(*gradients, rtol=0, atol=5e-3 * gradients[0].abs().max().item())


def test_codes_resolve_low_values_finely_and_keep_channels_apart():
    features = torch.zeros(1, 3, 2, 5)
    features[:, 0, 0], features[:, 1, 1] = torch.tensor([0, 1, 10, 100, 1000.0]), 1e9
    found = Coded.from_features(features.clone()).of(Rows(0, 2, 2))
    torch.testing.assert_close(found[:, 0, 0, 2:], features[:, 0, 0, 2:], rtol=0.04, atol=0)
    assert found[0, 0, 0, 1] == pytest.approx(1, rel=0.15)
    torch.testing.assert_close(found[:, 1:], features[:, 1:])
    assert torch.equal(Coded.from_features(features.clone()).of(Rows(1, 2, 2)), found[:, :, 1:])
