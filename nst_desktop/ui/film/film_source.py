"""Footage: what a film of one artwork can be made of."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import UserError
from nst_desktop.document.loaded_picture import shrunk, small_image, to_image
from nst_desktop.films.film_options import Subject
from nst_desktop.films.frames import Making, Pictures
from nst_desktop.history.moments import Moment
from nst_desktop.images.load import load_picture
from nst_desktop.recipes.picture_notes import find_picture
from nst_desktop.recipes.recipe import recipe_from_text
from nst_desktop.ui.film.film_dialog import Shown

log = logging.getLogger(__name__)

SMALL = 640  # px, of the preview; twice what it shows on a fine screen
_SECONDS = 2.0  # to look for a photograph that was renamed: a dialog is waiting
FEWEST = 2  # moments; the last gives way to the artwork, and one picture is no film


@dataclass(frozen=True, slots=True, eq=False)
class FilmSource:
    """names: what the file is called after. moments: in order, fewer than FEWEST: no making.

    photograph: with which the run began; None: no fade. shown: all of it, small.
    """

    names: tuple[str, ...]
    artwork: Pixels
    moments: tuple[Moment, ...]
    photograph: Pixels | None
    shown: Shown

    def is_empty(self) -> bool:
        """Whether there is nothing to be made a film of."""
        return not any(self.shown.values())

    def pictures(self, subject: Subject) -> Pictures:
        """What a film of this goes through. There must be something shown of it."""
        if subject is Subject.MAKING:
            return Making(None, self.moments, self.artwork)
        assert self.photograph is not None, "without a photograph there is no fade"
        return [self.photograph, self.artwork]


def gather(
    names: tuple[str, ...],
    artwork: Pixels,
    find_moments: Callable[[], Sequence[Moment]],
    find_photograph: Callable[[], Pixels | None],
) -> FilmSource:
    """All there is of an artwork. Reads files: off the window's thread."""
    last = shrunk(to_image(artwork), SMALL)
    moments = [each for each in find_moments() if each.path.is_file()]
    photograph = find_photograph()
    making: list[QImage] = []
    if len(moments) >= FEWEST:
        small = [small_image(each.path, SMALL) for each in moments[:-1]]
        making = [*(each for each in small if each is not None), last]
    fade = [] if photograph is None else [shrunk(to_image(photograph), SMALL), last]
    shown = {Subject.MAKING: making, Subject.FADE: fade}
    return FilmSource(names, artwork, tuple(moments), photograph, shown)


def photograph_of(recipe: Callable[[], str | None], folders: Sequence[Path]) -> Pixels | None:
    """The photograph that the recipe names, if it lies unchanged in one of the folders."""
    try:
        text = recipe()
        found = None if text is None else recipe_from_text(text)
        if found is None or found.content is None:
            return None
        path = find_picture(found.content, folders, _SECONDS)
        return None if path is None else load_picture(path, ground=found.ground).pixels
    except UserError as error:
        log.warning("the photograph of an artwork cannot be had: %s", error)
        return None
