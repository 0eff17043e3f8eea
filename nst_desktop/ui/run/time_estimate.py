"""Estimating: how long a run will take and how much memory, told before Start."""

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, Signal, Slot

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import StyleJob
from nst_desktop.run.task import Tasks
from nst_desktop.ui.interfaces import ParameterMarks
from nst_desktop.ui.parts.durations import duration
from nst_desktop.ui.run.controller import RunController
from nst_desktop.ui.run.run_bar import RunBar
from nst_desktop.ui.services import Services

if TYPE_CHECKING:
    from nst_desktop.core.estimate import Estimate, Estimator

log = logging.getLogger(__name__)

DELAY = 400  # ms without a change before anything is worked out


class TimeEstimate(QObject):
    """Says beside Ready what the run needs; where it will not fit, what would.

    timing(bool): a step is being timed, which nothing should disturb, or no longer.
    """

    timing = Signal(bool)

    def __init__(
        self,
        run_bar: RunBar,
        panel: ParameterMarks,
        services: Services,
        run: RunController,
    ) -> None:
        super().__init__(run)
        self._run_bar, self._panel, self._services = run_bar, panel, services
        self._document, self._run = services.document, run
        self._tasks = Tasks(self, threads=1)  # it times a step: two at once would disturb
        self._is_loaded = False
        self._estimator: Estimator | None = None
        self._asked: StyleJob | None = None
        self._refused_size = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(DELAY)
        self._patience.timeout.connect(self._ask)
        services.document.changed.connect(self.refresh)
        run.ended.connect(self.refresh)

    def begin(self) -> None:
        """Torch is loaded: from now on there are estimates."""
        self._is_loaded = True
        self.refresh()

    def abandon(self) -> None:
        """The window is closed."""
        self._is_loaded = False
        self._patience.stop()
        self._tasks.abandon()

    def finish(self, timeout: float) -> bool:
        """Wait, at most timeout seconds, for what is being worked out. False: too short."""
        return self._tasks.finish(timeout)

    @Slot()
    def refresh(self) -> None:
        """Something has changed: estimate anew, soon."""
        self._asked = None
        self._run_bar.set_estimate("")
        if self._is_loaded:
            self._patience.start()

    @Slot()
    def _ask(self) -> None:
        if self._run.is_running():
            return  # its end asks again
        try:
            job = self._asked = self._run.job()
        except ParameterError:
            return  # there is nothing to estimate yet
        self.timing.emit(True)
        self._tasks.start(
            partial(self._estimate, job), partial(self._on_estimated, job), self._on_failed
        )

    def _on_estimated(self, job: StyleJob, estimate: "Estimate") -> None:
        self.timing.emit(False)
        if job is not self._asked or self._run.is_running():
            return
        kind = QLocale.DataSizeFormat.DataSizeSIFormat
        decimals = 1 if estimate.memory >= 1e9 else 0
        memory = QLocale().formattedDataSize(estimate.memory, decimals, kind)
        text = self.tr("about {0}  ·  {1}").format(duration(estimate.seconds), memory)
        self._run_bar.set_estimate(text)
        self._panel.set_remark("precision", self._remark_on(job.params.precision, estimate))
        if estimate.fits:
            self._refused_size = 0
        elif job.params.size != self._refused_size:
            self._refused_size = job.params.size
            self._propose(estimate.fitting_size)

    def _remark_on(self, precision: str, estimate: "Estimate") -> str:
        """What is to be said of a precision that was chosen although float32 is faster."""
        if not estimate.is_slow:
            return ""
        if estimate.device == "cpu":
            told = self.tr(
                "{0} is about {1} times slower than float32 on this processor. "
                "Choose automatic precision to be faster."
            )
        else:
            told = self.tr(
                "{0} is about {1} times slower than float32 on this graphics card. "
                "Choose automatic precision to be faster."
            )
        times = estimate.slowness
        return told.format(precision, QLocale().toString(times, "f", 1 if times < 1.95 else 0))

    def _propose(self, fitting: int | None) -> None:
        if fitting is None:
            self._services.message.show_notice(
                self.tr("There is not enough free memory, whatever the size.")
            )
            return
        self._services.message.show_offer(
            self.tr("There is not enough free memory for this size; {0} px would fit.").format(
                fitting
            ),
            self.tr("Take {0} px").format(fitting),
            partial(self._take, fitting),
        )

    def _take(self, size: int) -> None:
        setup = self._document.setup()
        params = replace(setup.params, size=size, min_size=min(size, setup.params.min_size))
        self._document.edit(self.tr("Size"), replace(setup, params=params, preset=""))

    def _on_failed(self, error: Exception) -> None:
        self.timing.emit(False)
        log.warning("no estimate: %s", error)

    def _estimate(self, job: StyleJob) -> "Estimate":
        """On a thread of the tasks: torch is imported there."""
        from nst_desktop.core.estimate import Estimator

        if self._estimator is None:
            self._estimator = Estimator()
        return self._estimator.estimate(job)
