"""Plain-language descriptions of what each network layer keeps of a picture and what it loses."""

from PySide6.QtCore import QCoreApplication

from nst_desktop.core.layers import POOLINGS, LayerWeights, deepest, field_of_view


def style_name(layers: LayerWeights) -> str:
    """Return the range of layers as text, such as `conv1_1 – conv3_1`."""
    names = [name for name, _ in layers]
    return names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}"


def about_style(layers: LayerWeights) -> str:
    """Describe the texture that these layers see together, in two sentences."""
    names = [name for name, _ in layers]
    last = deepest(names)
    block = int(last.removeprefix("conv")[0])
    if len(names) == 1:
        seen = _tr("{0} looks at patches {1} px wide.").format(last, field_of_view(last))
    else:
        seen = _tr("{0} is added and looks at patches {1} px wide.").format(
            last, field_of_view(last)
        )
    kept = {
        1: _tr("It keeps the colours and the finest grain; the strokes are lost."),
        2: _tr("Short edges and dabs are reproduced; the way a stroke continues is lost."),
        3: _tr("Fragments of brushstrokes are reproduced; larger forms are lost."),
        4: _tr("Whole strokes and their curves are reproduced; their positions are lost."),
        5: _tr("Large forms are reproduced, but rearranged; the scene itself is lost."),
    }
    return f"{seen} {kept[block]}"


def about_content(layer: str) -> str:
    """Describe what this layer alone sees of a photograph, in two sentences."""
    block = int(layer.removeprefix("conv").removeprefix("pool")[0])
    width = field_of_view(layer)
    if layer in POOLINGS:
        return _about_pooling(layer, block, width)
    seen = _tr("{0} looks at patches {1} px wide.").format(layer, width)
    kept = {
        1: _tr("It keeps nearly every pixel; next to nothing is lost."),
        2: _tr("It keeps shapes and edges sharp; the exact colours begin to drift."),
        3: _tr("It keeps all outlines; fine grain and areas of uniform colour begin to fade."),
        4: _tr("It keeps the layout; colours and surfaces are free to change."),
        5: _tr("It keeps the rough arrangement; colours, clear outlines and detail are lost."),
    }
    return f"{seen} {kept[block]}"


def _about_pooling(layer: str, block: int, width: int) -> str:
    seen = _tr("{0} looks at patches {1} px wide.").format(layer, width)
    kept = _tr(
        "It passes on what block {0} has found, at half the resolution; exact positions are lost."
    ).format(block)
    return f"{seen} {kept}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("layer_texts", text)
