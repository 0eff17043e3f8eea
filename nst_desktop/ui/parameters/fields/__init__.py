"""Fields for editing parameters, built from the declarations in StyleParams."""

from PySide6.QtWidgets import QWidget

from nst_desktop.core.params import default_of, describe, is_layer_list
from nst_desktop.ui.parameters.fields.amounts_field import AmountsField
from nst_desktop.ui.parameters.fields.choice_field import ChoiceField
from nst_desktop.ui.parameters.fields.field import Field
from nst_desktop.ui.parameters.fields.layers_field import LayersField
from nst_desktop.ui.parameters.fields.number_field import NumberField
from nst_desktop.ui.parameters.fields.size_field import SizeField
from nst_desktop.ui.parameters.fields.strength_field import StrengthField

__all__ = [
    "AmountsField",
    "ChoiceField",
    "Field",
    "LayersField",
    "NumberField",
    "SizeField",
    "StrengthField",
    "make_field",
    "make_view",
]  # fmt: skip


def make_field(name: str, parent: QWidget | None = None) -> Field:
    """Return a field for this StyleParams parameter, set to the default value."""
    about = describe(name)
    if is_layer_list(name):
        field: Field = LayersField(name, parent)
    elif about.choices:
        field = ChoiceField(name, parent)
    elif about.on_paper:
        field = SizeField(name, parent)
    else:  # If there is a scale, make_view() provides the slider.
        field = NumberField(name, parent, sliding=about.scale is None)
    field.set_value(default_of(name))
    return field


def make_view(name: str, parent: QWidget | None = None) -> Field | None:
    """Return a field that shows this parameter in a painter's terms, or None if there is none."""
    about = describe(name)
    if about.scale is not None:
        return StrengthField(name, about.scale, parent)
    return None if about.amounts is None else AmountsField(name, about.amounts, parent)
