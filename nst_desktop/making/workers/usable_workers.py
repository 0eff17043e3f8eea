"""Usable workers of a Dask scheduler: those that make the same artworks as this computer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from nst_desktop.making.workers.installation import difference, installed

if TYPE_CHECKING:
    from distributed import Client


class Workers:
    """Finds the workers whose installation matches this computer's."""

    def __init__(self, client: "Client", report: Callable[[str], None]) -> None:
        """Initialise without contacting any worker.

        Args:
            client: Client of the scheduler.
            report: Called once for each unusable worker, with one line that gives the reason.
        """
        self._client, self._report = client, report
        self._faults: dict[str, str] = {}  # address -> fault; empty for usable workers

    @property
    def fault(self) -> str:
        """Sentence that says why one of the workers is unusable; empty if all are usable."""
        return next((_sentence(*item) for item in self._faults.items() if item[1]), "")

    def refresh(self) -> Mapping[str, int]:
        """Check newly joined workers, and return the usable ones.

        Returns:
            Mapping from the address of each usable worker to its number of threads.

        Raises:
            OSError: The connection to the scheduler was lost.
        """
        threads: Mapping[str, int] = self._client.nthreads()
        known = {address: fault for address, fault in self._faults.items() if address in threads}
        self._faults = known | self._check([address for address in threads if address not in known])
        return {
            address: count for address, count in threads.items() if self._faults.get(address) == ""
        }

    def _check(self, addresses: list[str]) -> dict[str, str]:
        if not addresses:
            return {}
        answers = self._client.run(installed, workers=addresses, on_error="return")
        faults = {
            address: difference(answer)
            for address, answer in answers.items()
            if not isinstance(answer, OSError)  # the worker has left or will be checked again
        }
        for address, fault in faults.items():
            if fault:
                self._report(f"{_sentence(address, fault)} It is not used.")
        return faults


def _sentence(address: str, fault: str) -> str:
    return f"The worker {address} {fault}."
