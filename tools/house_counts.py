"""Counts what tells how well the window's code is kept: python tools/house_counts.py [FOLDER].

FOLDER: of the package to look at; this one's nst_desktop without it.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

WINDOW = ("app.py", "studio", "widgets", "document")
MAX_ARGUMENTS = 5


def trees(package: Path, parts: tuple[str, ...] = ("",)) -> Iterator[tuple[Path, ast.Module]]:
    """The modules below these parts of the package."""
    for part in parts:
        place = package / part
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place][: place.exists()]:
            yield path, ast.parse(path.read_text())


def long_constructors(package: Path) -> list[str]:
    """Constructors of the window's code with six or more arguments besides self."""
    return [
        f"{path.relative_to(package)}: {each.name} ({count})"
        for path, tree in trees(package, WINDOW)
        for each in ast.walk(tree)
        if isinstance(each, ast.ClassDef)
        for method in each.body
        if isinstance(method, ast.FunctionDef) and method.name == "__init__"
        if (count := len([*method.args.args, *method.args.kwonlyargs]) - 1) > MAX_ARGUMENTS
    ]


def users_of_main_window(package: Path) -> list[str]:
    """Files that import MainWindow."""
    return [
        str(path.relative_to(package))
        for path, tree in trees(package)
        for each in ast.walk(tree)
        if isinstance(each, ast.ImportFrom)
        if any(name.name == "MainWindow" for name in each.names)
    ]


def widget_classes(package: Path) -> set[str]:
    """The names of all classes below widgets."""
    return {
        each.name
        for _, tree in trees(package, ("widgets",))
        for each in tree.body
        if isinstance(each, ast.ClassDef)
    }


def reads_of_widgets(package: Path) -> list[str]:
    """Results of a widget's methods that a controller uses, Qt's own such as isHidden aside."""
    from PySide6.QtWidgets import QMainWindow

    widgets = widget_classes(package)
    found = []
    for path, tree in trees(package, ("studio",)):
        for controller in (each for each in tree.body if isinstance(each, ast.ClassDef)):
            held = {
                f"_{argument.arg}"
                for method in controller.body
                if isinstance(method, ast.FunctionDef) and method.name == "__init__"
                for argument in method.args.args
                if isinstance(argument.annotation, ast.Name) and argument.annotation.id in widgets
            } | {"window"}
            found += [
                f"{path.relative_to(package)}:{call.lineno}: {ast.unparse(call)}"
                for call in _used_calls(controller)
                if _root(call.func) in held
                if not (
                    isinstance(call.func, ast.Attribute) and hasattr(QMainWindow, call.func.attr)
                )
            ]
    return found


def _used_calls(tree: ast.AST) -> Iterator[ast.Call]:
    dropped = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for each in ast.walk(tree):
        if isinstance(each, ast.Call) and id(each) not in dropped:
            yield each


def _root(function: ast.expr) -> str:
    """X of self.X.… in a call; empty for anything else, such as a class or a translation."""
    names = []
    while isinstance(function, ast.Attribute):
        names.append(function.attr)
        function = function.value
    is_own = isinstance(function, ast.Name) and function.id == "self" and len(names) > 1
    return names[-1] if is_own else ""


def signals(package: Path) -> int:
    """How many signals are declared."""
    return sum(path.read_text().count("= Signal(") for path in package.rglob("*.py"))


def lines(package: Path) -> int:
    """Lines of the product."""
    return sum(len(path.read_text().splitlines()) for path in package.rglob("*.py"))


def main() -> None:
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "nst_desktop"
    for title, found in (
        ("constructors with six or more arguments", long_constructors(package)),
        ("files that import MainWindow", users_of_main_window(package)),
        ("reads of state out of widgets", reads_of_widgets(package)),
    ):
        print(f"{title}: {len(found)}", *found, sep="\n    ")
    print(f"signals: {signals(package)}")
    print(f"product lines: {lines(package)}")


if __name__ == "__main__":
    main()
