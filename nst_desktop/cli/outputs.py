"""Checks that compare a command's outputs with its inputs before any file is opened."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from nst_desktop.cli.number_options import UsageError
from nst_desktop.cli.parser import KEEP
from nst_desktop.core.errors import UserError
from nst_desktop.images.formats import ALPHA_SUFFIXES, PictureFormat, SaveOptions, format_of
from nst_desktop.images.picture_errors import printable_name
from nst_desktop.recipes.overwrite_guard import WEIGHTS, Inputs, NamedFile, find_same_files
from nst_desktop.recipes.plan import Plan
from nst_desktop.recipes.presets import is_preset_file
from nst_desktop.weights.network_weights import BUILTIN, TORCHVISION

OUTPUT = "-o"
SAVED_RUN, ARTWORK = "the saved run", "the artwork"
PRESET, JOBS = "the preset", "the list of jobs"


def check_outputs(outputs: Iterable[NamedFile], inputs: Iterable[NamedFile]) -> None:
    """Raise OverwriteError if an output is also an input, UsageError if two outputs coincide."""
    files, read = list(outputs), Inputs(inputs)
    for file in files:
        read.check(file.path, f"{file.role} {printable_name(str(file.path))}")
    _check_apart(files)


def outputs_of(options: argparse.Namespace) -> list[NamedFile]:
    """Return the output files named with -o, --film and --log."""
    outputs = {
        OUTPUT: options.output,
        "--film": getattr(options, "film", None),
        "--log": getattr(options, "log", None),
    }
    return [NamedFile(role, path) for role, path in outputs.items() if path is not None]


def option_inputs(options: argparse.Namespace) -> list[NamedFile]:
    """Return the input files other than pictures: artwork, list of jobs, preset and weights."""
    preset = getattr(options, "preset", None)
    inputs = [
        (ARTWORK, getattr(options, "source", None)),
        (JOBS, getattr(options, "list", None)),
        (PRESET, preset if preset and is_preset_file(preset) else None),
        (WEIGHTS, None if options.weights in (BUILTIN, TORCHVISION) else options.weights),
    ]
    return [NamedFile(role, Path(path)) for role, path in inputs if path is not None]


def check_transparency(options: argparse.Namespace, plan: Plan) -> None:
    """Raise UserError if --transparency keep does not suit this plan or output format."""
    if options.transparency != KEEP:
        return
    if plan.content is None:
        raise UserError(
            f"{options.command} uses no photograph, so there is no transparency to keep. Leave out "
            f"--transparency {KEEP}."
        )
    output_format = format_of(options.output)
    if output_format is not None and not output_format.traits.alpha:
        raise UserError(
            f"{output_format.traits.codec} files cannot store transparency. For --transparency "
            f"{KEEP}, end the name in {', '.join(ALPHA_SUFFIXES)}, or give a background colour "
            "instead."
        )


def save_options(options: argparse.Namespace) -> SaveOptions:
    """Return the save options. A file name's suffix may still change the format."""
    picture_format = PictureFormat.PNG_16 if options.bits == 16 else PictureFormat.PNG
    return SaveOptions(format=picture_format, metadata=options.metadata)


def _check_apart(files: Sequence[NamedFile]) -> None:
    duplicates = find_same_files(files)
    if duplicates is not None:
        first, second = duplicates
        raise UsageError(
            f"{first.role} and {second.role} name the same file, "
            f"{printable_name(str(second.path))}. Give each of them a different name."
        )
