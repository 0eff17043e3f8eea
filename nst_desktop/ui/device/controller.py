"""Choice of the device and the network weights for new runs."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from nst_desktop.document.chosen_weights import chosen_weights
from nst_desktop.document.setup import AUTO
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.weights_task import WeightsTask
from nst_desktop.ui.interfaces import RunStatus
from nst_desktop.ui.menus import Menus
from nst_desktop.ui.parts.device_picker import (
    DeviceEntry,
    DevicePicker,
    card_label,
    processor_label,
)
from nst_desktop.ui.services import Services
from nst_desktop.weights.network_weights import is_torchvision_downloaded, torchvision_url

if TYPE_CHECKING:
    from nst_desktop.ui.device.weights_dialog import WeightsDialog

log = logging.getLogger(__name__)

MEMORY_INTERVAL = 1000  # ms between two readings of the memory in use


class DeviceController(QObject):
    """Offers a choice of device and weights, remembers it, and shows the memory in use.

    Signals:
        weights_changed(): The user has chosen the network weights.
    """

    weights_changed = Signal()

    def __init__(
        self, menus: Menus, picker: DevicePicker, status: RunStatus, services: Services
    ) -> None:
        super().__init__(services.window)
        self._menus, self._picker, self._status = menus, picker, status
        self._services, self._document = services, services.document
        self._settings, self._tasks = services.settings, services.tasks
        self._weights_task = WeightsTask(services.tasks, parent=self)
        self._dialog: WeightsDialog | None = None
        self._read_memory: Callable[[], int] | None = None
        self._memory = QTimer(self)
        self._memory.setInterval(MEMORY_INTERVAL)
        self._memory.timeout.connect(self._show_memory)
        menus.devices.chosen.connect(self._on_device_chosen)
        picker.device_chosen.connect(self._on_device_chosen)
        self._document.changed.connect(self._on_document_changed)
        services.actions.choose_weights.triggered.connect(self._on_weights_requested)

    def look_for_devices(self) -> None:
        """Fill the device lists on a background thread, since this loads torch."""
        self._tasks.start(find_devices, self._on_devices_found, self._on_no_devices)

    def watch_memory(self, watch: bool) -> None:
        """Start or stop displaying the memory use in the run bar."""
        if watch:
            self._show_memory()
            self._memory.start()
        else:
            self._memory.stop()

    def abandon(self) -> None:
        """Stop watching the memory and loading weights when the window is closed."""
        self._memory.stop()
        self._weights_task.abandon()

    @Slot()
    def _show_memory(self) -> None:
        if self._read_memory is None:
            self._read_memory = _make_memory_reader()
        self._status.set_memory(self._read_memory())

    def _on_devices_found(self, devices: list[DeviceEntry]) -> None:
        setup = self._document.setup()
        self._picker.set_devices(devices)
        self._picker.set_device(setup.device)
        self._menus.set_devices(devices)
        self._menus.devices.set_chosen(setup.device)
        if setup.device not in [device.name for device in devices]:
            self._document.put(replace(setup, device=AUTO))

    def _on_no_devices(self, error: Exception) -> None:
        log.warning("no devices could be found: %s", error)

    @Slot(str)
    def _on_device_chosen(self, name: str) -> None:
        self._settings.set_text("device", name)  # a recipe's device, by contrast, is not remembered
        setup = replace(self._document.setup(), device=name)
        self._document.edit(self.tr("Device"), setup)

    @Slot(object)
    def _on_document_changed(self, names: frozenset[str]) -> None:
        if "device" in names:
            name = self._document.setup().device
            self._picker.set_device(name)
            self._menus.devices.set_chosen(name)

    @Slot()
    def _on_weights_requested(self) -> None:
        from nst_desktop.ui.device.weights_dialog import WeightsDialog  # loaded only when needed

        dialog = self._dialog = WeightsDialog(self._services.window)
        task = self._weights_task
        dialog.set_downloaded(is_torchvision_downloaded())
        dialog.set_chosen(chosen_weights(self._settings))
        if not is_torchvision_downloaded():  # on another thread, since this imports torchvision
            self._tasks.start(torchvision_url, _ignore, partial(self._on_unavailable, dialog))
        dialog.download_requested.connect(partial(task.start, "torchvision"))
        dialog.file_chosen.connect(lambda file: task.start(str(file)))
        dialog.cancel_requested.connect(task.cancel)
        dialog.accepted.connect(self._on_weights_chosen)
        dialog.finished.connect(self._on_dialog_closed)
        task.progressed.connect(dialog.set_progress)
        task.loaded.connect(dialog.set_loaded)
        task.failed.connect(lambda message, _details: dialog.set_error(message))
        task.cancelled.connect(dialog.set_cancelled)
        dialog.open()

    def _on_unavailable(self, dialog: "WeightsDialog", error: Exception) -> None:
        if dialog is self._dialog:  # otherwise, it has been closed meanwhile
            dialog.set_unavailable(error_text(error))

    @Slot()
    def _on_weights_chosen(self) -> None:
        if self._dialog is not None:
            self._settings.set_text("weights", self._dialog.chosen())
            self.weights_changed.emit()

    @Slot()
    def _on_dialog_closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            for signal in ("progressed", "loaded", "failed", "cancelled"):
                getattr(self._weights_task, signal).disconnect()
            dialog.deleteLater()


def find_devices() -> list[DeviceEntry]:
    """Return the available devices, the automatic choice first. Loads torch."""
    import psutil
    import torch

    from nst_desktop.core.devices import available_devices, choose_device

    label = processor_label(psutil.virtual_memory().available)
    devices = [DeviceEntry("cpu", label)]
    for index in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        card = torch.cuda.get_device_properties(index)
        devices.append(DeviceEntry(f"cuda:{index}", card_label(card.name, card.total_memory)))
    if "mps" in available_devices():
        devices.append(DeviceEntry("mps", card_label("Apple GPU", psutil.virtual_memory().total)))
    chosen = choose_device(AUTO)
    default = next((entry for entry in devices if entry.name.startswith(chosen.type)), devices[0])
    return [DeviceEntry(AUTO, _automatic_label(default.label)), *devices]


def _ignore(_url: str) -> None:
    """Do nothing: torchvision's weights can be downloaded, as the dialog assumes."""


def _make_memory_reader() -> Callable[[], int]:
    """Return a function that returns this process's memory use, in bytes."""
    import psutil  # not at the top: it would delay the window

    process = psutil.Process()
    return lambda: process.memory_info().rss


def _automatic_label(label: str) -> str:
    return QCoreApplication.translate("DeviceController", "Automatic: {0}").format(label)
