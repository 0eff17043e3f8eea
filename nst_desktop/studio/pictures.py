"""The pictures of a job as files: what is remembered, undone, and taken from a recipe."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nst_desktop.document.setup import Setup, file_of
from nst_desktop.files.masks.areas import Kind, MaskFile
from nst_desktop.files.plans import StyleFile
from nst_desktop.files.recipes import WHITE, is_colour


@dataclass(frozen=True, slots=True)
class Pictures:
    """photograph: None if there is none. paintings: in order. masks: on these pictures.

    ground: #rrggbb, on which transparent ones are laid.
    """

    photograph: Path | None = None
    paintings: tuple[StyleFile, ...] = ()
    masks: tuple[MaskFile, ...] = ()
    ground: str = WHITE

    def files(self) -> list[Path]:
        """All of them, the photograph first."""
        first = [] if self.photograph is None else [self.photograph]
        return [*first, *(each.path for each in self.paintings)]

    def to_dict(self) -> dict[str, Any]:
        """As plain values, for settings."""
        return {
            "photograph": "" if self.photograph is None else str(self.photograph),
            "paintings": [[str(each.path), each.weight, each.scale] for each in self.paintings],
            "masks": [[each.kind, each.painting, str(each.path)] for each in self.masks],
            "ground": self.ground,
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "Pictures":
        """What to_dict gave; what is missing or cannot be used is left out."""
        names = "photograph", "paintings", "masks", "ground"
        photograph, paintings, masks, ground = map(found.get, names)
        return cls(
            Path(photograph) if isinstance(photograph, str) and photograph else None,
            tuple(filter(None, map(_style_file, paintings if isinstance(paintings, list) else ()))),
            tuple(filter(None, map(_mask_file, masks if isinstance(masks, list) else ()))),
            ground if isinstance(ground, str) and is_colour(ground) else WHITE,
        )


def pictures_of(setup: Setup, masks: tuple[MaskFile, ...] = ()) -> Pictures:
    """The files of a setup's pictures. masks: those of its areas."""
    photograph = setup.photograph
    return Pictures(
        None if photograph is None else photograph.picture.path,
        tuple(map(file_of, setup.paintings)),
        masks,
        setup.ground,
    )


def _style_file(found: Any) -> StyleFile | None:
    match found:
        case [str(path), int() | float() as weight, int() | float() as scale]:
            if path and 0 < weight < 1e9 and 0 < scale < 1e3:
                return StyleFile(Path(path), float(weight), float(scale))
    return None


def _mask_file(found: Any) -> MaskFile | None:
    match found:
        case [str(kind), int(painting), str(path)]:
            if kind in list(Kind) and -1 <= painting < 1000 and path:
                return MaskFile(Kind(kind), painting, Path(path))
    return None
