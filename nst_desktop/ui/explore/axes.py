"""Axes of the variations page, translated into variations for the engine."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from nst_desktop.core.compared_values import can_vary, readings_around, values_around
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Style
from nst_desktop.core.mode import Mode
from nst_desktop.core.numbers import plain_number
from nst_desktop.core.params import (
    StyleParams,
    describe,
    essentials,
    format_value,
    has_effect,
    parameter_names,
)
from nst_desktop.core.scale import Scale
from nst_desktop.core.variations import (
    SMALL_PICTURE_PARAMETERS,
    UNCHANGED,
    Variation,
    variations_of,
)
from nst_desktop.document.document import Document
from nst_desktop.document.setup import Painting
from nst_desktop.ui.explore.axis_picker import NOTHING, Axis, AxisKind
from nst_desktop.ui.explore.number_list import write_number
from nst_desktop.ui.interfaces import PresetValues
from nst_desktop.ui.language import parameter_text

PAINTINGS, PRESETS = "styles", "presets"  # names of the axes that are not parameters
MAX_COUNT = 12  # maximum number of values along an axis


class Axes(QObject):
    """Offers axes for the document's parameters, for its paintings and for the presets."""

    def __init__(self, document: Document, presets: PresetValues, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._presets = document, presets

    def kinds(self) -> list[AxisKind]:
        """Return the properties that can be varied now, with values around the current ones."""
        params = self._document.setup().params
        names = [
            name for name in parameter_names() if can_vary(name) and self._has_effect(name, params)
        ]
        first = [name for name in essentials() if name in names]
        paintings = tuple(
            (path, entry.loaded.picture.name) for path, entry in self.paintings().items()
        )
        presets = tuple(self._presets.titles().items())
        several = [
            AxisKind(
                PAINTINGS, self.tr("Paintings"), self.tr("Each painting on its own"), paintings,
                tuple(path for path, _ in paintings),
            ),
            AxisKind(
                PRESETS, self.tr("Presets"), self.tr("All parameters of each preset"),
                presets, tuple(name for name, _ in presets),
            ),
        ]  # fmt: skip
        rest = AxisKind(NOTHING, self.tr("Nothing"), self.tr("A single row or column"))
        if self._document.setup().mode is Mode.RECONSTRUCTION:
            several = several[1:]
        return [
            *(_kind_of(name, params) for name in first),
            *(kind for kind in several if kind.choices),
            *(_kind_of(name, params) for name in names if name not in first),
            rest,
        ]

    def variations(self, axis: Axis, other: str) -> tuple[str, tuple[Variation, ...]]:
        """Return an axis's title and the variation for each row or column.

        Args:
            axis: Axis to translate.
            other: Name of the other axis, whose parameter is not changed by presets.

        Raises:
            ParameterError: There are no values or too many, or a value is invalid.
        """
        if axis.name == NOTHING:
            return "", UNCHANGED
        if not axis.values:
            raise ParameterError(axis.name, self.tr("Enter at least one value to compare."))
        if len(axis.values) > MAX_COUNT:
            raise ParameterError(
                axis.name, self.tr("An axis can have at most {0} values.").format(MAX_COUNT)
            )
        match axis.name:
            case "styles":
                return self.tr("Painting"), self._by_painting(axis)
            case "presets":
                return self.tr("Preset"), self._by_preset(axis, other)
        about = describe(axis.name)
        if about.scale is not None:
            return parameter_text(about.scale.label), self._by_reading(axis, about.scale)
        return parameter_text(about.label), self._by_value(axis)

    def paintings(self) -> dict[str, Painting]:
        """Return the document's paintings by file path."""
        paintings = self._document.setup().paintings
        return {str(painting.loaded.picture.path): painting for painting in paintings}

    def _has_effect(self, name: str, params: StyleParams) -> bool:
        """Return whether the parameter has an effect in the current mode."""
        return has_effect(name, partial(getattr, params), self._document.setup().mode)

    def _by_painting(self, axis: Axis) -> tuple[Variation, ...]:
        variations = []
        for path in axis.values:
            entry = self.paintings()[path]
            picture = entry.loaded.picture
            style = Style(picture.pixels, scale=entry.scale)
            variations.append(Variation(picture.path.stem, styles=(style,)))
        return tuple(variations)

    def _by_preset(self, axis: Axis, other: str) -> tuple[Variation, ...]:
        """Return the presets as variations that keep the small pictures' size and steps."""
        names = [
            name
            for name in parameter_names()
            if describe(name).by_preset and name not in (*SMALL_PICTURE_PARAMETERS, other)
        ]
        variations = []
        for name in axis.values:
            params = self._presets.params_of(name)
            values = {key: getattr(params, key) for key in names}
            variations.append(Variation(self._presets.titles()[name], values))
        return tuple(variations)

    def _by_reading(self, axis: Axis, scale: Scale) -> tuple[Variation, ...]:
        """Convert readings on the scale to variations of the parameter."""
        present = getattr(self._document.setup().params, axis.name)
        variations = []
        for text in axis.values:
            try:
                value = scale.value(float(text))
            except ValueError:
                message = self.tr(
                    "{0}: '{3}' is not valid. Enter a number from {1} to {2}."
                ).format(
                    parameter_text(scale.label),
                    write_number(scale.lo),
                    write_number(scale.hi),
                    text,
                )
                raise ParameterError(axis.name, message) from None
            if float(text) == round(scale.reading(present)):
                value = present  # the value may lie between two readings
            variations.append(Variation(write_number(float(text)), {axis.name: value}))
        return tuple(variations)

    def _by_value(self, axis: Axis) -> tuple[Variation, ...]:
        about = describe(axis.name)
        return tuple(
            Variation(_label(about.choices, value), variation.params)
            for value, variation in zip(
                axis.values, variations_of(axis.name, axis.values), strict=True
            )
        )


def _kind_of(name: str, params: StyleParams) -> AxisKind:
    """Return the axis kind for a parameter; if it has a scale, its values are scale readings."""
    about = describe(name)
    if about.scale is not None:
        readings = readings_around(about.scale, getattr(params, name))
        proposed = tuple(map(plain_number, readings))
        return AxisKind(
            name,
            parameter_text(about.scale.label),
            parameter_text(about.scale.help),
            proposed=proposed,
        )
    return AxisKind(
        name,
        parameter_text(about.label),
        parameter_text(about.help),
        tuple((value, parameter_text(text)) for value, text in about.choices.items()),
        tuple(format_value(name, value) for value in values_around(name, params)),
    )


def _label(choices: Mapping[str, str], value: str) -> str:
    """Return the value as the panel shows it."""
    return parameter_text(choices[value]) if choices else write_number(float(value))
