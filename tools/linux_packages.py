"""Builder of the Linux packages from the bundle: `python -m tools.linux_packages`.

It writes nst-desktop_VERSION-1_ARCHITECTURE.deb and nst-desktop-VERSION-linux-MACHINE.tar.gz. The
same bundle always gives the same files; SOURCE_DATE_EPOCH overrides their date, which is that of
the last commit. DEBFULLNAME and DEBEMAIL name the maintainer.
"""

import argparse
import gzip
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from nst_desktop import __version__, paths
from tools.man_page import man_page
from tools.system_libraries import UnknownLibraryError, packages_for

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "packaging" / "linux"
NAME = "nst-desktop"
COMPONENT = "alt.nst_desktop.nst_desktop"
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
LARGEST_SMALL_ICON = 24  # px; up to here, the icon's fine strokes would blur
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
NO_ADDRESS = f"developers@{NAME}.invalid"
SCREENSHOTS = {
    "window.jpg": "The window after a run: photograph, painting and artwork",
    "regions.jpg": "Each region has a painting of its own",
    "variations.jpg": "Small pictures over two parameters, to choose from",
    "queue.jpg": "Artworks in the queue are made one after another",
    "film.jpg": "A film of how the artwork came about",
}


@dataclass(frozen=True, slots=True)
class Release:
    """What the templates need to know.

    Attributes:
        seconds: Date of all files, in seconds since 1970.
        maintainer: Name and address, as in "Jane Doe <jane@example.org>".
        level: How much the packages are compressed, 0 to 9.
        pictures: Web address of the folder that publishes docs/images, or "" if there is none.
        machine: Name of the processor's architecture, as given by the kernel.
    """

    seconds: int
    maintainer: str
    level: int = 6
    pictures: str = ""
    machine: str = platform.machine()

    @property
    def date(self) -> datetime:
        """The date of all files."""
        return datetime.fromtimestamp(self.seconds, UTC)

    @property
    def architecture(self) -> str:
        """Debian's name of the architecture."""
        return ARCHITECTURES.get(self.machine, self.machine)


def fill(template: str, **values: object) -> str:
    """Return the text of a file in packaging/linux with its placeholders replaced."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    return Template(text).substitute({"version": __version__, **values})


def metainfo(release: Release) -> str:
    """Return the AppStream metadata."""
    pictures = screenshots(release.pictures) if release.pictures else ""
    text = fill(f"{COMPONENT}.metainfo.xml", date=release.date.date(), screenshots=pictures)
    return "".join(line for line in text.splitlines(keepends=True) if line.strip())


def screenshots(address: str) -> str:
    """Return the element that lists the screenshots; AppStream takes web addresses only."""
    lines = ["<screenshots>"]
    for index, (name, caption) in enumerate(SCREENSHOTS.items()):
        kind = ' type="default"' if index == 0 else ""
        image = f"<image>{address.rstrip('/')}/{name}</image>"
        lines.append(f"    <screenshot{kind}><caption>{caption}</caption>{image}</screenshot>")
    return "\n".join([*lines, "  </screenshots>"])


def control(release: Release, installed_size: int, depends: list[str], suggests: list[str]) -> str:
    """Return the Debian package's control file; the size is in KiB."""
    text = fill(
        "debian/control",
        architecture=release.architecture,
        maintainer=release.maintainer,
        installed_size=installed_size,
        depends=", ".join(depends),
        suggests=", ".join(suggests),
    )
    return text if suggests else text.replace("Suggests: \n", "")


def copyright_file() -> str:
    """Return the Debian package's copyright file, made from LICENSE."""
    _, holder, *terms = (ROOT / "LICENSE").read_text(encoding="utf-8").strip().split("\n\n")
    lines = "\n\n".join(terms).splitlines()
    licence = "\n".join(f" {line}" if line.strip() else " ." for line in lines)
    return fill(
        "debian/copyright", copyright=holder.removeprefix("Copyright (c) "), licence=licence
    )


def write_share(share: Path, release: Release) -> None:
    """Write what desktops look for into a `share` folder: menu entry, metadata, icons, manual."""
    _write(share / f"applications/{NAME}.desktop", fill(f"{NAME}.desktop"))
    _write(share / f"metainfo/{COMPONENT}.metainfo.xml", metainfo(release))
    _write_compressed(share / f"man/man1/{NAME}.1.gz", man_page(release.seconds))
    write_icons(share / "icons" / "hicolor")


def write_icons(theme: Path) -> None:
    """Write the icon in all sizes into the folder of an icon theme."""
    scalable = theme / "scalable" / "apps" / f"{NAME}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(paths.icon_file(NAME), scalable)
    for size in ICON_SIZES:
        source = TEMPLATES / f"{NAME}-small.svg" if size <= LARGEST_SMALL_ICON else scalable
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        QSvgRenderer(str(source)).render(painter)
        painter.end()
        target = theme / f"{size}x{size}" / "apps" / f"{NAME}.png"
        target.parent.mkdir(parents=True)
        if not picture.save(str(target)):
            raise OSError(f"{target} could not be written.")


def build_deb(bundle: Path, output: Path, release: Release, staging: Path) -> Path:
    """Build the Debian package and return its path."""
    copy_bundle(bundle, staging / "usr" / "lib" / NAME)
    program = staging / "usr" / "bin" / NAME
    program.parent.mkdir()
    program.symlink_to(f"../lib/{NAME}/{NAME}")
    write_share(staging / "usr" / "share", release)
    _write_documents(staging, bundle, release)
    _normalise(staging, release)

    files = [path for path in sorted(staging.rglob("*")) if path.is_file()]
    sums = [
        f"{_md5(path)}  {path.relative_to(staging)}\n" for path in files if not path.is_symlink()
    ]
    size = sum(_kilobytes(path) for path in staging.rglob("*"))
    depends, suggests = packages_for(bundle)
    _write(staging / "DEBIAN" / "md5sums", "".join(sums))
    _write(staging / "DEBIAN" / "control", control(release, size, depends, suggests))
    _normalise(staging / "DEBIAN", release)

    package = output / f"{NAME}_{__version__}-1_{release.architecture}.deb"
    subprocess.run(
        [
            "dpkg-deb",
            "--root-owner-group",
            "-Zxz",
            f"-z{release.level}",
            "--build",
            staging,
            package,
        ],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(release.seconds)},
        check=True,
    )
    return package


def build_archive(bundle: Path, output: Path, release: Release, staging: Path) -> Path:
    """Build the archive for all other distributions and return its path."""
    stem = f"{NAME}-{__version__}"
    copy_bundle(bundle, staging / stem / NAME)
    write_share(staging / stem / "share", release)
    depends, _ = packages_for(bundle)
    packages = " ".join(name.split()[0] for name in depends)
    licences = next(iter(_licences(bundle)), Path("LICENSE"))
    _write(
        staging / stem / "README.txt",
        fill("README.txt", packages=packages, licences=licences),
    )
    _normalise(staging, release)

    def owned_by_root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        return entry

    archive = output / f"{stem}-linux-{release.machine}.tar.gz"
    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", release.level, file, mtime=release.seconds) as packed,
        tarfile.open(mode="w", fileobj=packed, format=tarfile.GNU_FORMAT) as entries,
    ):
        entries.add(staging / stem, stem, filter=owned_by_root)  # sorts each folder's names
    return archive


def copy_bundle(bundle: Path, target: Path) -> None:
    """Copy the bundle with its links."""
    shutil.copytree(bundle, target, symlinks=True)


def _licences(bundle: Path) -> list[Path]:
    return [path.relative_to(bundle) for path in sorted(bundle.rglob("LICENCES.txt"))]


def _write_documents(staging: Path, bundle: Path, release: Release) -> None:
    documents = staging / "usr" / "share" / "doc" / NAME
    _write(documents / "copyright", copyright_file())
    _write_compressed(documents / "changelog.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    entry = fill(
        "debian/changelog", maintainer=release.maintainer, date=format_datetime(release.date)
    )
    _write_compressed(documents / "changelog.Debian.gz", entry)
    for path in _licences(bundle):
        _write_compressed(documents / "LICENCES.txt.gz", (bundle / path).read_text("utf-8"))
    overrides = staging / "usr" / "share" / "lintian" / "overrides" / NAME
    _write(overrides, (TEMPLATES / "debian" / "lintian-overrides").read_text("utf-8"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_compressed(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _normalise(folder: Path, release: Release) -> None:
    """Give all files the release's date, and the permissions that a package's files have."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            is_program = path.stat().st_mode & 0o100 and ".so" not in path.name
            path.chmod(0o755 if path.is_dir() or is_program else 0o644)
        os.utime(path, (release.seconds, release.seconds), follow_symlinks=False)


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "md5").hexdigest()


def _kilobytes(path: Path) -> int:
    """Return the space of a file in KiB, as deb-substvars(5) counts it."""
    is_file = path.is_file() and not path.is_symlink()
    return (path.stat().st_size + 1023) // 1024 if is_file else 1


def _last_commit() -> int:
    """Return the date of the last commit, in seconds since 1970."""
    command = ["git", "-C", ROOT, "log", "-1", "--format=%ct"]
    return int(subprocess.run(command, capture_output=True, check=True).stdout)


def main() -> int:
    """Build both packages, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--bundle", type=Path, default=ROOT / "dist" / NAME, help="the bundle")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="folder for packages")
    parser.add_argument(
        "--pictures", default="", metavar="URL",
        help="https address of the folder that publishes docs/images; adds the screenshots to the "
        "metadata",
    )  # fmt: skip
    parser.add_argument(
        "--quick", action="store_true", help="compress little, to try the packages sooner"
    )
    options = parser.parse_args()
    if not (options.bundle / NAME).is_file():
        sys.stderr.write(
            f"{options.bundle} contains no {NAME}. Build the bundle first: python tools/bundle.py\n"
        )
        return 1
    name = os.environ.get("DEBFULLNAME", "The NST Desktop developers")
    release = Release(
        int(os.environ.get("SOURCE_DATE_EPOCH") or _last_commit()),
        f"{name} <{os.environ.get('DEBEMAIL', NO_ADDRESS)}>",
        1 if options.quick else 6,
        options.pictures,
    )
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    options.output.mkdir(parents=True, exist_ok=True)
    for build in (build_deb, build_archive):
        with tempfile.TemporaryDirectory(dir=options.output) as staging:
            try:
                built = build(options.bundle, options.output, release, Path(staging))
            except UnknownLibraryError as error:
                sys.stderr.write(f"{error}\n")
                return 1
        print(f"{built}: {built.stat().st_size / 1e6:.0f} MB")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
