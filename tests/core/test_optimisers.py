import pytest
import torch

from nst_desktop.core import adam, lbfgs
from nst_desktop.core.adam import Adam, LaplacianAdam
from nst_desktop.core.lbfgs import LBFGS


def bowl(seed=0, count=48):
    """Return the start, gradient and value of a quadratic with curvatures from 0.01 to 100.

    f(x) = (x - c)^T D (x - c) / 2.
    """
    generator = torch.Generator().manual_seed(seed)
    curvature = torch.logspace(-2, 2, count)
    centre = torch.rand(count, generator=generator)
    start = torch.full((1, 3, 4, count // 12), 0.5)

    def gradient(picture):
        return (curvature * (picture.flatten() - centre)).view_as(picture)

    def value(picture):
        return 0.5 * (curvature * (picture.flatten() - centre) ** 2).sum().item()

    return start, gradient, value


def test_lbfgs_minimises_an_ill_conditioned_quadratic():
    picture, gradient, value = bowl()
    before = value(picture)
    optimiser = LBFGS(picture, history=20)
    for _ in range(120):
        optimiser.step(gradient(picture))
    assert value(optimiser.shown()) < 1e-4 * before


def test_the_steps_of_lbfgs_do_not_depend_on_the_scale_of_the_objective():
    first, gradient, _ = bowl()
    second = first.clone()
    once, millionfold = LBFGS(first, history=5), LBFGS(second, history=5)
    for _ in range(15):
        once.step(gradient(first))
        millionfold.step(1e-6 * gradient(second))
    torch.testing.assert_close(first, second, rtol=1e-2, atol=1e-3)


def test_lbfgs_agrees_with_torchs_after_the_same_first_step():
    """The update formula is the same, so a common first step implies the same later ones."""
    ours, gradient, _ = bowl()
    theirs = ours.clone().requires_grad_()
    reference = torch.optim.LBFGS([theirs], max_iter=1, lr=1, history_size=5)
    first_gradient = gradient(ours)
    # torch's first step has the length min(1, 1 / |g|_1) |g|_2
    length = (
        min(1, 1 / first_gradient.abs().sum().item()) * first_gradient.square().mean().sqrt().item()
    )
    optimiser = LBFGS(ours, history=5, first=length, longest=1e9)

    def closure():
        theirs.grad = gradient(theirs.detach())
        return theirs.grad.sum()

    for _ in range(6):
        optimiser.step(gradient(ours))
        reference.step(closure)
        torch.testing.assert_close(ours, theirs.detach(), rtol=1e-3, atol=1e-4)


def test_low_frequencies_move_further_than_high_ones_of_the_same_gradient():
    across = torch.arange(64) / 64
    slow, fast = (torch.cos(2 * torch.pi * times * across) for times in (4, 24))
    picture = torch.zeros(1, 3, 64, 64)
    LBFGS(picture, history=5).step((slow + fast).expand(1, 3, 64, 64).clone())
    shares = [-(picture[0, 0, 0] * wave).sum() for wave in (slow, fast)]
    assert (shares[0] / shares[1]).item() == pytest.approx(6, rel=1e-3)
    alike = torch.zeros(1, 3, 64, 64)
    LBFGS(alike, history=5, soft=False).step((slow + fast).expand(1, 3, 64, 64).clone())
    shares = [-(alike[0, 0, 0] * wave).sum() for wave in (slow, fast)]
    assert (shares[0] / shares[1]).item() == pytest.approx(1, rel=1e-3)


@pytest.mark.parametrize("side", [31, 32])
def test_soft_lbfgs_equals_lbfgs_in_softened_variables(side):
    """The steps are those of ordinary L-BFGS in z.

    The picture is z with its frequencies divided by their square roots.
    """
    torch.manual_seed(0)
    shape = 1, 3, side, side
    target, scale = torch.randn(shape), torch.rand(shape) + 0.5
    root = lbfgs._softness(target).sqrt()

    def divided(vector):
        return torch.fft.irfft2(torch.fft.rfft2(vector) * root, s=(side, side))

    picture, z = torch.zeros(shape), torch.zeros(shape)
    first = 1e-3
    ours = LBFGS(picture, history=5, first=first, longest=1e9)
    gradient = -scale * target
    longer = (
        divided(gradient).square().mean().sqrt() / divided(divided(gradient)).square().mean().sqrt()
    )
    theirs = LBFGS(z, history=5, first=first * longer.item(), longest=1e9, soft=False)
    for _ in range(8):
        theirs.step(divided(scale * (divided(z) - target)))
        ours.step(scale * (picture - target))
    assert (picture - divided(z)).norm() < 1e-3 * picture.norm()


def test_no_step_of_lbfgs_exceeds_the_limit():
    picture, gradient, _ = bowl()
    optimiser = LBFGS(picture, history=5, first=0.01, longest=0.02)
    for limit in (0.01, 0.02, 0.02, 0.02):
        before = picture.clone()
        optimiser.step(gradient(picture))
        assert (picture - before).square().mean().sqrt() < limit * 1.001


def test_adam_lowers_the_objective_and_shows_the_average_of_its_pictures():
    picture, gradient, value = bowl()
    before = value(picture)
    optimiser = Adam(picture, 0.02)
    visited = []
    for _ in range(60):
        optimiser.step(gradient(picture))
        visited.append(picture.clone())
    assert value(optimiser.shown()) < 0.1 * before
    weights = [0.99 ** (len(visited) - 1 - index) for index in range(len(visited))]
    average = sum(w * p for w, p in zip(weights, visited, strict=True)) / sum(weights)
    torch.testing.assert_close(optimiser.shown(), average, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("make", [lambda p: LBFGS(p, 5), lambda p: Adam(p, 0.02)])
def test_a_retry_continues_from_the_given_picture_with_half_the_step(make):
    picture, gradient, _ = bowl()
    good = picture.clone()
    optimiser = make(picture)
    optimiser.step(gradient(picture))
    first = (picture - good).norm().item()
    picture.fill_(float("nan"))
    optimiser.retry(good)
    torch.testing.assert_close(optimiser.shown(), good)
    optimiser.step(gradient(picture))
    assert (picture - good).norm().item() == pytest.approx(first / 2, rel=0.01)


@pytest.mark.parametrize("size", [(64, 48), (33, 21), (7, 1)])
def test_a_picture_survives_its_pyramid(size):
    picture = torch.rand(1, 3, *size)
    levels = adam._decompose(picture, 5)
    torch.testing.assert_close(adam._compose(levels), picture)


def test_adam_over_a_pyramid_changes_large_areas_as_readily_as_pixels():
    target = torch.linspace(0, 1, 64).expand(1, 3, 64, 64)
    errors = []
    for make in (lambda x: LaplacianAdam(x, 30), lambda x: Adam(x, 4e-3)):
        picture = torch.full((1, 3, 64, 64), 0.5)
        optimiser = make(picture)
        for _ in range(30):
            optimiser.step(picture - target)
        errors.append((picture - target).square().mean())
    assert errors[0] < errors[1] / 4


def test_adam_over_a_pyramid_slows_down_to_a_tenth():
    picture = torch.zeros(1, 3, 1, 1)
    optimiser, moves = LaplacianAdam(picture, 11), []
    for _ in range(12):
        before = picture.clone()
        optimiser.step(torch.ones_like(picture))
        moves.append((before - picture).mean().item())
    assert moves[0] == pytest.approx(4e-3, 1e-3)
    assert moves[10] == pytest.approx(4e-4, 1e-3)
    assert moves[11] == pytest.approx(4e-4, 1e-3)


def test_adam_over_a_pyramid_continues_from_its_memory():
    first, second = torch.rand(1, 3, 20, 30), torch.zeros(1, 3, 20, 30)
    optimiser, other = LaplacianAdam(first, 10), LaplacianAdam(second, 10)
    for _ in range(3):
        optimiser.step(first - 0.5)
    second.copy_(first)
    other.restore(optimiser.memory())
    for each, picture in ((optimiser, first), (other, second)):
        for _ in range(3):
            each.step(picture - 0.5)
    assert torch.equal(first, second)


def test_adam_over_a_pyramid_retries_with_half_the_rate():
    picture = torch.full((1, 3, 8, 8), float("nan"))
    optimiser = LaplacianAdam(picture, 10_000)
    optimiser.step(torch.ones_like(picture))
    optimiser.retry(torch.full((1, 3, 8, 8), 0.5))
    optimiser.step(torch.ones_like(picture))
    fresh = torch.full((1, 3, 8, 8), 0.5)
    LaplacianAdam(fresh, 10_000).step(torch.ones_like(fresh))
    torch.testing.assert_close(0.5 - picture, (0.5 - fresh) / 2, rtol=1e-3, atol=0)
