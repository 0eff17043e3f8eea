"""Giving a picture's transparency to the artwork that was made of it."""

import numpy as np
import numpy.typing as npt
from PIL import Image

from nst_desktop.core.arrays import AnyPixels


def with_alpha(pixels: AnyPixels, alpha: npt.NDArray[np.uint8]) -> AnyPixels:
    """The pixels (H, W, 3) with alpha as a fourth channel, (H, W, 4), for save_picture.

    alpha: (H', W'), Picture.alpha; made as large as the pixels, and as deep.
    """
    height, width = pixels.shape[:2]
    if alpha.shape != (height, width):
        resized = Image.fromarray(alpha).resize((width, height), Image.Resampling.BICUBIC)
        alpha = np.asarray(resized)
    deep = alpha.astype(pixels.dtype) * (np.iinfo(pixels.dtype).max // 255)
    return np.concatenate([pixels, deep[..., None].astype(pixels.dtype)], axis=2)
