"""What a command reads and what it writes, compared before anything is opened."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from nst_desktop.cli.parser import KEEP
from nst_desktop.cli.plan_options import UsageError
from nst_desktop.core.errors import UserError
from nst_desktop.images.formats import ALPHA_SUFFIXES, PictureFormat, SaveOptions, format_of
from nst_desktop.images.picture_errors import shown_name
from nst_desktop.recipes.inputs import WEIGHTS, Inputs, NamedFile, same_files
from nst_desktop.recipes.plan import Plan
from nst_desktop.recipes.presets import is_preset_file
from nst_desktop.weights.network_weights import BUILTIN, TORCHVISION

OUTPUT = "-o"
SAVED_RUN, ARTWORK = "the saved run", "the artwork"
PRESET, JOBS = "the preset", "the list of jobs"


def check_outputs(outputs: Iterable[NamedFile], inputs: Iterable[NamedFile]) -> None:
    """Raise OverwriteError if an output is an input, UsageError if two outputs are one file."""
    files, read = list(outputs), Inputs(inputs)
    for each in files:
        read.check(each.path, f"{each.role} {shown_name(str(each.path))}")
    _check_apart(files)


def outputs_of(options: argparse.Namespace) -> list[NamedFile]:
    """The files that -o, --film and --log name."""
    found = {
        OUTPUT: options.output,
        "--film": getattr(options, "film", None),
        "--log": getattr(options, "log", None),
    }
    return [NamedFile(role, path) for role, path in found.items() if path is not None]


def option_inputs(options: argparse.Namespace) -> list[NamedFile]:
    """The files besides pictures that the options name: presets, weights, recipes and the like."""
    preset = getattr(options, "preset", None)
    found = [
        (ARTWORK, getattr(options, "source", None)),
        (JOBS, getattr(options, "list", None)),
        (PRESET, preset if preset and is_preset_file(preset) else None),
        (WEIGHTS, None if options.weights in (BUILTIN, TORCHVISION) else options.weights),
    ]
    return [NamedFile(role, Path(path)) for role, path in found if path is not None]


def check_transparency(options: argparse.Namespace, plan: Plan) -> None:
    """Raise UserError if the artwork could not have the transparency that is to be kept."""
    if options.transparency != KEEP:
        return
    if plan.content is None:
        raise UserError(
            f"{options.command} has no photograph whose transparency could be kept: leave out "
            f"--transparency {KEEP}."
        )
    found = format_of(options.output)
    if found is not None and not found.traits.alpha:
        raise UserError(
            f"{found.traits.codec} files have no transparency, which --transparency {KEEP} asks "
            f"for: end the name in {', '.join(ALPHA_SUFFIXES)}, or give a colour to lay it on."
        )


def save_options(options: argparse.Namespace) -> SaveOptions:
    """How the artworks are written, whose names say in which format."""
    kind = PictureFormat.PNG_16 if options.bits == 16 else PictureFormat.PNG
    return SaveOptions(format=kind, metadata=options.metadata)


def _check_apart(files: Sequence[NamedFile]) -> None:
    twins = same_files(files)
    if twins is not None:
        first, second = twins
        raise UsageError(
            f"{first.role} and {second.role} name the same file, {shown_name(str(second.path))}: "
            "give each its own."
        )
