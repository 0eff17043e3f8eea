"""The sketch command: draws photographs in the style of paintings at once. It loads no torch."""

import argparse
from dataclasses import replace
from pathlib import Path

from nst_desktop.cli.messages import DONE, FAILED, note
from nst_desktop.cli.plan_options import UsageError, given_parameters, read_shares
from nst_desktop.core.errors import UserError, explain
from nst_desktop.core.job import Style
from nst_desktop.core.params import StyleParams, describe
from nst_desktop.images.folders import check_folder, make_folder, pictures_in
from nst_desktop.images.load import load_picture
from nst_desktop.images.picture_errors import printable_name
from nst_desktop.images.save import check_target, save_picture
from nst_desktop.recipes.overwrite_guard import PAINTING, PHOTOGRAPH, Inputs, NamedFile
from nst_desktop.sketch.artist import SketchArtist
from nst_desktop.sketch.networks import SketchNetworks
from nst_desktop.sketch.sketch_job import SketchJob
from nst_desktop.storage.naming import proposed_name

MIN_SKETCH_SIZE, MAX_SKETCH_SIZE = 16, 2048  # px


def draw_sketches(options: argparse.Namespace) -> int:
    """Draw a sketch of each photograph and return the exit code.

    A photograph that cannot be read is reported, and the others are drawn nevertheless.

    Raises UserError if an option is invalid or a painting or the network cannot be read.
    """
    size = _whole_number(options.sketch_size, "--size", MIN_SKETCH_SIZE, MAX_SKETCH_SIZE)
    params = _params(options)
    if options.content is None:
        return _draw_one(options, params, size)
    photographs = [path for entry in options.content for path in _pictures(entry)]
    check_folder(options.output)
    styles = _read_styles(options, options.pictures)
    artist, folder, is_complete = SketchArtist(SketchNetworks()), make_folder(options.output), True
    for photograph in photographs:
        names = (photograph.name, options.pictures[0].name, "sketch")
        try:
            job = SketchJob(params, load_picture(photograph).pixels, styles)
            save_picture(artist.draw(job, size), proposed_name(names, folder, ".png"))
        except UserError as error:
            is_complete = False
            note(explain(error))
    return DONE if is_complete else FAILED


def _draw_one(options: argparse.Namespace, params: StyleParams, size: int) -> int:
    content, *paintings = options.pictures
    if not paintings:
        raise UsageError("sketch needs CONTENT STYLE, or STYLE and --content.")
    check_target(options.output)
    inputs = [NamedFile(PHOTOGRAPH, content), *(NamedFile(PAINTING, path) for path in paintings)]
    Inputs(inputs).check(options.output, f"-o {printable_name(str(options.output))}")
    job = SketchJob(params, load_picture(content).pixels, _read_styles(options, paintings))
    save_picture(SketchArtist(SketchNetworks()).draw(job, size), options.output)
    return DONE


def _params(options: argparse.Namespace) -> StyleParams:
    scale = describe("style_weight").scale
    assert scale is not None
    strength = _whole_number(options.strength, "--strength", int(scale.lo), int(scale.hi))
    return replace(
        StyleParams(), **given_parameters(options), style_weight=scale.value(float(strength))
    )


def _read_styles(options: argparse.Namespace, paths: list[Path]) -> tuple[Style, ...]:
    shares = read_shares(options.blend, "--blend", len(paths))
    pairs = zip(paths, shares, strict=True)
    return tuple(Style(load_picture(path).pixels, share) for path, share in pairs)


def _pictures(path: Path) -> list[Path]:
    return pictures_in(path) if path.is_dir() else [path]


def _whole_number(text: str, flag: str, low: int, high: int) -> int:
    number = int(text) if text.isdecimal() and len(text) < 9 else -1
    if not low <= number <= high:
        raise UsageError(f"{flag} must be a whole number from {low} to {high}, not '{text}'.")
    return number
