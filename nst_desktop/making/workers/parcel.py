"""A parcel: an order with the bytes of its pictures, for those who do not have the files."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from nst_desktop.images.picture_errors import PictureError, missing, shown_name
from nst_desktop.making.order import Order
from nst_desktop.recipes.picture_notes import recorded_name
from nst_desktop.storage.checksum import check_regular


@dataclass(frozen=True, slots=True)
class Parcel:
    """order: its files are called as in files, whose folders are numbers. files: their bytes."""

    order: Order
    files: Mapping[str, bytes] = field(repr=False)


def pack(order: Order) -> Parcel:
    """Raises PictureError if a file cannot be read."""
    names: dict[Path, Path] = {}
    files: dict[str, bytes] = {}

    def move(path: Path) -> Path:
        if path not in names:
            # The recipe stays the same, and every system can have a file of this name.
            names[path] = Path(str(len(names)), recorded_name(path))
            files[names[path].as_posix()] = _read(path)
        return names[path]

    return Parcel(replace(order, plan=order.plan.moved(move)), files)


@contextmanager
def unpacked(parcel: Parcel) -> Iterator[Order]:
    """The order with its files in a folder that is there until the end of the block."""
    with TemporaryDirectory(prefix="nst-desktop-") as folder:
        for name, data in parcel.files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        yield replace(parcel.order, plan=parcel.order.plan.moved(lambda path: Path(folder, path)))


def _read(path: Path) -> bytes:
    try:
        check_regular(path)
        return path.read_bytes()
    except FileNotFoundError:
        raise missing(path) from None
    except OSError as error:
        raise PictureError(
            "{name} cannot be read: {reason}.", name=shown_name(path.name), reason=error.strerror
        ) from error
