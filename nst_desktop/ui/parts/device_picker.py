"""What the run computes on, with the memory that it has."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from nst_desktop.ui.parts.wheel_guard import WheelGuard


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """name: as the job knows it, such as `cuda:0`. label: as people know it."""

    name: str
    label: str


class DevicePicker(QWidget):
    """device_chosen(str): the user has chosen the device of this name."""

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
        """Offer these; as long as there are none, it says that they are being looked for."""
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
        """Show this device, now or as soon as it is offered; the first one, if it never is."""
        self._wanted = name
        self._show_wanted()

    def device(self) -> str:
        """The name of the device that is shown; empty while none is known."""
        return self._combo.currentData() or ""

    def _show_wanted(self) -> None:
        self._combo.setCurrentIndex(max(0, self._combo.findData(self._wanted)))
        self._tell()

    def _on_activated(self) -> None:
        self._tell()
        if self.device() != self._wanted:
            self._wanted = self.device()
            self.device_chosen.emit(self._wanted)

    def _tell(self) -> None:
        """A long label may be cut off: the tooltip has it whole."""
        help_text = self.tr("What the picture is computed on. A graphics card is much faster.")
        self._combo.setToolTip(f"{self._combo.currentText()}\n{help_text}")


def processor_label(free: int) -> str:
    """How people know the CPU. free: memory in bytes."""
    return _tr("This computer's processor · {0} free").format(memory_text(free))


def card_label(name: str, memory: int) -> str:
    """How people know a graphics card. memory: all that it has, in bytes."""
    return f"{name} · {memory_text(memory)}"


def memory_text(size: int) -> str:
    """`17 GB`; with a decimal below ten."""
    gigabytes = size / 1e9
    return _tr("{0} GB").format(QLocale().toString(gigabytes, "f", 0 if gigabytes >= 9.95 else 1))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DevicePicker", text)
