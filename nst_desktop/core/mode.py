"""What a run makes."""

from enum import StrEnum


class Mode(StrEnum):
    """What a run makes; the value is also the command's name."""

    TRANSFER = "render"
    TEXTURE = "texture"
    RECONSTRUCTION = "reconstruct"

    @property
    def start(self) -> str:
        """The usual value of StyleParams.init in this mode."""
        return "content" if self is Mode.TRANSFER else "noise"
