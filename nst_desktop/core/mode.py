"""Kinds of picture that a run can make."""

from enum import StrEnum


class Mode(StrEnum):
    """Kind of picture that a run makes. The value is also the command's name."""

    TRANSFER = "render"
    TEXTURE = "texture"
    RECONSTRUCTION = "reconstruct"

    @property
    def start(self) -> str:
        """Default value of StyleParams.init in this mode."""
        return "content" if self is Mode.TRANSFER else "noise"
