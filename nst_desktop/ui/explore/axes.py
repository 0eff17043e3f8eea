"""Axes: from what the user compares along a side of a sheet to what the engine varies."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from nst_desktop.core.around import can_vary, readings_around, values_around
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Style
from nst_desktop.core.mode import Mode
from nst_desktop.core.numbers import plain_number
from nst_desktop.core.params import (
    StyleParams,
    describe,
    essentials,
    has_effect,
    parameter_names,
    show_value,
)
from nst_desktop.core.scale import Scale
from nst_desktop.core.variations import AS_IT_IS, OWN, Variation, variations_of
from nst_desktop.document.document import Document
from nst_desktop.document.setup import Painting
from nst_desktop.ui.explore.axis_picker import NOTHING, Axis, AxisKind
from nst_desktop.ui.explore.number_list import write_number
from nst_desktop.ui.interfaces import PresetValues
from nst_desktop.ui.language import parameter_text

PAINTINGS, PRESETS = "styles", "presets"  # names of axes that are no parameters
MAX_COUNT = 12  # values along a side


class Axes(QObject):
    """Knows the panel's parameters, the paintings that are in place, and the presets."""

    def __init__(self, document: Document, presets: PresetValues, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._presets = document, presets

    def kinds(self) -> list[AxisKind]:
        """What can differ, with values around those that the panel has."""
        params = self._document.setup().params
        names = [name for name in parameter_names() if can_vary(name) and self._acts(name, params)]
        first = [name for name in essentials() if name in names]
        paintings = tuple(
            (path, entry.loaded.picture.name) for path, entry in self.paintings().items()
        )
        presets = tuple(self._presets.titles().items())
        several = [
            AxisKind(
                PAINTINGS, self.tr("Paintings"), self.tr("Each painting by itself"), paintings,
                tuple(path for path, _ in paintings),
            ),
            AxisKind(
                PRESETS, self.tr("Presets"), self.tr("All parameters as a preset has them"),
                presets, tuple(name for name, _ in presets),
            ),
        ]  # fmt: skip
        rest = AxisKind(NOTHING, self.tr("Nothing"), self.tr("One row or column only"))
        if self._document.setup().mode is Mode.RECONSTRUCTION:
            several = several[1:]
        return [
            *(_kind_of(name, params) for name in first),
            *(each for each in several if each.choices),
            *(_kind_of(name, params) for name in names if name not in first),
            rest,
        ]

    def variations(self, axis: Axis, but: str) -> tuple[str, tuple[Variation, ...]]:
        """The title of the side, and what each row or column is. but: the other side's name,
        which what is here leaves alone. Raises ParameterError."""
        if axis.name == NOTHING:
            return "", AS_IT_IS
        if not axis.values:
            raise ParameterError(axis.name, self.tr("Name at least one value to compare."))
        if len(axis.values) > MAX_COUNT:
            raise ParameterError(
                axis.name, self.tr("A side can have {0} values at most.").format(MAX_COUNT)
            )
        match axis.name:
            case "styles":
                return self.tr("Painting"), self._by_painting(axis)
            case "presets":
                return self.tr("Preset"), self._by_preset(axis, but)
        about = describe(axis.name)
        if about.scale is not None:
            return parameter_text(about.scale.label), self._by_reading(axis, about.scale)
        return parameter_text(about.label), self._by_value(axis)

    def paintings(self) -> dict[str, Painting]:
        """Those that are in place, by the names of their files."""
        paintings = self._document.setup().paintings
        return {str(each.loaded.picture.path): each for each in paintings}

    def _acts(self, name: str, params: StyleParams) -> bool:
        """Whether the parameter has an effect on what would be made now."""
        return has_effect(name, partial(getattr, params), self._document.setup().mode)

    def _by_painting(self, axis: Axis) -> tuple[Variation, ...]:
        found = []
        for path in axis.values:
            entry = self.paintings()[path]
            picture = entry.loaded.picture
            style = Style(picture.pixels, scale=entry.scale)
            found.append(Variation(picture.path.stem, styles=(style,)))
        return tuple(found)

    def _by_preset(self, axis: Axis, but: str) -> tuple[Variation, ...]:
        """As the panel would have them; the small pictures keep their size and their steps."""
        taken = [
            name
            for name in parameter_names()
            if describe(name).by_preset and name not in (*OWN, but)
        ]
        found = []
        for name in axis.values:
            params = self._presets.params_of(name)
            values = {each: getattr(params, each) for each in taken}
            found.append(Variation(self._presets.titles()[name], values))
        return tuple(found)

    def _by_reading(self, axis: Axis, scale: Scale) -> tuple[Variation, ...]:
        """As the panel's field shows them."""
        present = getattr(self._document.setup().params, axis.name)
        found = []
        for text in axis.values:
            try:
                value = scale.value(float(text))
            except ValueError:
                told = self.tr("{0} is a number from {1} to {2}, not '{3}'.").format(
                    parameter_text(scale.label),
                    write_number(scale.lo),
                    write_number(scale.hi),
                    text,
                )
                raise ParameterError(axis.name, told) from None
            if float(text) == round(scale.reading(present)):
                value = present  # which may lie between two readings
            found.append(Variation(write_number(float(text)), {axis.name: value}))
        return tuple(found)

    def _by_value(self, axis: Axis) -> tuple[Variation, ...]:
        about = describe(axis.name)
        return tuple(
            Variation(_label(about.choices, value), variation.params)
            for value, variation in zip(
                axis.values, variations_of(axis.name, axis.values), strict=True
            )
        )


def _kind_of(name: str, params: StyleParams) -> AxisKind:
    """Of a parameter with a scale: its readings; of any other: its values."""
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
        tuple(show_value(name, value) for value in values_around(name, params)),
    )


def _label(choices: Mapping[str, str], value: str) -> str:
    """The value as the panel shows it."""
    return parameter_text(choices[value]) if choices else write_number(float(value))
