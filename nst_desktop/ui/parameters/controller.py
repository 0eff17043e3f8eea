"""Controller that connects the parameter panel to the document."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import defaults_in
from nst_desktop.document.document import Document
from nst_desktop.ui.parameters.parameter_panel import ParameterPanel


class ParametersController(QObject):
    """Applies the values that the user enters.

    An invalid value leaves the document unchanged, and its error is displayed.
    """

    def __init__(self, panel: ParameterPanel, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._document = panel, document
        document.set_density(panel.density())
        panel.density_changed.connect(document.set_density)
        document.changed.connect(self._show)
        document.faults_cleared.connect(self._show_all)
        panel.entered.connect(self._on_entered)
        panel.refused.connect(self._on_refused)
        panel.mode_chosen.connect(self._on_mode_chosen)
        panel.reset_requested.connect(self._on_reset)

    @Slot(object)
    def _show(self, names: frozenset[str]) -> None:
        setup = self._document.setup()
        if "mode" in names:
            self._panel.show_mode(setup.mode)
        if "params" in names:
            self._panel.show_params(setup.params)
            self._panel.clear_errors(but=self._document.faulty())
        if "preset" in names:
            self._panel.presets.set_current(setup.preset)
        if "photograph" in names:
            self._panel.set_aspect(*setup.size())

    @Slot()
    def _show_all(self) -> None:
        self._panel.show_params(self._document.setup().params, again=True)

    @Slot(str, object, str, int)
    def _on_entered(self, name: str, value: object, label: str, gesture: int) -> None:
        setup = self._document.setup()
        try:
            params = replace(setup.params, **{name: value})  # type: ignore[arg-type]
        except ParameterError as error:
            self._document.set_fault(name, error)
            self._panel.set_error(error)
            return
        self._document.set_fault(name, None)
        if params != setup.params:
            self._document.edit(label, replace(setup, params=params, preset=""), gesture)

    @Slot(object)
    def _on_refused(self, error: ParameterError) -> None:
        self._document.set_fault(error.field, error)

    @Slot(object)
    def _on_mode_chosen(self, mode: Mode) -> None:
        self._document.edit(self.tr("Output"), self._document.setup().with_mode(mode))

    @Slot()
    def _on_reset(self) -> None:
        mode = self._document.setup().mode
        self._document.edit_params(self.tr("Restore defaults"), defaults_in(mode))
