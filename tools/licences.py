"""Collects the licences of everything in the bundle; used by packaging/nst-desktop.spec."""

import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

from nst_desktop import APPLICATION, __version__

ROOT = Path(__file__).resolve().parent.parent
_RULE = "=" * 100
_MAX_LENGTH = 60  # of a licence in the list
_NAMES = re.compile(r"(.*[._-])?(licen[cs]es?|copying|notice|third_?party|.*3rd-party).*", re.I)

_ABOUT = """\
{application} {version} is free software under the MIT licence. This bundle contains it together
with Python and the packages below, each under its own licence. All of them are free software.

The libraries are separate files beside the program. Each can be replaced by another build of the
same version, as the GNU Lesser General Public License asks for.

The encoders x264 and x265, in the package av, are under the GNU General Public License, version 2
or later. The bundle as a whole is distributed under version 3 of that licence, whose text is at the
end.
"""

# What the packages' own files leave unsaid.
_NOTES = {
    "PySide6_Essentials": "Qt and its bindings are used under the GNU Lesser General Public "
    "License, version 3. Source code: https://code.qt.io/cgit/qt/ and "
    "https://code.qt.io/cgit/pyside/pyside-setup.git/, at the tag of this version.",
    "shiboken6": "Used under the GNU Lesser General Public License, version 3. Source code: "
    "https://code.qt.io/cgit/pyside/pyside-setup.git/, at the tag of this version.",
    "av": "Contains the libraries of FFmpeg, with the encoders x264 and x265, under the GNU "
    "General Public License, version 2 or later. Source code: https://git.ffmpeg.org/ffmpeg.git, "
    "https://code.videolan.org/videolan/x264 and https://bitbucket.org/multicoreware/x265_git.",
    "opencv-python-headless": "Contains libraries of FFmpeg under the GNU Lesser General Public "
    "License, version 2.1 or later. Source code: https://git.ffmpeg.org/ffmpeg.git.",
}


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the bundle.

    Attributes:
        name: Name and version.
        licence: Short name of the licence.
        texts: Texts of licences and notices.
    """

    name: str
    licence: str
    texts: tuple[str, ...]


def write_licences(target: Path, packages: Iterable[Distribution], files: Iterable[str]) -> None:
    """Write the licences of Python, of packages, and of bundled files that belong to Debian."""
    components = [_python(), *map(component_of, packages), *_system_packages(files)]
    target.write_text(licences_text(components), encoding="utf-8")


def licences_text(components: Iterable[Component]) -> str:
    """Return one text with a list of the components, and then every licence once."""
    own = Component(f"{APPLICATION} {__version__}", "MIT", (_read(ROOT / "LICENSE"),))
    general = [
        Component(path.stem, "text", (_read(path),))
        for path in sorted((ROOT / "packaging" / "licences").glob("*.txt"))
    ]
    listed = [own, *components]
    width = max(len(each.name) for each in listed) + 2
    lines = [_ABOUT.format(application=APPLICATION, version=__version__)]
    lines += [f"{each.name:{width}}{each.licence}" for each in listed]
    printed: dict[str, str] = {}  # text -> the component that it stands at
    for each in (*listed, *general):
        lines += ["", _RULE, each.name, _RULE]
        if not each.texts:
            lines += ["", each.licence]
        for text in each.texts:
            first = printed.setdefault(text, each.name)
            if first != each.name:
                lines += ["", f"The same text as at {first}."]
            elif text not in lines:
                lines += ["", text]
    return "\n".join(lines) + "\n"


def component_of(package: Distribution) -> Component:
    """Return an installed package with its licence and the texts that it brings."""
    name, metadata = package.metadata["Name"], package.metadata
    licence = metadata.get("License-Expression") or metadata.get("License") or ""
    if not licence or len(licence.splitlines()) > 1:
        kinds = [each for each in metadata.get_all("Classifier", []) if each.startswith("License")]
        licence = ", ".join(each.rpartition(" :: ")[2] for each in kinds)
    texts = [_NOTES[name]] if name in _NOTES else []
    for file in package.files or []:
        if _NAMES.fullmatch(file.name) and file.suffix not in (".py", ".pyc", ".json"):
            texts.append(_read(Path(str(file.locate()))))
    return Component(f"{name} {package.version}", _short(licence), tuple(texts))


def _short(licence: str) -> str:
    return licence if licence and len(licence) <= _MAX_LENGTH else "see below"


def _python() -> Component:
    folders = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    texts = [_read(path) for folder in folders if (path := folder / "LICENSE.txt").is_file()]
    return Component(f"Python {platform.python_version()}", "PSF-2.0", tuple(texts[:1]))


def _system_packages(files: Iterable[str]) -> list[Component]:
    """Return the Debian packages whose libraries are bundled, where Debian's package manager is."""
    if shutil.which("dpkg-query") is None:
        return []
    packages: dict[str, set[str]] = {}
    for file in {Path(file).resolve() for file in files}:
        if not file.is_relative_to("/usr") and not file.is_relative_to("/lib"):
            continue
        ended = subprocess.run(
            ["dpkg-query", "--search", str(file), str(file).removeprefix("/usr")],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        for line in ended.stdout.splitlines():
            packages.setdefault(line.split(":")[0], set()).add(file.name)
    found = []
    for package, libraries in sorted(packages.items()):
        path = Path("/usr/share/doc") / package / "copyright"
        texts = [f"Libraries: {', '.join(sorted(libraries))}"]
        texts += [_read(path)] if path.is_file() else []
        found.append(Component(f"{package} (Debian)", "see below", tuple(texts)))
    return found


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip()
