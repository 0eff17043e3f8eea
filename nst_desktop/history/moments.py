"""The moments of a run: small pictures on disk, bounded in number, that cover the whole run."""

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
from nst_desktop.recipes.params_json import complete, to_json, values_of
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
_MAX_LENGTH = 60_000  # characters; a JPEG's comment ends at 65,533 bytes
_MAX_BYTES = 64_000_000  # of one moment
_MAX_MOMENTS = 2_000  # in a folder; more were not written here
_DAMAGED = (  # what Pillow's readers raise is among them
    *(ParameterError, OSError, ValueError, SyntaxError, EOFError, OverflowError, struct.error),
)
_NAME = re.compile(r"moment_[0-9]{7,12}\.jpg", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """One kept step of a run.

    index: 0.. in the order of the steps. step: over all scales. seconds: of work until then.
    losses: of this step. path: a small JPEG. params: as they were then, None if not told.
    """

    index: int
    step: int
    seconds: float
    losses: Losses
    path: Path
    params: StyleParams | None = None


class MomentStore:
    """The moments of one run in a folder, at most `keep` of them, evenly over all that came.

    The first and the newest always stay. Of those between, every second is given up when there
    are too many, and from then on only every second, fourth, eighth … stays for good. May be used
    from several threads.
    """

    def __init__(self, folder: Path, keep: int, long_side: int) -> None:
        if keep < 2 or long_side < 1:
            raise ValueError(f"keep {keep} moments of {long_side} px: at least 2 of 1 px")
        self._folder, self._keep, self._long_side = folder, keep, long_side
        self._kept: list[tuple[int, Moment]] = []  # with the number at which each came
        self._came = 0
        self._stride = 1
        self._lock = Lock()

    def add(
        self, step: int, pixels: Pixels, seconds: float, losses: Losses, params: StyleParams | None
    ) -> None:
        """Write one moment; a step that is not after the newest one is passed over.

        pixels: (H, W, 3) uint8, made smaller where needed. Raises OSError if it cannot be written.
        """
        with self._lock:
            if self._kept and step <= self._kept[-1][1].step:
                return
            moment = Moment(0, step, seconds, losses, self._folder / _name_of(step), params)
            write_whole(moment.path, _encoded(moment, pixels, self._long_side))
            self._take_in(moment)

    def all(self) -> list[Moment]:
        """What is kept now, in the order of the steps."""
        with self._lock:
            return _numbered([moment for _, moment in self._kept])

    def _take_in(self, moment: Moment) -> None:
        newest = (self._came, moment)
        stays = [each for each in self._kept if each[0] % self._stride == 0]
        if len(stays) + 1 > self._keep:
            self._stride *= 2
            stays = [each for each in stays if each[0] % self._stride == 0]
        for each in self._kept:
            if each not in stays:
                _remove(each[1].path)
        self._kept = [*stays, newest]
        self._came += 1


def read_moments(folder: Path) -> list[Moment]:
    """The moments in this folder, in the order of the steps; damaged ones are left out, logged."""
    found = []
    for path in sorted(folder.glob("moment_*.jpg"))[:_MAX_MOMENTS]:
        if not _NAME.fullmatch(path.name) or path.is_symlink() or not path.is_file():
            continue
        try:
            found.append(_read(path))
        except _DAMAGED as error:
            logger.warning("the moment %s/%s is left out: %s", folder.name, path.name, error)
    return _numbered(sorted(found, key=lambda moment: moment.step))


def _encoded(moment: Moment, pixels: Pixels, long_side: int) -> bytes:
    from nst_desktop.images.small_jpeg import small_jpeg  # loads Pillow: only when needed

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
    """Raises one of _DAMAGED."""
    if path.stat().st_size > _MAX_BYTES:
        raise JsonError(f"is larger than {_MAX_BYTES // 1_000_000} MB")
    from nst_desktop.images.small_jpeg import read_comment

    parts = read_document(read_comment(path).decode("ascii"), _KIND, _VERSION, _MAX_LENGTH)
    check_keys(parts, ("step", "seconds", "losses", "parameters"))
    told = take(parts, "losses", dict)
    check_keys(told, Losses.__slots__)
    return Moment(
        index=0,
        step=_positive(take(parts, "step", int), "step"),
        seconds=_positive(take(parts, "seconds", float), "seconds"),
        losses=Losses(**{name: take(told, name, float) for name in Losses.__slots__}),
        path=path,
        params=_params(parts),
    )


def _params(parts: Mapping[str, Any]) -> StyleParams | None:
    if parts.get("parameters") is None:
        return None
    return complete(take(parts, "parameters", dict))


def _positive(value: Any, name: str) -> Any:
    if not (math.isfinite(value) and value >= 0):
        raise JsonError(f"has '{name}' below 0")
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
