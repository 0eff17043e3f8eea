"""Estimate of a run's time and memory, displayed before Start."""

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

ESTIMATE_DELAY = 400  # ms without a change before an estimate is computed


class TimeEstimate(QObject):
    """Controller that shows the estimate in the run bar. Offers a smaller size if memory is short.

    Signals:
        timing(bool): Whether a step is being timed; other work should pause in the meantime.
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
        self._tasks = Tasks(self, threads=1)  # two estimates at once would distort the timings
        self._is_loaded = False
        self._estimator: Estimator | None = None
        self._job: StyleJob | None = None
        self._rejected_size = 0
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(ESTIMATE_DELAY)
        self._delay.timeout.connect(self._start)
        services.document.changed.connect(self.refresh)
        run.ended.connect(self.refresh)

    def begin(self) -> None:
        """Start estimating. Call this once torch is loaded."""
        self._is_loaded = True
        self.refresh()

    def abandon(self) -> None:
        """Discard pending estimates when the window closes."""
        self._is_loaded = False
        self._delay.stop()
        self._tasks.abandon()

    def finish(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds for a running estimate and return whether it finished."""
        return self._tasks.finish(timeout)

    @Slot()
    def refresh(self) -> None:
        """Schedule a new estimate."""
        self._job = None
        self._run_bar.set_estimate("")
        if self._is_loaded:
            self._delay.start()

    @Slot()
    def _start(self) -> None:
        if self._run.is_running():
            return  # refreshed when the run ends
        try:
            job = self._job = self._run.job()
        except ParameterError:
            return  # nothing to estimate yet
        self.timing.emit(True)
        self._tasks.start(
            partial(self._estimate, job), partial(self._on_estimated, job), self._on_failed
        )

    def _on_estimated(self, job: StyleJob, estimate: "Estimate") -> None:
        self.timing.emit(False)
        if job is not self._job or self._run.is_running():
            return
        si = QLocale.DataSizeFormat.DataSizeSIFormat
        decimals = 1 if estimate.memory >= 1e9 else 0
        memory = QLocale().formattedDataSize(estimate.memory, decimals, si)
        text = self.tr("about {0}  ·  {1}").format(duration(estimate.seconds), memory)
        self._run_bar.set_estimate(text)
        self._panel.set_remark("precision", self._precision_remark(job.params.precision, estimate))
        if estimate.fits:
            self._rejected_size = 0
        elif job.params.size != self._rejected_size:
            self._rejected_size = job.params.size
            self._offer_size(estimate.fitting_size)

    def _precision_remark(self, precision: str, estimate: "Estimate") -> str:
        """Return a remark if the chosen precision is slower than float32, else an empty string."""
        if not estimate.is_slow:
            return ""
        if estimate.device == "cpu":
            text = self.tr(
                "{0} is about {1} times slower than float32 on this processor. "
                "Automatic precision is faster."
            )
        else:
            text = self.tr(
                "{0} is about {1} times slower than float32 on this graphics card. "
                "Automatic precision is faster."
            )
        times = estimate.slowness
        return text.format(precision, QLocale().toString(times, "f", 1 if times < 1.95 else 0))

    def _offer_size(self, size_that_fits: int | None) -> None:
        if size_that_fits is None:
            self._services.message.show_notice(
                self.tr(
                    "There is not enough free memory for any size. Close other programs or "
                    "choose another device."
                )
            )
            return
        self._services.message.show_offer(
            self.tr("Not enough free memory for this size; {0} px would fit.").format(
                size_that_fits
            ),
            self.tr("Use {0} px").format(size_that_fits),
            partial(self._use_size, size_that_fits),
        )

    def _use_size(self, size: int) -> None:
        setup = self._document.setup()
        params = replace(setup.params, size=size, min_size=min(size, setup.params.min_size))
        self._document.edit(self.tr("Size"), replace(setup, params=params, preset=""))

    def _on_failed(self, error: Exception) -> None:
        self.timing.emit(False)
        log.warning("no estimate: %s", error)

    def _estimate(self, job: StyleJob) -> "Estimate":
        """Return the estimate. Call this on a task thread, since it imports torch."""
        from nst_desktop.core.estimate import Estimator

        if self._estimator is None:
            self._estimator = Estimator()
        return self._estimator.estimate(job)
