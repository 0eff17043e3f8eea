"""Source pictures for a film of an artwork."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import UserError
from nst_desktop.document.loaded_picture import shrunk, small_image, to_image
from nst_desktop.films.film_options import Subject
from nst_desktop.films.frames import Pictures, RunPictures
from nst_desktop.history.moments import Moment
from nst_desktop.images.load import load_picture
from nst_desktop.recipes.recipe import recipe_from_text
from nst_desktop.recipes.recipe_pictures import find_picture
from nst_desktop.ui.film.film_dialog import Previews

log = logging.getLogger(__name__)

PREVIEW_SIDE = 640  # px; twice the size on screen, for high-density displays
_SEARCH_TIMEOUT = 2.0  # seconds to search for a renamed photograph while the user waits
MIN_MOMENTS = 2  # the artwork replaces the last moment, and a film needs two pictures


@dataclass(frozen=True, slots=True, eq=False)
class FilmSource:
    """Pictures that a film of one artwork can show.

    Attributes:
        names: Parts of the proposed file name.
        artwork: Last picture in every film.
        moments: Moments in order; a film of the run needs at least MIN_MOMENTS.
        photograph: Photograph used in the run, or None; a fade needs it.
        previews: Preview pictures by subject.
    """

    names: tuple[str, ...]
    artwork: Pixels
    moments: tuple[Moment, ...]
    photograph: Pixels | None
    previews: Previews

    def is_empty(self) -> bool:
        """Whether no film can be made."""
        return not any(self.previews.values())

    def pictures(self, subject: Subject) -> Pictures:
        """Return the pictures for a film of this subject, which must have previews."""
        if subject is Subject.MAKING:
            return RunPictures(None, self.moments, self.artwork)
        assert self.photograph is not None, "without a photograph there is no fade"
        return [self.photograph, self.artwork]


def gather(
    names: tuple[str, ...],
    artwork: Pixels,
    find_moments: Callable[[], Sequence[Moment]],
    load_photograph: Callable[[], Pixels | None],
) -> FilmSource:
    """Return the film source for an artwork. Reads files, so call it off the window's thread."""
    last = shrunk(to_image(artwork), PREVIEW_SIDE)
    moments = [moment for moment in find_moments() if moment.path.is_file()]
    photograph = load_photograph()
    run: list[QImage] = []
    if len(moments) >= MIN_MOMENTS:
        images = [small_image(moment.path, PREVIEW_SIDE) for moment in moments[:-1]]
        run = [*(image for image in images if image is not None), last]
    fade = [] if photograph is None else [shrunk(to_image(photograph), PREVIEW_SIDE), last]
    previews = {Subject.MAKING: run, Subject.FADE: fade}
    return FilmSource(names, artwork, tuple(moments), photograph, previews)


def find_photograph(recipe: Callable[[], str | None], folders: Sequence[Path]) -> Pixels | None:
    """Return the recipe's photograph if one of the folders contains an unchanged copy of it."""
    try:
        text = recipe()
        parsed = None if text is None else recipe_from_text(text)
        if parsed is None or parsed.content is None:
            return None
        path = find_picture(parsed.content, folders, _SEARCH_TIMEOUT)
        return None if path is None else load_picture(path, ground=parsed.ground).pixels
    except UserError as error:
        log.warning("the photograph of an artwork cannot be loaded: %s", error)
        return None
