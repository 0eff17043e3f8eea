"""Parcels: orders with their pictures' bytes, for workers without access to the files."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from nst_desktop.images.picture_errors import PictureError, missing_file, printable_name
from nst_desktop.making.order import Order
from nst_desktop.recipes.recipe_pictures import recorded_name
from nst_desktop.storage.checksum import check_regular


@dataclass(frozen=True, slots=True)
class Parcel:
    """An order and its files.

    Attributes:
        order: Order whose paths are the keys of `files`.
        files: Mapping from relative paths to contents. Each path consists of a numbered folder and
            a file name.
    """

    order: Order
    files: Mapping[str, bytes] = field(repr=False)


def pack_parcel(order: Order) -> Parcel:
    """Pack an order with its files. Raises PictureError if a file cannot be read."""
    names: dict[Path, Path] = {}
    files: dict[str, bytes] = {}

    def move(path: Path) -> Path:
        if path not in names:
            # This name leaves the recipe unchanged and is valid on every system.
            names[path] = Path(str(len(names)), recorded_name(path))
            files[names[path].as_posix()] = _read(path)
        return names[path]

    return Parcel(replace(order, plan=order.plan.moved(move)), files)


@contextmanager
def unpack_parcel(parcel: Parcel) -> Iterator[Order]:
    """Unpack the files for the duration of the block. Yields the order with the unpacked paths."""
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
        raise missing_file(path) from None
    except OSError as error:
        raise PictureError(
            "{name} cannot be read: {reason}.",
            name=printable_name(path.name),
            reason=error.strerror,
        ) from error
