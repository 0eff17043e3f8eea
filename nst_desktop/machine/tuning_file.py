"""File that stores this computer's fastest algorithms, so that they are timed only once."""

import json
import logging
import platform
from collections.abc import Mapping

from nst_desktop import paths
from nst_desktop.core.errors import DeviceError
from nst_desktop.machine.processor import limits, processor_name
from nst_desktop.storage.atomic import reason_of, write_whole

logger = logging.getLogger(__name__)

_MAX_LENGTH = 20_000  # characters
_ALGORITHMS = ("ordinary", "nnpack", "winograd", "fused", "float32", "bfloat16", "float16")


def remember_choices() -> None:
    """Load the choices from earlier starts, and save new ones as they are made. Imports torch."""
    import torch

    from nst_desktop.core.tuning import TUNING

    machine = _machine(torch.get_num_threads())
    TUNING.attach(_read(machine), _Writer(machine).write)


def remembered_choices(threads: int) -> dict[str, str]:
    """Return the choices from earlier starts with this number of CPU threads. Imports torch."""
    return _read(_machine(threads))


def chosen_precision(device: str) -> str:
    """Return the precision that "auto" means on a device, or "auto" if unknown. Imports torch.

    Args:
        device: Device name, as in core.job.StyleJob.
    """
    from nst_desktop.core.devices import choose_device
    from nst_desktop.core.precision import choose_precision

    try:
        return choose_precision("auto", choose_device(device))
    except (DeviceError, RuntimeError) as error:  # the device is missing, or its memory is full
        logger.info("the precision is chosen for each artwork: %s", error)
        return "auto"


def tuning_text() -> str:
    """Return the tuning file's content; empty if the file is missing or unreadable."""
    try:
        with paths.tuning_file().open(encoding="utf-8") as file:
            return file.read(_MAX_LENGTH)
    except (OSError, UnicodeDecodeError):
        return ""


def restore_tuning(ways: str) -> None:
    """Restore the content that tuning_text returned, if the file is missing.

    A resumed run then computes as before; with other algorithms, the last digits would differ. The
    content is checked when it is next read.
    """
    if not ways or paths.tuning_file().exists():
        return
    try:
        paths.tuning_file().parent.mkdir(parents=True, exist_ok=True)
        write_whole(paths.tuning_file(), ways.encode())
    except OSError as error:
        logger.warning("the saved choice of algorithms could not be restored: %s", error)


def _machine(threads: int) -> str:
    import torch

    parts = (platform.machine(), processor_name(), limits(), torch.__version__, threads)
    return " ".join(str(part) for part in parts if part)


def _read(machine: str) -> dict[str, str]:
    """Return the choices made on this machine with this torch version; empty if there are none."""
    try:
        with paths.tuning_file().open(encoding="utf-8") as file:
            document = json.loads(file.read(_MAX_LENGTH))
        if document["machine"] != machine or document["ways"] != list(_ALGORITHMS):
            return {}
        choices = document["choices"].items()
        return {str(task): algorithm for task, algorithm in choices if algorithm in _ALGORITHMS}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        logger.debug("no saved choices: %s", error)
        return {}


class _Writer:
    """Writer that saves all choices each time a new one is made.

    Only the first failure is logged, since further attempts would probably fail too.
    """

    def __init__(self, machine: str) -> None:
        self._machine = machine
        self._has_failed = False

    def write(self, choices: Mapping[str, str]) -> None:
        document = {"machine": self._machine, "ways": _ALGORITHMS, "choices": dict(choices)}
        text = json.dumps(document, indent=1)
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
