"""Controller that asks which pictures to open and remembers recent ones."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from nst_desktop import paths
from nst_desktop.document.loaded_picture import small_image
from nst_desktop.ui.menus import Menus
from nst_desktop.ui.parts.drops import LocalFile, dropped_sources
from nst_desktop.ui.pictures.loader import PictureLoader
from nst_desktop.ui.pictures.painting_strip import PaintingStrip
from nst_desktop.ui.pictures.picture_slot import Role
from nst_desktop.ui.services import Services


class PicturesController(QObject):
    """Offers recent and sample pictures to open, and pastes pictures from the clipboard.

    Signals:
        painting_pointed(Path | None, int | None): The user points at this painting in the menu of
            recent pictures or in the dialog; None once they do not. If opening it would replace a
            painting, the second argument is the index of that painting.
    """

    painting_pointed = Signal(object, object)
    _small_read = Signal(object, object)  # Path, QImage | None

    def __init__(
        self,
        menus: Menus,
        paintings: PaintingStrip,
        canvas: QWidget,
        services: Services,
        loader: PictureLoader,
    ) -> None:
        super().__init__(loader)
        self._menus, self._paintings, self._canvas = menus, paintings, canvas
        self._services = services
        self._settings = services.settings
        self._tasks, self._loader = services.tasks, loader
        self._images: dict[Path, QImage | None] = {}
        services.actions.open_photograph.triggered.connect(self._on_photograph_wanted)
        services.actions.add_painting.triggered.connect(self._on_painting_wanted)
        paintings.replace_requested.connect(self._on_replacement_wanted)
        menus.recent.pointed.connect(self._on_recent_pointed)
        menus.recent.chosen.connect(self._on_recent_chosen)
        menus.recent.cleared.connect(self._on_recent_cleared)
        services.actions.paste.triggered.connect(self._on_paste)
        loader.opened.connect(self._on_opened)
        self._small_read.connect(self._fill_menu)

    def show_recent(self) -> None:
        """Fill the menu of recent pictures, adding thumbnails as they are loaded."""
        self._fill_menu()
        for path in self._settings.recent():
            if path not in self._images:
                self._load_small(path)

    @Slot()
    def _fill_menu(self) -> None:
        files = self._settings.recent()
        self._menus.recent.set_entries([(path, self._images.get(path)) for path in files])

    @Slot()
    def _on_photograph_wanted(self) -> None:
        self._ask(
            Role.PHOTOGRAPH,
            self.tr("Open a photograph"),
            paths.CONTENT_SAMPLES,
            lambda files: self._loader.open_photograph([LocalFile(files[0])]),
        )

    @Slot()
    def _on_painting_wanted(self) -> None:
        self._ask(
            Role.PAINTING,
            self.tr("Add paintings"),
            paths.STYLE_SAMPLES,
            lambda files: self._loader.open_paintings(list(map(LocalFile, files))),
        )

    @Slot(int)
    def _on_replacement_wanted(self, index: int) -> None:
        self._ask(
            Role.PAINTING,
            self.tr("Choose another painting"),
            paths.STYLE_SAMPLES,
            lambda files: self._loader.open_paintings([LocalFile(files[0])], index),
            index,
        )

    def _ask(
        self,
        role: Role,
        title: str,
        samples: Sequence[str],
        then: Callable[[list[Path]], None],
        replaced: int | None = None,
    ) -> None:
        """Ask for pictures in the dialog.

        Args:
            role: Role of the pictures.
            title: Title of the dialog.
            samples: Names of sample pictures to offer.
            then: Function that opens the chosen files.
            replaced: Index of the painting that the only choice replaces, if any.
        """
        from nst_desktop.ui.pictures.open_dialog import OpenDialog  # imported only when needed

        recent = [path for path in self._settings.recent() if path.exists()]
        files = list(dict.fromkeys([*recent, *map(paths.sample_file, samples)]))
        folder = self._settings.path(f"{role}_folder") or Path.home()
        several = role is Role.PAINTING and replaced is None
        dialog = OpenDialog(title, files, folder, several, self._services.window)
        dialog.chosen.connect(then)
        dialog.chosen.connect(partial(self._remember_folder, role))
        if role is Role.PAINTING:
            dialog.pointed.connect(lambda path: self.painting_pointed.emit(path, replaced))
            dialog.move_beside(self._canvas)
        self._small_read.connect(dialog.set_image)
        for path in files:
            self._load_small(path)
        dialog.open()

    def _remember_folder(self, role: Role, files: list[Path]) -> None:
        if paths.resources() not in files[0].parents:
            self._settings.set_path(f"{role}_folder", files[0].parent)

    def _load_small(self, path: Path) -> None:
        if path in self._images:
            self._small_read.emit(path, self._images[path])
        else:
            done = partial(self._on_small_read, path)
            self._tasks.start(partial(small_image, path), done, lambda _: done(None))

    def _on_small_read(self, path: Path, image: QImage | None) -> None:
        self._images[path] = image
        self._small_read.emit(path, image)

    @Slot(object, object)
    def _on_opened(self, role: Role, path: Path) -> None:
        if paths.resources() not in path.parents:
            roles = self._settings.document("recent_roles")
            recent = [path, *self._settings.recent()]
            kept = {str(file): roles[str(file)] for file in recent if str(file) in roles}
            self._settings.set_document("recent_roles", {**kept, str(path): str(role)})
            self._settings.add_recent(path)
            self.show_recent()

    @Slot(object)
    def _on_recent_chosen(self, path: Path) -> None:
        """Open the picture in the role it had when it was last opened."""
        if self._is_painting(path):
            self._loader.open_paintings([LocalFile(path)])
        else:
            self._loader.open_photograph([LocalFile(path)])

    @Slot(object)
    def _on_recent_pointed(self, path: Path | None) -> None:
        is_painting = path is not None and self._is_painting(path)
        self.painting_pointed.emit(path if is_painting else None, None)

    def _is_painting(self, path: Path) -> bool:
        role = self._settings.document("recent_roles").get(str(path))
        return bool(role == Role.PAINTING)

    @Slot()
    def _on_recent_cleared(self) -> None:
        self._settings.clear_recent()
        self.show_recent()

    @Slot()
    def _on_paste(self) -> None:
        """Paste pictures as paintings if a painting card has the focus, else as the photograph."""
        sources = dropped_sources(QGuiApplication.clipboard().mimeData())
        focus = self._services.window.focusWidget()
        if not sources:
            self._services.message.show_notice(
                self.tr("The clipboard contains no picture. Copy a picture or an image file first.")
            )
        elif focus is not None and self._paintings.isAncestorOf(focus):
            self._loader.open_paintings(sources)
        else:
            self._loader.open_dropped(sources)
