"""Moments: a limited number of small pictures on disk that show a run from start to end."""

import logging
import math
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Losses
from nst_desktop.core.params import StyleParams
from nst_desktop.recipes.params_json import complete_params, to_json, values_of
from nst_desktop.storage.atomic import write_whole
from nst_desktop.storage.strict_json import (
    JsonError,
    check_keys,
    read_document,
    take,
    write_document,
)

logger = logging.getLogger(__name__)

_KIND, _VERSION = "nst-desktop moment", 1
_MAX_LENGTH = 60_000  # characters; a JPEG comment holds 65,533 bytes
_MAX_BYTES = 64_000_000  # per moment
_MAX_MOMENTS = 2_000  # per folder; MomentStore writes fewer
_READ_ERRORS = (  # includes everything that Pillow raises for damaged files
    *(ParameterError, OSError, ValueError, SyntaxError, EOFError, OverflowError, struct.error),
)
_NAME = re.compile(r"moment_[0-9]{7,12}\.jpg", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """The picture of a run after one of its steps.

    Attributes:
        index: Index among the moments, from 0.
        step: Step number, counted over all scales.
        seconds: Computing time up to this step, in s.
        losses: Losses after this step.
        path: Path of the JPEG file.
        params: Parameters used for this step, if known.
    """

    index: int
    step: int
    seconds: float
    losses: Losses
    path: Path
    params: StyleParams | None = None


class MomentStore:
    """Moments of one run in a folder, spread evenly over the run.

    The first and newest moments always stay. When there are too many, every second moment between
    them is deleted. From then on, only every second (later fourth, eighth …) new moment is kept
    permanently. All methods are thread-safe.
    """

    def __init__(self, folder: Path, keep: int, long_side: int) -> None:
        """Create an empty store for up to `keep` moments with a long side of up to long_side px."""
        if keep < 2 or long_side < 1:
            raise ValueError(f"keep {keep} moments of {long_side} px: at least 2 of 1 px")
        self._folder, self._keep, self._long_side = folder, keep, long_side
        self._kept: list[tuple[int, Moment]] = []  # each with the number of moments added before it
        self._count = 0  # moments added so far
        self._stride = 1
        self._lock = Lock()

    def add(
        self, step: int, pixels: Pixels, seconds: float, losses: Losses, params: StyleParams | None
    ) -> None:
        """Write a moment, unless the store already has one for this step or a later one.

        Args:
            step: Step number, counted over all scales.
            pixels: Picture, (H, W, 3), uint8; scaled down if too large.
            seconds: Computing time so far, in s.
            losses: Losses after the step.
            params: Parameters used for the step, if known.

        Raises:
            OSError: The moment cannot be written.
        """
        with self._lock:
            if self._kept and step <= self._kept[-1][1].step:
                return
            moment = Moment(0, step, seconds, losses, self._folder / _name_of(step), params)
            write_whole(moment.path, _encoded(moment, pixels, self._long_side))
            self._insert(moment)

    def all(self) -> list[Moment]:
        """Return the moments kept so far, ordered by step."""
        with self._lock:
            return _numbered([moment for _, moment in self._kept])

    def _insert(self, moment: Moment) -> None:
        newest = (self._count, moment)
        remaining = [pair for pair in self._kept if pair[0] % self._stride == 0]
        if len(remaining) + 1 > self._keep:
            self._stride *= 2
            remaining = [pair for pair in remaining if pair[0] % self._stride == 0]
        for pair in self._kept:
            if pair not in remaining:
                _remove(pair[1].path)
        self._kept = [*remaining, newest]
        self._count += 1


def read_moments(folder: Path) -> list[Moment]:
    """Read the moments in a folder, ordered by step. Damaged ones are skipped and logged."""
    moments = []
    for path in sorted(folder.glob("moment_*.jpg"))[:_MAX_MOMENTS]:
        if not _NAME.fullmatch(path.name) or path.is_symlink() or not path.is_file():
            continue
        try:
            moments.append(_read(path))
        except _READ_ERRORS as error:
            logger.warning("the moment %s/%s is skipped: %s", folder.name, path.name, error)
    return _numbered(sorted(moments, key=lambda moment: moment.step))


def _encoded(moment: Moment, pixels: Pixels, long_side: int) -> bytes:
    from nst_desktop.images.small_jpeg import small_jpeg  # not at the top: it loads Pillow

    comment = write_document(_KIND, _VERSION, _to_json(moment), indent=None).encode("ascii")
    return small_jpeg(pixels, long_side, subsampling=0, comment=comment)


def _to_json(moment: Moment) -> dict[str, Any]:
    losses, params = moment.losses, moment.params
    return {
        "step": moment.step,
        "seconds": moment.seconds,
        "losses": {name: getattr(losses, name) for name in Losses.__slots__},
        "parameters": None if params is None else to_json(values_of(params)),
    }


def _read(path: Path) -> Moment:
    """Read a moment, leaving its index at 0. Raises one of _READ_ERRORS."""
    if path.stat().st_size > _MAX_BYTES:
        raise JsonError(f"is larger than {_MAX_BYTES // 1_000_000} MB")
    from nst_desktop.images.small_jpeg import read_comment

    parts = read_document(read_comment(path).decode("ascii"), _KIND, _VERSION, _MAX_LENGTH)
    check_keys(parts, ("step", "seconds", "losses", "parameters"))
    losses = take(parts, "losses", dict)
    check_keys(losses, Losses.__slots__)
    return Moment(
        index=0,
        step=_positive(take(parts, "step", int), "step"),
        seconds=_positive(take(parts, "seconds", float), "seconds"),
        losses=Losses(**{name: take(losses, name, float) for name in Losses.__slots__}),
        path=path,
        params=_params(parts),
    )


def _params(parts: Mapping[str, Any]) -> StyleParams | None:
    if parts.get("parameters") is None:
        return None
    return complete_params(take(parts, "parameters", dict))


def _positive(value: Any, name: str) -> Any:
    if not (math.isfinite(value) and value >= 0):
        raise JsonError(f"has '{name}' below 0 or not finite")
    return value


def _name_of(step: int) -> str:
    return f"moment_{step:07d}.jpg"


def _numbered(moments: list[Moment]) -> list[Moment]:
    return [replace(moment, index=index) for index, moment in enumerate(moments)]


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("%s could not be removed: %s", path.name, error)
