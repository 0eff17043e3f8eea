"""Fake makers of artworks for the queue, in this process and as slow as a test needs."""

from collections.abc import Callable, Iterable, Iterator
from threading import Event
from types import SimpleNamespace

import numpy as np
import torch  # noqa: F401 - its first import takes longer than a window waits for its threads

from nst_desktop.core.errors import UserError
from nst_desktop.images.encoder import encode
from nst_desktop.making.job_events import Advanced, Ended
from nst_desktop.making.order import ArtworkFailed, ArtworkMade, ArtworkOutcome, Order
from nst_desktop.recipes.plan import write_recipe
from nst_desktop.recipes.recipe import recipe_to_text

# The built-in weights, so that these artworks are recognised as made already.
WEIGHTS = SimpleNamespace(
    name="builtin", sha256="c34748d2a8b1ad0a651c18a3addff1b0189af7f070cdaaa0dced0db6150b6af6"
)


class Painters:
    """Fake of Processes; each artwork waits at 40 % until let_go().

    Attributes:
        begun: Names of the photographs of started artworks, in order.
        made: Names of the photographs of finished artworks, in order.
        failing: Names of photographs whose artworks fail.
        held: Whether the work is held.
    """

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.made: list[str] = []
        self.failing: set[str] = set()
        self.held = False
        self._may_end, self._wait = Event(), Event()

    def __call__(self) -> "Painters":
        return self

    def let_go(self) -> None:
        self._may_end.set()

    def keep_at_it(self) -> None:
        self._may_end.clear()

    def hold(self, held: bool) -> None:
        self.held = held

    def make(
        self, orders: Iterable[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        for order in orders:
            assert order.plan.content is not None
            name = order.plan.content.stem
            self.begun.append(name)
            yield Advanced(order.number, 0.0)
            yield Advanced(order.number, 0.4)
            checkpoint()
            while self.held or not self._may_end.is_set():
                self._wait.wait(0.002)
                checkpoint()
            outcome = self._outcome(order, name)
            yield Ended(order.number, outcome)
            if isinstance(outcome, ArtworkMade):
                self.made.append(name)

    def _outcome(self, order: Order, name: str) -> ArtworkOutcome:
        if name in self.failing:
            return ArtworkFailed(UserError("The painting is gone."))
        return self.made_of(order)

    def made_of(self, order: Order) -> ArtworkMade:
        """Return the artwork at once."""
        steps = order.plan.params.steps
        recipe = write_recipe(order.plan, order.plan.params, WEIGHTS, "cpu", (steps, steps))
        pixels = np.full((48, 64, 3), len(self.begun), np.uint8)
        data = encode(pixels, recipe_to_text(recipe), order.options)
        return ArtworkMade(data, 64, 48, steps, 1.25, 0.5)
