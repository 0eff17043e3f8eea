"""Picker for the device used by runs, and device labels that include the memory size."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from nst_desktop.ui.parts.wheel_guard import WheelGuard


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """Device that the user can choose.

    Attributes:
        name: Device name in a job, such as `cuda:0`.
        label: Device name displayed in the window.
    """

    name: str
    label: str


class DevicePicker(QWidget):
    """Combo box for choosing a device.

    Signals:
        device_chosen(str): The user chose the device with this name.
    """

    device_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._combo = QComboBox()
        self._combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._combo.setMinimumContentsLength(12)
        self._combo.setAccessibleName(self.tr("Device"))
        self._guard = WheelGuard(self)
        self._guard.watch(self._combo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._combo)
        self.setFocusProxy(self._combo)
        self.set_devices([])

        self._combo.activated.connect(self._on_activated)

    def set_devices(self, devices: Sequence[DeviceEntry]) -> None:
        """Offer these devices; an empty list means that the search is still in progress."""
        self._combo.clear()
        for entry in devices:
            self._combo.addItem(entry.label, entry.name)
            self._combo.setItemData(
                self._combo.count() - 1, entry.label, Qt.ItemDataRole.ToolTipRole
            )
        if not devices:
            self._combo.addItem(self.tr("Looking for devices…"))
        self._combo.setEnabled(bool(devices))
        self._show_wanted()

    def set_device(self, name: str) -> None:
        """Select this device as soon as it is available, and the first one until then."""
        self._wanted = name
        self._show_wanted()

    def device(self) -> str:
        """Return the selected device's name, or an empty string while no device is known."""
        return self._combo.currentData() or ""

    def _show_wanted(self) -> None:
        self._combo.setCurrentIndex(max(0, self._combo.findData(self._wanted)))
        self._update_tooltip()

    def _on_activated(self) -> None:
        self._update_tooltip()
        if self.device() != self._wanted:
            self._wanted = self.device()
            self.device_chosen.emit(self._wanted)

    def _update_tooltip(self) -> None:
        """Show the whole label, which the combo box may cut off, above the help text."""
        help_text = self.tr(
            "Device that computes the picture. A graphics card is much faster than the processor."
        )
        self._combo.setToolTip(f"{self._combo.currentText()}\n{help_text}")


def processor_label(free: int) -> str:
    """Return the label for the CPU; `free` is the available memory in bytes."""
    return _tr("This computer's processor · {0} free").format(memory_text(free))


def card_label(name: str, memory: int) -> str:
    """Return the label for a graphics card; `memory` is the card's total memory in bytes."""
    return f"{name} · {memory_text(memory)}"


def memory_text(size: int) -> str:
    """Return a memory size in bytes as text: `17 GB`, or with one decimal below 10: `9.5 GB`."""
    gigabytes = size / 1e9
    return _tr("{0} GB").format(QLocale().toString(gigabytes, "f", 0 if gigabytes >= 9.95 else 1))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DevicePicker", text)
