"""Named array types for pictures and masks.

They are for annotations only: numpy is not imported here at run time, so that the window can open
before numpy is loaded.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]  # (height, width, 3), RGB, sRGB, 0..255
    DeepPixels = npt.NDArray[np.uint16]  # (height, width, 3 or 4), RGB, sRGB, 0..65535
    AnyPixels = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]  # (height, width, 3 or 4)
    Mask = npt.NDArray[np.uint8]  # (height, width), 0 outside, 255 inside
    Alpha = npt.NDArray[np.uint8]  # (height, width), 0 transparent, 255 opaque
    FloatArray = npt.NDArray[np.floating[Any]]
    AnyArray = npt.NDArray[Any]
else:
    Pixels = DeepPixels = AnyPixels = Mask = Alpha = FloatArray = AnyArray = Any
