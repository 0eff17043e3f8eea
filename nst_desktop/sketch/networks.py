"""The sketch networks (Ghiasi et al. 2017), run by onnxruntime.

"Exploring the structure of a real-time, arbitrary neural artistic stylization network": a style
network describes a painting with 100 numbers, and a transfer network paints a photograph with them.
"""

import os
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from nst_desktop.core.arrays import FloatArray, Pixels
from nst_desktop.sketch.network_files import (
    STYLE_NETWORK,
    TRANSFER_NETWORK,
    SketchError,
    read_network,
)

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

STYLE_SIDE = 256  # px; the style network's only input size
_MULTIPLE = 4  # px; the transfer network halves its picture twice
_MIN_SIDE = 16  # px; below this, its padding would be wider than the picture
_MAX_THREADS = 4


class SketchNetworks:
    """Both networks. Any thread may call the methods.

    Raises:
        SketchError: If the networks or a package that runs them is missing or damaged.
    """

    def __init__(self) -> None:
        self._style = _open_session(read_network(STYLE_NETWORK))
        self._transfer = _open_session(_for_any_size(read_network(TRANSFER_NETWORK)))
        self._style_input = self._style.get_inputs()[0].name
        self._transfer_inputs = [item.name for item in self._transfer.get_inputs()]

    def describe_style(self, pixels: Pixels) -> FloatArray:
        """Return the style numbers of a picture, (1, 1, 1, 100) float32.

        Args:
            pixels: Picture of any size, (H, W, 3) uint8; the network sees it as a square.
        """
        image = Image.fromarray(pixels)
        square = image.resize((STYLE_SIDE, STYLE_SIDE), Image.Resampling.BOX, reducing_gap=2.0)
        numbers: FloatArray = self._style.run(None, {self._style_input: _to_input(square)})[0]
        return numbers

    def paint(self, pixels: Pixels, style: FloatArray) -> FloatArray:
        """Paint a picture with style numbers.

        Args:
            pixels: Picture of any size, (H, W, 3) uint8.
            style: Style numbers, (1, 1, 1, 100) float32.

        Returns:
            The painted picture, (H, W, 3) float32, 0..1.
        """
        height, width = pixels.shape[:2]
        rows, columns = _padding(height), _padding(width)
        padded = np.pad(pixels, (rows, columns, (0, 0)), mode="symmetric")
        inputs = dict(zip(self._transfer_inputs, (_to_input(padded), style), strict=True))
        painted: FloatArray = self._transfer.run(None, inputs)[0][0]
        return painted[rows[0] : rows[0] + height, columns[0] : columns[0] + width]


def _to_input(picture: Any) -> FloatArray:
    """Return a picture as the networks take it, (1, H, W, 3) float32, 0..1."""
    return np.asarray(picture, np.float32)[None] / 255


def _padding(length: int) -> tuple[int, int]:
    """Return the rows or columns to add before and after, so that the network takes the length."""
    missing = max(_MIN_SIDE, -(-length // _MULTIPLE) * _MULTIPLE) - length
    return missing // 2, missing - missing // 2


def _for_any_size(network: bytes) -> bytes:
    """Return the transfer network with its picture's height and width left open.

    The file states 384 x 384 px, but all layers are convolutions, resizes by a factor and
    normalisations over the whole picture.
    """
    try:
        import onnx
    except ImportError as error:
        raise _missing("onnx") from error
    model = onnx.load_from_string(network)
    for picture in (model.graph.input[0], model.graph.output[0]):
        _, height, width, _ = picture.type.tensor_type.shape.dim
        height.dim_param, width.dim_param = "height", "width"
    opened: bytes = model.SerializeToString()
    return opened


def _open_session(network: bytes) -> "InferenceSession":
    try:
        import onnxruntime
    except ImportError as error:
        raise _missing("onnxruntime") from error
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors only
    options.intra_op_num_threads = min(os.cpu_count() or 1, _MAX_THREADS)
    # Threads that wait in a loop would take the processor from the window.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no common class
        raise SketchError(
            "The sketch network cannot be opened: {reason}", reason=str(error)
        ) from error


def _missing(package: str) -> SketchError:
    return SketchError(
        "Sketches need the package {package}. Install it with: python -m pip install {package}",
        package=package,
    )
