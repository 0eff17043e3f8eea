"""One field for one parameter, made from nothing but the parameter's declaration."""

from PySide6.QtWidgets import QWidget

from nst_desktop.core.params import default_of, describe, is_layer_list
from nst_desktop.widgets.fields.choice_field import ChoiceField
from nst_desktop.widgets.fields.field import Field
from nst_desktop.widgets.fields.layers_field import LayersField
from nst_desktop.widgets.fields.number_field import NumberField

__all__ = ["ChoiceField", "Field", "LayersField", "NumberField", "make_field"]


def make_field(name: str, parent: QWidget | None = None) -> Field:
    """The field for this parameter of StyleParams, set to its default."""
    if is_layer_list(name):
        field: Field = LayersField(name, parent)
    elif describe(name).choices:
        field = ChoiceField(name, parent)
    else:
        field = NumberField(name, parent)
    field.set_value(default_of(name))
    return field
