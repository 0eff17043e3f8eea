"""System libraries that a folder of programs needs, as Debian packages. Needs objdump."""

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Plugins that Qt loads if it can, and does without otherwise.
_OPTIONAL = re.compile(
    r"/plugins/(platformthemes|printsupport|egldeviceintegrations|networkinformation|sqldrivers)/"
    r"|/plugins/platforms/libq(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc)\.so"
)
_C_LIBRARY = ("ld-linux", "libc.so", "libdl.so", "libm.so", "libmvec.so", "libpthread.so",
              "libresolv.so", "librt.so", "libutil.so", "libanl.so")  # fmt: skip
_DRIVERS = ("libcuda.so.1", "libnvidia-ml.so.1")  # come with a graphics card's driver
_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libICE.so.6": "libice6",
    "libSM.so.6": "libsm6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXau.so.6": "libxau6",
    "libXext.so.6": "libxext6",
    "libasound.so.2": "libasound2",
    "libatk-1.0.so.0": "libatk1.0-0",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libbz2.so.1.0": "libbz2-1.0",
    "libcairo-gobject.so.2": "libcairo-gobject2",
    "libcairo.so.2": "libcairo2",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libexpat.so.1": "libexpat1",
    "libffi.so.8": "libffi8",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgbm.so.1": "libgbm1",
    "libgcc_s.so.1": "libgcc-s1",
    "libgdk-3.so.0": "libgtk-3-0",
    "libgdk_pixbuf-2.0.so.0": "libgdk-pixbuf-2.0-0",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgmodule-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgtk-3.so.0": "libgtk-3-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "liblzma.so.5": "liblzma5",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangocairo-1.0.so.0": "libpangocairo-1.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libuuid.so.1": "libuuid1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libwayland-server.so.0": "libwayland-server0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

_DATA = {  # what a library in the folder reads from the system
    "libfontconfig.so.1": "fontconfig-config",
    "libxkbcommon.so.0": "xkb-data",
}


class UnknownLibraryError(Exception):
    """A library is neither in the folder nor assigned to a package."""


@dataclass(frozen=True, slots=True)
class Dynamics:
    """What an executable or library asks of others.

    Attributes:
        needed: Names of the libraries that it needs.
        glibc: The newest version of the C library whose symbols it uses, such as (2, 28).
    """

    needed: frozenset[str]
    glibc: tuple[int, ...]


def dynamics_of(path: Path) -> Dynamics:
    """Return what the file at `path` asks of others; nothing if it is not an executable."""
    done = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=False)
    return parse_dynamics(done.stdout)


def parse_dynamics(text: str) -> Dynamics:
    """Return what is needed according to the output of `objdump -p`."""
    references = re.findall(r"\bGLIBC_(\d+(?:\.\d+)+)$", text, re.MULTILINE)
    versions = [tuple(map(int, reference.split("."))) for reference in references]
    needed = frozenset(re.findall(r"^\s+NEEDED\s+(\S+)$", text, re.MULTILINE))
    return Dynamics(needed, max(versions, default=(2, 17)))


def packages_for(folder: Path) -> tuple[list[str], list[str]]:
    """Return the Debian packages that the programs in `folder` need, and those of use to them.

    Raises:
        UnknownLibraryError: A library is neither in the folder nor in this module's table.
    """
    found = {
        path.relative_to(folder.parent).as_posix(): dynamics_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and _is_elf(path)
    }
    present = {path.name for path in folder.rglob("*")}
    usual = [part for name, part in found.items() if not _OPTIONAL.search(name)]
    data = [package for library, package in _DATA.items() if library in present]
    needed = sorted([*_packages(usual, present), *data])
    glibc = ".".join(map(str, max(part.glibc for part in usual)))
    useful = [name for name in _packages(found.values(), present) if name not in needed]
    return [f"libc6 (>= {glibc})", *needed], useful


def _packages(parts: Iterable[Dynamics], present: set[str]) -> list[str]:
    missing = {name for part in parts for name in part.needed} - present
    missing = {name for name in missing if not name.startswith(_C_LIBRARY)} - {*_DRIVERS}
    unknown = sorted(missing - _PACKAGES.keys())
    if unknown:
        raise UnknownLibraryError(
            f"{', '.join(unknown)}: neither in the bundle nor in tools/system_libraries.py. Add "
            "the Debian package to its table, or leave the file that needs it out of the bundle."
        )
    return sorted({_PACKAGES[name] for name in missing})


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
