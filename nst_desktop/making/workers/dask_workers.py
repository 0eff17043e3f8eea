"""The workers of a Dask scheduler, and which of them can make the artworks of this computer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from nst_desktop.making.workers.installation import difference, installed

if TYPE_CHECKING:
    from distributed import Client


class Workers:
    """Asks each worker that joins what is installed there; one that differs is not used.

    tell: hears once of each that is not used, and why.
    """

    def __init__(self, client: "Client", tell: Callable[[str], None]) -> None:
        self._client, self._tell = client, tell
        self._faults: dict[str, str] = {}  # by address; empty for those that can be used

    @property
    def fault(self) -> str:
        """What is wrong with one that is not used, as a sentence; empty if there is none."""
        return next((_sentence(*each) for each in self._faults.items() if each[1]), "")

    def look(self) -> Mapping[str, int]:
        """How many threads those have that can be used now, by address. Raises OSError if the
        scheduler is gone."""
        there: Mapping[str, int] = self._client.nthreads()
        known = {address: fault for address, fault in self._faults.items() if address in there}
        self._faults = known | self._ask([each for each in there if each not in known])
        return {each: count for each, count in there.items() if self._faults.get(each) == ""}

    def _ask(self, addresses: list[str]) -> dict[str, str]:
        if not addresses:
            return {}
        answers = self._client.run(installed, workers=addresses, on_error="return")
        faults = {
            address: difference(answer)
            for address, answer in answers.items()
            if not isinstance(answer, OSError)  # it has left, or is asked again
        }
        for address, fault in faults.items():
            if fault:
                self._tell(f"{_sentence(address, fault)} It is not used.")
        return faults


def _sentence(address: str, fault: str) -> str:
    return f"The worker {address} {fault}."
