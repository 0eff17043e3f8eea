"""List of names used for more than one thing, printed by `python -m tools.names`.

Every file, class and module-level function should be findable by its name alone. SHARED holds the
names that are the same on purpose, with the reason.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "nst_desktop"

SHARED = {
    "controller.py": "the controller of its folder's feature",
    "main": "the conventional name of an entry point",
}


def shared_file_names(package: Path = PACKAGE) -> dict[str, list[str]]:
    """Return the file names shared by several modules, with the modules' paths."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in _modules(package):
        if not path.name.startswith("__"):
            places[path.name].append(str(path.relative_to(package)))
    return _several(places)


def shared_identifiers(package: Path = PACKAGE) -> dict[str, list[str]]:
    """Return the public classes and functions defined in several modules, with their paths."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in _modules(package):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            is_named = isinstance(node, ast.ClassDef | ast.FunctionDef)
            if is_named and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(package)))
    return _several(places)


def _modules(package: Path) -> Iterable[Path]:
    return sorted(package.rglob("*.py"))


def _several(places: dict[str, list[str]]) -> dict[str, list[str]]:
    return {
        name: modules
        for name, modules in sorted(places.items())
        if len(modules) > 1 and name not in SHARED
    }


if __name__ == "__main__":
    shared = shared_file_names() | shared_identifiers()
    for name, modules in shared.items():
        print(f"{name}: {', '.join(modules)}")
    sys.exit(bool(shared))
