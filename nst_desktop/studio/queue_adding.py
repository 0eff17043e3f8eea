"""Adding: what the window holds becomes entries of the queue."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Mode
from nst_desktop.files.folders import pictures_in as pictures_of_folder
from nst_desktop.files.masks.areas import with_files
from nst_desktop.files.plans import Plan
from nst_desktop.files.queue.queue import MOST
from nst_desktop.run.explain import details_of, explain
from nst_desktop.run.task import Tasks
from nst_desktop.studio.machine import Machine
from nst_desktop.studio.masking import Masking
from nst_desktop.studio.opening import Opening
from nst_desktop.studio.pictures import pictures_in
from nst_desktop.studio.queueing import Queueing
from nst_desktop.studio.running import Running
from nst_desktop.widgets.file_dialogs import ask_for_folder
from nst_desktop.widgets.main_window import MainWindow
from nst_desktop.widgets.settings import Settings


class QueueAdding(QObject):
    """One artwork of what is in place, or one of each photograph of a folder."""

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        tasks: Tasks,
        queueing: Queueing,
        running: Running,
        masking: Masking,
        opening: Opening,
        machine: Machine,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._settings, self._tasks = window, settings, tasks
        self._queueing, self._running, self._masking = queueing, running, masking
        self._opening, self._machine = opening, machine
        self._is_add_pending = False
        window.actions.add_to_queue.triggered.connect(self.add)
        window.actions.add_folder_to_queue.triggered.connect(self.add_folder)
        opening.settled.connect(self._on_opening_settled)

    @Slot()
    def add(self) -> None:
        """Put what the window holds now at the end of the queue."""
        self._is_add_pending = self._opening.is_busy()
        if self._is_add_pending:
            return
        try:
            job = self._running.job()
        except ParameterError as error:
            self._refuse(error)
            return
        loaded = None if job.content is None else self._window.photograph.picture()
        plan = self._plan(None if loaded is None else loaded.picture.path)
        mode = self._window.panel.mode()
        self._masking.keep(
            mode, lambda masks: self._add([with_files(plan, masks)]), self._on_failed
        )

    @Slot()
    def add_folder(self) -> None:
        """Ask for a folder, and put the window's style on each of its photographs into the
        queue."""
        try:
            plan = self._plan_for_photographs()
        except ParameterError as error:
            self._refuse(error)
            return
        start = self._settings.path("queue_folder") or self._settings.path("photograph_folder")
        title = self.tr("Add the photographs of this folder")
        folder = ask_for_folder(self._window, title, start or Path.home())
        if folder is None:
            return
        if folder.resolve() == self._queueing.results().folder.resolve():
            self._window.message.show_error(
                self.tr(
                    "The artworks of the queue go to this folder. Choose another one for them "
                    "first, or they would be taken for photographs."
                )
            )
            return
        self._settings.set_path("queue_folder", folder)
        self._tasks.start(
            partial(pictures_of_folder, folder, MOST),
            lambda files: self._add([replace(plan, content=each) for each in files]),
            self._on_failed,
        )

    def _plan_for_photographs(self) -> Plan:
        """What the window holds, without its photograph. Raises ParameterError."""
        mode = self._window.panel.mode()
        if mode is Mode.TEXTURE:
            fault = self.tr("A texture takes no photograph. Choose another thing to make.")
            raise ParameterError("content", fault)
        if mode is not Mode.RECONSTRUCTION and not self._window.paintings.entries():
            raise ParameterError("styles", self.tr("Choose a painting first"))
        return self._plan(None)

    def _plan(self, photograph: Path | None) -> Plan:
        """What the window holds, with this photograph. Raises ParameterError."""
        is_content_only = self._window.panel.mode() is Mode.RECONSTRUCTION
        return Plan(
            params=self._running.window_params(),
            content=photograph,
            styles=() if is_content_only else pictures_in(self._window).paintings,
            device=self._machine.device(),
        )

    def _add(self, plans: Sequence[Plan]) -> None:
        self._queueing.add(plans, self._machine.weights())

    def _refuse(self, error: ParameterError) -> None:
        if self._window.panel.set_error(error):
            self._window.run_bar.set_status(self.tr("Not queued: see the marked parameter"))
        else:
            self._window.message.show_error(explain(error))

    def _on_failed(self, error: Exception) -> None:
        self._window.message.show_error(explain(error), details_of(error))

    @Slot(bool)
    def _on_opening_settled(self, well: bool) -> None:
        is_pending, self._is_add_pending = self._is_add_pending, False
        if is_pending and well:
            self.add()
