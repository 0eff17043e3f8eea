"""One field for one parameter, made from nothing but the parameter's declaration.

StrengthField and QualityField are further views of two parameters, in a painter's terms.
"""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from nst_desktop.core.params import default_of, describe, is_layer_list
from nst_desktop.widgets.fields.choice_field import ChoiceField
from nst_desktop.widgets.fields.field import Field
from nst_desktop.widgets.fields.layers_field import LayersField
from nst_desktop.widgets.fields.number_field import NumberField
from nst_desktop.widgets.fields.quality_field import QualityField
from nst_desktop.widgets.fields.size_field import SizeField
from nst_desktop.widgets.fields.strength_field import StrengthField

__all__ = [
    "ChoiceField", "Field", "LayersField", "NumberField", "QualityField", "SizeField",
    "StrengthField", "make_field",
]  # fmt: skip


def make_field(name: str, parent: QWidget | None = None) -> Field:
    """The field for this parameter of StyleParams, set to its default."""
    if is_layer_list(name):
        field: Field = LayersField(name, parent)
    elif describe(name).choices:
        field = ChoiceField(name, parent)
    elif name == "size":
        field = SizeField(parent)
    elif name == "style_weight":  # StrengthField has the slider
        label = QCoreApplication.translate("NumberField", "Style weight")
        field = NumberField(name, parent, label=label, sliding=False)
    elif name == "content_weight":
        label = QCoreApplication.translate("NumberField", "Content weight")
        field = NumberField(name, parent, label=label)
    else:
        field = NumberField(name, parent)
    field.set_value(default_of(name))
    return field
