"""The --film option: a film of a run, written after the artwork."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nst_desktop.cli.messages import note
from nst_desktop.cli.run_loop import progress_bar
from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Step, StyleJob
from nst_desktop.films.film import check_film, longest_side, write_film
from nst_desktop.films.film_options import Easing, FilmOptions
from nst_desktop.films.frames import RunPictures
from nst_desktop.history.moments import MomentStore
from nst_desktop.images.picture_errors import printable_name
from nst_desktop.storage.atomic import reason_of

_MAX_MOMENTS = 240  # about the number of frames in a ten-second film


@contextmanager
def open_film(options: argparse.Namespace) -> Iterator["FilmRecorder"]:
    """Yield a recorder for the requested film. Raises UserError if the film cannot be written."""
    film_options = _read_options(options)
    check_film(options.film)
    with TemporaryDirectory(prefix="nst-desktop-") as folder:
        yield FilmRecorder(options, film_options, Path(folder))


class FilmRecorder:
    """Recorder that keeps a run's moments in a folder and makes a film from them."""

    def __init__(
        self, options: argparse.Namespace, film_options: FilmOptions, folder: Path
    ) -> None:
        self._path, self._quiet = options.film, options.quiet
        self._fades = getattr(options, "film_fade", False)
        self._film_options = film_options
        self._side = longest_side(options.film, film_options)
        self._has_failed = False
        self._moments = MomentStore(folder, _MAX_MOMENTS, self._side)

    def begin(self, job: StyleJob) -> None:
        """Keep the film's first picture."""
        if self._fades:
            assert job.content is not None
            self._start = job.content
        else:
            self._start = _first_picture(job)

    def add(self, step: Step) -> None:
        """Keep the picture after a step."""
        if not self._fades:
            pixels = step.snapshot(self._side)
            try:
                self._moments.add(step.index, pixels, step.elapsed, step.losses, None)
            except OSError as error:
                self._report(error)

    def _report(self, error: OSError) -> None:
        """Report only the first failure, since on a full disk every step fails."""
        if not self._has_failed:
            self._has_failed = True
            note(f"The film will be incomplete: {reason_of(error)}. The run continues.")

    def write(self, last: Step) -> None:
        """Write the film, ending with the picture after the step `last`. Raises FilmError."""
        artwork = last.snapshot(0)
        pictures = RunPictures(self._start, self._moments.all(), artwork)
        with progress_bar(self._quiet) as bar:
            bar.set_description_str(f"film {self._path.name}")

            def show(share: float) -> None:
                bar.n = share
                bar.refresh()

            write_film(pictures, self._path, self._film_options, show)
            show(1.0)


def _first_picture(job: StyleJob) -> Pixels:
    """Return the run's starting picture as it would be displayed."""
    from nst_desktop.core.finish import finish
    from nst_desktop.core.pyramid import scale_sizes, to_pixels
    from nst_desktop.core.start import start_picture

    return to_pixels(finish(start_picture(job, scale_sizes(job)[0]), job))


def _read_options(options: argparse.Namespace) -> FilmOptions:
    values: dict[str, Any] = {
        "seconds": _number(options.film_seconds, "--film-seconds", float),
        "hold": _number(options.film_hold, "--film-hold", float),
        "fps": _number(options.film_fps, "--film-fps", int),
        "side": _number(options.film_size, "--film-size", int),
    }
    given = {name: value for name, value in values.items() if value is not None}
    return FilmOptions(**given, easing=Easing(options.film_easing))


def _number(text: str | None, flag: str, number_type: type) -> Any:
    try:
        return None if text is None else number_type(text)
    except ValueError:
        raise ParameterError(
            "film", f"{flag}: '{printable_name(str(text))}' is not a number."
        ) from None
