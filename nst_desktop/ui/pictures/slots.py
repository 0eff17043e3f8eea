"""Controller that connects the photograph slot and the painting strip to the document."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Slot

from nst_desktop.document.document import Document
from nst_desktop.document.setup import Painting
from nst_desktop.ui.pictures.loader import PictureLoader
from nst_desktop.ui.pictures.painting_strip import PaintingStrip
from nst_desktop.ui.pictures.picture_slot import PictureSlot, Role


class PictureSlots(QObject):
    """Shows the document's pictures and applies the user's edits."""

    def __init__(
        self,
        photograph: PictureSlot,
        paintings: PaintingStrip,
        document: Document,
        loader: PictureLoader,
    ) -> None:
        super().__init__(loader)
        self._photograph, self._paintings, self._document = photograph, paintings, document
        document.changed.connect(self._show)
        loader.loading.connect(self._show_loading)
        loader.loaded.connect(self._show_loaded)
        photograph.sources_dropped.connect(loader.open_photograph)
        paintings.sources_dropped.connect(loader.open_paintings)
        paintings.edited.connect(self._on_edited)

    @Slot(object)
    def _show(self, names: frozenset[str]) -> None:
        setup = self._document.setup()
        if "photograph" in names:
            self._photograph.set_picture(setup.photograph)
        if "paintings" in names:
            self._paintings.set_paintings(setup.paintings)

    @Slot(object, object)
    def _show_loading(self, role: Role, index: int | None) -> None:
        if role is Role.PHOTOGRAPH:
            self._photograph.set_loading(True)
        else:
            self._paintings.set_loading(True, index)

    @Slot(object)
    def _show_loaded(self, role: Role) -> None:
        (self._photograph if role is Role.PHOTOGRAPH else self._paintings).set_loading(False)

    @Slot(object, object, object)
    def _on_edited(
        self, paintings: Sequence[Painting], indices: Mapping[int, int], gesture: object
    ) -> None:
        setup = self._document.setup().with_paintings(paintings, indices)
        self._document.edit(self.tr("Pictures"), setup, gesture)

    @Slot()
    def swap(self) -> None:
        """Swap the photograph and the first painting."""
        self._document.edit(self.tr("Pictures"), self._document.setup().swapped())
