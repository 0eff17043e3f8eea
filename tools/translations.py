"""Updater of the German translation files, run as `python -m tools.translations`.

It adds new texts of the code to the .ts file as unfinished, removes obsolete ones and compiles the
.qm file. tests/tools/test_translations.py fails while a text is untranslated.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from nst_desktop import paths
from nst_desktop.core.declaration import Group
from nst_desktop.core.errors import (
    DeviceError,
    DivergedError,
    Notice,
    UserError,
    WeightsError,
    Words,
)
from nst_desktop.core.memory import TooLargeError
from nst_desktop.core.params import describe, parameter_names
from nst_desktop.core.state import StateError
from nst_desktop.films.film_formats import FilmError
from nst_desktop.images.picture_errors import PictureError
from nst_desktop.masks.selection import SelectionError
from nst_desktop.queue.queue import QueueError
from nst_desktop.recipes.overwrite_guard import OverwriteError
from nst_desktop.recipes.presets import PresetError, builtin_presets
from nst_desktop.recipes.recipe_pictures import RecipeError
from nst_desktop.resume.session_store import SessionError
from nst_desktop.sketch.network_files import SketchError
from nst_desktop.weights.partial_file import DownloadError

PACKAGE = Path(__file__).parent.parent / "nst_desktop"
FILE = paths.resources() / "translations" / "nst_desktop_de.ts"
Text = tuple[str, str]  # context, source
# Errors that the window can show. Those that only commands print are in English.
ERRORS = {
    each.__name__
    for each in (
        UserError, DeviceError, DivergedError, DownloadError, FilmError, Notice, OverwriteError,
        PictureError, PresetError, QueueError, RecipeError, SelectionError, SessionError,
        SketchError, StateError, TooLargeError, WeightsError, Words,
    )
}  # fmt: skip


def texts() -> list[Text]:
    """Return all translatable texts without duplicates, in the order of the code."""
    found = [*_declared(), *_in_presets()]
    for tree in modules():
        found += _in_module(tree)
    for tree in modules():
        found += [("errors", text) for text, _ in errors_in(tree)]
    return list(dict.fromkeys(found))


def translations() -> dict[Text, str]:
    """Read the translations in the .ts file, with an empty text for unfinished ones."""
    found = {}
    for context in ElementTree.parse(FILE).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            finished = translation.get("type") is None
            source = message.findtext("source")
            found[context.findtext("name"), source] = translation.text if finished else ""
    return found


def modules() -> Iterator[ast.Module]:
    """Yield the syntax trees of the package's modules except the commands, which are English."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if not path.is_relative_to(PACKAGE / "cli"):
            yield ast.parse(path.read_text(encoding="utf-8"))


def _declared() -> Iterator[Text]:
    for group in Group:
        yield "StyleParams", str(group)
    for name in parameter_names():
        about = describe(name)
        found = [about.label, about.help, about.unit, *about.choices.values()]
        if about.scale is not None:
            found += [about.scale.label, about.scale.help, *about.scale.marks]
        if about.amounts is not None:
            amounts = about.amounts
            found += [amounts.label, amounts.help, *amounts.named, amounts.entry]
        for text in filter(None, found):
            yield "StyleParams", text


def _in_presets() -> Iterator[Text]:
    for preset in builtin_presets():
        yield "presets", preset.name
        yield "presets", preset.help


def _in_module(tree: ast.Module) -> Iterator[Text]:
    helper = next((_context_of(each) for each in tree.body if _is_helper(each)), "")
    for top in tree.body:
        context = top.name if isinstance(top, ast.ClassDef) else ""
        for node in ast.walk(top):
            if isinstance(node, ast.Call):
                yield from _in_call(node, context, helper)


def _is_helper(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == "_tr"


def _context_of(helper: ast.stmt) -> str:
    """Return the first argument of the only call in a module's _tr function."""
    [call] = [each for each in ast.walk(helper) if isinstance(each, ast.Call)]
    return call.args[0].value


def _in_call(call: ast.Call, context: str, helper: str) -> Iterator[Text]:
    match call.func:
        case ast.Attribute(attr="tr"):
            assert context, "tr() outside of a class has no context"
            yield context, _constant(call.args[0])
        case ast.Name(id="_tr"):
            yield helper, _constant(call.args[0])
        case ast.Attribute(attr="translate", value=ast.Name(id="QCoreApplication")):
            if all(isinstance(each, ast.Constant) for each in call.args):
                yield call.args[0].value, call.args[1].value


def errors_in(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Yield the texts of user-facing errors and of Words, with the names of their values."""
    named = {
        each.targets[0].id: each.value.value
        for each in tree.body
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[_, text]) if name == "ParameterError":
                pass
            case ast.Call(func=ast.Name(id=name), args=[text, *_]) if name in ERRORS:
                pass
            case _:
                continue
        match text:
            case ast.Constant(value=source):
                yield source, {each.arg for each in node.keywords}
            case ast.Name(id=name) if name in named:
                yield named[name], {each.arg for each in node.keywords}
            case ast.JoinedStr():
                raise AssertionError(f"line {text.lineno}: put the values in by their names")


def _constant(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant), f"line {node.lineno}: only a plain text is found"
    return node.value


def write(found: dict[Text, str]) -> None:
    """Write the .ts file with these translations and compile it."""
    root = ElementTree.Element("TS", version="2.1", language="de_DE", sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for text in sorted(texts(), key=lambda each: each[0]):
        name, source = text
        if name not in contexts:
            contexts[name] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[name], "name").text = name
        message = ElementTree.SubElement(contexts[name], "message")
        ElementTree.SubElement(message, "source").text = source
        translation = ElementTree.SubElement(message, "translation")
        translation.text = found.get(text, "")
        if not translation.text:
            translation.set("type", "unfinished")
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    FILE.write_text(head + ElementTree.tostring(root, "unicode") + "\n", encoding="utf-8")
    command = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([command, FILE, "-qm", FILE.with_suffix(".qm")], check=True)


if __name__ == "__main__":
    write(translations() if FILE.exists() else {})
