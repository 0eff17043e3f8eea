"""Final touches that turn the optimised picture into the artwork to display and save."""

from torch import Tensor

from nst_desktop.core.colour import with_chroma_of
from nst_desktop.core.guidance import mask_to_tensor
from nst_desktop.core.job import StyleJob
from nst_desktop.core.pyramid import resize, to_tensor


def finish(picture: Tensor, job: StyleJob) -> Tensor:
    """Apply the photograph's chroma and protected part to a picture, if the job asks for them.

    Args:
        picture: Picture, (1, 3, H, W), of any size and value range, on the CPU.
        job: Job with the photograph, the protected part and StyleParams.colour.

    Returns:
        The finished picture, with the same shape.
    """
    if job.content is None or (job.params.colour != "luminance" and job.protect is None):
        return picture
    height, width = picture.shape[2:]
    content = resize(to_tensor(job.content), (width, height)).clamp(0, 1)
    if job.params.colour == "luminance":
        picture = with_chroma_of(content, picture)
    if job.protect is not None:
        protected = mask_to_tensor(job.protect, (width, height), picture.device)
        picture = picture.clamp(0, 1).lerp(content, protected)
    return picture
