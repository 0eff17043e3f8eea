"""Adding the document or a folder of photographs to the queue."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import parameter_names
from nst_desktop.document.chosen_weights import UsedWeights, chosen_weights
from nst_desktop.document.regions import with_files
from nst_desktop.images.folders import pictures_in
from nst_desktop.queue.queue import MAX_COUNT
from nst_desktop.recipes.plan import Plan
from nst_desktop.ui.interfaces import ParameterMarks, PictureReader, RunStatus
from nst_desktop.ui.parts.file_dialogs import ask_for_folder
from nst_desktop.ui.parts.number_boxes import commit_typed_text
from nst_desktop.ui.queue.controller import QueueController
from nst_desktop.ui.services import Services


class QueueAdder(QObject):
    """Queues the document, or the photographs in a folder with the document's style."""

    def __init__(
        self,
        panel: ParameterMarks,
        status: RunStatus,
        services: Services,
        queue: QueueController,
        reader: PictureReader,
    ) -> None:
        super().__init__(queue)
        self._panel, self._status = panel, status
        self._services, self._queue = services, queue
        self._settings, self._document = services.settings, services.document
        self._reader = reader
        self._is_add_pending = False
        services.actions.add_to_queue.triggered.connect(self.add)
        services.actions.add_folder_to_queue.triggered.connect(self.add_folder)
        reader.settled.connect(self._on_opening_settled)

    @Slot()
    def add(self) -> None:
        """Append the document to the queue."""
        commit_typed_text()
        self._is_add_pending = self._reader.is_busy()
        if self._is_add_pending:
            return
        setup = self._document.setup()
        try:
            self._check_fault()
            setup.job(UsedWeights(chosen_weights(self._settings)))  # raises what Start would raise
            plan = setup.plan()
        except ParameterError as error:
            self._show_refusal(error)
            return
        self._services.mask_files.write(
            setup.used_regions(),
            lambda masks: self._add([with_files(plan, masks)]),
            self._services.message.fail,
        )

    @Slot()
    def add_folder(self) -> None:
        """Ask for a folder and queue each of its photographs with the document's style."""
        commit_typed_text()
        try:
            self._check_fault()
            plan = self._plan_for_photographs()
        except ParameterError as error:
            self._show_refusal(error)
            return
        start = self._settings.path("queue_folder") or self._settings.path("photograph_folder")
        title = self.tr("Choose a folder of photographs")
        folder = ask_for_folder(self._services.window, title, start or Path.home())
        if folder is None:
            return
        if folder.resolve() == self._queue.destination().folder.resolve():
            self._services.message.show_error(
                self.tr(
                    "This is the queue's output folder, so the artworks in it would be treated as "
                    "photographs. Choose another output folder first."
                )
            )
            return
        self._settings.set_path("queue_folder", folder)
        self._services.writing.start(
            partial(pictures_in, folder, MAX_COUNT),
            lambda files: self._add([replace(plan, content=file) for file in files]),
            self._services.message.fail,
        )

    def _plan_for_photographs(self) -> Plan:
        """Return the document's plan without its photograph.

        Raises:
            ParameterError: The mode uses no photograph, or the painting is missing.
        """
        setup = self._document.setup()
        if setup.mode is Mode.TEXTURE:
            fault = self.tr("A texture uses no photograph. Choose another mode first.")
            raise ParameterError("content", fault)
        if setup.mode is not Mode.RECONSTRUCTION and not setup.paintings:
            raise ParameterError("styles", "Choose a painting first")
        return setup.with_photograph(None).plan()

    def _check_fault(self) -> None:
        fault = self._document.fault()
        if fault is not None:
            raise fault

    def _add(self, plans: Sequence[Plan]) -> None:
        self._queue.add(plans, chosen_weights(self._settings))

    def _show_refusal(self, error: ParameterError) -> None:
        if error.field in parameter_names():
            self._panel.set_error(error)
            self._status.set_status(self.tr("Not queued: see the marked parameter"))
        else:
            self._services.message.fail(error)

    @Slot(bool)
    def _on_opening_settled(self, is_ok: bool) -> None:
        is_pending, self._is_add_pending = self._is_add_pending, False
        if is_pending and is_ok:
            self.add()
