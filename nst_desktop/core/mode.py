"""The kinds of picture that a run can make."""

from enum import StrEnum


class Mode(StrEnum):
    """Kind of picture that a run makes; the value is also the name of the command."""

    TRANSFER = "render"
    TEXTURE = "texture"
    RECONSTRUCTION = "reconstruct"

    @property
    def start(self) -> str:
        """The default of StyleParams.init in this mode."""
        return "content" if self is Mode.TRANSFER else "noise"
