"""What the network's layers keep of a picture and what they lose, in plain words."""

from PySide6.QtCore import QCoreApplication

from nst_desktop.core.layers import POOLINGS, LayerWeights, deepest, field_of_view


def style_name(layers: LayerWeights) -> str:
    """Such as `conv1_1 – conv3_1`."""
    names = [name for name, _ in layers]
    return names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}"


def about_style(layers: LayerWeights) -> str:
    """Two sentences on the texture that these layers see together."""
    names = [name for name, _ in layers]
    last = deepest(names)
    block = int(last.removeprefix("conv")[0])
    if len(names) == 1:
        seen = _tr("{0} looks at patches {1} px wide.").format(last, field_of_view(last))
    else:
        seen = _tr("{0} joins in and looks at patches {1} px wide.").format(
            last, field_of_view(last)
        )
    kept = {
        1: _tr("It keeps the colours and the finest grain; the strokes are lost."),
        2: _tr("Short edges and dabs come back; how a stroke runs on is lost."),
        3: _tr("Small pieces of strokes come back; larger forms are lost."),
        4: _tr("Whole strokes and their curves come back; where they stood is lost."),
        5: _tr("Large forms come back, set together anew; the scene itself is lost."),
    }
    return f"{seen} {kept[block]}"


def about_content(layer: str) -> str:
    """Two sentences on what this layer alone sees of a photograph."""
    block = int(layer.removeprefix("conv").removeprefix("pool")[0])
    wide = field_of_view(layer)
    if layer in POOLINGS:
        return _about_pooling(layer, block, wide)
    seen = _tr("{0} looks at patches {1} px wide.").format(layer, wide)
    kept = {
        1: _tr("It keeps nearly every pixel; next to nothing is lost."),
        2: _tr("It keeps shapes and edges sharp; the exact colours begin to drift."),
        3: _tr("It keeps all outlines; fine grain and even colours begin to go."),
        4: _tr("It keeps what is where; colours and surfaces are free to change."),
        5: _tr("It keeps the rough arrangement; colours, clear outlines and detail are lost."),
    }
    return f"{seen} {kept[block]}"


def _about_pooling(layer: str, block: int, wide: int) -> str:
    seen = _tr("{0} looks at patches {1} px wide.").format(layer, wide)
    kept = _tr(
        "It passes on what block {0} has found at half the sharpness; the exact places are lost."
    ).format(block)
    return f"{seen} {kept}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("layer_texts", text)
