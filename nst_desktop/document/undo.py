"""Undo steps: changes to a setup's fields, and strokes on a mask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import ref

from PySide6.QtGui import QUndoCommand

from nst_desktop.core.errors import Notice
from nst_desktop.document.regions import Regions, moved
from nst_desktop.document.setup import Painting, Setup
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.patches import Patch

if TYPE_CHECKING:
    from nst_desktop.document.document import Document
    from nst_desktop.document.loaded_picture import LoadedPicture

Read = Callable[[Path, str], "LoadedPicture"]  # (file, ground); raises PictureError or OSError


@dataclass(frozen=True, slots=True)
class UndoPicture:
    """A picture in an undo step, stored without its pixels."""

    path: Path
    sha256: str
    ground: str
    _picture: ref[LoadedPicture] = field(compare=False)

    @classmethod
    def of(cls, loaded: LoadedPicture) -> UndoPicture:
        picture = loaded.picture
        return cls(picture.path, picture.sha256, picture.ground, ref(loaded))

    def picture(self, read: Read, errors: list[Exception]) -> LoadedPicture | None:
        """Return the picture from memory or, if necessary, from its file; None if that fails.

        Args:
            read: Callable that reads a picture file and flattens it onto a background colour.
            errors: List to which a failure, or a notice that the file has changed, is added.
        """
        loaded = self._picture()
        if loaded is not None:
            return loaded
        try:
            loaded = read(self.path, self.ground)
        except Exception as error:  # noqa: BLE001 - any error is reported
            errors.append(error)
            return None
        if loaded.picture.sha256 != self.sha256:
            name = self.path.name
            errors.append(Notice("{name} has been changed since it was read.", name=name))
        return loaded


@dataclass(frozen=True, slots=True)
class UndoPainting:
    """A painting in an undo step."""

    picture: UndoPicture
    weight: float
    scale: float


def noted(setup: Setup, names: frozenset[str]) -> dict[str, Any]:
    """Return the values of these fields, with pictures replaced by UndoPicture."""
    values = {name: getattr(setup, name) for name in names}
    if values.get("photograph") is not None:
        values["photograph"] = UndoPicture.of(values["photograph"])
    if "paintings" in values:
        values["paintings"] = tuple(
            UndoPainting(UndoPicture.of(painting.loaded), painting.weight, painting.scale)
            for painting in values["paintings"]
        )
    return values


def restored(values: dict[str, Any], current: Setup, read: Read) -> tuple[Setup, list[Exception]]:
    """Return the current setup with these values, and any errors from reading pictures.

    A painting that can no longer be read is left out, together with its regions.
    """
    errors: list[Exception] = []
    fields_ = dict(values)
    if isinstance(values.get("photograph"), UndoPicture):
        fields_["photograph"] = values["photograph"].picture(read, errors)
    if "paintings" in values:
        read_again = [(note, note.picture.picture(read, errors)) for note in values["paintings"]]
        fields_["paintings"] = tuple(
            Painting(loaded, note.weight, note.scale)
            for note, loaded in read_again
            if loaded is not None
        )
        kept = [index for index, (_, loaded) in enumerate(read_again) if loaded is not None]
        if len(kept) < len(read_again):
            indices = {old: new for new, old in enumerate(kept)}
            fields_["regions"] = moved(values.get("regions", current.regions), indices)
    return replace(current, **fields_), errors


def differing(old: Setup, new: Setup) -> frozenset[str]:
    """Return the names of the fields that differ."""
    names = (item.name for item in fields(Setup) if item.compare)
    return frozenset(name for name in names if getattr(old, name) != getattr(new, name))


class SetupCommand(QUndoCommand):
    """A change to the setup that has already been applied.

    Attributes:
        gesture: Key for merging. Changes with equal gestures are merged. If None, the change is
            never merged.
    """

    ID = 1

    def __init__(
        self, document: Document, old: Setup, new: Setup, text: str, gesture: object
    ) -> None:
        super().__init__(text)
        names = differing(old, new)
        self.old, self.new = noted(old, names), noted(new, names)
        self.gesture = gesture
        self._document = document
        self._happened = True

    def undo(self) -> None:
        self._happened = False
        self._document.restore(self.old)

    def redo(self) -> None:
        if not self._happened:
            self._document.restore(self.new)
        self._happened = True

    def id(self) -> int:
        return self.ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Absorb a later change from the same gesture. If the two cancel out, become obsolete."""
        if not isinstance(other, SetupCommand) or self.gesture is None:
            return False
        if other.gesture != self.gesture:
            return False
        self.old = {**other.old, **self.old}
        self.new = {**self.new, **other.new}
        self.setObsolete(self.old == self.new)
        return True


class StateCommand(QUndoCommand):
    """A change to any state that has already been applied.

    Args:
        old: State before the change.
        new: State after the change.
        text: Name of the change, for the Undo menu.
        apply: Called with the state to restore.
    """

    def __init__(self, old: Any, new: Any, text: str, apply: Callable[[Any], None]) -> None:
        super().__init__(text)
        self.old, self.new = old, new
        self._apply = apply
        self._happened = True

    def undo(self) -> None:
        self._happened = False
        self._apply(self.old)

    def redo(self) -> None:
        if not self._happened:
            self._apply(self.new)
        self._happened = True


class MaskCommand(QUndoCommand):
    """A stroke that has already been painted, with the regions at that time."""

    def __init__(
        self, document: Document, regions: Regions, buffer: MaskBuffer,
        patches: tuple[Patch, Patch], text: str,
    ) -> None:  # fmt: skip
        super().__init__(text)
        self._document, self._regions, self._buffer = document, regions, buffer
        self._before, self._after = patches
        self._happened = True

    def undo(self) -> None:
        self._happened = False
        self._document.put_mask(self._regions, self._buffer, self._before)

    def redo(self) -> None:
        if not self._happened:
            self._document.put_mask(self._regions, self._buffer, self._after)
        self._happened = True
