"""The computer's quickest ways to compute, timed once and kept for the next start."""

import json
import logging
import platform
from collections.abc import Mapping

from nst_desktop import paths
from nst_desktop.core.errors import DeviceError
from nst_desktop.machine.processor import limits, processor_name
from nst_desktop.storage.atomic import write_whole
from nst_desktop.storage.write_errors import reason_of

logger = logging.getLogger(__name__)

_MAX_LENGTH = 20_000  # characters
_WAYS = ("ordinary", "nnpack", "winograd", "fused", "float32", "bfloat16", "float16")


def remember_choices() -> None:
    """Take up the choices of earlier starts, and write down those to come. Imports torch."""
    import torch

    from nst_desktop.core.tuning import TUNING

    machine = _machine(torch.get_num_threads())
    TUNING.attach(_read(machine), _Writer(machine).write)


def remembered_choices(threads: int) -> dict[str, str]:
    """The choices of earlier starts with so many threads. Imports torch."""
    return _read(_machine(threads))


def chosen_precision(device: str) -> str:
    """What auto precision is on this computer; auto if its device cannot tell. Imports torch.

    device: as in core.job.StyleJob.
    """
    from nst_desktop.core.devices import choose_device
    from nst_desktop.core.precision import choose_precision

    try:
        return choose_precision("auto", choose_device(device))
    except (DeviceError, RuntimeError) as error:  # there is none, or its memory is full
        logger.info("the precision is left to each artwork: %s", error)
        return "auto"


def ways_now() -> str:
    """The remembered choices as they are written; empty if there are none."""
    try:
        with paths.tuning_file().open(encoding="utf-8") as file:
            return file.read(_MAX_LENGTH)
    except (OSError, UnicodeDecodeError):
        return ""


def put_back(ways: str) -> None:
    """Restore the choices that ways_now returned, unless others have been saved since.

    A resumed run then computes as before; other choices differ in the last digits.
    """
    if not ways or paths.tuning_file().exists():
        return
    try:
        paths.tuning_file().parent.mkdir(parents=True, exist_ok=True)
        write_whole(paths.tuning_file(), ways.encode())
    except OSError as error:
        logger.warning("the ways of convolving could not be put back: %s", error)


def _machine(threads: int) -> str:
    import torch

    parts = (platform.machine(), processor_name(), limits(), torch.__version__, threads)
    return " ".join(str(part) for part in parts if part)


def _read(machine: str) -> dict[str, str]:
    """The choices made on this machine with this torch; empty where there are none."""
    try:
        with paths.tuning_file().open(encoding="utf-8") as file:
            found = json.loads(file.read(_MAX_LENGTH))
        if found["machine"] != machine or found["ways"] != list(_WAYS):
            return {}
        choices = found["choices"].items()
        return {str(kind): way for kind, way in choices if way in _WAYS}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        logger.debug("no choices are remembered: %s", error)
        return {}


class _Writer:
    """Writes each new choice down; a failure is reported once, since there are many."""

    def __init__(self, machine: str) -> None:
        self._machine = machine
        self._has_failed = False

    def write(self, choices: Mapping[str, str]) -> None:
        found = {"machine": self._machine, "ways": _WAYS, "choices": dict(choices)}
        text = json.dumps(found, indent=1)
        try:
            paths.tuning_file().parent.mkdir(parents=True, exist_ok=True)
            write_whole(paths.tuning_file(), text.encode())
        except OSError as error:
            if not self._has_failed:
                logger.warning(
                    "The fastest settings for this computer could not be saved to %s (%s). They "
                    "will be measured again at the next start.",
                    paths.tuning_file(),
                    reason_of(error),
                )
            self._has_failed = True
